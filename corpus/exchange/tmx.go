package exchange

import (
	"encoding/xml"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"muqabala/corpus"
)

// tmxTime is how TMX writes times, in UTC.
const tmxTime = "20060102T150405Z"

// tmxFormat is Translation Memory eXchange 1.4b (LISA OSCAR 2005): a <tu> a unit, a <tuv> a side. What TMX has no place for
// is in <prop> elements of type "x-muqabala-…".
func tmxFormat() Format {
	return Format{Name: "tmx", Doc: "Translation Memory eXchange 1.4b, for every translation tool", Extensions: []string{".tmx"},
		MediaType: "application/x-tmx+xml; charset=utf-8",
		NewWriter: newTMXWriter, Read: readTMX}
}

const tmxProp = "x-muqabala-"

type tmxWriter struct {
	*xmlWriter
	original, translation string
}

func newTMXWriter(create Create, h Header) (Writer, error) {
	x, err := newXMLWriter(create, ".tmx")
	if err != nil {
		return nil, err
	}
	w := &tmxWriter{xmlWriter: x}
	w.original, w.translation = h.languages()
	segments, created := "sentence", ""
	if h.Paragraphs {
		segments = "paragraph"
	}
	if !h.Created.IsZero() {
		created = h.Created.UTC().Format(tmxTime)
	}
	x.raw(`<!DOCTYPE tmx SYSTEM "tmx14.dtd">`, "\n", `<tmx version="1.4">`, "\n")
	x.start("header", "creationtool", "muqabala", "creationtoolversion", "1", "segtype", segments, "o-tmf", "muqabala",
		"adminlang", "en", "srclang", w.original, "datatype", "plaintext", "creationdate", created)
	for _, p := range [][2]string{{"title", h.Title}, {"original-file", h.OriginalFile}, {"translation-file", h.TranslationFile}} {
		if p[1] != "" {
			x.element("prop", p[1], "type", tmxProp+p[0])
		}
	}
	x.raw("</header>\n<body>\n")
	return w, x.ok()
}

func (w *tmxWriter) Write(u Unit) error {
	at := ""
	if !u.At.IsZero() {
		at = u.At.UTC().Format(tmxTime)
	}
	w.start("tu", "tuid", u.ID, "changedate", at, "changeid", clean(u.By))
	for _, n := range u.Notes {
		w.element("note", n)
	}
	for _, p := range u.properties() {
		if p[0] != "by" {
			w.element("prop", p[1], "type", tmxProp+p[0])
		}
	}
	w.side(w.original, u.Original)
	w.side(w.translation, u.Translation)
	w.raw("</tu>\n")
	return w.ok()
}

func (w *tmxWriter) side(lang string, segments []string) {
	if len(segments) == 0 {
		return
	}
	w.start("tuv", "xml:lang", lang)
	w.element("seg", strings.Join(segments, " "))
	w.end("tuv")
}

func (w *tmxWriter) Close() error {
	w.raw("</body>\n</tmx>\n")
	return w.flush()
}

// tmxReader reads TMX of any version 1.
type tmxReader struct {
	*xmlReader
	h                     *Header
	original, translation string // languages
	chosen                bool   // whether a unit has decided them
}

func readTMX(open Open, h *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		r, name, err := open(".tmx")
		if err != nil {
			yield(Unit{}, err)
			return
		}
		x := &tmxReader{xmlReader: newXML(r, name), h: h}
		x.original, x.translation = h.languages()
		if _, err := x.root("tmx"); err != nil {
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

// unit is the next unit; at the end io.EOF.
func (x *tmxReader) unit() (Unit, error) {
	for {
		token, err := x.next()
		if err != nil {
			return Unit{}, err
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case start.Name.Local == "header":
			err = x.header(start)
		case start.Name.Local == "tu":
			return x.tu(start)
		case start.Name.Local != "body":
			err = x.skip()
		}
		if err != nil {
			return Unit{}, err
		}
	}
}

func (x *tmxReader) header(start xml.StartElement) error {
	if lang := base(attribute(start, "srclang")); lang != "" && lang != "*all*" {
		x.original, x.h.Original = lang, corpus.Lang(lang)
	}
	x.h.Paragraphs = attribute(start, "segtype") == "paragraph"
	x.h.Created, _ = time.Parse(tmxTime, attribute(start, "creationdate"))
	return x.children(func(e xml.StartElement) error {
		text, err := x.text()
		switch attribute(e, "type") {
		case tmxProp + "title":
			x.h.Title = text
		case tmxProp + "original-file":
			x.h.OriginalFile = text
		case tmxProp + "translation-file":
			x.h.TranslationFile = text
		}
		return err
	})
}

// variant is a side of a unit.
type variant struct{ lang, text string }

func (x *tmxReader) tu(start xml.StartElement) (u Unit, err error) {
	u = Unit{ID: attribute(start, "tuid"), By: attribute(start, "changeid")}
	u.At, _ = time.Parse(tmxTime, attribute(start, "changedate"))
	var variants []variant
	err = x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "note":
			text, err := x.text()
			u.Notes = append(u.Notes, text)
			return err
		case "prop":
			text, err := x.text()
			if name, ours := strings.CutPrefix(attribute(e, "type"), tmxProp); ours && err == nil {
				err = u.property(name, text)
			}
			return x.placed(err)
		case "tuv":
			text, err := x.tuv()
			variants = append(variants, variant{base(attribute(e, "lang")), text})
			return err
		}
		return x.skip()
	})
	x.sides(&u, variants)
	return u, err
}

// placed is an error with the place that the reader has come to.
func (x *xmlReader) placed(err error) error {
	if err == nil {
		return nil
	}
	return x.wrong(err)
}

// tuv is the text of a variant, without the codes of other programs.
func (x *tmxReader) tuv() (text string, err error) {
	err = x.children(func(e xml.StartElement) error {
		if e.Name.Local != "seg" {
			return x.skip()
		}
		text, err = x.text("bpt", "ept", "ph", "it", "ut", "sub")
		return err
	})
	return text, err
}

// sides puts the variants of the two languages into the unit.
func (x *tmxReader) sides(u *Unit, variants []variant) {
	if !x.chosen && len(variants) > 1 {
		x.choose(variants)
	}
	for _, v := range variants {
		switch {
		case v.lang == x.original:
			u.Original = segment(v.text)
		case v.lang == x.translation || !x.chosen:
			u.Translation = segment(v.text)
		}
	}
}

// choose decides by the first unit that has several languages: English and Arabic where it has them, else the file's source
// language and the first other.
func (x *tmxReader) choose(variants []variant) {
	x.chosen = true
	for _, lang := range []string{string(corpus.English), x.original, variants[0].lang} {
		if has(variants, lang) {
			x.original = lang
			break
		}
	}
	if !has(variants, x.translation) || x.translation == x.original {
		for _, v := range slices.Backward(variants) {
			if v.lang != x.original {
				x.translation = v.lang
			}
		}
	}
	x.h.Original, x.h.Translation = corpus.Lang(x.original), corpus.Lang(x.translation)
}

func has(variants []variant, lang string) bool {
	for _, v := range variants {
		if v.lang == lang {
			return true
		}
	}
	return false
}
