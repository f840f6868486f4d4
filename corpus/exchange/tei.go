package exchange

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"
	"time"

	"muqabala/corpus"
)

// teiFormat is TEI P5 (Text Encoding Initiative, Guidelines, ch. 17): two texts of paragraphs and sentences with ids, and a
// file with links between them in its <standOff>. A side of a unit where nothing stands is an <anchor>. Read is every file that
// has <link target="…"> in a <linkGrp>, with the texts beside it or in itself.
func teiFormat() Format {
	return Format{Name: "tei", Doc: "TEI P5, two texts and stand-off links: FILE.tei, FILE.en.tei, FILE.ar.tei",
		Extensions: []string{".tei"},
		MediaType:  "application/tei+xml; charset=utf-8", Several: true,
		NewWriter: newTEIWriter, Read: readTEI}
}

const (
	teiNamespace   = "http://www.tei-c.org/ns/1.0"
	teiOriginal    = ".en.tei"
	teiTranslation = ".ar.tei"
)

type teiWriter struct {
	*xmlWriter
	originals, translations *teiText
	n                       int // units written
	row                     int // of the group of links that is open; -1 for none
}

// teiText writes a text.
type teiText struct {
	*xmlWriter
	file       string // as links name it
	paragraphs bool   // a text of a unit is a paragraph, not a sentence
	row        int    // of the paragraph that is open; -1 for none
	n, rows    int    // passages and paragraphs written
}

func newTEIWriter(create Create, h Header) (Writer, error) {
	w := &teiWriter{row: -1}
	var err error
	if w.xmlWriter, err = newXMLWriter(create, ".tei"); err != nil {
		return nil, err
	}
	w.head(h.Title, strings.TrimSpace(h.OriginalFile+" "+h.TranslationFile))
	original, translation := h.languages()
	if w.originals, err = newTEIText(create, teiOriginal, original, h, h.OriginalFile); err != nil {
		return nil, err
	}
	if w.translations, err = newTEIText(create, teiTranslation, translation, h, h.TranslationFile); err != nil {
		return nil, err
	}
	return w, w.ok()
}

// head writes the beginning of a file.
func (x *xmlWriter) head(title, source string) {
	x.start("TEI", "xmlns", teiNamespace)
	x.raw("\n<teiHeader><fileDesc><titleStmt>")
	x.element("title", title)
	x.raw("</titleStmt><publicationStmt><p>Written by muqabala</p></publicationStmt><sourceDesc>")
	x.element("p", source)
	x.raw("</sourceDesc></fileDesc></teiHeader>\n")
}

func newTEIText(create Create, extension, lang string, h Header, source string) (*teiText, error) {
	x, err := newXMLWriter(create, extension)
	if err != nil {
		return nil, err
	}
	x.head(h.Title, source)
	x.start("text", "xml:lang", lang)
	x.raw("<body>\n")
	return &teiText{xmlWriter: x, file: url.PathEscape(h.Name + extension), paragraphs: h.Paragraphs, row: -1}, x.ok()
}

// write writes a side of a unit and gives what links name it by.
func (t *teiText) write(row int, texts []string) (targets []string) {
	element := "s"
	if t.paragraphs {
		element = "p"
	} else {
		t.paragraph(row)
	}
	if len(texts) == 0 {
		id := t.next("a")
		t.empty("anchor", "xml:id", id)
		targets = append(targets, t.file+"#"+id)
	}
	for _, text := range texts {
		id := t.next("s")
		t.element(element, text, "xml:id", id)
		targets = append(targets, t.file+"#"+id)
	}
	t.raw("\n")
	return targets
}

// next is the next id.
func (t *teiText) next(prefix string) string {
	t.n++
	return prefix + strconv.Itoa(t.n)
}

// paragraph begins that of a row, unless it is open. A unit without a row has one of its own.
func (t *teiText) paragraph(row int) {
	if row > 0 && row == t.row {
		return
	}
	t.end()
	t.rows++
	t.start("p", "xml:id", "p"+strconv.Itoa(t.rows), "n", number(row))
	t.row = row
}

// end ends the paragraph that is open.
func (t *teiText) end() {
	if t.row >= 0 {
		t.raw("</p>\n")
	}
	t.row = -1
}

