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
	t := newTarget(b.collation.Layout.Order, v)
	out := make([]Repair, len(b.collation.Layout.Edits))
	for i, e := range b.collation.Layout.Edits {
		r := Repair{ID: i + 1, Cause: e.Cause, Ops: e.Ops, Made: true}
		for _, op := range e.Ops {
			_, id := PlaceOf(op)
			r.Blocks = append(r.Blocks, id)
			r.Made = r.Made && t.made(op)
		}
		out[i] = r
	}
	return out
}

// fit are the operations that make repairs on the reading as it is now, whatever was moved, joined or dropped meanwhile:
// repeats go, what is out of place moves, the last first, and torn paragraphs are joined.
func (b *Bitext) fit(repairs []Repair) []corpus.Op {
	t := newTarget(b.collation.Layout.Order, b.View())
	var drops, joins, moves []corpus.Op
	moving := map[int]bool{} // ranks of units
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
		moves = append(moves, corpus.Move{Side: corpus.TranslationSide, At: t.begin[rank], Before: t.begin[t.after(rank)]})
	}
	return slices.Concat(drops, moves, joins)
}

// target compares a reading with the order that the layout proposes. A paragraph of the reading is named by its rank: the
// place that its first block has in that order.
type target struct {
	rank    map[corpus.BlockID]int // place of a block in the order proposed
	head    map[corpus.BlockID]int // rank of the paragraph that it is in
	begin   map[int]corpus.Place   // where the paragraph of a rank begins
	next    map[int]int            // rank of the paragraph that follows in the reading; -1 for none
	ranks   []int                  // of all paragraphs, ascending
	dropped map[corpus.BlockID]bool
}

func newTarget(order [][]corpus.BlockID, v *View) *target {
	t := &target{map[corpus.BlockID]int{}, map[corpus.BlockID]int{}, map[int]corpus.Place{}, map[int]int{}, nil, map[corpus.BlockID]bool{}}
	for _, blocks := range order {
		for _, id := range blocks {
			t.rank[id] = len(t.rank)
		}
	}
	for _, d := range v.Dropped {
		t.dropped[d.At.Block] = true
	}
	last := -1
	for _, p := range v.reading {
		rank, ok := t.rank[p.At.Block]
		if !ok || p.At.Offset > 0 {
			continue // to be dropped, or made by a person
		}
		t.begin[rank], t.next[last], last = p.At, rank, rank
		t.ranks = append(t.ranks, rank)
		for _, id := range p.Blocks() {
			t.head[id] = rank
		}
	}
	t.next[last] = -1
	slices.Sort(t.ranks)
	return t
}

// rankOf is the rank of the paragraph that a block is in.
func (t *target) rankOf(id corpus.BlockID) (int, bool) {
	rank, ok := t.head[id]
	return rank, ok
}

// after is the rank of the paragraph that is to follow the one of that rank, -1 for none.
func (t *target) after(rank int) int {
	if i, _ := slices.BinarySearch(t.ranks, rank+1); i < len(t.ranks) {
		return t.ranks[i]
	}
	return -1
}

// made reports whether the reading is as the operation wants it.
func (t *target) made(op corpus.Op) bool {
	switch op := op.(type) {
	case corpus.Drop:
		return t.dropped[op.At.Block]
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
