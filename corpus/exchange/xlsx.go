package exchange

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"muqabala/corpus"
)

// xlsxFormat is a spreadsheet (ECMA-376 Part 1) with the columns of a table on its first sheet. Texts are texts there, never
// formulas.
func xlsxFormat() Format {
	return Format{Name: "xlsx", Doc: "a spreadsheet, a header first", Extensions: []string{".xlsx"},
		MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		NewWriter: newXLSXWriter, Read: readXLSX}
}

// What a sheet can hold.
const (
	maxCell = 32_767 // UTF-16 units
	maxRows = 1 << 20
)

// The parts of a spreadsheet that are always the same. Style 1 is the header, 2 a text, 3 a text from right to left.
const (
	xlsxTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
	xlsxRoot  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	xlsxBook  = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Bitext" sheetId="1" r:id="rId1"/></sheets></workbook>`
	xlsxLinks = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	xlsxStyle = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="right" vertical="top" wrapText="1" readingOrder="2"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
	xlsxSheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="4" width="11" customWidth="1"/><col min="5" max="6" width="60" customWidth="1"/><col min="7" max="7" width="30" customWidth="1"/><col min="8" max="9" width="12" customWidth="1"/></cols><sheetData>`
)

type xlsxWriter struct {
	zip         *zip.Writer
	sheet       *xmlWriter
	rightToLeft string // style of the translation
	n           int    // rows written
}

func newXLSXWriter(create Create, h Header) (Writer, error) {
	out, err := create(".xlsx")
	if err != nil {
		return nil, err
	}
	w := &xlsxWriter{zip: zip.NewWriter(out), rightToLeft: "2"}
	if _, translation := h.languages(); corpus.Lang(translation).Dir() == "rtl" {
		w.rightToLeft = "3"
	}
	if err := writeParts(w.zip, [][2]string{{"[Content_Types].xml", xlsxTypes}, {"_rels/.rels", xlsxRoot}, {"xl/workbook.xml", xlsxBook},
		{"xl/_rels/workbook.xml.rels", xlsxLinks}, {"xl/styles.xml", xlsxStyle}}); err != nil {
		return nil, err
	}
	part, err := w.zip.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	w.sheet = plainXML(part)
	w.sheet.raw(xml.Header, xlsxSheet)
	return w, w.row(columns[:], func(int) string { return "1" })
}

// writeParts writes whole parts of an archive.
func writeParts(z *zip.Writer, parts [][2]string) error {
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, xml.Header+p[1]); err != nil {
			return err
		}
	}
	return nil
}

func (w *xlsxWriter) Write(u Unit) error {
	return w.row(cells(u), func(column int) string {
		if columns[column] == "translation" {
			return w.rightToLeft
		}
		return "2"
	})
}

func (w *xlsxWriter) row(cells []string, style func(column int) string) error {
	if w.n++; w.n > maxRows {
		return fmt.Errorf("a sheet has at most %d rows: %w", maxRows, corpus.ErrTooLarge)
	}
	w.sheet.start("row", "r", number(w.n))
	for i, c := range cells {
		if len(c) > maxCell && len(utf16.Encode([]rune(c))) > maxCell {
			return fmt.Errorf("row %d: a cell has at most %d characters; write sentences, or another format: %w", w.n, maxCell, corpus.ErrTooLarge)
		}
		if c == "" {
			continue
		}
		w.sheet.start("c", "r", string(rune('A'+i))+number(w.n), "s", style(i), "t", "inlineStr")
		w.sheet.raw(`<is>`)
		w.sheet.element("t", escapes.ReplaceAllString(c, "_x005F$0"))
		w.sheet.raw("</is></c>")
	}
	w.sheet.raw("</row>\n")
	return w.sheet.ok()
}

func (w *xlsxWriter) Close() error {
	w.sheet.raw("</sheetData></worksheet>")
	if err := w.sheet.flush(); err != nil {
		return err
	}
	return w.zip.Close()
}

// workbook is a spreadsheet that is read.
type workbook struct {
	*archive
	shared []string // texts that cells name by number
}

func readXLSX(open Open, _ *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		if err := readSheet(open, yield); err != nil {
			yield(Unit{}, err)
		}
	}
}

// readSheet gives the rows of the first sheet to yield, as long as it wants them.
func readSheet(open Open, yield func(Unit, error) bool) error {
	r, name, err := open(".xlsx")
	if err != nil {
		return err
	}
	b := &workbook{}
	if b.archive, err = openArchive(r, name); err != nil {
		return err
	}
	sheet, err := b.firstSheet()
	if err != nil {
		return err
	}
	if err := b.readShared(); err != nil {
		return err
	}
	x, closer, err := b.open(sheet)
	if err != nil {
		return err
	}
	defer closer.Close()
	var t *table
	for {
		row, err := b.row(x)
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		x.unitDone()
		switch {
		case strings.TrimSpace(strings.Join(row, "")) == "":
		case t == nil:
			if t, err = newTable(row); err != nil {
				return x.wrong(err)
			}
		default:
			u, err := t.unit(row)
			if err != nil {
				return x.wrong(err)
			}
			if !yield(u, nil) {
				return nil
			}
		}
	}
}

// firstSheet is the part of the first sheet.
func (b *workbook) firstSheet() (string, error) {
	id, err := b.find("xl/workbook.xml", "sheet", func(e xml.StartElement) string {
		for _, a := range e.Attr {
			if a.Name.Local == "id" && a.Name.Space != "" {
				return a.Value
			}
		}
		return ""
	})
	if err != nil {
		return "", err
	}
	target, err := b.find("xl/_rels/workbook.xml.rels", "Relationship", func(e xml.StartElement) string {
		if attribute(e, "Id") == id {
			return attribute(e, "Target")
		}
		return ""
	})
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/"), err
	}
	return path.Join("xl", target), err
}

// find is the first value that get has for an element of that name.
func (b *workbook) find(part, element string, get func(xml.StartElement) string) (string, error) {
	x, closer, err := b.open(part)
	if err != nil {
		return "", err
	}
	defer closer.Close()
	for {
		token, err := x.next()
		if err == io.EOF {
			return "", x.wrong(fmt.Errorf("no <%s> that is wanted: %w", element, corpus.ErrFormat))
		} else if err != nil {
			return "", err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == element {
			if v := get(e); v != "" {
				return v, nil
			}
		}
	}
}

// readShared reads the texts that several cells may share; a sheet may do without.
func (b *workbook) readShared() error {
	const part = "xl/sharedStrings.xml"
	if b.parts[part] == nil {
		return nil
	}
	x, closer, err := b.open(part)
	if err != nil {
		return err
	}
	defer closer.Close()
	for {
		token, err := x.next()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "si" {
			text, err := x.text("rPh")
			if err != nil {
				return err
			}
			b.shared = append(b.shared, unescaped(text))
			x.unitDone()
		}
	}
}

// row is the cells of the next row; at the end of the sheet io.EOF.
func (b *workbook) row(x *xmlReader) ([]string, error) {
	for {
		token, err := x.next()
		if err != nil {
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "row" {
			break
		}
	}
	var row []string
	err := x.children(func(e xml.StartElement) error {
		at := column(attribute(e, "r"), len(row))
		text, err := b.cell(x, e)
		for err == nil && len(row) <= at {
			row = append(row, "")
		}
		if err == nil {
			row[at] = text
		}
		return err
	})
	return row, err
}

// escapes is how a spreadsheet writes a character by its number (ECMA-376 Part 1, 22.9.2.19), and an underscore before what would
// be one.
var escapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescaped(s string) string {
	return escapes.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(n))
	})
}

// column is the 0-based column of a reference such as "C7"; next where there is none, or one that no table has.
func column(reference string, next int) int {
	n := 0
	for _, c := range strings.TrimRight(reference, "0123456789") {
		if n = n*26 + int(c-'A') + 1; c < 'A' || c > 'Z' || n > 1<<14 {
			return next
		}
	}
	if n == 0 {
		return next
	}
	return n - 1
}

// cell is the text of a cell.
func (b *workbook) cell(x *xmlReader, start xml.StartElement) (text string, err error) {
	err = x.children(func(e xml.StartElement) error {
		if e.Name.Local != "v" && e.Name.Local != "is" {
			return x.skip()
		}
		text, err = x.text("rPh")
		return err
	})
	if err != nil || attribute(start, "t") != "s" {
		return unescaped(text), err
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n >= len(b.shared) {
		return "", x.wrong(fmt.Errorf("cell %s names text %.20q, which is not there: %w", attribute(start, "r"), text, corpus.ErrFormat))
	}
	return b.shared[n], nil
}
