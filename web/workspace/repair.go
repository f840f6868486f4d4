package workspace

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"muqabala/corpus"
)

// Repair is an edit that the layout proposes, for one cause.
type Repair struct {
	ID     int // 1-based place among the proposals
	Cause  corpus.Cause
	Ops    []corpus.Op
	Blocks []corpus.BlockID // of the translation that it moves, joins or drops
	Parts  []Part           // what of it can be decided alone
	Made   bool             // the reading is as it wants it
}

// Part is a part of a repair: a run of blocks that follow each other in the file and move, or are dropped, together; or the
// join of a torn paragraph.
type Part struct {
	Op     string           // name of its operations, as [corpus.OpName] has it
	Blocks []corpus.BlockID // ascending
	Made   bool             // the reading is as it wants it
	ops    []corpus.Op
}

// only is the part of a repair that is about the blocks; none: all of it.
func (r Repair) only(blocks []corpus.BlockID) Repair {
	if len(blocks) == 0 {
		return r
	}
	r.Ops = slices.DeleteFunc(slices.Clone(r.Ops), func(op corpus.Op) bool {
		_, id := PlaceOf(op)
		return !slices.Contains(blocks, id)
	})
	return r
}

// repairs are the proposals, with what of them the reading shows already.
func (b *Bitext) repairs(v *View) []Repair {
	t := newTarget(b.ranks, v)
	out := make([]Repair, len(b.proposed))
	for i, r := range b.proposed {
		r.Parts, r.Made = slices.Clone(r.Parts), true
		for j := range r.Parts {
			p := &r.Parts[j]
			p.Made = !slices.ContainsFunc(p.ops, func(op corpus.Op) bool { return !t.made(op) })
			r.Made = r.Made && p.Made
		}
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
			out[i].enter(op, id)
		}
		slices.SortFunc(out[i].Parts, func(a, b Part) int { return cmp.Compare(a.Blocks[0], b.Blocks[0]) })
	}
	return out
}

// enter puts an operation into the part that it belongs to.
func (r *Repair) enter(op corpus.Op, id corpus.BlockID) {
	name := corpus.OpName(op)
	if n := len(r.Parts); n > 0 && name == r.Parts[n-1].Op && name != corpus.OpName(corpus.Join{}) {
		p := &r.Parts[n-1]
		switch first, last := p.Blocks[0], p.Blocks[len(p.Blocks)-1]; id {
		case last + 1:
			p.Blocks, p.ops = append(p.Blocks, id), append(p.ops, op)
			return
		case first - 1:
			p.Blocks, p.ops = slices.Insert(p.Blocks, 0, id), append(p.ops, op)
			return
		}
	}
	r.Parts = append(r.Parts, Part{Op: name, Blocks: []corpus.BlockID{id}, ops: []corpus.Op{op}})
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
				if rank, ok := t.rankOf(o.At.Block); ok && t.begin[rank] == o.At { // what is joined on stands where its head does
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

// unapplied is the cause of edits that take parts of repairs back.
const unapplied = "unapply"

// unfit are the operations that take repairs back on the reading as it is now: joined paragraphs are torn, what was moved goes
// back before what follows it in the file and stands there, the last first, and repeats come back.
func (b *Bitext) unfit(repairs []Repair) []corpus.Op {
	v := b.View()
	t := newTarget(b.ranks, v)
	back, moved := movedBy(repairs), movedBy(v.Repairs) // back: what goes back to its place in the file
	begins := map[corpus.BlockID]bool{}                 // those that begin a paragraph, once what is joined is torn
	for _, at := range t.begin {
		begins[at.Block] = at.Block > 0
	}
	var restores, splits, moves []corpus.Op
	for _, r := range repairs {
		for _, op := range r.Ops {
			switch o := op.(type) {
			case corpus.Drop:
				if t.made(o) {
					restores = append(restores, corpus.Restore{Side: o.Side, At: o.At})
					back[o.At.Block], begins[o.At.Block] = true, true
				}
			case corpus.Join:
				if head := t.head[o.Tail.Block]; t.made(o) {
					splits = append(splits, corpus.Split{Side: o.Side, Head: t.begin[head], Tail: o.Tail, Before: t.behind(head)})
					back[o.Tail.Block], begins[o.Tail.Block] = true, true
				}
			}
		}
	}
	slices.Reverse(splits)                                                             // of a paragraph of several pieces the last goes first
	maps.DeleteFunc(back, func(id corpus.BlockID, _ bool) bool { return !begins[id] }) // what is joined on stands where its head does
	standing := standing(v.reading, moved, back)
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(back))) {
		moves = append(moves, corpus.Move{Side: corpus.TranslationSide, At: corpus.Place{Block: id}, Before: firstBehind(standing, id)})
	}
	return slices.Concat(splits, restores, moves)
}

// movedBy are the blocks that repairs move.
func movedBy(repairs []Repair) map[corpus.BlockID]bool {
	out := map[corpus.BlockID]bool{}
	for _, r := range repairs {
		for _, op := range r.Ops {
			if m, ok := op.(corpus.Move); ok {
				out[m.At.Block] = true
			}
		}
	}
	return out
}

// standing are the blocks, ascending, that begin a paragraph and stand where the file has them: those that no repair moves,
// those that stand between such, and those that go back.
func standing(reading []corpus.ReadingParagraph, moved, back map[corpus.BlockID]bool) []corpus.BlockID {
	out := slices.Collect(maps.Keys(back))
	before := corpus.BlockID(0) // the last that no repair moves
	var between []corpus.BlockID
	for i := 0; i <= len(reading); i++ {
		if i < len(reading) && (moved[reading[i].At.Block] || reading[i].At.Offset > 0) {
			between = append(between, reading[i].At.Block)
			continue
		}
		behind := corpus.BlockID(math.MaxInt)
		if i < len(reading) {
			behind = reading[i].At.Block
			out = append(out, behind)
		}
		for _, id := range between {
			if before < id && id < behind {
				out = append(out, id)
			}
		}
		before, between = behind, nil
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// firstBehind is the place of the first block behind one, the zero place for none.
func firstBehind(ascending []corpus.BlockID, id corpus.BlockID) corpus.Place {
	if i, _ := slices.BinarySearch(ascending, id+1); i < len(ascending) {
		return corpus.Place{Block: ascending[i]}
	}
	return corpus.Place{}
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

// behind is where the paragraph begins that follows the one of that rank in the reading; the zero Place for the end.
func (t *target) behind(rank int32) corpus.Place {
	if next := t.next[rank]; next >= 0 {
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
		return !ok || t.begin[rank] != op.At || t.next[rank] == t.after(rank)
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
