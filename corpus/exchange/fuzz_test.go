package exchange

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"testing"

	"muqabala/corpus"
)

// seeds are units that a file may have.
func seeds() []Unit {
	return []Unit{{ID: "1:0-1..1:0-1", Row: 1, Original: []string{"one", "two"}, Translation: []string{"واحد"}, Status: corpus.Confirmed, By: "leila", Confidence: .5, Notes: []string{"note"}},
		{Row: 2, Translation: []string{"ثلاثة"}}}
}

// readSafely reads files, those of one format, by their extensions: no reader panics, each ends with an error of input or none,
// and no unit is one that no bitext can have.
func readSafely(t *testing.T, f Format, in map[string][]byte) {
	open := func(name string) (io.Reader, string, error) {
		data, ok := in[name]
		if !ok {
			return nil, name, &corpus.InputError{File: name, Err: fs.ErrNotExist}
		}
		return bytes.NewReader(data), "fuzz" + name, nil
	}
	for u, err := range f.Read(open, &Header{}) {
		var input *corpus.InputError
		if err != nil && !errors.As(err, &input) {
			t.Fatalf("%v is no error of input", err)
		}
		if err == nil && u.check() != nil {
			t.Fatalf("%+v: %v", u, u.check())
		}
	}
}

// fuzzOne fuzzes a format of one file.
func fuzzOne(f *testing.F, name string) {
	format, err := Find(name)
	if err != nil {
		f.Fatal(err)
	}
	for _, b := range written(f, format, Header{Title: "a", OriginalFile: "b"}, seeds()...) {
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) { readSafely(t, format, map[string][]byte{format.Extensions[0]: data}) })
}

func FuzzTMX(f *testing.F)   { fuzzOne(f, "tmx") }
func FuzzXLIFF(f *testing.F) { fuzzOne(f, "xliff") }
func FuzzTBX(f *testing.F)   { fuzzOne(f, "tbx") }
func FuzzTSV(f *testing.F)   { fuzzOne(f, "tsv") }
func FuzzCSV(f *testing.F)   { fuzzOne(f, "csv") }
func FuzzJSONL(f *testing.F) { fuzzOne(f, "jsonl") }

// FuzzXLSX fuzzes the parts of a workbook.
func FuzzXLSX(f *testing.F) {
	const begin, end = `<worksheet><sheetData>`, `</sheetData></worksheet>`
	f.Add([]byte(begin+`<row><c t="inlineStr"><is><t>original</t></is></c><c t="s"><v>0</v></c></row><row><c r="A2"><v>1</v></c><c t="b"><v>1</v></c></row>`+end), []byte(`<sst><si><t>translation</t></si></sst>`))
	format := xlsxFormat()
	f.Fuzz(func(t *testing.T, sheet, shared []byte) {
		book := zipped(t, "xl/workbook.xml", `<workbook xmlns:r="urn:r"><sheets><sheet name="s" sheetId="3" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>`,
			"xl/sharedStrings.xml", string(shared), "xl/worksheets/s.xml", string(sheet))
		readSafely(t, format, map[string][]byte{".xlsx": book.Bytes()})
	})
}

// FuzzArchive fuzzes the archive itself.
func FuzzArchive(f *testing.F) {
	f.Add(book(f, `<worksheet><sheetData/></worksheet>`).Bytes())
	format := xlsxFormat()
	f.Fuzz(func(t *testing.T, data []byte) { readSafely(t, format, map[string][]byte{".xlsx": data}) })
}

// fuzzThree fuzzes a format of links between two texts.
func fuzzThree(f *testing.F, format Format, original, translation string) {
	w := written(f, format, Header{}, seeds()...)
	f.Add(w[format.Extensions[0]].Bytes(), w[original].Bytes(), w[translation].Bytes())
	f.Fuzz(func(t *testing.T, links, o, a []byte) {
		readSafely(t, format, map[string][]byte{format.Extensions[0]: links, original: o, translation: a})
	})
}

func FuzzXCES(f *testing.F) { fuzzThree(f, xcesFormat(), xcesOriginal, xcesTranslation) }
func FuzzTEI(f *testing.F)  { fuzzThree(f, teiFormat(), teiOriginal, teiTranslation) }

func FuzzMoses(f *testing.F) {
	f.Add([]byte("one\ntwo\n"), []byte("واحد\n\n"))
	f.Fuzz(func(t *testing.T, o, a []byte) {
		readSafely(t, mosesFormat(), map[string][]byte{".en": o, ".ar": a})
	})
}
