package collate

import (
	"context"
	"slices"
	"strings"

	"muqabala/align"
	"muqabala/align/check"
	"muqabala/align/layout"
	"muqabala/corpus"
)

// Present is a bitext as it stands, as two documents that checks read like any others: each piece of a paragraph is a block
// of them, in reading order, and what is left out is in none. It shares nothing with the bitext that changes.
type Present struct {
	original, translation side
	layout                *layout.Layout
	rows                  []corpus.Row
	aligner               *align.Aligner
	memory                []align.Translated // what people confirmed: what is usual there is usual
}

// side is one document of a [Present].
type side struct {
	document *corpus.Document
	pieces   []corpus.Piece                      // that the blocks are made of
	blocks   map[corpus.BlockID][]corpus.BlockID // the blocks that are pieces of a block as it was read
	order    [][]corpus.BlockID                  // the blocks of each paragraph
}

// Present is the bitext as it stands now.
func (c *Collation) Present(ctx context.Context) (*Present, error) {
	shared, err := c.Shared(ctx)
	if err != nil {
		return nil, err
	}
	p := &Present{memory: c.confirmed(shared)}
	p.original = newSide(c.Bitext.Original, c.Bitext.Reading(corpus.OriginalSide).Paragraphs)
	p.translation = newSide(c.Bitext.Translation, c.Bitext.Reading(corpus.TranslationSide).Paragraphs)
	return p, p.arrange(ctx, c, shared)
}

// Part is some rows of the bitext as it stands now: what of it can be checked alone, see [Present.CheckPart].
func (c *Collation) Part(ctx context.Context, rows []*corpus.Row) (*Present, error) {
	var original, translation []corpus.ReadingParagraph
	for _, r := range rows {
		original, translation = append(original, r.Original...), append(translation, r.Translation...)
	}
	p := &Present{original: newSide(c.Bitext.Original, original), translation: newSide(c.Bitext.Translation, translation)}
	return p, p.arrange(ctx, c, rows)
}

// confirmed are the sentences that people confirmed, as they stand now.
func (c *Collation) confirmed(rows []*corpus.Row) (out []align.Translated) {
	side := func(segments []corpus.Segment, of []int) string {
		var out []string
		for _, i := range of {
			out = append(out, segments[i].Text)
		}
		return strings.Join(out, " ")
	}
	for _, r := range rows {
		whole := c.Bitext.Verdict(r.Pair().Key()) == corpus.Confirmed
		for _, b := range r.Beads {
			if whole || c.Bitext.Verdict(r.BeadPair(b).Key()) == corpus.Confirmed {
				out = append(out, align.Translated{Original: side(r.OriginalSegments, b.Original), Translation: side(r.TranslationSegments, b.Translation)})
			}
		}
	}
	return out
}

// newSide makes blocks of the pieces of a reading.
func newSide(read *corpus.Document, paragraphs []corpus.ReadingParagraph) side {
	s := side{document: &corpus.Document{Name: read.Name, Lang: read.Lang, Format: read.Format}, blocks: map[corpus.BlockID][]corpus.BlockID{}}
	var source []byte
	for _, p := range paragraphs {
		var ids []corpus.BlockID
		for i, piece := range p.Pieces {
			if len(source) > 0 {
				source = append(source, "\n\n"...)
			}
			b := blockOf(read.Block(piece.Block), piece)
			b.ID, b.Kind = corpus.BlockID(len(s.pieces)+1), p.Kind
			if b.Number = ""; i == 0 {
				b.Number = p.Number
			}
			b.Span = corpus.Span{Start: len(source), End: len(source) + len(piece.Text)}
			source = append(source, piece.Text...)
			s.document.Blocks, s.pieces = append(s.document.Blocks, b), append(s.pieces, piece)
			s.blocks[piece.Block] = append(s.blocks[piece.Block], b.ID)
			ids = append(ids, b.ID)
		}
		s.order = append(s.order, ids)
	}
	s.document.Source = string(source)
	return s
}