func (t *teiText) close() error {
	t.end()
	if t.n == 0 {
		t.raw("<p/>")
	}
	t.raw("</body></text>\n</TEI>\n")
	return t.flush()
}

func (w *teiWriter) Write(u Unit) error {
	if w.n == 0 {
		w.raw("<standOff>\n")
	}
	w.n++
	id := "u" + strconv.Itoa(w.n)
	w.facts("#"+id, u)
	w.group(u.Row)
	targets := append(w.originals.write(u.Row, u.Original), w.translations.write(u.Row, u.Translation)...)
	w.empty("link", "xml:id", id, "n", u.ID, "cert", probability(u.Confidence), "target", strings.Join(targets, " "))
	w.raw("\n")
	return firstError(w.ok, w.originals.ok, w.translations.ok)
}

// facts writes what people said about a unit. It stands before the link, so that a reader need not wait for it.
func (w *teiWriter) facts(target string, u Unit) {
	if u.Status == "" && len(u.Notes) == 0 {
		return
	}
	w.endGroup()
	if u.Status != "" {
		at := ""
		if !u.At.IsZero() {
			at = u.At.UTC().Format(time.RFC3339Nano)
		}
		w.raw("<listChange>")
		w.start("change", "target", target, "status", string(u.Status), "when", at)
		w.element("name", clean(u.By))
		w.raw("</change></listChange>\n")
	}
	if len(u.Notes) > 0 {
		w.raw("<listAnnotation>")
		for _, n := range u.Notes {
			w.element("note", n, "target", target)
		}
		w.raw("</listAnnotation>\n")
	}
}

// group begins the links of a row, unless they are open.
func (w *teiWriter) group(row int) {
	if row == w.row {
		return
	}
	w.endGroup()
	w.start("linkGrp", "type", "alignment", "n", number(row))
	w.raw("\n")
	w.row = row
}

func (w *teiWriter) endGroup() {
	if w.row >= 0 {
		w.raw("</linkGrp>\n")
	}
	w.row = -1
}

func (w *teiWriter) Close() error {
	if w.endGroup(); w.n == 0 {
		w.raw("<text><body><p/></body></text>\n")
	} else {
		w.raw("</standOff>\n")
	}
	w.raw("</TEI>\n")
	return firstError(w.flush, w.originals.close, w.translations.close)
}

// teiReader reads links.
type teiReader struct {
	*xmlReader
	open      Open
	h         *Header
	documents map[string]*passages // by the name that links have for them
	said      map[string]*Unit     // what is known about units whose links come later, by the targets of what says so
	row       int                  // of the group of links
	aligned   bool                 // whether the group is of an alignment
	titled    bool                 // whether the title is known
	prose     bool                 // whether it has a text of its own
}

// maxSaid is of how many units something may be said before their links come.
const maxSaid = 1 << 16

func readTEI(open Open, h *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		in, err := openXML(open, ".tei")
		if err != nil {
			yield(Unit{}, err)
			return
		}
		x := &teiReader{xmlReader: in, open: open, h: h, documents: map[string]*passages{}, said: map[string]*Unit{}}
		_, err = x.root("TEI", "teiCorpus", "standOff")
		linked := false
		for err == nil {
			var u Unit
			if u, err = x.unit(); err == nil && !yield(u, nil) {
				return
			}
			linked = linked || err == nil
		}
		if err == io.EOF && x.prose && !linked {
			err = &corpus.InputError{File: x.name, Err: fmt.Errorf("it has no links: %w", corpus.ErrFormat), Hint: "name the file with the <linkGrp>; two texts without links are aligned by \"muqabala import EN AR\""}
		}
		if err != io.EOF {
			yield(Unit{}, err)
		}
	}
}

