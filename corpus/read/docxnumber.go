package read

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// docxNumbering computes the numbers of paragraphs as Word does (ECMA-376 part 1, 17.9): lists that share an abstract
// definition share its counters; a level begins again after a paragraph of a level above it.
type docxNumbering struct {
	abstracts map[string]*docxAbstract
	links     map[string]string // the abstract definition of a numbering style
	lists     map[string]*docxList
}

type docxAbstract struct {
	levels [10]docxLevel
	link   string // the numbering style that defines it instead
	counts [10]int
	begun  [10]bool
}

type docxLevel struct {
	start   int
	format  string
	text    string // "%1.%2"
	restart int    // begin again only after this 1-based level; 0 never, -1 after any above
	legal   bool   // all numbers in digits
	style   string // the paragraph style that is of this level
}

type docxList struct {
	abstract string
	starts   map[int]int // startOverride by level, until it is used
	levels   map[int]docxLevel
}

func newDocxNumbering() *docxNumbering {
	return &docxNumbering{map[string]*docxAbstract{}, map[string]string{}, map[string]*docxList{}}
}

// read reads word/numbering.xml, which need not be there.
func (n *docxNumbering) read(ctx context.Context, z *archive) error {
	const part = "word/numbering.xml"
	r, err := z.open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	p := docxNumberingParser{n: n, x: newXML(ctx, z.in, part, r)}
	for {
		t, err := p.x.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			p.start(t)
		case xml.EndElement:
			p.end(t.Name.Local)
		}
	}
}

// docxNumberingParser knows where in the part it is.
type docxNumberingParser struct {
	n        *docxNumbering
	x        *xmlReader
	id       string
	abstract *docxAbstract
	list     *docxList
	index    int // of the level that is open
	level    docxLevel
	inLevel  bool
}

func (p *docxNumberingParser) start(e xml.StartElement) {
	val := attr(e, "val")
	switch e.Name.Local {
	case "abstractNum":
		p.id, p.abstract = attr(e, "abstractNumId"), &docxAbstract{}
		p.n.abstracts[p.id] = p.abstract
	case "numStyleLink":
		if p.abstract != nil {
			p.abstract.link = val
		}
	case "styleLink":
		p.n.links[val] = p.id
	case "num":
		p.list = &docxList{starts: map[int]int{}, levels: map[int]docxLevel{}}
		p.n.lists[attr(e, "numId")] = p.list
	case "abstractNumId":
		if p.list != nil {
			p.list.abstract = val
		}
	case "lvlOverride":
		p.index = levelOf(attr(e, "ilvl"))
	case "startOverride":
		if p.list != nil {
			p.list.starts[p.index] = countOf(val)
		}
	case "lvl":
		p.index, p.level, p.inLevel = levelOf(attr(e, "ilvl")), docxLevel{start: 0, format: "decimal", restart: -1}, true
	default:
		if p.inLevel {
			p.level.property(e.Name.Local, val)
		}
	}
}

// property takes a property of a level.
func (l *docxLevel) property(name, val string) {
	switch name {
	case "start":
		l.start = countOf(val)
	case "numFmt":
		l.format = val
	case "lvlText":
		l.text = val
	case "lvlRestart":
		l.restart = levelOf(val)
	case "isLgl":
		l.legal = val != "0" && val != "false"
	case "pStyle":
		l.style = val
	}
}

func (p *docxNumberingParser) end(name string) {
	switch name {
	case "lvl":
		p.inLevel = false
		if p.list != nil {
			p.list.levels[p.index] = p.level
		} else if p.abstract != nil {
			p.abstract.levels[p.index] = p.level
		}
	case "abstractNum":
		p.abstract = nil
	case "num":
		p.list = nil
	}
}

// countOf is a number that a counter can stand at.
func countOf(s string) int {
	n, _ := strconv.Atoi(s)
	return min(max(n, 0), 1_000_000)
}

// find is the definition of a list.
func (n *docxNumbering) find(num string) (*docxList, *docxAbstract) {
	list := n.lists[num]
	if list == nil {
		return nil, nil
	}
	a := n.abstracts[list.abstract]
	if a != nil && a.link != "" {
		if linked := n.abstracts[n.links[a.link]]; linked != nil {
			a = linked
		}
	}
	return list, a
}

// levelOfStyle is the level of a list that is that of a paragraph style; otherwise the level given.
func (n *docxNumbering) levelOfStyle(num, style string, level int) int {
	if _, a := n.find(num); a != nil && style != "" {
		for i, l := range a.levels {
			if l.style == style {
				return i
			}
		}
	}
	return level
}

// next counts a paragraph of a list and gives its number as it is shown; "" for none, "-" for a bullet.
func (n *docxNumbering) next(num string, level int) string {
	list, a := n.find(num)
	level = max(level, 0)
	if a == nil || num == "0" {
		return ""
	}
	if start, ok := list.starts[level]; ok {
		a.counts[level], a.begun[level] = start-1, true
		delete(list.starts, level)
	}
	if !a.begun[level] {
		a.counts[level], a.begun[level] = list.level(a, level).start-1, true
	}
	a.counts[level]++
	for below := level + 1; below < len(a.counts); below++ {
		if r := list.level(a, below).restart; r < 0 || r > level {
			a.begun[below] = false
		}
	}
	return n.show(list, a, level)
}

// level is a level of a list.
func (l *docxList) level(a *docxAbstract, i int) docxLevel {
	if own, ok := l.levels[i]; ok {
		return own
	}
	return a.levels[i]
}

// show puts the counters into the text of the level.
func (n *docxNumbering) show(list *docxList, a *docxAbstract, level int) string {
	l := list.level(a, level)
	if l.format == "bullet" {
		return "-"
	}
	out := l.text
	for i := range level + 1 {
		part := list.level(a, i)
		count := a.counts[i]
		if !a.begun[i] {
			count = part.start
		}
		format := part.format
		if l.legal {
			format = "decimal"
		}
		out = strings.ReplaceAll(out, "%"+strconv.Itoa(i+1), docxNumber(count, format))
	}
	return strings.TrimSpace(out)
}

// docxNumber is a number in a format of ECMA-376 17.18.59; what is not known is in digits.
func docxNumber(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return strings.ToUpper(letters(n, latinLetters))
	case "lowerLetter":
		return letters(n, latinLetters)
	case "arabicAbjad":
		return letters(n, abjadLetters)
	case "arabicAlpha":
		return letters(n, hijaiLetters)
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	}
	return strconv.Itoa(n)
}
