package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/diff"
	"muqabala/views"
)

// maxDifferences is how many paragraphs a comparison shows.
const maxDifferences = 400

// comparePage shows what became of a text between two versions, as it was read and as it is where none are named; or the
// repeats beside what they repeat.
func (s *Server) comparePage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	m := newRowModels(c, b, v)
	x := views.Comparison{Repeats: c.Query("what") == "repeats", Side: corpus.TranslationSide, Last: v.Version,
		Inline: c.Query("view") == "inline", All: c.Query("all") == "1"}
	x.From, x.To = version(c.Query("from"), 0, v.Version), version(c.Query("to"), v.Version, v.Version)
	if c.Query("side") == string(corpus.OriginalSide) && !x.Repeats {
		x.Side = corpus.OriginalSide
	}
	if x.Repeats {
		m.repeats(&x)
	} else if err := m.versions(&x); err != nil {
		s.fail(c, err)
		return
	}
	s.show(c, http.StatusOK, views.ComparePage(s.bitextPage(c, b, v, "compare"), x))
}

// version reads a version of 0 to last.
func version(text string, otherwise, last int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return otherwise
	}
	return min(max(n, 0), last)
}

// versions fills in what became of each paragraph.
func (m *rowModels) versions(x *views.Comparison) (err error) {
	var all []diff.Paragraph
	m.bitext.Read(func(b *corpus.Bitext) {
		log := b.Log()
		var was, is *corpus.Bitext
		if was, err = corpus.Replay(b.Original, b.Translation, log[:min(x.From, len(log))]); err != nil {
			return
		}
		if is, err = corpus.Replay(b.Original, b.Translation, log[:min(x.To, len(log))]); err == nil {
			all = diff.Versions(x.Side, was, is)
		}
	})
	for _, p := range all {
		if p.Same() {
			if x.Same++; !x.All {
				continue
			}
		}
		m.add(x, p.ReadingParagraph, m.became(p), p.Before, after(p))
	}
	return err
}

func after(p diff.Paragraph) string {
	if p.Gone {
		return ""
	}
	return p.Text()
}

// became says in words what became of a paragraph.
func (m *rowModels) became(p diff.Paragraph) []views.Badge {
	var out []views.Badge
	add := func(class, icon, word string) { out = append(out, views.Badge{Class: class, Icon: icon, Word: word}) }
	switch {
	case p.Gone && p.Of.Block > 0:
		add("repeat", "repeat", views.T(m.ctx, "compare.repeatOf", "N", int(p.Of.Block)))
	case p.Gone:
		add("repeat", "x", views.T(m.ctx, "compare.gone"))
	case p.From == 0:
		add("linked", "wand", views.T(m.ctx, "compare.new"))
	}
	if p.Moved {
		add("moved", "moved", views.T(m.ctx, "compare.moved", "N", p.From))
	}
	if len(p.Joined) > 0 {
		var blocks []string
		for _, at := range p.Joined {
			blocks = append(blocks, strconv.Itoa(int(at.Block)))
		}
		add("torn", "join", views.T(m.ctx, "compare.joined", "Blocks", views.Digits(m.ctx, strings.Join(blocks, views.T(m.ctx, "list.and")))))
	}
	if p.Edited() {
		add("edited", "edit", views.T(m.ctx, "compare.edited"))
	}
	return out
}

// repeats fills in what was left out as a repeat, beside what it repeats as it was read.
func (m *rowModels) repeats(x *views.Comparison) {
	var dropped []corpus.Dropped
	text := map[corpus.Place]string{}
	m.bitext.Read(func(b *corpus.Bitext) {
		r := b.Reading(corpus.TranslationSide)
		dropped = r.Dropped
		for _, p := range r.Paragraphs {
			text[p.At] = p.Text()
		}
		for _, d := range dropped {
			if text[d.Of] == "" { // it has become a part of another paragraph
				text[d.Of] = b.Translation.Text(d.Of.Block)
			}
		}
	})
	for _, d := range dropped {
		if d.Of.Block > 0 {
			badge := views.Badge{Class: "repeat", Icon: "repeat", Word: views.T(m.ctx, "compare.repeatOf", "N", int(d.Of.Block))}
			m.add(x, d.ReadingParagraph, []views.Badge{badge}, d.Text(), text[d.Of])
		}
	}
}

// add puts a difference into a comparison.
func (m *rowModels) add(x *views.Comparison, p corpus.ReadingParagraph, badges []views.Badge, before, after string) {
	if len(x.Items) == maxDifferences {
		x.More++
		return
	}
	d := views.Difference{Kind: p.Kind, Number: p.Number, Block: int(p.At.Block), Badges: badges}
	if before == after {
		d.Inline = m.joined(p)
		x.Items = append(x.Items, m.leading(x, d))
		return
	}
	for _, c := range diff.Phrases(before, after) {
		switch c.Kind {
		case diff.Deleted:
			d.Before, d.Inline = append(d.Before, views.Run{Text: c.Text, Class: "del"}), append(d.Inline, views.Run{Text: c.Text, Class: "del"})
		case diff.Added:
			d.After, d.Inline = append(d.After, views.Run{Text: c.Text, Class: "ins"}), append(d.Inline, views.Run{Text: c.Text, Class: "ins"})
		default:
			run := views.Run{Text: c.Text}
			d.Before, d.After, d.Inline = append(d.Before, run), append(d.After, run), append(d.Inline, run)
		}
	}
	x.Items = append(x.Items, m.leading(x, d))
}

// leading is the difference with a way to the row that shows it.
func (m *rowModels) leading(x *views.Comparison, d views.Difference) views.Difference {
	if i := m.view.RowOf(x.Side, corpus.BlockID(d.Block)); i >= 0 {
		d.Row = m.view.Rows[i].ID
	}
	return d
}

// joined is the text of a paragraph with a mark where pieces were joined.
func (m *rowModels) joined(p corpus.ReadingParagraph) []views.Run {
	var out []views.Run
	for i, piece := range p.Pieces {
		if i > 0 && piece.Block != p.Pieces[i-1].Block {
			out = append(out, views.Run{Text: " "}, views.Run{Class: "seam", Title: views.T(m.ctx, "compare.block", "N", int(piece.Block))}, views.Run{Text: " "})
		}
		out = append(out, views.Run{Text: piece.Text})
	}
	return out
}