// blockOf is a block as it was read with what of it stands in a piece.
func blockOf(read *corpus.Block, p corpus.Piece) corpus.Block {
	b := *read
	b.Lead, b.Marks = 0, nil
	if p.Span.Start == 0 {
		_, b.Lead = p.Offsets(min(read.Lead, p.Span.End))
	}
	if g := read.Geometry; g != nil {
		own := *g
		own.Words = nil
		for _, w := range g.Words {
			if p.Span.Contains(w.Span) {
				own.Words = append(own.Words, corpus.Word{Span: now(p, w.Span), Confidence: w.Confidence})
			}
		}
		b.Geometry = &own
	}
	for _, m := range read.Marks {
		if p.Span.Contains(m.Span) {
			b.Marks = append(b.Marks, corpus.Mark{Span: now(p, m.Span), Mark: m.Mark})
		}
	}
	return b
}

// now is where a span of a block as it was read stands in a piece's text; a replacement that the span cuts is all in it.
func now(p corpus.Piece, read corpus.Span) corpus.Span {
	start, _ := p.Offsets(read.Start)
	_, end := p.Offsets(read.End)
	return corpus.Span{Start: start, End: max(start, end)}
}

// arrange says of the blocks which belong together, as the rows have it.
func (p *Present) arrange(ctx context.Context, c *Collation, rows []*corpus.Row) (err error) {
	p.aligner, err = c.Aligner(ctx)
	p.layout = &layout.Layout{Duplicates: map[corpus.BlockID]corpus.BlockID{}, Present: slices.Repeat([]float64{1}, len(p.original.pieces))}
	p.layout.Match = slices.Repeat([]int{-1}, len(p.translation.pieces))
	p.layout.Confidence = slices.Repeat([]float64{1}, len(p.translation.pieces))
	for i, piece := range p.translation.pieces {
		if of := p.translation.blocks[c.Layout.Duplicates[piece.Block]]; len(of) > 0 {
			p.layout.Duplicates[corpus.BlockID(i+1)] = of[0]
		}
	}
	for _, ids := range p.translation.order {
		if _, repeat := p.layout.Duplicates[ids[0]]; !repeat {
			p.layout.Order = append(p.layout.Order, ids)
		}
	}
	for _, r := range rows {
		p.row(c.Layout.Match, r)
	}
	return err
}

// row matches the blocks of a row: each with the block that the layout found, where that is in the row, else with its first.
func (p *Present) row(match []int, r *corpus.Row) {
	own := corpus.Row{Confidence: r.Confidence, Moved: r.Moved, Beads: r.Beads,
		OriginalSegments: p.original.segments(r.OriginalSegments), TranslationSegments: p.translation.segments(r.TranslationSegments)}
	p.rows = append(p.rows, own)
	originals := p.original.of(r.Original)
	if len(originals) == 0 {
		return
	}
	for _, id := range p.translation.of(r.Translation) {
		to := originals[0]
		for _, o := range originals {
			if int(p.original.pieces[o-1].Block)-1 == match[p.translation.pieces[id-1].Block-1] {
				to = o
				break
			}
		}
		p.layout.Match[id-1] = int(to) - 1
	}
}

// of are the blocks that paragraphs of a row are made of.
func (s *side) of(paragraphs []corpus.ReadingParagraph) []corpus.BlockID {
	var out []corpus.BlockID
	for _, p := range paragraphs {
		for _, piece := range p.Pieces {
			if id := s.at(piece.Place()); id > 0 {
				out = append(out, id)
			}
		}
	}
	return out
}

// at is the block that has a byte of a block as it was read; 0 where it is left out.
func (s *side) at(p corpus.Place) corpus.BlockID {
	for _, id := range s.blocks[p.Block] {
		if span := s.pieces[id-1].Span; span.Start <= p.Offset && p.Offset < span.End {
			return id
		}
	}
	return 0
}

