package workspace

import (
	"muqabala/corpus"
)

// facts is what the state of a finding depends on: where the translation's blocks have come to stand.
type facts struct {
	dropped map[corpus.BlockID]bool
	repeats map[corpus.BlockID]corpus.BlockID // dropped blocks, by what they repeat
	placed  map[corpus.BlockID]bool           // an edit in force has moved or joined them
	pieces  map[corpus.BlockID][]corpus.Piece // in the reading or dropped
}

func newFacts(reading *corpus.Reading, inForce []corpus.Edit) *facts {
	f := &facts{map[corpus.BlockID]bool{}, map[corpus.BlockID]corpus.BlockID{}, map[corpus.BlockID]bool{}, map[corpus.BlockID][]corpus.Piece{}}
	for _, p := range reading.Paragraphs {
		f.add(p)
	}
	for _, d := range reading.Dropped {
		f.add(d.ReadingParagraph)
		f.dropped[d.At.Block] = true
		if d.Of.Block > 0 {
			f.repeats[d.At.Block] = d.Of.Block
		}
	}
	for _, e := range inForce {
		for _, op := range e.Ops {
			switch op := op.(type) {
			case corpus.Move:
				f.place(op.Side, op.At.Block)
			case corpus.Join:
				f.place(op.Side, op.Tail.Block)
			}
		}
	}
	return f
}

func (f *facts) add(p corpus.ReadingParagraph) {
	for _, piece := range p.Pieces {
		f.pieces[piece.Block] = append(f.pieces[piece.Block], piece)
	}
}

func (f *facts) place(side corpus.Side, id corpus.BlockID) {
	if side == corpus.TranslationSide {
		f.placed[id] = true
	}
}

// replaced reports whether an edit has put other text where the span is.
func (f *facts) replaced(id corpus.BlockID, span corpus.Span) bool {
	for _, p := range f.pieces[id] {
		for _, r := range p.Edited {
			if r.Span.Overlaps(span) {
				return true
			}
		}
	}
	return false
}

// fits reports whether the span lies within one piece and no edit has touched it.
func (f *facts) fits(id corpus.BlockID, span corpus.Span) bool {
	for _, p := range f.pieces[id] {
		if p.Span.Contains(span) {
			return !f.replaced(id, span)
		}
	}
	return false
}

// inForce are the edits of a log that no other edit, itself in force, takes back; undos themselves are left out, and what
// an undo of an undo has brought back is in.
func inForce(log []corpus.Edit) []corpus.Edit {
	undone := map[int]bool{}
	for i := len(log) - 1; i >= 0; i-- {
		if e := log[i]; e.Undoes > 0 && !undone[e.ID] {
			undone[e.Undoes] = true
		}
	}
	var out []corpus.Edit
	for _, e := range log {
		if e.Undoes == 0 && !undone[e.ID] {
			out = append(out, e)
		}
	}
	return out
}

// undoable says whether there is something to undo, and to redo, as [corpus.Bitext.Undo] and Redo have it.
func undoable(log []corpus.Edit) (undo, redo bool) {
	undone, taken := map[int]bool{}, map[int]bool{}
	for i := len(log) - 1; i >= 0; i-- {
		e := log[i]
		if e.Undoes > 0 {
			taken[e.Undoes] = true
			if !undone[e.ID] {
				undone[e.Undoes] = true
			}
		}
	}
	ended := false
	for i := len(log) - 1; i >= 0; i-- {
		e := log[i]
		switch {
		case e.Undoes == 0 && !undone[e.ID]:
			undo = true
			ended = ended || !taken[e.ID]
		case e.Undoes > 0 && !undone[e.ID] && log[e.Undoes-1].Undoes == 0 && !ended:
			redo = true
		}
	}
	return undo, redo
}
