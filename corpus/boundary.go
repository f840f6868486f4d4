package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Boundary is a person's decision whether a segment begins at a point of a text; "" leaves it to the rules.
type Boundary string

// The decisions.
const (
	Begins    Boundary = "begins"    // a segment begins here
	Continues Boundary = "continues" // the segment before goes on here
)

// PlacedBoundary is a decision about a byte of a block as it was read, so that edits of the text leave it as it is.
type PlacedBoundary struct {
	Offset   int      `json:"offset"`
	Boundary Boundary `json:"boundary"`
}

// SetBoundary decides whether a segment begins at a point of a block as it was read: where the rules find none, Begins
// splits a segment; where they find one, Continues merges it with the one before.
type SetBoundary struct {
	Side     Side     `json:"side"`
	At       Place    `json:"at"`
	Boundary Boundary `json:"boundary"`
}

func (o SetBoundary) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	text := t.doc.Text(o.At.Block)
	if o.At.Offset < 0 || o.At.Offset >= len(text) || !utf8.RuneStart(text[o.At.Offset]) {
		return nil, fmt.Errorf("no segment can begin at byte %d of block %d: %w", o.At.Offset, o.At.Block, ErrConflict)
	}
	if o.Boundary != "" && o.Boundary != Begins && o.Boundary != Continues {
		return nil, fmt.Errorf("no boundary %q: %w", o.Boundary, ErrConflict)
	}
	return SetBoundary{o.Side, o.At, t.setBoundary(o.At, o.Boundary)}, nil
}

func (o SetBoundary) about() []subject {
	return []subject{{aspect: inSegments, side: o.Side, block: o.At.Block}}
}

// setBoundary puts a decision in the place of the one before, which it returns.
func (t *text) setBoundary(p Place, b Boundary) (before Boundary) {
	list := slices.Clone(t.boundaries[p.Block])
	i, found := slices.BinarySearchFunc(list, p.Offset, func(b PlacedBoundary, offset int) int { return cmp.Compare(b.Offset, offset) })
	if found {
		before = list[i].Boundary
		list = slices.Delete(list, i, i+1)
	}
	if b != "" {
		list = slices.Insert(list, i, PlacedBoundary{p.Offset, b})
	}
	t.boundaries[p.Block] = list
	if len(list) == 0 {
		delete(t.boundaries, p.Block)
	}
	t.touch(p.Block)
	return before
}

// boundariesIn are the decisions that fall into a span of the block.
func boundariesIn(all []PlacedBoundary, span Span) []PlacedBoundary {
	var out []PlacedBoundary
	for _, b := range all {
		if span.Start <= b.Offset && b.Offset < span.End {
			out = append(out, b)
		}
	}
	return out
}

// Offsets is where a byte of the block, as it was read, stands in the piece's text: from and to are the same, or both ends
// of the replacement that it fell into.
func (p Piece) Offsets(at int) (from, to int) {
	text, block := 0, p.Span.Start // the same place in the text and in the block
	for _, r := range p.Edited {
		if at <= r.Span.Start {
			break
		}
		text += r.Span.Start - block
		if at < r.Span.End {
			return text, text + len(r.Text)
		}
		text, block = text+len(r.Text), r.Span.End
	}
	return text + at - block, text + at - block
}

// decided is the spans of a paragraph's segments, ascending, as the decisions in its pieces change them.
func (p ReadingParagraph) decided(spans []Span) []Span {
	at := 0
	for i, piece := range p.Pieces {
		if i > 0 && p.Pieces[i-1].Block != piece.Block {
			at++ // the space between torn pieces
		}
		for _, b := range piece.Boundaries {
			from, to := piece.Offsets(b.Offset)
			if b.Boundary == Begins {
				spans = splitAt(spans, at+from)
			} else {
				spans = mergeAt(p.Text(), spans, Span{at + from, at + to})
			}
		}
		at += len(piece.Text)
	}
	return spans
}

