package read

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"muqabala/corpus"
)

// format is a sort of file that can be read.
type format struct {
	name   string                                        // as in [corpus.Document]; "" for text
	pieces func(context.Context, input) ([]piece, error) // nil for text
}

var (
	textFormat = format{}
	htmlFormat = format{"html", readHTML}
	hocrFormat = format{"hocr", readHOCR}
	altoFormat = format{"alto", readALTO}
	pageFormat = format{"page", readPAGE}
	docxFormat = format{"docx", readDOCX}
	odtFormat  = format{"odt", readODT}
	pdfFormat  = format{"pdf", readPDF}
)

// Formats lists the formats that are read, for help texts.
const Formats = "text, Markdown, HTML, DOCX, ODT, PDF, hOCR, ALTO or PAGE XML"

// sniffed is how many bytes of a file are looked at for its format.
const sniffed = 4096

// refused are files that cannot be read, by how they begin, with what to do about it.
var refused = []struct{ magic, what, hint string }{
	{"\xd0\xcf\x11\xe0", "an old Word or Office file", "save it as .docx"},
	{"{\\rtf", "an RTF file", "save it as .docx or as text"},
	{"\x89PNG", "an image", "run OCR on it first and give its hOCR or ALTO output"},
	{"\xff\xd8\xff", "an image", "run OCR on it first and give its hOCR or ALTO output"},
	{"II*\x00", "an image", "run OCR on it first and give its hOCR or ALTO output"},
	{"MM\x00*", "an image", "run OCR on it first and give its hOCR or ALTO output"},
	{"\x1f\x8b", "a compressed file", "unpack it first"},
}

// detect is the format of a file: what it begins with counts first, its extension second.
func detect(in input) (format, error) {
	head := make([]byte, min(sniffed, in.size))
	if _, err := in.ReadAt(head, 0); err != nil && err != io.EOF {
		return format{}, in.fail(bare(err), "")
	}
	for _, r := range refused {
		if bytes.HasPrefix(head, []byte(r.magic)) {
			return format{}, in.fail(fmt.Errorf("%s: %w", r.what, corpus.ErrFormat), r.hint)
		}
	}
	extension := strings.ToLower(filepath.Ext(in.name))
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return pdfFormat, nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return detectZip(in)
	}
	text, _, err := decode(in.name, head)
	if err != nil {
		text = head // what is wrong with it is said when all of it is read
	}
	return detectText(in, string(text), extension)
}

// detectText tells the formats that are text by the name of their root element.
func detectText(in input, head, extension string) (format, error) {
	begin := strings.TrimLeft(head, "\ufeff \t\r\n")
	lower := strings.ToLower(begin)
	switch root := rootElement(begin); {
	case root == "alto":
		return altoFormat, nil
	case root == "pcgts":
		return pageFormat, nil
	case root == "html" || strings.HasPrefix(lower, "<!doctype html"):
		if strings.Contains(lower, "ocr_page") || strings.Contains(lower, "ocr-system") {
			return hocrFormat, nil
		}
		return htmlFormat, nil
	case extension == ".html" || extension == ".htm" || extension == ".xhtml":
		return htmlFormat, nil
	case extension == ".hocr":
		return hocrFormat, nil
	case strings.HasPrefix(lower, "<?xml"):
		return format{}, in.fail(fmt.Errorf("XML with root element %q: %w", root, corpus.ErrFormat), "of XML, ALTO, PAGE and hOCR are read")
	}
	return textFormat, nil
}

// rootElement is the local name of the first element of an XML document in lower case, or "" where text does not begin as one.
func rootElement(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		end := ">"
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<?"):
		case strings.HasPrefix(text, "<!"):
			if i := strings.IndexAny(text, "[>"); i >= 0 && text[i] == '[' {
				end = "]>"
			}
		case strings.HasPrefix(text, "<"):
			name := text[1:]
			if i := strings.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			return strings.ToLower(name[strings.IndexByte(name, ':')+1:])
		default:
			return ""
		}
		_, rest, found := strings.Cut(text, end)
		if !found {
			return ""
		}
		text = rest
	}
}

// detectZip tells Word and OpenDocument files by what is in them.
func detectZip(in input) (format, error) {
	z, err := openZip(in)
	if err != nil {
		return format{}, err
	}
	has := func(name string) bool { return z.file(name) != nil }
	switch {
	case has("[Content_Types].xml") && has("word/document.xml"):
		return docxFormat, nil
	case has("content.xml") && has("mimetype"):
		return odtFormat, nil
	}
	return format{}, in.fail(fmt.Errorf("a zip archive that is neither DOCX nor ODT: %w", corpus.ErrFormat), "unpack it first")
}

// archive is a zip file whose parts are read within limits.
type archive struct {
	in    input
	files map[string]*zip.File
}

// Limits of an archive: how many parts, and how large one of them may be when unpacked.
const (
	maxParts = 10_000
	maxPart  = MaxFile
)

// openZip reads the directory of an archive. Names that would climb out of it are refused.
func openZip(in input) (*archive, error) {
	r, err := zip.NewReader(in, in.size)
	if err != nil {
		return nil, in.fail(fmt.Errorf("a damaged zip archive (%v): %w", err, corpus.ErrFormat), "")
	}
	if len(r.File) > maxParts {
		return nil, in.fail(fmt.Errorf("an archive of %d parts, of at most %d: %w", len(r.File), maxParts, corpus.ErrTooLarge), "")
	}
	a := &archive{in, map[string]*zip.File{}}
	for _, f := range r.File {
		if !filepath.IsLocal(strings.TrimSuffix(f.Name, "/")) || strings.Contains(f.Name, `\`) {
			return nil, in.fail(fmt.Errorf("the archive has a part named %q, outside of itself: %w", f.Name, corpus.ErrFormat), "do not trust this file")
		}
		a.files[f.Name] = f
	}
	return a, nil
}

func (a *archive) file(name string) *zip.File { return a.files[name] }

// open reads a part; reading more than [maxPart] bytes of it is an error. A part that is not there is empty.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.file(name)
	if f == nil {
		return io.NopCloser(strings.NewReader("")), nil
	}
	if f.UncompressedSize64 > maxPart {
		return nil, a.tooLarge(name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, a.in.fail(fmt.Errorf("part %s (%v): %w", name, err, corpus.ErrFormat), "")
	}
	return &limited{r, maxPart, a.tooLarge(name)}, nil
}

func (a *archive) tooLarge(name string) error {
	return a.in.fail(fmt.Errorf("part %s unpacks to more than %d MiB: %w", name, maxPart>>20, corpus.ErrTooLarge), "do not trust this file")
}

// limited gives an error where more than left bytes are read; io.LimitReader would only end.
type limited struct {
	io.ReadCloser
	left int64
	err  error
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, l.err
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.ReadCloser.Read(p)
	l.left -= int64(n)
	return n, err
}
