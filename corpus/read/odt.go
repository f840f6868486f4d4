package read

import (
	"context"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// readODT reads an OpenDocument text (ISO 26300): paragraphs with the numbers of their lists, headings with those of the
// outline, notes behind the text. What tracked changes deleted stands apart in the file and is left out.
func readODT(ctx context.Context, in input) ([]piece, error) {
	z, err := openZip(in)
	if err != nil {
		return nil, err
	}
	o := &odtReader{lists: map[string]*odtList{}, paragraphLists: map[string]string{}, titles: map[string]int{"Title": 1, "Subtitle": 2}, counts: map[string]*odtCounter{}}
	for _, part := range []string{"styles.xml", "content.xml"} {
		if err := o.part(ctx, z, part); err != nil {
			return nil, err
		}
	}
	return append(o.pieces, o.notes...), nil
}

type odtReader struct {
	x              *xmlReader
	lists          map[string]*odtList // list styles by name; "" is the outline of headings
	list           *odtList            // the one that is being defined
	paragraphLists map[string]string   // the list style of a paragraph style
	titles         map[string]int      // how many # the paragraphs of a style have that is, or is based on, one of titles
	pieces, notes  []piece
	stack          []*odtParagraph
	open           []odtOpenList
	counts         map[string]*odtCounter // of list styles, and of lists by their id
	note           *odtNote               // nil outside of notes
}

// odtParagraph is a paragraph or heading that is open.
type odtParagraph struct {
	text  strings.Builder
	level int    // how many # a title or heading has; 0 for a paragraph
	label string // its number
}

// odtList is a list style.
type odtList struct{ levels [10]odtLevel }

type odtLevel struct {
	format, prefix, suffix string
	start, display         int // display: of how many levels the number is shown
	bullet                 bool
}

// odtOpenList is a list that is open.
type odtOpenList struct {
	style  string
	counts *odtCounter
	item   bool // an item has begun and its first paragraph has not
	header bool // the item has no number
	start  int  // the number of the item where it is set; -1 elsewhere
}

type odtCounter struct {
	counts [10]int
	begun  [10]bool
}

type odtNote struct {
	text []string
}

// odtSkipped are elements whose content is no text of the document.
var odtSkipped = names("tracked-changes annotation annotation-end sequence-decls desc title script ruby-text " +
	"index-body table-of-content-source alphabetical-index-source notes-configuration meta settings")

// part reads styles and text of a part.
func (o *odtReader) part(ctx context.Context, z *archive, name string) error {
	r, err := z.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	o.x = newXML(ctx, z.in, name, r)
	for {
		t, err := o.x.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := o.start(t); err != nil {
				return err
			}
		case xml.CharData:
			if p := o.paragraph(); p != nil && !(o.note != nil && o.x.inside("note-citation")) {
				p.text.WriteString(spaces.ReplaceAllString(string(t), " "))
			}
		case xml.EndElement:
			o.end(t.Name.Local)
		}
	}
}

// paragraph is the innermost open paragraph; nil outside of paragraphs.
func (o *odtReader) paragraph() *odtParagraph {
	if len(o.stack) == 0 {
		return nil
	}
	return o.stack[len(o.stack)-1]
}

func (o *odtReader) start(e xml.StartElement) error {
	name := e.Name.Local
	if odtSkipped[name] && o.x.inside("body") {
		return o.x.skip()
	}
	if o.x.inside("body") && o.x.inside("text") {
		o.startText(e)
	} else if !o.x.inside("body") {
		o.startStyle(e)
	}
	return nil
}

// startStyle takes list styles, and which list a paragraph style belongs to.
func (o *odtReader) startStyle(e xml.StartElement) {
	switch e.Name.Local {
	case "list-style":
		o.list = &odtList{}
		o.lists[attr(e, "name")] = o.list
	case "outline-style":
		o.list = &odtList{}
		o.lists[""] = o.list
	case "style":
		if level := o.titles[attr(e, "parent-style-name")]; level > 0 {
			o.titles[attr(e, "name")] = level
		}
		if list := attr(e, "list-style-name"); list != "" {
			o.paragraphLists[attr(e, "name")] = list
		}
	case "list-level-style-number", "list-level-style-bullet", "outline-level-style":
		if o.list == nil {
			return
		}
		l := odtLevel{format: attr(e, "num-format"), prefix: attr(e, "num-prefix"), suffix: attr(e, "num-suffix"),
			start: 1, display: max(1, countOf(attr(e, "display-levels"))), bullet: e.Name.Local == "list-level-style-bullet"}
		if s := attr(e, "start-value"); s != "" {
			l.start = countOf(s)
		}
		o.list.levels[levelIndex(attr(e, "level"))] = l
	}
}

// levelIndex is the 0-based index of a 1-based level.
func levelIndex(s string) int { return min(max(countOf(s), 1), 10) - 1 }