// unit is the next unit; at the end io.EOF.
func (x *teiReader) unit() (Unit, error) {
	for {
		token, err := x.next()
		if err != nil {
			return Unit{}, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		x.unitDone() // texts that stand in the same file are passed over
		switch start.Name.Local {
		case "title":
			err = x.title()
		case "linkGrp":
			kind := attribute(start, "type")
			x.row, x.aligned = rowOf(attribute(start, "n")), kind == "" || strings.HasPrefix(kind, "align") || strings.HasPrefix(kind, "transl")
		case "link":
			if x.aligned {
				u, err := x.link(start)
				return u, x.placed(err)
			}
		case "change":
			err = x.change(start)
		case "note":
			err = x.note(start)
		case "s", "head", "p":
			x.prose = x.prose || start.Name.Local != "p" || attribute(start, "id") != ""
		}
		if err != nil {
			return Unit{}, err
		}
	}
}

// title takes in the first title of the file.
func (x *teiReader) title() error {
	text, err := x.text()
	if !x.titled {
		x.h.Title, x.titled = text, true
	}
	return err
}

// about is the unit that something is said about, to be kept for its link; nil where none is meant.
func (x *teiReader) about(e xml.StartElement) *Unit {
	target := attribute(e, "target")
	if !strings.HasPrefix(target, "#") || len(x.said) >= maxSaid {
		return nil
	}
	if x.said[target] == nil {
		x.said[target] = &Unit{}
	}
	return x.said[target]
}

func (x *teiReader) change(e xml.StartElement) error {
	by, err := x.text()
	u := x.about(e)
	status := corpus.Verdict(attribute(e, "status"))
	if u == nil || err != nil || status != corpus.Confirmed && status != corpus.Rejected {
		return err
	}
	u.Status, u.By = status, by
	u.At, _ = time.Parse(time.RFC3339Nano, attribute(e, "when")) // a date alone is no time
	return nil
}

func (x *teiReader) note(e xml.StartElement) error {
	text, err := x.text()
	if u := x.about(e); u != nil {
		u.Notes = append(u.Notes, text)
	}
	return err
}

// link is the unit of a link.
func (x *teiReader) link(e xml.StartElement) (u Unit, err error) {
	id := "#" + attribute(e, "id")
	if said := x.said[id]; said != nil {
		u = *said
		delete(x.said, id)
	}
	u.ID, u.Row = attribute(e, "n"), x.row
	if cert := attribute(e, "cert"); strings.HasPrefix(cert, "0.") || cert == "1" {
		if err := u.property("confidence", cert); err != nil {
			return u, err
		}
	}
	for _, target := range strings.Fields(attribute(e, "target")) {
		found, err := x.follow(target)
		if err != nil {
			return u, err
		}
		for _, p := range found {
			x.put(&u, p)
		}
	}
	return u, nil
}

// follow gives the passages that a target such as "report.ar.tei#s7" means.
func (x *teiReader) follow(target string) ([]passage, error) {
	name, id, ok := strings.Cut(target, "#")
	file, err := url.PathUnescape(name)
	if !ok || err != nil {
		return nil, fmt.Errorf("the target %q is not like \"#s1\" or \"report.ar.tei#s1\": %w", target, corpus.ErrFormat)
	}
	d := x.documents[name]
	if d == nil {
		if d, err = x.document(file); err != nil {
			return nil, err
		}
		x.documents[name] = d
	}
	return d.take(id)
}

// maxDocuments is how many documents a file of links may name.
const maxDocuments = 100

// document begins to read a document; "" is the file itself, once more.
func (x *teiReader) document(file string) (*passages, error) {
	if len(x.documents) >= maxDocuments {
		return nil, fmt.Errorf("links into more than %d documents: %w", maxDocuments, corpus.ErrTooLarge)
	}
	extension := ".tei"
	for _, e := range []string{teiOriginal, teiTranslation} {
		if strings.HasSuffix(file, e) {
			extension = e
		}
	}
	if file != "" && extension == ".tei" {
		extension = ""
	}
	return named(x.open, file, extension), nil
}

// put adds a passage to the side of its language: English and Arabic have theirs, of others the first to come is the original.
func (x *teiReader) put(u *Unit, p passage) {
	if p.text == "" {
		return
	}
	lang := language([]passage{p})
	if side := corpus.Lang(lang); lang == string(corpus.Arabic) || lang != string(corpus.English) && x.h.Original != "" && x.h.Original != side {
		u.Translation, x.h.Translation = append(u.Translation, p.text), side
	} else {
		u.Original, x.h.Original = append(u.Original, p.text), side
	}
}

// rowOf is the number of a row; 0 for what is none.
func rowOf(s string) int {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return 0
	}
	return int(n)
}
