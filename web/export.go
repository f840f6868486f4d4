package web

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/views"
	"muqabala/web/workspace"
)

// readingFormats write the repaired translation; the formats of corpus/exchange write pairs.
var readingFormats = map[string]func(io.Writer, *corpus.Reading) error{"markdown": exchange.WriteMarkdown, "docx": exchange.WriteDOCX}

// exportPage lists what a bitext can be taken away as.
func (s *Server) exportPage(c *gin.Context) {
	b := bitext(c)
	e := views.Export{Text: []views.ExportFormat{{Name: "markdown", Extension: ".md"}, {Name: "docx", Extension: ".docx"}}}
	for _, f := range exchange.Formats() {
		if f.NewWriter != nil {
			e.Pairs = append(e.Pairs, views.ExportFormat{Name: f.Name, Doc: f.Doc, Extension: f.Extensions[0]})
		}
	}
	s.show(c, http.StatusOK, views.ExportPage(s.bitextPage(c, b, b.View(), "export"), e))
}

// exportFile answers with the file, or with an archive where the format has several.
func (s *Server) exportFile(c *gin.Context) {
	b := bitext(c)
	files, err := exported(c, b, c.Query("format"), exchange.Selection{Paragraphs: c.Query("unit") == "paragraph", Confirmed: c.Query("confirmed") == "1"})
	if err != nil {
		s.fail(c, err)
		return
	}
	name, data := files[0].name, files[0].data.Bytes()
	if len(files) > 1 {
		if data, err = zipped(files); err != nil {
			s.fail(c, err)
			return
		}
		name = baseName(b.Title) + ".zip"
	}
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	c.Header("Cache-Control", "no-store")
	c.Data(http.StatusOK, cmp.Or(mime.TypeByExtension(path.Ext(name)), "application/octet-stream"), data)
}

// file is one file of an export.
type file struct {
	name string
	data *bytes.Buffer
}

// exported is a bitext in a format, as files in memory: what can be shown can be held.
func exported(ctx context.Context, b *workspace.Bitext, format string, selection exchange.Selection) ([]file, error) {
	var files []file
	create := func(extension string) (io.Writer, error) {
		f := file{baseName(b.Title) + extension, new(bytes.Buffer)}
		files = append(files, f)
		return f.data, nil
	}
	if write, ok := readingFormats[format]; ok {
		w, err := create(map[string]string{"markdown": ".md", "docx": ".docx"}[format])
		if err != nil {
			return nil, err
		}
		b.Read(func(x *corpus.Bitext) { err = write(w, x.Reading(corpus.TranslationSide)) })
		return files, err
	}
	f, err := exchange.Find(format)
	if err != nil || f.NewWriter == nil {
		return nil, fmt.Errorf("no format %q is written: %w", format, errBadRequest)
	}
	v := b.View()
	h := exchange.Header{Name: baseName(b.Title), Title: b.Title, Original: corpus.English, Translation: corpus.Arabic, Paragraphs: selection.Paragraphs,
		OriginalFile: b.Original().Name, TranslationFile: b.Translation().Name}
	w, err := f.NewWriter(create, h)
	if err != nil {
		return nil, err
	}
	rows := make([]corpus.Row, len(v.Rows))
	for i, r := range v.Rows {
		rows[i] = r.Row
	}
	b.Read(func(x *corpus.Bitext) {
		for u := range exchange.Units(x, rows, selection) {
			if err = errors.Join(ctx.Err(), w.Write(u)); err != nil {
				return
			}
		}
	})
	return files, errors.Join(err, w.Close())
}

// zipped is an archive of the files.
func zipped(files []file) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data.Bytes()); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), z.Close()
}

// baseName makes a title the name of a file: letters and digits, a hyphen between words.
func baseName(title string) string {
	words := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return cmp.Or(strings.ToLower(strings.Join(words[:min(len(words), 8)], "-")), "bitext")
}