// splitAt cuts the span that has the byte inside.
func splitAt(spans []Span, at int) []Span {
	for i, s := range spans {
		if s.Start < at && at < s.End {
			return slices.Replace(slices.Clone(spans), i, i+1, Span{s.Start, at}, Span{at, s.End})
		}
	}
	return spans
}

// mergeAt joins spans that begin at an empty range, or inside one, white space aside, to the ones before.
func mergeAt(text string, spans []Span, in Span) []Span {
	var out []Span
	for _, s := range spans {
		if begin := trimSpace(text, s).Start; len(out) > 0 && (begin == in.Start && in.Len() == 0 || in.Start < begin && begin < in.End) {
			out[len(out)-1].End = s.End
		} else {
			out = append(out, s)
		}
	}
	return out
}

// SplitSegment is the operations that let a segment begin at byte i of the text of a paragraph of the reading.
func (b *Bitext) SplitSegment(side Side, p ReadingParagraph, i int) ([]Op, error) {
	return b.boundary(side, p, i, Begins)
}

// MergeSegment is the operations that let the segment that begins at byte i of the text of a paragraph of the reading go on
// from the one before.
func (b *Bitext) MergeSegment(side Side, p ReadingParagraph, i int) ([]Op, error) {
	return b.boundary(side, p, i, Continues)
}

func (b *Bitext) boundary(side Side, p ReadingParagraph, i int, as Boundary) ([]Op, error) {
	t, err := b.state.side(side)
	if err != nil {
		return nil, err
	}
	at := 0
	for n, piece := range p.Pieces {
		if n > 0 && p.Pieces[n-1].Block != piece.Block {
			at++ // the space between torn pieces
		}
		if at <= i && i < at+len(piece.Text) {
			return t.boundary(piece, i-at, as)
		}
		at += len(piece.Text)
	}
	return nil, fmt.Errorf("no segment can begin at byte %d of the paragraph: %w", i, ErrConflict)
}

// boundary is the operations for byte i of a piece's text. Inside a replacement they first cut that in two.
func (t *text) boundary(p Piece, i int, as Boundary) ([]Op, error) {
	source, offset := t.doc.Text(p.Block), p.Source(i)
	set := func(offset int) Op { return SetBoundary{t.side, Place{p.Block, offset}, as} }
	from, to := p.Offsets(offset)
	if from == i && to == i {
		return []Op{set(offset)}, nil
	}
	at, _ := slices.BinarySearchFunc(p.Edited, offset, func(r Replacement, offset int) int { return cmp.Compare(r.Span.Start, offset) })
	if at == len(p.Edited) || !utf8.ValidString(p.Edited[at].Text[i-from:]) {
		return nil, fmt.Errorf("no segment can begin inside a character: %w", ErrConflict)
	}
	r := p.Edited[at]
	first, second := Replacement{r.Span, r.Text[:i-from]}, Replacement{r.Span, r.Text[i-from:]}
	_, size := utf8.DecodeRuneInString(r.Span.In(source))
	switch {
	case size < r.Span.Len(): // two characters or more were replaced
		first.Span.End, second.Span.Start = r.Span.Start+size, r.Span.Start+size
	case r.Span.End < p.Span.End && (at+1 == len(p.Edited) || r.Span.End < p.Edited[at+1].Span.Start): // take the next in
		_, size := utf8.DecodeRuneInString(source[r.Span.End:])
		second.Span = Span{r.Span.End, r.Span.End + size}
		second.Text += second.Span.In(source)
	default:
		return nil, fmt.Errorf("no segment can begin inside the replacement of a single character; edit the words beside it together with it: %w", ErrConflict)
	}
	whole := Span{first.Span.Start, second.Span.End}
	return []Op{Replace{t.side, p.Block, whole, []Replacement{first, second}}, set(second.Span.Start)}, nil
}
