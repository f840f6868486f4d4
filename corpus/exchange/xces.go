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
// between sentences, and a file of sentences a language, whose names the file of links gives.
func xcesFormat() Format {
	return Format{Name: "xces", Doc: "stand-off links between two files of sentences, as in OPUS: FILE.xces, FILE.en.xml, FILE.ar.xml",
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
	for _, err := range []error{w.links.ok(), w.originals.ok(), w.translations.ok()} {
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *xcesWriter) Close() error {
	w.links.raw("</linkGrp>\n</cesAlign>\n")
	w.originals.raw("</text>\n")
	w.translations.raw("</text>\n")
	for _, x := range []*xmlWriter{w.links, w.originals.xmlWriter, w.translations.xmlWriter} {
		if err := x.flush(); err != nil {
			return err
		}
	}
	return nil
}

func readXCES(open Open, _ *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		links, err := openXML(open, ".xces")
		if err == nil {
			_, err = links.root("cesAlign")
		}
		originals := &sentences{open: open, extension: xcesOriginal, waiting: map[string]string{}}
		translations := &sentences{open: open, extension: xcesTranslation, waiting: map[string]string{}}
		for err == nil {
			var token xml.Token
			token, err = links.next()
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "link" {
				var u Unit
				if u, err = link(start, originals, translations); err == nil {
					if !yield(u, nil) {
						return
					}
					links.unitDone()
				}
				err = links.placed(err)
			}
		}
		if err != io.EOF {
			yield(Unit{}, err)
		}
	}
}

// openXML begins to read a file.
func openXML(open Open, extension string) (*xmlReader, error) {
	r, name, err := open(extension)
	if err != nil {
		return nil, err
	}
	return newXML(r, name), nil
}

// link is the unit of a link.
func link(start xml.StartElement, originals, translations *sentences) (u Unit, err error) {
	from, to, ok := strings.Cut(attribute(start, "xtargets"), ";")
	if !ok {
		return u, fmt.Errorf("the link has no xtargets like \"1 2;3\": %w", corpus.ErrFormat)
	}
	u.ID = attribute(start, "unit")
	for _, p := range [][2]string{{"row", "row"}, {"status", "status"}, {"confidence", "certainty"}} {
		if value := attribute(start, p[1]); value != "" {
			if p[0] == "confidence" && !strings.HasPrefix(value, "0.") && value != "1" && value != "0" {
				continue // OPUS has scores of other aligners here, which are no probabilities
			}
			if err := u.property(p[0], value); err != nil {
				return u, err
			}
		}
	}
	if u.Original, err = originals.texts(strings.Fields(from)); err == nil {
		u.Translation, err = translations.texts(strings.Fields(to))
	}
	return u, err
}

// maxWaiting is how many sentences may wait for links that come in another order than they.
const maxWaiting = 1 << 20

// sentences is a file of sentences, read as far as links have asked for.
type sentences struct {
	open      Open
	extension string
	in        *xmlReader
	waiting   map[string]string // read and not yet asked for, by id
}

func (s *sentences) texts(ids []string) ([]string, error) {
	var out []string
	for _, id := range ids {
		for {
			if text, ok := s.waiting[id]; ok {
				delete(s.waiting, id)
				out = append(out, text)
				break
			}
			if err := s.read(id); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// read takes in the next sentence; id is what is looked for.
func (s *sentences) read(id string) (err error) {
	if s.in == nil {
		if s.in, err = openXML(s.open, s.extension); err != nil {
			return err
		}
	}
	for {
		token, err := s.in.next()
		if err == io.EOF {
			return s.in.wrong(fmt.Errorf("no sentence has the id %q, or two links have it: %w", id, corpus.ErrFormat))
		} else if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "s" {
			continue
		}
		text, err := s.in.text()
		if err != nil {
			return err
		}
		s.in.unitDone()
		if s.waiting[attribute(start, "id")] = text; len(s.waiting) > maxWaiting {
			return s.in.wrong(fmt.Errorf("more than %d sentences stand before one that is linked: %w", maxWaiting, corpus.ErrTooLarge))
		}
		return nil
	}
}
