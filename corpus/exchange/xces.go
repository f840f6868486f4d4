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

// xcesFormat is the stand-off alignment of the XML Corpus Encoding Standard as OPUS has it (Tiedemann 2012): a file of links
// between sentences, and a file of sentences a language, whose names the file of links gives. What InterText writes (Vondřička
// 2014) is read too: its links stand in a <linkGrp> alone, those of the other document first.
func xcesFormat() Format {
	return Format{Name: "xces", Doc: "stand-off links between two files of sentences, as OPUS and InterText have them: FILE.xces, FILE.en.xml, FILE.ar.xml",
		Extensions: []string{".xces"},
		MediaType:  "application/xml; charset=utf-8", Several: true,
		NewWriter: newXCESWriter, Read: readXCES}
}

const (
	xcesOriginal    = ".en.xml"
	xcesTranslation = ".ar.xml"
)

type xcesWriter struct {
	links                   *xmlWriter
	originals, translations *sentenceWriter
	n                       int // units written
}

// sentenceWriter writes the sentences of a side.
type sentenceWriter struct {
	*xmlWriter
	n int // written
}

func newXCESWriter(create Create, h Header) (Writer, error) {
	w := &xcesWriter{}
	var err error
	if w.links, err = newXMLWriter(create, ".xces"); err != nil {
		return nil, err
	}
	original, translation := h.languages()
	if w.originals, err = newSentences(create, xcesOriginal, original); err != nil {
		return nil, err
	}
	if w.translations, err = newSentences(create, xcesTranslation, translation); err != nil {
		return nil, err
	}
	w.links.raw(`<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">`, "\n", `<cesAlign version="1.0">`, "\n")
	w.links.start("linkGrp", "targType", "s", "fromDoc", h.Name+xcesOriginal, "toDoc", h.Name+xcesTranslation)
	w.links.raw("\n")
	return w, w.links.ok()
}

func newSentences(create Create, extension, lang string) (*sentenceWriter, error) {
	x, err := newXMLWriter(create, extension)
	if err != nil {
		return nil, err
	}
	x.start("text", "xml:lang", lang)
	x.raw("\n")
	return &sentenceWriter{xmlWriter: x}, x.ok()
}

// write writes sentences and gives their ids.
func (w *sentenceWriter) write(texts []string) string {
	ids := make([]string, len(texts))
	for i, text := range texts {
		w.n++
		ids[i] = strconv.Itoa(w.n)
		w.element("s", text, "id", ids[i])
		w.raw("\n")
	}
	return strings.Join(ids, " ")
}

func (w *xcesWriter) Write(u Unit) error {
	w.n++
	targets := w.originals.write(u.Original) + ";" + w.translations.write(u.Translation)
	w.links.empty("link", "id", "SL"+strconv.Itoa(w.n), "xtargets", targets, "certainty", probability(u.Confidence),
		"unit", u.ID, "row", number(u.Row), "status", string(u.Status))
	w.links.raw("\n")
	return firstError(w.links.ok, w.originals.ok, w.translations.ok)
}

func (w *xcesWriter) Close() error {
	w.links.raw("</linkGrp>\n</cesAlign>\n")
	w.originals.raw("</text>\n")
	w.translations.raw("</text>\n")
	return firstError(w.links.flush, w.originals.flush, w.translations.flush)
}

// firstError calls one after the other until one has an error.
func firstError(all ...func() error) error {
	for _, f := range all {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// xcesReader reads links, group by group: each has its two documents.
type xcesReader struct {
	*xmlReader
	open     Open
	h        *Header
	toFirst  bool // links name the sentences of the document toDoc first
	from, to *passages
	decided  bool // whether it is known which of the two is the original
	crossed  bool // it is the second
}

func readXCES(open Open, h *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		links, err := openXML(open, ".xces")
		if err != nil {
			yield(Unit{}, err)
			return
		}
		x := &xcesReader{xmlReader: links, open: open, h: h}
		root, err := x.root("cesAlign", "linkGrp")
		x.group(root)
		x.toFirst = root.Name.Local == "linkGrp"
		for err == nil {
			var u Unit
			if u, err = x.unit(); err == nil && !yield(u, nil) {
				return
			}
			x.unitDone()
		}
		if err != io.EOF {
			yield(Unit{}, err)
		}
	}
}

// unit is the next unit; at the end io.EOF.
func (x *xcesReader) unit() (Unit, error) {
	for {
		token, err := x.next()
		if err != nil {
			return Unit{}, err
		}
		start, ok := token.(xml.StartElement)
		switch {
		case ok && start.Name.Local == "linkGrp":
			x.group(start)
		case ok && start.Name.Local == "link":
			u, err := x.link(start)
			return u, x.placed(err)
		}
	}
}

// group begins a group of links.
func (x *xcesReader) group(e xml.StartElement) {
	if x.from != nil {
		x.from.close()
		x.to.close()
	}
	x.from, x.to = named(x.open, attribute(e, "fromDoc"), xcesOriginal), named(x.open, attribute(e, "toDoc"), xcesTranslation)
	x.decided = false
}

// link is the unit of a link.
func (x *xcesReader) link(e xml.StartElement) (u Unit, err error) {
	first, second, ok := strings.Cut(attribute(e, "xtargets"), ";")
	if !ok {
		return u, fmt.Errorf("the link has no xtargets like \"1 2;3\": %w", corpus.ErrFormat)
	}
	if x.toFirst {
		first, second = second, first
	}
	if err := u.facts(e); err != nil {
		return u, err
	}
	from, err := x.from.all(strings.Fields(first))
	if err != nil {
		return u, err
	}
	to, err := x.to.all(strings.Fields(second))
	if err != nil {
		return u, err
	}
	if x.decide(from, to); x.crossed {
		from, to = to, from
	}
	u.Original, u.Translation = textsOf(from), textsOf(to)
	return u, nil
}

// facts takes in what a link says about its unit.
func (u *Unit) facts(e xml.StartElement) error {
	u.ID = attribute(e, "unit")
	status := attribute(e, "status")
	switch status {
	case "man": // InterText: aligned by hand
		status = string(corpus.Confirmed)
	case "auto", "plain":
		status = ""
	}
	certainty := attribute(e, "certainty")
	if !strings.HasPrefix(certainty, "0.") && certainty != "1" && certainty != "0" {
		certainty = "" // OPUS has scores of other aligners here, which are no probabilities
	}
	for _, p := range [][2]string{{"row", attribute(e, "row")}, {"status", status}, {"confidence", certainty}} {
		if p[1] != "" {
			if err := u.property(p[0], p[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// decide finds out by the first link that has a text which document is the original: OPUS has the languages in the order of
// the alphabet, so that Arabic comes before English.
func (x *xcesReader) decide(from, to []passage) {
	f, t := language(from), language(to)
	if x.decided || f == "" && t == "" {
		return
	}
	x.decided = true
	x.crossed = f == string(corpus.Arabic) || f != string(corpus.English) && t == string(corpus.English)
	if x.crossed {
		f, t = t, f
	}
	if f != "" {
		x.h.Original = corpus.Lang(f)
	}
	if t != "" {
		x.h.Translation = corpus.Lang(t)
	}
}

// openXML begins to read a file.
func openXML(open Open, name string) (*xmlReader, error) {
	r, path, err := open(name)
	if err != nil {
		return nil, err
	}
	return newXML(r, path), nil
}
