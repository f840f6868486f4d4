package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// rowModels makes the models of rows of one view.
type rowModels struct {
	ctx    context.Context
	bitext *workspace.Bitext
	view   *workspace.View
	id     string
	placed map[corpus.BlockID]bool // blocks that a repair moves
}

func newRowModels(ctx context.Context, b *workspace.Bitext, v *workspace.View) *rowModels {
	m := &rowModels{ctx: ctx, bitext: b, view: v, id: idOf(b), placed: map[corpus.BlockID]bool{}}
	for _, id := range b.Layout().Misplaced {
		m.placed[id] = true
	}
	return m
}

// row is the model of the i-th row.
func (m *rowModels) row(i int, open bool) views.Row {
	r := m.view.Rows[i]
	out := views.Row{ID: r.ID, Bitext: m.id, Seen: r.Seen, Index: i, Kind: kindOf(r), Number: numberOf(r), Verdict: r.Verdict,
		Confidence: r.Confidence, Badges: m.badges(r)}
	for _, c := range r.Comments {
		out.Comments = append(out.Comments, views.Comment{Index: c.Index, Text: c.Text, Author: c.Author, Time: c.Time.Local().Format("2006-01-02 15:04")})
	}
	if o, t := len(r.Original), len(r.Translation); o != 1 || t != 1 {
		out.Type = fmt.Sprintf("%d–%d", o, t)
	}
	out.Original = m.paragraphs(r, corpus.OriginalSide, r.Original)
	out.Translation = m.paragraphs(r, corpus.TranslationSide, r.Translation)
	if open {
		for _, f := range openFirst(r.Findings) {
			out.Findings = append(out.Findings, findingModel(m.ctx, m.bitext, m.view, f))
		}
		out.Open = m.openRow(i)
	}
	return out
}

// openFirst puts findings that wait for somebody before those that do not.
func openFirst(all []*workspace.Finding) []*workspace.Finding {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b *workspace.Finding) int {
		switch {
		case a.State == b.State:
			return 0
		case a.State == workspace.Open:
			return -1
		case b.State == workspace.Open:
			return 1
		}
		return 0
	})
	return out
}

func kindOf(r *workspace.Row) corpus.Kind {
	for _, all := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		if len(all) > 0 {
			return all[0].Kind
		}
	}
	return corpus.Paragraph
}

func numberOf(r *workspace.Row) string {
	for _, all := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		if len(all) > 0 && all[0].Number != "" {
			return all[0].Number
		}
	}
	return ""
}

// badges say what is particular about a row.
func (m *rowModels) badges(r *workspace.Row) []views.Badge {
	var out []views.Badge
	add := func(icon, class, word string) {
		out = append(out, views.Badge{Icon: icon, Class: class, Word: word})
	}
	if len(r.Translation) == 0 {
		add("missing", "missing", views.T(m.ctx, "badge.missing"))
	}
	edited := false
	for _, p := range r.Translation {
		if blocks := p.Blocks(); len(blocks) > 1 {
			add("join", "torn", views.T(m.ctx, "badge.joinedFrom", "Blocks", views.Digits(m.ctx, list(blocks))))
		}
		if m.placed[p.At.Block] {
			add("moved", "moved", views.T(m.ctx, "badge.movedFrom", "N", int(p.At.Block)))
		}
		for _, piece := range p.Pieces {
			edited = edited || len(piece.Edited) > 0
		}
	}
	if edited {
		add("pen", "edited", views.T(m.ctx, "badge.edited"))
	}
	if r.Linked {
		add("link", "linked", views.T(m.ctx, "badge.linked"))
	}
	if n := len(r.Comments); n > 0 {
		add("comment", "comments", views.N(m.ctx, "badge.comments", n))
	}
	for _, s := range corpus.Severities {
		if n := openOf(r, s); n > 0 {
			add(string(s), string(s), views.N(m.ctx, "count."+string(s), n))
		}
	}
	return out
}

func openOf(r *workspace.Row, s corpus.Severity) int {
	n := 0
	for _, f := range r.Findings {
		if f.State == workspace.Open && f.Severity == s {
			n++
		}
	}
	return n
}

// paragraphs are the texts of a side, with what was found in them marked.
func (m *rowModels) paragraphs(r *workspace.Row, side corpus.Side, all []corpus.ReadingParagraph) []views.Paragraph {
	out := make([]views.Paragraph, len(all))
	for i, p := range all {
		out[i] = views.Paragraph{Side: side, At: placeText(p.At), Kind: p.Kind, Number: p.Number, Text: p.Text(), Runs: plain(m.raw(r, side, p))}
	}
	return out
}

// raw parts a paragraph's text at the findings and edits in it.
func (m *rowModels) raw(r *workspace.Row, side corpus.Side, p corpus.ReadingParagraph) []views.Run {
	var marks []mark
	at := 0
	for i, piece := range p.Pieces {
		if i > 0 && p.Pieces[i-1].Block != piece.Block {
			at++
		}
		marks = append(marks, m.edits(piece, at)...)
		at += len(piece.Text)
	}
	if side == corpus.TranslationSide {
		found := m.found(r, p.At, at)
		marks = append(outside(marks, found), found...)
	}
	return parted(p.Text(), marks)
}

// edits are the marks of what was replaced in a piece that begins at byte at of its paragraph.
func (m *rowModels) edits(piece corpus.Piece, at int) []mark {
	var out []mark
	shift := at - piece.Span.Start
	for _, e := range piece.Edited {
		start := e.Span.Start + shift
		out = append(out, mark{span: corpus.Span{Start: start, End: start + len(e.Text)}, class: "edited", title: views.T(m.ctx, "badge.edited")})
		shift += len(e.Text) - e.Span.Len()
	}
	return out
}

// found are the marks of the open findings about words of the paragraph that begins at a place; it is of that length.
func (m *rowModels) found(r *workspace.Row, at corpus.Place, length int) []mark {
	var out []mark
	for _, f := range r.Findings {
		if f.State != workspace.Open || f.At != at || f.In.Len() == 0 || f.In.Len() == length {
			continue
		}
		title, _ := views.Said(m.ctx, f.Message)
		if len(f.Suggestions) > 0 && f.Suggestions[0] != "" {
			title += " → " + f.Suggestions[0]
		}
		out = append(out, mark{span: f.In, class: string(f.Severity), title: title, key: f.Key})
	}
	return out
}

// list is "8, 10".
func list(ids []corpus.BlockID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = fmt.Sprint(id)
	}
	return strings.Join(out, ", ")
}
