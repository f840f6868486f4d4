package read

import (
	"context"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// readDOCX reads a Word document (ECMA-376, transitional or strict): paragraphs with their numbers as Word computes them,
// headings by style or outline level, notes behind the text. Tracked changes are taken as accepted.
func readDOCX(ctx context.Context, in input) ([]piece, error) {
	z, err := openZip(in)
	if err != nil {
		return nil, err
	}
	d := &docxReader{styles: map[string]docxStyle{}, numbering: newDocxNumbering()}
	if err := d.readStyles(ctx, z); err != nil {
		return nil, err
	}
	if err := d.numbering.read(ctx, z); err != nil {
		return nil, err
	}
	if err := d.part(ctx, z, "word/document.xml"); err != nil {
		return nil, err
	}
	body := d.pieces
	for _, kind := range []string{"footnote", "endnote"} {
		notes, err := d.notes(ctx, z, kind)
		if err != nil {
			return nil, err
		}
		body = append(body, notes...)
	}
	return body, nil
}

// docxReader reads the parts of a Word document one after the other.
type docxReader struct {
	styles    map[string]docxStyle
	numbering *docxNumbering
	x         *xmlReader
	pieces    []piece
	stack     []*docxParagraph // the open paragraphs: that of a text box stands in another
	rows      []docxRow        // the open table rows
	joined    string           // text of paragraphs whose end was deleted; the next one goes on with it
	cited     []docxNote       // notes in the order of their marks
	wanted    string           // while notes are read: the element that is one, "footnote" or "endnote"
	note      string           // its id
	noteTexts map[string][]string
}

type docxParagraph struct {
	text    strings.Builder
	style   string
	num     string // numId; "" where the style decides
	level   int    // ilvl; -1 where the style decides
	outline int    // 0 for the highest heading; -1 where the style decides
	deleted bool   // its end is a tracked deletion
	hidden  bool   // the run that is open is hidden
	custom  string // the note whose mark the open run writes out
}

type docxRow struct {
	from    int // pieces before it
	deleted bool
}

type docxNote struct{ kind, id, mark string }

// docxSkipped are elements whose content is not text of the document as it is after all changes are accepted.
var docxSkipped = names("del moveFrom pPrChange rPrChange sectPrChange tblPrChange trPrChange tcPrChange tblGridChange " +
	"numberingChange instrText delText delInstrText Fallback rt annotationRef")

// part reads the paragraphs of a part.
func (d *docxReader) part(ctx context.Context, z *archive, name string) error {
	r, err := z.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d.x, d.pieces = newXML(ctx, z.in, name, r), nil
	for {
		t, err := d.x.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := d.start(t); err != nil {
				return err
			}
		case xml.CharData:
			if p := d.open(); p != nil && !p.hidden && d.x.open(0) == "t" {
				d.write(p, string(t))
			}
		case xml.EndElement:
			d.end(t.Name.Local)
		}
	}
}

// open is the innermost open paragraph; nil outside of paragraphs.
func (d *docxReader) open() *docxParagraph {
	if len(d.stack) == 0 {
		return nil
	}
	return d.stack[len(d.stack)-1]
}

// write adds text, which is the mark of a note where the run says so.
func (d *docxReader) write(p *docxParagraph, s string) {
	if p.custom != "" && strings.TrimSpace(s) != "" {
		d.cited[len(d.cited)-1].mark = strings.TrimSpace(s)
		s, p.custom = strings.ReplaceAll(s, "*", `\*`), ""
	}
	p.text.WriteString(s)
}

func (d *docxReader) start(e xml.StartElement) error {
	name, p := e.Name.Local, d.open()
	if name == "del" && d.x.open(1) == "rPr" && d.x.open(2) == "pPr" && p != nil {
		p.deleted = true
	}
	if name == "del" && d.x.open(1) == "trPr" && len(d.rows) > 0 {
		d.rows[len(d.rows)-1].deleted = true
	}
	if docxSkipped[name] {
		return d.x.skip()
	}
	switch name {
	case d.wanted:
		d.note = attr(e, "id")
	case "p":
		d.stack = append(d.stack, &docxParagraph{level: -1, outline: -1})
	case "tr":
		d.rows = append(d.rows, docxRow{from: len(d.pieces)})
	}
	if p == nil {
		return nil
	}
	if d.x.inside("pPr") {
		p.property(e)
		return nil
	}
	d.startInRun(e, p)
	return nil
}

