package exchange

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"muqabala/corpus"
)

// xliffFormat is the XML Localisation Interchange File Format: 2.1 (OASIS 2018) is written; 2.0, 2.1 and 1.2 (OASIS 2008) are
// read. A confirmed unit is "reviewed", a rejected one has the sub-state "muqabala:rejected"; what else is known stands in
// the metadata module.
func xliffFormat() Format {
	return Format{Name: "xliff", Doc: "XLIFF 2.1 with status and notes; 1.2 is read too", Extensions: []string{".xlf", ".xliff"},
		MediaType: "application/xliff+xml; charset=utf-8",
		NewWriter: newXLIFFWriter, Read: readXLIFF}
}

const rejectedState = "muqabala:rejected"

type xliffWriter struct {
	*xmlWriter
	n int // units written
}

func newXLIFFWriter(create Create, h Header) (Writer, error) {
	x, err := newXMLWriter(create, ".xlf")
	if err != nil {
		return nil, err
	}
	original, translation := h.languages()
	x.start("xliff", "version", "2.1", "xmlns", "urn:oasis:names:tc:xliff:document:2.0", "xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0",
		"srcLang", original, "trgLang", translation)
	x.raw("\n")
	x.start("file", "id", "f1", "original", h.OriginalFile)
	x.raw("\n")
	if h.Title != "" {
		x.raw("<notes>")
		x.element("note", h.Title, "category", "title")
		x.raw("</notes>\n")
	}
	return &xliffWriter{xmlWriter: x}, x.ok()
}

func (w *xliffWriter) Write(u Unit) error {
	w.n++
	id := u.ID
	if !isToken(id) {
		id = "u" + strconv.Itoa(w.n)
	}
	w.start("unit", "id", id)
	w.metadata(u)
	if len(u.Notes) > 0 {
		w.start("notes")
		for _, n := range u.Notes {
			w.element("note", n, "category", "comment")
		}
		w.end("notes")
	}
	state, sub := "translated", ""
	switch {
	case u.Status == corpus.Confirmed:
		state = "reviewed"
	case u.Status == corpus.Rejected:
		sub = rejectedState
	case len(u.Translation) == 0:
		state = "initial"
	}
	w.start("segment", "state", state, "subState", sub)
	w.element("source", u.OriginalText())
	if len(u.Translation) > 0 {
		w.element("target", u.TranslationText())
	}
	w.raw("</segment></unit>\n")
	return w.ok()
}

// metadata writes what the core has no place for.
func (w *xliffWriter) metadata(u Unit) {
	var known [][2]string
	for _, p := range u.properties() {
		if p[0] != "status" {
			known = append(known, p)
		}
	}
	if len(known) == 0 {
		return
	}
	w.raw("<mda:metadata>")
	w.start("mda:metaGroup", "category", "muqabala")
	for _, p := range known {
		w.element("mda:meta", p[1], "type", p[0])
	}
	w.raw("</mda:metaGroup></mda:metadata>")
}

// isToken reports whether s can be an id: an NMTOKEN, here of ASCII.
func isToken(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") == ""
}

func (w *xliffWriter) Close() error {
	if w.n == 0 { // a file has at least one unit
		w.raw(`<unit id="u0"><segment><source/></segment></unit>`, "\n")
	}
	w.raw("</file>\n</xliff>\n")
	return w.flush()
}

// xliffReader reads XLIFF.
type xliffReader struct {
	*xmlReader
	h     *Header
	old   bool   // version 1
	queue []Unit // of a unit of several segments
}

func readXLIFF(open Open, h *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		r, name, err := open(".xlf")
		if err != nil {
			yield(Unit{}, err)
			return
		}
		x := &xliffReader{xmlReader: newXML(r, name), h: h}
		root, err := x.root("xliff")
		if err == nil {
			err = x.begin(root)
		}
		if err != nil {
			yield(Unit{}, err)
			return
		}
		for {
			u, err := x.unit()
			if err == io.EOF || !yield(u, err) || err != nil {
				return
			}
			x.unitDone()
		}
	}
}

