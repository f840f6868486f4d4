package exchange

import (
	"encoding/xml"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"muqabala/corpus"
)

// tbxFormat is TermBase eXchange: version 2 (ISO 30042:2008) is written, which more programs read than the next, a concept a
// unit; it and version 3 (ISO 30042:2019) are read. Of several terms for a concept every pair is a unit; with a term that is
// deprecated or superseded it is a rejected one.
func tbxFormat() Format {
	return Format{Name: "tbx", Doc: "TermBase eXchange, for terms", Extensions: []string{".tbx"},
		MediaType: "application/x-tbx+xml; charset=utf-8",
		NewWriter: newTBXWriter, Read: readTBX}
}

// tbxID is the data category of what an entry was made from: the ID of its unit, which need not be one that XML has.
const tbxID = "sourceIdentifier"

type tbxWriter struct {
	*xmlWriter
	original, translation string
	n                     int // concepts written
}

func newTBXWriter(create Create, h Header) (Writer, error) {
	x, err := newXMLWriter(create, ".tbx")
	if err != nil {
		return nil, err
	}
	w := &tbxWriter{xmlWriter: x}
	w.original, w.translation = h.languages()
	x.raw(`<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">`, "\n")
	x.start("martif", "type", "TBX", "xml:lang", w.original)
	x.raw("\n<martifHeader><fileDesc>")
	if h.Title != "" {
		x.raw("<titleStmt>")
		x.element("title", h.Title)
		x.raw("</titleStmt>")
	}
	x.raw("<sourceDesc>")
	x.element("p", strings.TrimSpace("Written by muqabala "+h.OriginalFile))
	x.raw("</sourceDesc></fileDesc></martifHeader>\n<text><body>\n")
	return w, x.ok()
}

func (w *tbxWriter) Write(u Unit) error {
	w.n++
	w.start("termEntry", "id", "c"+strconv.Itoa(w.n))
	if u.ID != "" {
		w.element("admin", u.ID, "type", tbxID)
	}
	for _, n := range u.Notes {
		w.element("note", n)
	}
	for _, side := range [][2]string{{w.original, u.OriginalText()}, {w.translation, u.TranslationText()}} {
		if side[1] != "" {
			w.start("langSet", "xml:lang", side[0])
			w.raw("<tig>")
			w.element("term", side[1])
			w.raw("</tig></langSet>")
		}
	}
	w.raw("</termEntry>\n")
	return w.ok()
}

func (w *tbxWriter) Close() error {
	w.raw("</body></text>\n</martif>\n")
	return w.flush()
}

func readTBX(open Open, h *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		x, err := openXML(open, ".tbx")
		if err == nil {
			_, err = x.root("tbx", "martif")
		}
		for err == nil {
			var token xml.Token
			token, err = x.next()
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			switch start.Name.Local {
			case "title":
				h.Title, err = x.text()
			case "conceptEntry", "termEntry":
				var c concept
				if c, err = x.concept(start); err == nil {
					for u := range c.units() {
						if !yield(u, nil) {
							return
						}
					}
					x.unitDone()
				}
			}
		}
		if err != io.EOF {
			yield(Unit{}, err)
		}
	}
}

// concept is an entry of a term base.
type concept struct {
	id    string
	notes []string
	terms []term
}

// term is a term of a language, and whether it must not be used.
type term struct {
	variant
	rejected bool
}

// concept reads the entry that has begun, of either version.
func (x *xmlReader) concept(start xml.StartElement) (concept, error) {
	c := concept{id: attribute(start, "id")}
	return c, x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "langSec", "langSet":
			return x.terms(base(attribute(e, "lang")), &c)
		case "admin":
			text, err := x.text()
			if attribute(e, "type") == tbxID {
				c.id = text
			}
			return err
		case "note":
			text, err := x.text()
			c.notes = append(c.notes, text)
			return err
		}
		return x.skip()
	})
}

// terms reads those of a language, however deep they stand, and what is said of their use behind them.
func (x *xmlReader) terms(lang string, c *concept) error {
	first := len(c.terms)
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "term":
			text, err := x.text()
			c.terms = append(c.terms, term{variant: variant{lang, text}})
			return err
		case "termNote", "administrativeStatus", "normativeAuthorization":
			text, err := x.text()
			if e.Name.Local != "termNote" || attribute(e, "type") == "administrativeStatus" || attribute(e, "type") == "normativeAuthorization" {
				for i := first; i < len(c.terms); i++ {
					c.terms[i].rejected = c.terms[i].rejected || strings.HasPrefix(text, "deprecated") || strings.HasPrefix(text, "superseded")
				}
			}
			return err
		case "termSec", "tig", "ntig", "termGrp":
			return x.terms(lang, c)
		}
		return x.skip()
	})
}

// units are the pairs of English and Arabic terms, or the terms of one of these that have no other.
func (c concept) units() iter.Seq[Unit] {
	in := func(lang corpus.Lang) (out []side) {
		for _, t := range c.terms {
			if s := segment(t.text); t.lang == string(lang) && s != nil {
				out = append(out, side{s, t.rejected})
			}
		}
		return out
	}
	originals, translations := in(corpus.English), in(corpus.Arabic)
	return func(yield func(Unit) bool) {
		if len(originals)+len(translations) == 0 {
			return
		}
		for _, o := range orNone(originals) {
			for _, t := range orNone(translations) {
				u := Unit{ID: c.id, Original: o.texts, Translation: t.texts, Notes: slices.Clone(c.notes)}
				if o.rejected || t.rejected {
					u.Status = corpus.Rejected
				}
				if !yield(u) {
					return
				}
			}
		}
	}
}

// side is one side of a unit.
type side struct {
	texts    []string
	rejected bool
}

// orNone is the sides, or one that has no text.
func orNone(sides []side) []side {
	if len(sides) == 0 {
		return []side{{}}
	}
	return sides
}
