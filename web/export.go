package web

import (
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/store"
	"muqabala/views"
	"muqabala/web/workspace"
)

// export is a bitext on its way into a file.
type export struct {
	exchange.Export
	bitext    *corpus.Bitext
	rows      []corpus.Row
	header    exchange.Header
	selection exchange.Selection
}

// exportOf is what the address asks for: format, unit and confirmed.
func (s *Server) exportOf(c *gin.Context, b *workspace.Bitext) (*export, error) {
	x := &export{selection: exchange.Selection{Paragraphs: c.Query("unit") == "paragraph", Confirmed: c.Query("confirmed") == "1"}}
	var err error
	if x.Export, err = exchange.FindExport(c.DefaultQuery("format", "tmx")); err != nil {
		return nil, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	if x.WriteReading != nil {
		x.selection = exchange.Selection{} // it has no pairs to choose from
	}
	info, err := s.library.Store.Info(c, b.ID)
	if err != nil {
		return nil, err
	}
	var v *workspace.View
	if x.bitext, v, err = b.Snapshot(); err != nil {
		return nil, err
	}
	for _, r := range v.Rows {
		x.rows = append(x.rows, *r.Row)
	}
	x.header = headerOf(info, x.selection)
	return x, nil
}

// headerOf is what a file says about the whole bitext.
func headerOf(info store.Info, selection exchange.Selection) exchange.Header {
	return exchange.Header{Name: fileName(info.Title, fmt.Sprintf("bitext-%d", info.ID)), Title: info.Title, Original: info.Original.Lang, Translation: info.Translation.Lang,
		Paragraphs: selection.Paragraphs, OriginalFile: filepath.Base(info.Original.File.Name), TranslationFile: filepath.Base(info.Translation.File.Name), Created: info.LastActivity}
}

// units are the pairs that are chosen.
func (x *export) units() iter.Seq[exchange.Unit] {
	return exchange.Units(x.bitext, x.rows, x.selection)
}

// file is the name of what is sent.
func (x *export) file() string {
	if x.Several {
		return x.header.Name + ".zip"
	}
	return x.header.Name + x.Extensions[0]
}

// mediaType is that of what is sent.
func (x *export) mediaType() string {
	if x.Several {
		return "application/zip"
	}
	return x.MediaType
}

// write sends all of it.
func (x *export) write(c *gin.Context, w io.Writer) error {
	switch {
	case x.WriteReading != nil:
		return x.WriteReading(w, x.bitext.Reading(corpus.TranslationSide))
	case x.Several:
		files := &bundle{name: x.header.Name}
		if err := exchange.WriteUnits(c, x.Format, files.create, x.header, x.units()); err != nil {
			return err
		}
		return files.writeTo(w)
	}
	return exchange.WriteUnits(c, x.Format, func(string) (io.Writer, error) { return w, nil }, x.header, x.units())
}

// exportFile sends the bitext in a format.
func (s *Server) exportFile(c *gin.Context) {
	x, err := s.exportOf(c, bitext(c))
	if err != nil {
		s.fail(c, err)
		return
	}
	out := &download{c: c, name: x.file(), mediaType: x.mediaType()}
	err = x.write(c, out)
	switch {
	case err == nil:
		out.begin() // of a file without a byte
	case !out.begun:
		s.fail(c, err)
	default:
		_ = c.Error(err)
		out.breakOff()
	}
}

// exportPage offers the formats, and shows how the one that is chosen begins.
func (s *Server) exportPage(c *gin.Context) {
	b := bitext(c)
	x, err := s.exportOf(c, b)
	if err != nil {
		s.fail(c, err)
		return
	}
	m, err := x.model(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	m.Href = "/b/" + idOf(b) + "/export/file?" + x.query().Encode()
	s.show(c, http.StatusOK, views.ExportPage(s.bitextPage(c, b, b.View(), "export"), m))
}

// query is the address of the export, as exportOf reads it.
func (x *export) query() url.Values {
	q := url.Values{"format": {x.Name}}
	if x.selection.Paragraphs {
		q.Set("unit", "paragraph")
	}
	if x.selection.Confirmed {
		q.Set("confirmed", "1")
	}
	return q
}

// shownUnits is how many pairs or paragraphs a preview shows as a table.
const shownUnits = 20

func (x *export) model(c *gin.Context) (m views.Export, err error) {
	m = views.Export{Format: x.Name, Pairs: x.WriteReading == nil, Paragraphs: x.selection.Paragraphs, Confirmed: x.selection.Confirmed, File: x.file()}
	for _, e := range exchange.Exports() {
		m.Formats = append(m.Formats, views.ExportFormat{Name: e.Name, Doc: e.Doc, Pairs: e.WriteReading == nil, Extensions: strings.Join(e.Extensions, " ")})
	}
	reading := x.bitext.Reading(corpus.TranslationSide)
	m.Count = len(reading.Paragraphs)
	if m.Pairs {
		m.Count = 0
		for range x.units() {
			m.Count++
		}
	}
	switch {
	case m.Count == 0:
	case !x.Zipped():
		m.Previews, err = x.previews(c)
	case m.Pairs:
		for u := range first(x.units(), shownUnits) {
			m.Units = append(m.Units, views.Unit{Row: u.Row, Status: string(u.Status), Original: u.OriginalText(), Translation: u.TranslationText()})
		}
	default:
		for _, p := range reading.Paragraphs[:min(shownUnits, m.Count)] {
			m.Text = append(m.Text, views.ExportParagraph{Kind: p.Kind, Text: p.Text()})
		}
	}
	return m, err
}

// What a preview of a text shows, and how many units are written for it: every format takes a line at least for each.
const (
	shownLines   = 40
	shownBytes   = 16 << 10
	previewUnits = 100
)

// previews are the beginnings of the files.
func (x *export) previews(c *gin.Context) ([]views.Preview, error) {
	var starts []*beginning
	create := func(extension string) (io.Writer, error) {
		starts = append(starts, &beginning{name: x.header.Name + extension})
		return starts[len(starts)-1], nil
	}
	var err error
	if x.WriteReading != nil {
		w, _ := create(x.Extensions[0]) // gives no error
		err = x.WriteReading(w, x.bitext.Reading(corpus.TranslationSide))
	} else {
		err = exchange.WriteUnits(c, x.Format, create, x.header, first(x.units(), previewUnits))
	}
	var out []views.Preview
	for _, b := range starts {
		out = append(out, b.preview())
	}
	return out, err
}

// beginning keeps the first bytes that are written to it.
type beginning struct {
	name string
	data []byte
	more bool
}

func (b *beginning) Write(p []byte) (int, error) {
	n := min(len(p), shownBytes-len(b.data))
	b.data, b.more = append(b.data, p[:n]...), b.more || n < len(p)
	return len(p), nil
}

// preview is the first lines, the last one whole unless it is the only one.
func (b *beginning) preview() views.Preview {
	lines := strings.Split(strings.TrimSuffix(strings.TrimPrefix(strings.ToValidUTF8(string(b.data), ""), "\ufeff"), "\n"), "\n")
	if b.more && len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	shown := slices.Clip(lines[:min(len(lines), shownLines)])
	return views.Preview{Name: b.name, Lines: shown, More: b.more || len(shown) < len(lines)}
}

// first is the first n units.
func first(units iter.Seq[exchange.Unit], n int) iter.Seq[exchange.Unit] {
	return func(yield func(exchange.Unit) bool) {
		left := n
		for u := range units {
			if left == 0 || !yield(u) {
				return
			}
			left--
		}
	}
}
