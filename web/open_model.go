package web

import (
	"strconv"

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
	out := make([]views.Segment, len(segments))
	places := r.Sentences(side)
	var runs []views.Run // of the paragraph that the sentence is in
	for i, s := range segments {
		seg := views.Segment{ID: string(side[:1]) + strconv.Itoa(i), Side: side}
		at := places[i]
		first := i == 0 || places[i-1].Paragraph != at.Paragraph
		switch {
		case at.Paragraph < 0: // never lose a sentence, whatever the texts are
			seg.Runs = plain([]views.Run{{Text: s.Text}})
			out[i] = seg
			continue
		case first:
			runs = m.raw(r, side, paragraphs[at.Paragraph])
		}
		seg.Head = placeText(paragraphs[at.Paragraph].At)
		seg.Runs = plain(slice(runs, at.Span))
		if !first && len(s.Refs) > 0 {
			seg.Split = placeText(corpus.Place{Block: s.Refs[0].Block, Offset: s.Refs[0].Span.Start})
		}
		seg.Joins = i+1 < len(places) && places[i+1].Paragraph == at.Paragraph
		out[i] = seg
	}
	return out
}
