package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"muqabala/corpus"
)

// zipped is an archive of these parts, names and texts in turn.
func zipped(t testing.TB, parts ...string) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

// book is a workbook as other programs write it: shared texts, cells left out, the sheet under a name of its own.
func book(t testing.TB, sheet string) *bytes.Buffer {
	return zipped(t,
		"xl/workbook.xml", `<workbook xmlns:r="urn:r"><sheets><sheet name="s" sheetId="3" r:id="rId9"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="styles.xml"/><Relationship Id="rId9" Target="/xl/worksheets/mine.xml"/></Relationships>`,
		"xl/sharedStrings.xml", `<sst><si><t>Arabic</t></si><si><r><t>Eng</t></r><r><t>lish</t></r><rPh><t>no</t></rPh></si><si><t>_x0648_احد</t></si></sst>`,
		"xl/worksheets/mine.xml", sheet)
}

func TestXLSXOfOthers(t *testing.T) {
	in := book(t, `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c></row><row r="2"/>
<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><f>1+1</f><v>2</v></c><c r="D3" t="inlineStr"><is><t>one</t></is></c></row><row><c><v>7</v></c></row></sheetData></worksheet>`)
	f, _ := Find("xlsx")
	got, _, err := readAll(f, files{".xlsx": in})
	want := []Unit{{Original: []string{"one"}, Translation: []string{"واحد"}}, {Translation: []string{"7"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRefusedXLSX(t *testing.T) {
	sheet := func(rows string) *bytes.Buffer {
		return book(t, "<worksheet><sheetData>"+rows+"</sheetData></worksheet>")
	}
	for want, in := range map[string]*bytes.Buffer{
		"not in the format":        bytes.NewBufferString("PK not a zip"),
		"it has no xl/workbook":    zipped(t, "a.txt", "x"),
		"points out of the archiv": zipped(t, "../../etc/passwd", "x"),
		"names text":               sheet(`<row><c t="s"><v>99</v></c></row>`),
		`no column is called`:      sheet(`<row><c><v>7</v></c></row>`),
		"declares entities":        book(t, `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`),
		"without a unit":           sheet(strings.Repeat("<x/>", maxUnit/4+1)), // a bomb: some kilobytes packed
	} {
		f, _ := Find("xlsx")
		_, _, err := readAll(f, files{".xlsx": in})
		var input *corpus.InputError
		if !errors.As(err, &input) || !strings.HasPrefix(err.Error(), "test.xlsx") || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestXLSXLimits(t *testing.T) {
	f, _ := Find("xlsx")
	w, err := f.NewWriter(files{}.create, Header{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(Unit{Original: []string{strings.Repeat("x", maxCell+1)}}); !errors.Is(err, corpus.ErrTooLarge) {
		t.Errorf("a cell of too many characters: %v", err)
	}
}

// TestDOCX: what a reading has stands in the document, in its style and direction, escaped.
func TestDOCX(t *testing.T) {
	r := &corpus.Reading{Lang: corpus.Arabic, Paragraphs: []corpus.ReadingParagraph{
		{Kind: corpus.Title, Pieces: []corpus.Piece{{Block: 1, Text: "# تقرير <1>"}}},
		{Kind: corpus.Paragraph, Pieces: []corpus.Piece{{Block: 2, Text: "نص\\*"}}}}}
	var b bytes.Buffer
	if err := WriteDOCX(&b, r); err != nil {
		t.Fatal(err)
	}
	a, err := openArchive(&b, "test.docx")
	if err != nil {
		t.Fatal(err)
	}
	x, closer, err := a.open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if _, err := x.root("document"); err != nil {
		t.Fatal(err)
	}
	if got, err := x.text(); err != nil || got != "تقرير <1> نص*" {
		t.Errorf("text %q, %v", got, err)
	}
}
