package exchange

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strings"

	"muqabala/corpus"
)

// The parts of a WordprocessingML document (ECMA-376 Part 1) that are always the same.
const (
	docxTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
	docxRoot  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxLinks = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	docxStyle = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Traditional Arabic"/><w:sz w:val="24"/><w:szCs w:val="28"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="40"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="32"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/><w:szCs w:val="24"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="RowID"><w:name w:val="Row ID"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:color w:val="767676"/><w:sz w:val="10"/></w:rPr></w:style></w:styles>`
	docxBegin = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + "\n"
	docxEnd   = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`
)

// docx is a document that is being written.
type docx struct {
	zip  *zip.Writer
	body *xmlWriter
}

func newDOCX(w io.Writer) (*docx, error) {
	d := &docx{zip: zip.NewWriter(w)}
	if err := writeParts(d.zip, [][2]string{{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxRoot}, {"word/_rels/document.xml.rels", docxLinks}, {"word/styles.xml", docxStyle}}); err != nil {
		return nil, err
	}
	part, err := d.zip.Create("word/document.xml")
	if err != nil {
		return nil, err
	}
	d.body = plainXML(part)
	d.body.raw(xml.Header, docxBegin)
	return d, d.body.ok()
}

// paragraph writes a paragraph of a language in a style; "" is that of running text.
func (d *docx) paragraph(lang, style, text string) {
	x := d.body
	x.raw("<w:p><w:pPr>")
	if style != "" {
		x.empty("w:pStyle", "w:val", style)
	}
	mark := ""
	if corpus.Lang(lang).Dir() == "rtl" {
		x.raw("<w:bidi/>")
		mark = "<w:rtl/>"
	}
	x.raw("</w:pPr>")
	if text != "" {
		x.raw("<w:r><w:rPr>", mark)
		x.empty("w:lang", "w:val", lang, "w:bidi", lang)
		x.raw(`</w:rPr><w:t xml:space="preserve">`)
		x.text(text)
		x.raw("</w:t></w:r>")
	}
	x.raw("</w:p>")
}

func (d *docx) close() error {
	d.body.raw(docxEnd)
	if err := d.body.flush(); err != nil {
		return err
	}
	return d.zip.Close()
}

// WriteDOCX writes a reading as a document for word processors: titles, headings and notes in their styles, paragraphs in the
// direction of their language, what was left out left out.
func WriteDOCX(w io.Writer, r *corpus.Reading) error {
	d, err := newDOCX(w)
	if err != nil {
		return err
	}
	for i, p := range r.Paragraphs {
		d.paragraph(string(r.Lang), docxStyleOf(p.Kind), plain(p.Text(), r.Paragraphs[i:i+1]))
		d.body.raw("\n")
		if err := d.body.ok(); err != nil {
			return err
		}
	}
	return d.close()
}

func docxStyleOf(k corpus.Kind) string {
	switch k {
	case corpus.Title:
		return "Title"
	case corpus.Heading:
		return "Heading1"
	case corpus.Footnote:
		return "FootnoteText"
	}
	return ""
}

// docxTableFormat is a document with both texts side by side in a table. It is only written.
func docxTableFormat() Format {
	return Format{Name: "docx-table", Doc: "a document for word processors, both texts side by side", Extensions: []string{".table.docx"},
		MediaType: docxMedia,
		NewWriter: newDOCXTable}
}

type docxTable struct {
	*docx
	original, translation string
	n                     int // units written
}

func newDOCXTable(create Create, h Header) (Writer, error) {
	out, err := create(".table.docx")
	if err != nil {
		return nil, err
	}
	d, err := newDOCX(out)
	if err != nil {
		return nil, err
	}
	t := &docxTable{docx: d}
	t.original, t.translation = h.languages()
	if h.Title != "" {
		d.paragraph(t.original, "Title", h.Title)
	}
	var borders strings.Builder
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		borders.WriteString("<w:" + side + ` w:val="single" w:sz="4" w:space="0" w:color="999999"/>`)
	}
	d.body.raw(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`, borders.String(), `</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="4319"/><w:gridCol w:w="4319"/></w:tblGrid>`, "\n")
	t.row(true, "#", "", languageName(t.original), languageName(t.translation))
	return t, d.body.ok()
}

// row writes a row: its number with its ID in small letters below, and the two texts.
func (t *docxTable) row(header bool, n, id, original, translation string) {
	t.body.raw("<w:tr><w:trPr><w:cantSplit/>")
	if header {
		t.body.raw("<w:tblHeader/>")
	}
	t.body.raw(`</w:trPr><w:tc><w:tcPr><w:tcW w:w="520" w:type="pct"/></w:tcPr>`)
	t.paragraph("en", "", n)
	if id != "" {
		t.paragraph("en", "RowID", id)
	}
	t.body.raw("</w:tc>")
	for _, cell := range [][2]string{{t.original, original}, {t.translation, translation}} {
		t.body.raw(`<w:tc><w:tcPr><w:tcW w:w="2240" w:type="pct"/></w:tcPr>`)
		t.paragraph(cell[0], "", cell[1])
		t.body.raw("</w:tc>")
	}
	t.body.raw("</w:tr>\n")
}

func (t *docxTable) Write(u Unit) error {
	t.n++
	t.row(false, number(t.n), u.ID, u.OriginalText(), u.TranslationText())
	return t.body.ok()
}

func (t *docxTable) Close() error {
	t.body.raw("</w:tbl><w:p/>") // Word wants a paragraph behind a table
	return t.close()
}
