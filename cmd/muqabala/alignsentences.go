package main

import (
	"context"

	"muqabala/align"
	"muqabala/align/collate"
	"muqabala/align/layout"
	"muqabala/corpus"
)

// sentences aligns the sentences of two documents, paragraph by paragraph in the repaired order.
func (c *alignCommand) sentences(ctx context.Context, out output) (*alignment, error) {
	p, err := readPair(ctx, c.Original, c.Translation)
	if err != nil {
		return nil, err
	}
	defer out.working("aligning")()
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return nil, err
	}
	bitext, err := layout.Repair(p.original, p.translation, l)
	if err != nil {
		return nil, err
	}
	rows, err := (&collate.Collation{Bitext: bitext, Layout: l}).Rows(ctx)
	if err != nil {
		return nil, err
	}
	options, err := c.options(ctx)
	if err != nil {
		return nil, err
	}
	options.Threads = c.Threads
	a := &alignment{}
	if a.aligner, err = align.Learn(ctx, rowParts(rows), options); err != nil {
		return nil, err
	}
	for _, r := range rows {
		a.addRow(r)
	}
	return a, ctx.Err()
}

// rowParts are the sentences of each row.
func rowParts(rows []corpus.Row) []align.Part {
	out := make([]align.Part, len(rows))
	for i, r := range rows {
		out[i] = align.Part{Original: segmentTexts(r.OriginalSegments), Translation: segmentTexts(r.TranslationSegments)}
	}
	return out
}

func segmentTexts(segments []corpus.Segment) []string {
	out := make([]string, len(segments))
	for i, s := range segments {
		out[i] = s.Text
	}
	return out
}

// addRow appends the sentences of a row and their beads. A bead is right where the row is and it is within it.
func (a *alignment) addRow(r corpus.Row) {
	o, t := segmentTexts(r.OriginalSegments), segmentTexts(r.TranslationSegments)
	for _, b := range a.aligner.Align(o, t) {
		for i := range b.Original {
			b.Original[i] += len(a.original)
		}
		for i := range b.Translation {
			b.Translation[i] += len(a.translation)
		}
		b.Confidence *= r.Confidence
		b.Moved = b.Moved || r.Moved
		a.beads = append(a.beads, b)
	}
	a.original, a.translation = append(a.original, o...), append(a.translation, t...)
}
