package read

import (
	"context"
	"encoding/xml"
	"io"
	"strings"
)

// headingLevel is how many # a heading has; 0 for a paragraph. The title of the document has one, so the headings of its
// sections have two or more.
func headingLevel(p *docxParagraph, s docxStyle) int {
	if p.outline >= 0 && p.outline < 9 {
		return min(p.outline+2, 6)
	}
	switch {
	case s.name == "title":
		return 1
	case s.name == "subtitle":
		return 2
	case s.outline >= 0 && s.outline < 9:
		return min(s.outline+2, 6)
	}
	if n, ok := strings.CutPrefix(s.name, "heading "); ok && len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
		return min(int(n[0]-'0')+1, 6)
	}
	return 0
}

// docxStyle is a paragraph style with what it inherits.
type docxStyle struct {
	name    string // in lower case
	based   string
	num     string
	level   int // -1 for none
	outline int // -1 for none
}

// readStyles reads the styles of paragraphs.
func (d *docxReader) readStyles(ctx context.Context, z *archive) error {
	r, err := z.open("word/styles.xml")
	if err != nil {
		return err
	}
	defer r.Close()
	x, id := newXML(ctx, z.in, "word/styles.xml", r), ""
	var s docxStyle
	for {
		t, err := x.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			val := attr(t, "val")
			switch t.Name.Local {
			case "style":
				id, s = attr(t, "styleId"), docxStyle{level: -1, outline: -1}
			case "name":
				s.name = strings.ToLower(val)
			case "basedOn":
				s.based = val
			case "numId":
				s.num = val
			case "ilvl":
				s.level = levelOf(val)
			case "outlineLvl":
				s.outline = levelOf(val)
			}
		case xml.EndElement:
			if t.Name.Local == "style" {
				d.styles[id] = s
			}
		}
	}
}

// style is a style with what it inherits from those that it is based on.
func (d *docxReader) style(id string) docxStyle {
	s, ok := d.styles[id]
	if !ok {
		return docxStyle{level: -1, outline: -1}
	}
	based := s.based
	for range 32 { // a chain, and no circle
		b, ok := d.styles[based]
		if !ok {
			break
		}
		if s.num == "" {
			s.num = b.num
		}
		if s.level < 0 {
			s.level = b.level
		}
		if s.outline < 0 {
			s.outline = b.outline
		}
		if strings.HasPrefix(b.name, "heading ") && !strings.HasPrefix(s.name, "heading ") && s.outline < 0 {
			s.name = b.name
		}
		based = b.based
	}
	return s
}
