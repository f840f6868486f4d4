package read

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"muqabala/corpus"
)

// seedWith adds the named part of fixtures to a target's corpus.
func seedWith(f *testing.F, path, part string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		if file.Name == part {
			f.Add(file.Data)
		}
	}
}

// readSafely holds any input to what every document must be, whatever is in the file.
func readSafely(t *testing.T, name string, src []byte) {
	for _, lang := range []corpus.Lang{corpus.Arabic, corpus.English} {
		d, err := Bytes(context.Background(), name, lang, src)
		if err != nil {
			if e := (*corpus.InputError)(nil); !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			continue
		}
		if !utf8.ValidString(d.Source) {
			t.Fatal("the source is not UTF-8")
		}
		sameAsText(t, d)
		for _, b := range d.Blocks {
			whole := corpus.Span{End: b.Span.Len()}
			if b.Lead < 0 || b.Lead > whole.End {
				t.Fatalf("block %+v", b)
			}
			if g := b.Geometry; g != nil {
				for _, w := range g.Words {
					if !whole.Contains(w.Span) || !(w.Confidence >= 0 && w.Confidence <= 1) {
						t.Fatalf("word %+v of %d bytes", w, whole.End)
					}
				}
				for _, l := range g.Lines {
					if !whole.Contains(l.Span) {
						t.Fatalf("line %+v of %d bytes", l, whole.End)
					}
				}
			}
		}
	}
}

func FuzzFile(f *testing.F) {
	for _, s := range []string{"%PDF-", "PK\x03\x04", "<alto/>", "\xff\xfea\x00", "\xe1\xc7\xe1\xc7", "<?xml?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "{\\rtf"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if !bytes.HasPrefix(src, []byte("%PDF-")) { // pdftotext is no part of the program
			readSafely(t, "f", src)
		}
	})
}

func FuzzHTML(f *testing.F) {
	seedWith(f, "testdata/html.txtar", "page.html")
	f.Fuzz(func(t *testing.T, src []byte) { readSafely(t, "f.html", src) })
}

func FuzzHOCR(f *testing.F) {
	seedWith(f, "testdata/hocr.txtar", "page.hocr")
	f.Fuzz(func(t *testing.T, src []byte) { readSafely(t, "f.hocr", src) })
}

func FuzzALTO(f *testing.F) {
	seedWith(f, "testdata/alto.txtar", "page.xml")
	f.Fuzz(func(t *testing.T, src []byte) { readSafely(t, "f.xml", append([]byte("<alto>"), src...)) })
}

func FuzzPAGE(f *testing.F) {
	seedWith(f, "testdata/pagexml.txtar", "page.xml")
	f.Fuzz(func(t *testing.T, src []byte) { readSafely(t, "f.xml", append([]byte("<PcGts>"), src...)) })
}

func FuzzDOCX(f *testing.F) {
	seedParts(f, "testdata/docx.txtar", "word/document.xml", "word/numbering.xml", "word/styles.xml")
	f.Fuzz(func(t *testing.T, document, numbering, styles string) {
		readSafely(t, "f.docx", zipped(map[string]string{"[Content_Types].xml": "", "word/document.xml": document,
			"word/numbering.xml": numbering, "word/styles.xml": styles, "word/footnotes.xml": document}))
	})
}

func FuzzODT(f *testing.F) {
	seedParts(f, "testdata/odt.txtar", "content.xml", "styles.xml", "")
	f.Fuzz(func(t *testing.T, content, styles, _ string) {
		readSafely(t, "f.odt", zipped(map[string]string{"mimetype": "", "content.xml": content, "styles.xml": styles}))
	})
}

// seedParts adds three parts of a fixture together.
func seedParts(f *testing.F, path string, names ...string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		f.Fatal(err)
	}
	parts := map[string]string{}
	for _, file := range a.Files {
		parts[file.Name] = string(file.Data)
	}
	f.Add(parts[names[0]], parts[names[1]], parts[names[2]])
}

// FuzzPDF reads what pdftotext writes.
func FuzzPDF(f *testing.F) {
	src, err := os.ReadFile("testdata/boxes.xhtml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(src)
	f.Fuzz(func(t *testing.T, src []byte) {
		in := input{"f.pdf", corpus.Arabic, bytes.NewReader(src), int64(len(src))}
		pieces, err := readBoxes(context.Background(), in, in.all())
		if err != nil {
			return
		}
		if d, err := document(in, "pdf", pieces); err == nil {
			sameAsText(t, d)
		}
	})
}