func (o *odtReader) startText(e xml.StartElement) {
	p := o.paragraph()
	switch e.Name.Local {
	case "list":
		o.openList(e)
	case "list-item", "list-header":
		if n := len(o.open); n > 0 {
			o.open[n-1].item, o.open[n-1].header, o.open[n-1].start = true, e.Name.Local == "list-header", -1
			if s := attr(e, "start-value"); s != "" {
				o.open[n-1].start = countOf(s)
			}
		}
	case "p":
		o.stack = append(o.stack, &odtParagraph{label: o.itemLabel(), level: o.titles[attr(e, "style-name")]})
	case "h":
		level := levelIndex(attr(e, "outline-level")) + 1
		h := &odtParagraph{level: min(level+1, 6)}
		if h.label = o.itemLabel(); h.label == "" && attr(e, "is-list-header") != "true" {
			h.label = o.count("", o.counter(""), level-1, -1)
		}
		o.stack = append(o.stack, h)
	case "note":
		o.note = &odtNote{}
	case "s":
		if p != nil {
			p.text.WriteByte(' ')
		}
	case "tab":
		if p != nil {
			p.text.WriteByte(' ')
		}
	case "line-break":
		if p != nil {
			p.text.WriteByte('\n')
		}
	}
}

// openList opens a list. One inside another goes on with its style; one that continues another, with its counters.
func (o *odtReader) openList(e xml.StartElement) {
	l := odtOpenList{style: attr(e, "style-name"), start: -1}
	n := len(o.open)
	if n > 0 && l.style == "" {
		l.style = o.open[n-1].style
	}
	switch continued := attr(e, "continue-list"); {
	case n > 0:
		l.counts = o.open[n-1].counts
		l.counts.begun[min(n, 9)] = false
	case continued != "":
		l.counts = o.counter("#" + continued)
	case attr(e, "continue-numbering") == "true":
		l.counts = o.counter(l.style)
	default:
		l.counts = &odtCounter{}
		o.counts[l.style] = l.counts
	}
	if id := attr(e, "id"); id != "" {
		o.counts["#"+id] = l.counts
	}
	if n < maxDepth {
		o.open = append(o.open, l)
	}
}

func (o *odtReader) counter(name string) *odtCounter {
	if o.counts[name] == nil {
		o.counts[name] = &odtCounter{}
	}
	return o.counts[name]
}

// itemLabel is the number of a paragraph that is the first of its item; "" for any other.
func (o *odtReader) itemLabel() string {
	n := len(o.open)
	if n == 0 || !o.open[n-1].item || o.note != nil {
		return ""
	}
	l := &o.open[n-1]
	l.item = false
	if l.header {
		return ""
	}
	return o.count(l.style, l.counts, min(n-1, 9), l.start)
}

// count counts an item and gives its number as it is shown.
func (o *odtReader) count(style string, c *odtCounter, level, start int) string {
	list := o.lists[style]
	if list == nil {
		return ""
	}
	switch {
	case start >= 0:
		c.counts[level] = start
	case !c.begun[level]:
		c.counts[level] = list.levels[level].start
	default:
		c.counts[level]++
	}
	c.begun[level] = true
	for below := level + 1; below < len(c.begun); below++ {
		c.begun[below] = false
	}
	l := list.levels[level]
	if l.bullet {
		return "-"
	}
	if l.format == "" {
		return strings.TrimSpace(l.prefix + l.suffix)
	}
	var parts []string
	for i := max(0, level+1-l.display); i <= level; i++ {
		n := c.counts[i]
		if !c.begun[i] {
			n = list.levels[i].start
		}
		if s := odtNumber(n, list.levels[i].format); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.TrimSpace(l.prefix + strings.Join(parts, ".") + l.suffix)
}

// odtNumber is a number in a format of style:num-format.
func odtNumber(n int, format string) string {
	switch {
	case format == "":
		return ""
	case format == "a":
		return letters(n, latinLetters)
	case format == "A":
		return strings.ToUpper(letters(n, latinLetters))
	case format == "i":
		return strings.ToLower(roman(n))
	case format == "I":
		return roman(n)
	case strings.HasPrefix(format, "أ, ب, ج"), strings.HasPrefix(format, "ا, ب, ج"):
		return letters(n, abjadLetters)
	case strings.HasPrefix(format, "أ"), strings.HasPrefix(format, "ا"):
		return letters(n, hijaiLetters)
	}
	return strconv.Itoa(n)
}

func (o *odtReader) end(name string) {
	if !o.x.inside("body") {
		return
	}
	switch name {
	case "p", "h":
		if p := o.paragraph(); p != nil {
			o.stack = o.stack[:len(o.stack)-1]
			o.endParagraph(p)
		}
	case "list":
		if n := len(o.open); n > 0 {
			o.open = o.open[:n-1]
		}
	case "note":
		o.endNote()
	}
}

func (o *odtReader) endParagraph(p *odtParagraph) {
	text := strings.TrimSpace(p.text.String())
	if o.note != nil {
		o.note.text = append(o.note.text, text)
		return
	}
	if text == "" {
		return
	}
	if p.label != "" {
		text = p.label + " " + text
	}
	if p.level > 0 {
		text = strings.Repeat("#", p.level) + " " + oneLine(text)
	}
	o.pieces = append(o.pieces, piece{text: text})
}

// endNote writes the mark of a note into the text and keeps the note.
func (o *odtReader) endNote() {
	if o.note == nil {
		return
	}
	mark := "[^" + strconv.Itoa(len(o.notes)+1) + "]"
	if text := oneLine(strings.Join(o.note.text, " ")); text != "" {
		o.notes = append(o.notes, piece{text: mark + ": " + text})
		if p := o.paragraph(); p != nil {
			p.text.WriteString(mark)
		}
	}
	o.note = nil
}
