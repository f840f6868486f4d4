package workspace

import (
	"maps"
	"slices"

	"muqabala/corpus"
)

// Repair is an edit that the layout proposes, for one cause.
type Repair struct {
	ID     int // 1-based place among the proposals
	Cause  corpus.Cause
	Ops    []corpus.Op
	Blocks []corpus.BlockID // of the translation that it moves, joins or drops
	Made   bool             // the reading is as it wants it
}

// repairs are the proposals, with what of them the reading shows already.
func (b *Bitext) repairs(v *View) []Repair {
	t := newTarget(b.ranks, v)
	out := make([]Repair, len(b.proposed))
	for i, r := range b.proposed {
		r.Made = !slices.ContainsFunc(r.Ops, func(op corpus.Op) bool { return !t.made(op) })
		out[i] = r
	}
	return out
}

// proposals are the edits that a layout proposes as repairs.
func proposals(edits []corpus.Edit) []Repair {
	out := make([]Repair, len(edits))
	for i, e := range edits {
		out[i] = Repair{ID: i + 1, Cause: e.Cause, Ops: e.Ops}
		for _, op := range e.Ops {
			_, id := PlaceOf(op)
			out[i].Blocks = append(out[i].Blocks, id)
		}
	}
	return out
}

// fit are the operations that make repairs on the reading as it is now, whatever was moved, joined or dropped meanwhile:
// repeats go, what is out of place moves, the last first, and torn paragraphs are joined.
func (b *Bitext) fit(repairs []Repair) []corpus.Op {
	t := newTarget(b.ranks, b.View())
	var drops, joins, moves []corpus.Op
	moving := map[int32]bool{} // ranks of units
	for _, r := range repairs {
		for _, op := range r.Ops {
			switch o := op.(type) {
			case corpus.Drop:
				if !t.made(o) {
					drops = append(drops, o)
				}
			case corpus.Join:
				if !t.made(o) {
					joins = append(joins, o)
				}
			case corpus.Move:
				if rank, ok := t.rankOf(o.At.Block); ok {
					moving[rank] = true
				}
			}
		}
	}
	for _, rank := range slices.Backward(slices.Sorted(maps.Keys(moving))) {
		moves = append(moves, corpus.Move{Side: corpus.TranslationSide, At: t.begin[rank], Before: t.placeAfter(rank)})
	}
	return slices.Concat(drops, moves, joins)
}

// target compares a reading with the order that the layout proposes. A paragraph of the reading is named by its rank: the
// place that its first block has in that order, from 0 on.
type target struct {
	head    []int32        // by block: rank of the paragraph that it is in, -1 for none
	begin   []corpus.Place // by rank: where the paragraph begins; the zero Place where none does
	next    []int32        // by rank of a paragraph: that of the paragraph that follows in the reading, -1 for none
	dropped map[corpus.BlockID]corpus.BlockID
}

// ranksOf are the places of the blocks in an order, by block; -1 for those that are not in it.
func ranksOf(order [][]corpus.BlockID, blocks int) []int32 {
	out := slices.Repeat([]int32{-1}, blocks+1)
	n := int32(0)
	for _, ids := range order {
		for _, id := range ids {
			out[id] = n
			n++
		}
	}
	return out
}

func newTarget(ranks []int32, v *View) *target {
	t := &target{slices.Repeat([]int32{-1}, len(ranks)), make([]corpus.Place, len(ranks)), slices.Repeat([]int32{-1}, len(ranks)), v.repeats}
	last := int32(-1)
	for _, p := range v.reading {
		rank := ranks[p.At.Block]
		if rank < 0 || p.At.Offset > 0 {
			continue // to be dropped, or made by a person
		}
		t.begin[rank] = p.At
		if last >= 0 {
			t.next[last] = rank
		}
		last = rank
		for _, piece := range p.Pieces {
			t.head[piece.Block] = rank
		}
	}
	return t
}

// rankOf is the rank of the paragraph that a block is in.
func (t *target) rankOf(id corpus.BlockID) (int32, bool) { return t.head[id], t.head[id] >= 0 }

// after is the rank of the paragraph that is to follow the one of that rank, -1 for none.
func (t *target) after(rank int32) int32 {
	for r := rank + 1; int(r) < len(t.begin); r++ {
		if t.begin[r] != (corpus.Place{}) {
			return r
		}
	}
	return -1
}

// placeAfter is where the paragraph begins that is to follow the one of that rank; the zero Place for the end.
func (t *target) placeAfter(rank int32) corpus.Place {
	if next := t.after(rank); next >= 0 {
		return t.begin[next]
	}
	return corpus.Place{}
}

// made reports whether the reading is as the operation wants it.
func (t *target) made(op corpus.Op) bool {
	switch op := op.(type) {
	case corpus.Drop:
		_, dropped := t.dropped[op.At.Block]
		return dropped
	case corpus.Join:
		h, ok := t.rankOf(op.Head.Block)
		return ok && h == t.head[op.Tail.Block]
	case corpus.Move:
		rank, ok := t.rankOf(op.At.Block)
		return !ok || t.next[rank] == t.after(rank)
	}
	return false
}

// PlaceOf is the side and the block that an operation is about; block 0 where it is about no place of a text.
func PlaceOf(op corpus.Op) (corpus.Side, corpus.BlockID) {
	switch op := op.(type) {
	case corpus.Drop:
		return op.Side, op.At.Block
	case corpus.Restore:
		return op.Side, op.At.Block
	case corpus.Join:
		return op.Side, op.Tail.Block
	case corpus.Split:
		return op.Side, op.Tail.Block
	case corpus.Move:
		return op.Side, op.At.Block
	case corpus.Replace:
		return op.Side, op.Block
	case corpus.SetKind:
		return op.Side, op.At.Block
	case corpus.SetNumber:
		return op.Side, op.At.Block
	case corpus.SetBoundary:
		return op.Side, op.At.Block
	}
	return "", 0
}
