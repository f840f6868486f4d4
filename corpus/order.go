package corpus

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Move puts the paragraph that begins at At before the one that begins at Before (the zero Place: at the end).
type Move struct {
	Side   Side  `json:"side"`
	At     Place `json:"at"`
	Before Place `json:"before"`
}

func (o Move) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	u, err := t.unit(o.At)
	if err != nil {
		return nil, err
	}
	next, err := t.before(o.Before)
	if err != nil {
		return nil, err
	}
	if u == next {
		return nil, fmt.Errorf("a paragraph cannot stand before itself: %w", ErrConflict)
	}
	inverse := Move{o.Side, o.At, placeAfter(u)}
	t.remove(u)
	t.insert(u, next)
	return inverse, nil
}

func (o Move) about() []subject { return []subject{{aspect: inOrder, side: o.Side, block: o.At.Block}} }

// Join puts the paragraph that begins at Tail behind the one that begins at Head and makes the two one.
type Join struct {
	Side Side  `json:"side"`
	Head Place `json:"head"`
	Tail Place `json:"tail"`
}

func (o Join) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	head, err := t.unit(o.Head)
	if err != nil {
		return nil, err
	}
	tail, err := t.unit(o.Tail)
	if err != nil {
		return nil, err
	}
	if head == tail || head.dropped || tail.dropped {
		return nil, fmt.Errorf("blocks %d and %d cannot be joined: %w", o.Head.Block, o.Tail.Block, ErrConflict)
	}
	inverse := Split{o.Side, o.Head, o.Tail, placeAfter(tail)}
	t.remove(tail)
	head.shown = nil
	head.pieces = appendPieces(head.pieces, tail.pieces)
	return inverse, nil
}

func (o Join) about() []subject {
	return []subject{
		{aspect: inOrder, side: o.Side, block: o.Head.Block}, {aspect: inOrder, side: o.Side, block: o.Tail.Block}}
}

// appendPieces joins two runs of pieces; a piece that goes on in the same block where the last one ends is made one with it.
func appendPieces(head, tail []Piece) []Piece {
	out := slices.Clone(head)
	if last := &out[len(out)-1]; last.Block == tail[0].Block && last.Span.End == tail[0].Span.Start {
		last.Span.End, tail = tail[0].Span.End, tail[1:]
	}
	return append(out, tail...)
}

// Split cuts the paragraph that begins at Head in two at Tail, a byte of one of its pieces, and puts the second part
// before the paragraph that begins at Before (the zero Place: at the end).
type Split struct {
	Side   Side  `json:"side"`
	Head   Place `json:"head"`
	Tail   Place `json:"tail"`
	Before Place `json:"before"`
}

func (o Split) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	u, err := t.unit(o.Head)
	if err != nil {
		return nil, err
	}
	next, err := t.before(o.Before)
	if err != nil {
		return nil, err
	}
	head, tail, ok := t.cut(u.pieces, o.Tail)
	if !ok || u.dropped {
		return nil, fmt.Errorf("the paragraph cannot be cut at byte %d of block %d: %w", o.Tail.Offset, o.Tail.Block, ErrConflict)
	}
	u.pieces, u.shown = head, nil
	t.insert(&unit{pieces: tail}, next)
	return Join{o.Side, o.Head, o.Tail}, nil
}

func (o Split) about() []subject { return Join{o.Side, o.Head, o.Tail}.about() }

// cut parts pieces at p, unless p is at their start, in none of them, in a replacement or inside a character.
func (t *text) cut(pieces []Piece, p Place) (head, tail []Piece, ok bool) {
	for i, q := range pieces {
		if q.Block != p.Block || p.Offset < q.Span.Start || p.Offset >= q.Span.End {
			continue
		}
		if p.Offset == q.Span.Start {
			return slices.Clone(pieces[:i]), slices.Clone(pieces[i:]), i > 0
		}
		if !utf8.RuneStart(t.doc.Text(p.Block)[p.Offset]) || t.patched(p) {
			return nil, nil, false
		}
		head = append(slices.Clone(pieces[:i]), Piece{Block: q.Block, Span: Span{q.Span.Start, p.Offset}})
		tail = append([]Piece{{Block: q.Block, Span: Span{p.Offset, q.Span.End}}}, pieces[i+1:]...)
		return head, tail, true
	}
	return nil, nil, false
}

// patched reports whether a replacement covers the bytes on both sides of p.
func (t *text) patched(p Place) bool {
	return slices.ContainsFunc(t.patches[p.Block], func(r Replacement) bool { return r.Span.Start < p.Offset && p.Offset < r.Span.End })
}

// Drop leaves the paragraph that begins at At out of the reading, as a repeat of the one that begins at Of (the zero
// Place: for another reason, such as a running header).
type Drop struct {
	Side Side  `json:"side"`
	At   Place `json:"at"`
	Of   Place `json:"of"`
}

func (o Drop) apply(s *state) (Op, error) { return setDropped(s, o.Side, o.At, true, o.Of) }

func (o Drop) about() []subject {
	return []subject{{aspect: inReading, side: o.Side, block: o.At.Block}}
}

// Restore takes a dropped paragraph back into the reading, where it stood.
type Restore struct {
	Side Side  `json:"side"`
	At   Place `json:"at"`
}

func (o Restore) apply(s *state) (Op, error) { return setDropped(s, o.Side, o.At, false, Place{}) }

func (o Restore) about() []subject { return Drop{o.Side, o.At, Place{}}.about() }

func setDropped(s *state, side Side, at Place, dropped bool, of Place) (Op, error) {
	t, err := s.side(side)
	if err != nil {
		return nil, err
	}
	u, err := t.unit(at)
	if err != nil {
		return nil, err
	}
	if u.dropped == dropped {
		return nil, fmt.Errorf("block %d is so already: %w", at.Block, ErrConflict)
	}
	inverse := Op(Restore{side, at})
	if u.dropped {
		inverse = Drop{side, at, u.of}
	}
	u.dropped, u.of = dropped, of
	return inverse, nil
}
