package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/align/collate"
	"muqabala/corpus"
	"muqabala/views"
)

// Text is what a page shows.
type Text struct {
	Note string // what the reader must know about the texts
	*collate.Collation
}

// page answers with the parallel text: the repaired reading, or the translation as it was read.
func (t *Text) page(asRead bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Header("Content-Type", "text/html; charset=utf-8")
		c.Status(http.StatusOK)
		if err := views.Parallel(t.model(asRead)).Render(c.Request.Context(), c.Writer); err != nil {
			c.Error(err)
		}
	}
}

// model is the page for the view.
func (t *Text) model(asRead bool) views.Page {
	p := views.Page{Title: t.title(), Note: t.Note, AsRead: asRead, Map: t.orderMap()}
	if asRead {
		p.Rows = t.fileRows()
	} else {
		p.Rows = t.readingRows()
	}
	shown := map[string]bool{}
	for _, r := range p.Rows {
		shown[r.ID] = true
	}
	for _, e := range t.Bitext.Log() {
		p.Repairs = append(p.Repairs, e.Cause.Text)
	}
	for _, f := range t.Findings {
		p.Findings = append(p.Findings, t.finding(f, asRead, shown))
	}
	p.Summary = fmt.Sprintf("%d blocks of Arabic, %d of English · %d repairs · %d findings",
		len(t.Bitext.Translation.Blocks), len(t.Bitext.Original.Blocks), len(p.Repairs), len(p.Findings))
	return p
}

// title is the first title of the original, or the name of the file.
func (t *Text) title() string {
	for _, b := range t.Bitext.Original.Blocks {
		if b.Kind == corpus.Title {
			return t.Bitext.Original.Body(b.ID)
		}
	}
	return t.Bitext.Translation.Name
}

func rowID(id corpus.BlockID) string { return fmt.Sprintf("b%d", id) }

// finding is a line of the list; it leads to the row that shows its block.
func (t *Text) finding(f corpus.Finding, asRead bool, shown map[string]bool) views.Finding {
	row := rowID(f.Block)
	if !asRead && !shown[row] {
		for _, blocks := range t.Layout.Order {
			for _, id := range blocks {
				if id == f.Block {
					row = rowID(blocks[0])
				}
			}
		}
	}
	if !shown[row] {
		row = ""
	}
	v := views.Finding{Row: row, Check: f.Check, Severity: string(f.Severity), Message: f.Message}
	if b := t.Bitext.Translation.Block(f.Block); b != nil && f.Span.Len() < b.Span.Len() {
		v.Text = f.Text
	}
	if len(f.Suggestions) > 0 {
		v.Fix = f.Suggestions[0]
	}
	return v
}

// readingRows are the paragraphs in reading order, and what is missing where it would stand.
func (t *Text) readingRows() []views.Row {
	misplaced := map[corpus.BlockID]bool{}
	for _, id := range t.Layout.Misplaced {
		misplaced[id] = true
	}
	missing := t.Layout.Missing
	var out []views.Row
	for _, p := range t.Bitext.Reading(corpus.TranslationSide).Paragraphs {
		blocks := p.Blocks()
		o := t.match(blocks[0])
		for len(missing) > 0 && o > missing[0] {
			out = append(out, t.missingRow(missing[0]))
			missing = missing[1:]
		}
		r := views.Row{ID: rowID(blocks[0]), Kind: string(p.Kind), Number: p.Number, Translation: plain(p.Text()), Original: plain(t.Bitext.Original.Text(o))}
		if len(blocks) > 1 {
			r.Badges = append(r.Badges, views.Badge{Sign: "⧉", Word: fmt.Sprintf("joined from blocks %s", list(blocks)), Class: "torn"})
		}
		if misplaced[blocks[0]] {
			r.Badges = append(r.Badges, views.Badge{Sign: "⇄", Word: fmt.Sprintf("moved from place %d of the file", blocks[0]), Class: "moved"})
		}
		out = append(out, r)
	}
	for _, id := range missing {
		out = append(out, t.missingRow(id))
	}
	return out
}

func (t *Text) missingRow(id corpus.BlockID) views.Row {
	b := t.Bitext.Original.Block(id)
	return views.Row{ID: fmt.Sprintf("o%d", id), Kind: string(b.Kind), Number: b.Number, Original: plain(t.Bitext.Original.Text(id)),
		Badges: []views.Badge{{Sign: "∅", Word: "missing in the translation", Class: "missing"}}}
}

// fileRows are the blocks in the order of the file.
func (t *Text) fileRows() []views.Row {
	var out []views.Row
	for _, b := range t.Bitext.Translation.Blocks {
		r := views.Row{ID: rowID(b.ID), Kind: string(b.Kind), Number: b.Number, Translation: plain(t.Bitext.Translation.Text(b.ID)),
			Original: plain(t.Bitext.Original.Text(t.match(b.ID)))}
		if of, ok := t.Layout.Duplicates[b.ID]; ok {
			r.Badges = append(r.Badges, views.Badge{Sign: "⎘", Word: fmt.Sprintf("repeats block %d", of), Class: "repeat"})
		}
		out = append(out, r)
	}
	return out
}

// match is the block of the original that a block carries, 0 for none.
func (t *Text) match(id corpus.BlockID) corpus.BlockID {
	return corpus.BlockID(t.Layout.Match[id-1] + 1)
}

// orderMap is the picture of the order.
func (t *Text) orderMap() views.Map {
	class := map[corpus.BlockID]string{}
	for _, id := range t.Layout.Misplaced {
		class[id] = "moved"
	}
	for _, blocks := range t.Layout.Order {
		for _, id := range blocks[1:] {
			class[id] = "torn"
		}
	}
	for id := range t.Layout.Duplicates {
		class[id] = "repeat"
	}
	const mark = 8 // size of a point
	m := views.Map{Width: 1120, Height: 300}
	across, down := max(1, len(t.Layout.Match)-1), max(1, len(t.Bitext.Original.Blocks)-1)
	for i, o := range t.Layout.Match {
		id := corpus.BlockID(i + 1)
		if o >= 0 {
			m.Points = append(m.Points, views.Point{X: i * (m.Width - mark) / across, Y: o * (m.Height - mark) / down, Class: class[id], Row: t.shownAt(id),
				Label: strings.TrimSpace(fmt.Sprintf("block %d of the file, %d of the original %s", id, o+1, class[id]))})
		}
	}
	return m
}

// shownAt is the row of the reading that shows a block, or that of what it repeats.
func (t *Text) shownAt(id corpus.BlockID) string {
	if of, ok := t.Layout.Duplicates[id]; ok {
		id = of
	}
	for _, blocks := range t.Layout.Order {
		for _, b := range blocks {
			if b == id {
				return rowID(blocks[0])
			}
		}
	}
	return rowID(id)
}

// plain leaves out the marks of Markdown that a heading or note begins with.
func plain(text string) string {
	return strings.ReplaceAll(strings.TrimLeft(text, "# "), `\*`, "*")
}

// list is "8, 10".
func list(ids []corpus.BlockID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = fmt.Sprint(id)
	}
	return strings.Join(out, ", ")
}