// segments are the same sentences, named by the blocks of the document.
func (s *side) segments(all []corpus.Segment) []corpus.Segment {
	out := make([]corpus.Segment, len(all))
	for i, one := range all {
		out[i].Text = one.Text
		for _, r := range one.Refs {
			if id := s.at(corpus.Place{Block: r.Block, Offset: r.Span.Start}); id > 0 {
				out[i].Refs = append(out[i].Refs, corpus.Ref{Block: id, Span: now(s.pieces[id-1], r.Span)})
			}
		}
	}
	return out
}

// Found is a finding about a bitext as it stood. Its blocks and spans are of the texts as they were read, its words those that
// stood there.
type Found struct {
	corpus.Finding
	// Offset is where the words begin, in bytes of what stands in the place of the span: inside a replacement.
	Offset int
}

// In is where the words of the finding stand in the text of a piece that has its span; false where other words do.
func (f *Found) In(p *corpus.Piece) (corpus.Span, bool) {
	s := now(*p, f.Span)
	s.Start += f.Offset
	s.End = s.Start + len(f.Text)
	return s, s.End <= len(p.Text) && s.In(p.Text) == f.Text
}

// Check runs the checks of words, see [check.Words], over the text as it stood. It gives what was learnt of the text, too.
func (p *Present) Check(ctx context.Context, o Options) ([]Found, *check.Habits, error) {
	pass, err := p.pass(ctx, o, nil)
	if err != nil {
		return nil, nil, err
	}
	found, err := p.run(ctx, pass, check.Words())
	if err != nil {
		return nil, nil, err
	}
	return found, pass.Habits(), nil
}

// Habits are what there is to be learnt of the text as it stood.
func (p *Present) Habits(ctx context.Context, o Options) (*check.Habits, error) {
	pass, err := p.pass(ctx, o, nil)
	if err != nil {
		return nil, err
	}
	return pass.Habits(), nil
}

// CheckPart runs the checks that look at a part of the text alone, see [check.Part], over one that was made by [Collation.Part]. The
// habits are those of the whole text, without what stood in the part before.
func (p *Present) CheckPart(ctx context.Context, o Options, whole *check.Habits) ([]Found, error) {
	pass, err := p.pass(ctx, o, whole)
	if err != nil {
		return nil, err
	}
	return p.run(ctx, pass, check.Part())
}

// pass prepares the text for checks.
func (p *Present) pass(ctx context.Context, o Options, whole *check.Habits) (*check.Pass, error) {
	with := check.Options{Dictionary: o.Dictionary, Glossary: o.Glossary, Memory: slices.Concat(o.Memory, p.memory), Threads: o.Threads, Habits: whole}
	original := p.original.document
	if len(original.Blocks) == 0 {
		original = nil
	} else {
		with.Rows, with.Aligner = p.rows, p.aligner
	}
	return check.NewPass(ctx, original, p.translation.document, p.layout, with)
}

// run runs checks, and names what they find by the texts as they were read.
func (p *Present) run(ctx context.Context, pass *check.Pass, checks []check.Check) ([]Found, error) {
	found, err := check.Run(ctx, checks, pass)
	if err != nil {
		return nil, err
	}
	out := make([]Found, len(found))
	for i, f := range found {
		out[i] = p.read(f)
	}
	return out, nil
}

// read names what a finding is about by the texts as they were read.
func (p *Present) read(f corpus.Finding) Found {
	out := Found{Finding: f}
	if f.Block > 0 {
		piece := p.translation.pieces[f.Block-1]
		out.Block, out.Span = piece.Block, corpus.Span{Start: piece.Source(f.Span.Start), End: piece.SourceEnd(f.Span.End)}
		out.Offset = f.Span.Start - now(piece, out.Span).Start
	}
	out.Related = nil
	for _, id := range f.Related {
		out.Related = append(out.Related, p.translation.pieces[id-1].Block)
	}
	if f.Original == 0 {
		return out
	}
	piece := p.original.pieces[f.Original-1]
	out.Original, out.Evidence = piece.Block, slices.Clone(f.Evidence)
	for i, e := range out.Evidence {
		if e.Span.Len() > 0 {
			out.Evidence[i].Span = corpus.Span{Start: piece.Source(e.Span.Start), End: piece.SourceEnd(e.Span.End)}
		}
	}
	return out
}