// begin takes in what the root says.
func (x *xliffReader) begin(root xml.StartElement) error {
	version := attribute(root, "version")
	switch {
	case strings.HasPrefix(version, "1."):
		x.old = true
	case !strings.HasPrefix(version, "2."):
		return x.wrong(fmt.Errorf("XLIFF %q; versions 1.2, 2.0 and 2.1 are read: %w", version, corpus.ErrFormat))
	}
	x.languages(attribute(root, "srcLang"), attribute(root, "trgLang"))
	return nil
}

func (x *xliffReader) languages(original, translation string) {
	if original != "" {
		x.h.Original = corpus.Lang(base(original))
	}
	if translation != "" {
		x.h.Translation = corpus.Lang(base(translation))
	}
}

// unit is the next unit that has any text; at the end io.EOF.
func (x *xliffReader) unit() (Unit, error) {
	for {
		for len(x.queue) > 0 {
			u := x.queue[0]
			x.queue = x.queue[1:]
			if len(u.Original)+len(u.Translation) > 0 {
				return u, nil
			}
		}
		token, err := x.next()
		if err != nil {
			return Unit{}, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "file":
			x.languages(attribute(start, "source-language"), attribute(start, "target-language"))
			x.h.OriginalFile = attribute(start, "original")
		case "group", "body": // units are inside
		case "unit":
			err = x.unit2(start)
		case "trans-unit":
			err = x.unit1(start)
		case "notes":
			err = x.title()
		default:
			err = x.skip()
		}
		if err != nil {
			return Unit{}, err
		}
	}
}

// title takes in the notes of a file.
func (x *xliffReader) title() error {
	return x.children(func(e xml.StartElement) error {
		text, err := x.text()
		if attribute(e, "category") == "title" {
			x.h.Title = text
		}
		return err
	})
}

// unit2 reads a unit of XLIFF 2: one of ours for each segment.
func (x *xliffReader) unit2(start xml.StartElement) error {
	u := Unit{ID: attribute(start, "id")}
	first := len(x.queue)
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "notes":
			return x.children(func(xml.StartElement) error {
				text, err := x.text()
				u.Notes = append(u.Notes, text)
				return err
			})
		case "metadata":
			return x.metadata(&u)
		case "segment":
			s, err := x.segment(e)
			s.ID = u.ID
			if id := attribute(e, "id"); id != "" {
				s.ID += "/" + id
			}
			x.queue = append(x.queue, s)
			return err
		}
		return x.skip()
	})
	for i := range x.queue[first:] {
		s := &x.queue[first+i]
		s.Notes, s.Row, s.Confidence, s.By, s.At = u.Notes, u.Row, u.Confidence, u.By, u.At
	}
	return err
}

// metadata takes in what this program wrote into the metadata module, or any other with the same names.
func (x *xliffReader) metadata(u *Unit) error {
	return x.children(func(group xml.StartElement) error {
		if attribute(group, "category") != "muqabala" {
			return x.skip()
		}
		return x.children(func(e xml.StartElement) error {
			text, err := x.text()
			if err == nil {
				err = u.property(attribute(e, "type"), text)
			}
			return x.placed(err)
		})
	})
}

// segment reads a segment of XLIFF 2.
func (x *xliffReader) segment(start xml.StartElement) (u Unit, err error) {
	switch state := attribute(start, "state"); {
	case attribute(start, "subState") == rejectedState:
		u.Status = corpus.Rejected
	case state == "reviewed" || state == "final":
		u.Status = corpus.Confirmed
	}
	return u, x.texts(&u)
}

// texts reads source and target, whichever version.
func (x *xliffReader) texts(u *Unit) error {
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "source":
			text, err := x.text("bpt", "ept", "ph", "it", "sub")
			u.Original = segment(text)
			return err
		case "target":
			if state := attribute(e, "state"); state == "final" || state == "signed-off" {
				u.Status = corpus.Confirmed
			}
			text, err := x.text("bpt", "ept", "ph", "it", "sub")
			u.Translation = segment(text)
			return err
		case "note":
			text, err := x.text()
			u.Notes = append(u.Notes, text)
			return err
		}
		return x.skip() // ours to leave: alternatives, the source as it was segmented
	})
}

// unit1 reads a unit of XLIFF 1.2.
func (x *xliffReader) unit1(start xml.StartElement) error {
	u := Unit{ID: attribute(start, "id")}
	if attribute(start, "approved") == "yes" {
		u.Status = corpus.Confirmed
	}
	err := x.texts(&u)
	x.queue = append(x.queue, u)
	return err
}
