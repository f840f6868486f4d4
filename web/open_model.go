package web

import (
	"strings"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// openRow is the sentences of the i-th row and what can be done to it.
func (m *rowModels) openRow(i int) *views.OpenRow {
	r := m.view.Rows[i]
	out := &views.OpenRow{Unlinked: len(r.Original) == 0 || len(r.Translation) == 0, CanJoinRows: i+1 < len(m.view.Rows), Linked: r.Linked}
	if i > 0 {
		out.Previous = m.view.Rows[i-1].ID
	}
	if i+1 < len(m.view.Rows) {
		out.Next = m.view.Rows[i+1].ID
	}
	originals := m.segments(r, corpus.OriginalSide, r.Original, r.OriginalSegments)
	translations := m.segments(r, corpus.TranslationSide, r.Translation, r.TranslationSegments)
	for j, b := range r.Beads {
		out.Beads = append(out.Beads, views.Bead{Index: j, Type: b.Type(), Plain: len(b.Original) == 1 && len(b.Translation) == 1,
			Verdict: r.BeadVerdict[j], Confidence: b.Confidence, Moved: b.Moved, Last: j == len(r.Beads)-1,
			Original: chosen(originals, b.Original), Translation: chosen(translations, b.Translation)})
	}
	for _, d := range m.view.Dropped {
		if d.Of.Block > 0 && m.view.RowOf(corpus.TranslationSide, d.Of.Block) == i {
			out.Dropped = append(out.Dropped, views.DroppedParagraph{At: placeText(d.At), Text: d.Text()})
		}
	}
	return out
}

// chosen are the segments of a bead; before each but the first it can be parted.
func chosen(all []views.Segment, of []int) []views.Segment {
	out := make([]views.Segment, len(of))
	for i, j := range of {
		out[i] = all[j]
		out[i].Cut = i
	}
	return out
}

// segments are the sentences of a side, in runs, with the place where the paragraph can be cut before each.
func (m *rowModels) segments(r *workspace.Row, side corpus.Side, paragraphs []corpus.ReadingParagraph, segments []corpus.Segment) []views.Segment {
	out := make([]views.Segment, 0, len(segments))
	next := 0
	for _, p := range paragraphs {
		text, at := p.Text(), 0
		runs := m.raw(r, side, p)
		for first := true; next < len(segments); first = false {
			s := segments[next]
			i := strings.Index(text[at:], s.Text)
			if i < 0 {
				break // it belongs to the next paragraph
			}
			span := corpus.Span{Start: at + i, End: at + i + len(s.Text)}
			seg := views.Segment{Side: side, Head: placeText(p.At), Runs: plain(slice(runs, span))}
			if !first && len(s.Refs) > 0 {
				seg.Split = placeText(corpus.Place{Block: s.Refs[0].Block, Offset: s.Refs[0].Span.Start})
			}
			out = append(out, seg)
			at, next = span.End, next+1
		}
	}
	for ; next < len(segments); next++ { // never lose a sentence, whatever the texts are
		out = append(out, views.Segment{Side: side, Runs: plain([]views.Run{{Text: segments[next].Text}})})
	}
	return out
}
