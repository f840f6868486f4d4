package read

import (
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
