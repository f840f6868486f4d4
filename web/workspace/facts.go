package workspace

import (
	"muqabala/corpus"
)

// facts is what the state of a finding depends on beside the texts: where the translation's blocks have come to stand.
type facts struct {
	dropped map[corpus.BlockID]bool
	repeats map[corpus.BlockID]corpus.BlockID // dropped blocks, by what they repeat
	placed  map[corpus.BlockID]bool           // an edit in force has moved or joined them
}

func newFacts(reading *corpus.Reading, inForce []corpus.Edit) *facts {
	f := &facts{map[corpus.BlockID]bool{}, map[corpus.BlockID]corpus.BlockID{}, map[corpus.BlockID]bool{}}
	for _, d := range reading.Dropped {
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

func (f *facts) place(side corpus.Side, id corpus.BlockID) {
	if side == corpus.TranslationSide {
		f.placed[id] = true
	}
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