// property takes what a paragraph says of itself.
func (p *docxParagraph) property(e xml.StartElement) {
	val := attr(e, "val")
	switch e.Name.Local {
	case "pStyle":
		p.style = val
	case "ilvl":
		p.level = levelOf(val)
	case "numId":
		p.num = val
	case "outlineLvl":
		p.outline = levelOf(val)
	}
}

// levelOf is a level from 0 to 9; 0 for what is none.
func levelOf(s string) int {
	n, _ := strconv.Atoi(s)
	return min(max(n, 0), 9)
}

// startInRun takes what stands in a run of text.
func (d *docxReader) startInRun(e xml.StartElement, p *docxParagraph) {
	switch e.Name.Local {
	case "r":
		p.hidden, p.custom = false, ""
	case "vanish":
		p.hidden = p.hidden || attr(e, "val") != "0" && attr(e, "val") != "false"
	case "tab":
		p.text.WriteByte(' ')
	case "br":
		if t := attr(e, "type"); t == "" || t == "textWrapping" {
			p.text.WriteByte('\n')
		}
	case "cr":
		p.text.WriteByte('\n')
	case "noBreakHyphen":
		p.text.WriteByte('-')
	case "footnoteReference", "endnoteReference":
		d.cite(e, p)
	}
}

// cite writes the mark of a note.
func (d *docxReader) cite(e xml.StartElement, p *docxParagraph) {
	kind := strings.TrimSuffix(e.Name.Local, "Reference")
	n := docxNote{kind: kind, id: attr(e, "id")}
	if custom := attr(e, "customMarkFollows"); custom == "1" || custom == "true" {
		p.custom = n.id
		d.cited = append(d.cited, n)
		return
	}
	count := 1
	for _, c := range d.cited {
		if c.kind == kind && strings.HasPrefix(c.mark, "[^") {
			count++
		}
	}
	label := strconv.Itoa(count)
	if kind == "endnote" {
		label = strings.ToLower(roman(count))
	}
	n.mark = "[^" + label + "]"
	d.cited = append(d.cited, n)
	p.text.WriteString(n.mark)
}

func (d *docxReader) end(name string) {
	switch name {
	case "p":
		p := d.open()
		d.stack = d.stack[:len(d.stack)-1]
		d.endParagraph(p)
	case "tr":
		if n := len(d.rows); n > 0 {
			if d.rows[n-1].deleted {
				d.pieces = d.pieces[:min(len(d.pieces), d.rows[n-1].from)]
			}
			d.rows = d.rows[:n-1]
		}
	}
}

// endParagraph makes a piece of a paragraph.
func (d *docxReader) endParagraph(p *docxParagraph) {
	text := d.joined + p.text.String()
	d.joined = ""
	if d.note != "" {
		d.noteTexts[d.note] = append(d.noteTexts[d.note], text)
		return
	}
	if p.deleted {
		d.joined = text
		return
	}
	style := d.style(p.style)
	label := d.label(p, style)
	if strings.TrimSpace(text) == "" || strings.HasPrefix(style.name, "toc ") {
		return // an empty one counts all the same; a table of contents repeats the headings
	}
	if label != "" {
		label += " "
	}
	text = label + strings.TrimSpace(text)
	if level := headingLevel(p, style); level > 0 {
		text = strings.Repeat("#", level) + " " + oneLine(text)
	}
	d.pieces = append(d.pieces, piece{text: text})
}

// label is the number of a paragraph; its own properties count before those of its style.
func (d *docxReader) label(p *docxParagraph, s docxStyle) string {
	num, level := s.num, s.level
	if p.num != "" {
		num = p.num
	}
	if p.level >= 0 {
		level = p.level
	} else if p.num == "" && num != "" {
		level = d.numbering.levelOfStyle(num, p.style, level)
	}
	return d.numbering.next(num, level)
}

// notes are the pieces of the notes of a kind in the order of their marks.
func (d *docxReader) notes(ctx context.Context, z *archive, kind string) ([]piece, error) {
	d.wanted, d.noteTexts = kind, map[string][]string{}
	if err := d.part(ctx, z, "word/"+kind+"s.xml"); err != nil {
		return nil, err
	}
	var out []piece
	for _, n := range d.cited {
		text := oneLine(strings.Join(d.noteTexts[n.id], " "))
		switch {
		case n.kind != kind || text == "":
		case strings.HasPrefix(n.mark, "[^"):
			out = append(out, piece{text: n.mark + ": " + text})
		default:
			out = append(out, piece{text: strings.ReplaceAll(n.mark, "*", `\*`) + " " + text})
		}
	}
	d.note = ""
	return out, nil
}
