package corpus

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Cause says why an edit was made: the finding that it answers, in plain words.
type Cause struct {
	Name       string  `json:"name"`                 // short and stable: "columns-swapped"
	Text       string  `json:"text"`                 // in plain words, for people
	Confidence float64 `json:"confidence,omitempty"` // of a proposal: probability that it is right, 0 to 1
}

// Edit is one entry of the log: operations that are done and undone together.
type Edit struct {
	ID     int       `json:"id"` // 1-based place in the log
	Author string    `json:"author"`
	Time   time.Time `json:"time"`
	Cause  Cause     `json:"cause"`
	Ops    Ops       `json:"ops"`
	Undoes int       `json:"undoes,omitempty"` // the edit that this one takes back; 0 for none
}

// Bitext is an original, its translation and the log of edits made to them. The log is the only thing that changes.
// A Bitext is not safe for use by several goroutines at once.
type Bitext struct {
	Original    *Document
	Translation *Document
	log         []Edit
	inverses    [][]Op // of each edit of the log, in the order in which they are to be applied
	state       *state
}

// NewBitext is a bitext without edits.
func NewBitext(original, translation *Document) *Bitext {
	return &Bitext{Original: original, Translation: translation, state: newState(original, translation)}
}

// Replay is the bitext that a log amounts to. An edit that does not fit is an error that names it.
func Replay(original, translation *Document, log []Edit) (*Bitext, error) {
	b := NewBitext(original, translation)
	for _, e := range log {
		if err := b.Apply(e); err != nil {
			return nil, fmt.Errorf("edit %d of the log: %w", e.ID, err)
		}
	}
	return b, nil
}

// Apply does all operations of an edit, or none of them, and enters it in the log under the next ID.
func (b *Bitext) Apply(e Edit) error {
	inverse := make([]Op, 0, len(e.Ops))
	for i, op := range e.Ops {
		back, err := op.apply(b.state)
		if err != nil {
			b.rollBack(inverse)
			return fmt.Errorf("operation %d (%T): %w", i+1, op, err)
		}
		inverse = append(inverse, back)
	}
	slices.Reverse(inverse)
	e.ID = len(b.log) + 1
	b.log = append(b.log, e)
	b.inverses = append(b.inverses, inverse)
	return nil
}

// rollBack undoes operations by their inverses, the last first.
func (b *Bitext) rollBack(inverses []Op) {
	for _, op := range slices.Backward(inverses) {
		if _, err := op.apply(b.state); err != nil {
			panic(fmt.Sprintf("corpus: the inverse of an operation does not apply: %v", err)) // a bug, never an input
		}
	}
}

// Version is the number of edits in the log.
func (b *Bitext) Version() int { return len(b.log) }

// Rewind makes the bitext what it was when its log had version entries. It is for edits that could not be kept; what a
// person takes back is an edit of its own: [Bitext.Revert].
func (b *Bitext) Rewind(version int) {
	for len(b.log) > max(version, 0) {
		last := len(b.log) - 1
		for _, op := range b.inverses[last] {
			if _, err := op.apply(b.state); err != nil {
				panic(fmt.Sprintf("corpus: the inverse of edit %d does not apply: %v", last+1, err)) // a bug, never an input
			}
		}
		b.log, b.inverses = b.log[:last], b.inverses[:last]
	}
}

// Log is a copy of the log, the oldest edit first.
func (b *Bitext) Log() []Edit { return slices.Clone(b.log) }

// Since is a copy of the log behind its first version entries.
func (b *Bitext) Since(version int) []Edit {
	return slices.Clone(b.log[min(max(version, 0), len(b.log)):])
}

// Revert takes one edit back, however old. Where later edits stand in the way it changes nothing: [ErrConflict].
func (b *Bitext) Revert(id int, author string, at time.Time) error {
	if id < 1 || id > len(b.log) {
		return fmt.Errorf("no edit %d: %w", id, ErrConflict)
	}
	if b.undone()[id] {
		return fmt.Errorf("edit %d is taken back already: %w", id, ErrConflict)
	}
	cause := Cause{Name: "undo", Text: fmt.Sprintf("takes back edit %d: %s", id, b.log[id-1].Cause.Text)}
	return b.Apply(Edit{Author: author, Time: at, Cause: cause, Ops: b.inverses[id-1], Undoes: id})
}

// undone are the edits that another edit, itself in force, takes back.
func (b *Bitext) undone() map[int]bool {
	out := map[int]bool{}
	for _, e := range slices.Backward(b.log) {
		if e.Undoes > 0 && !out[e.ID] {
			out[e.Undoes] = true
		}
	}
	return out
}

// Undo takes back the last edit that is in force and is not itself an undo. It reports whether there was one.
func (b *Bitext) Undo(author string, at time.Time) (bool, error) {
	undone := b.undone()
	for _, e := range slices.Backward(b.log) {
		if e.Undoes == 0 && !undone[e.ID] {
			return true, b.Revert(e.ID, author, at)
		}
	}
	return false, nil
}

// Redo takes back the last undo in force, unless a new edit has come since. It reports whether there was one.
func (b *Bitext) Redo(author string, at time.Time) (bool, error) {
	undone := b.undone()
	for _, e := range slices.Backward(b.log) {
		switch {
		case e.Undoes == 0:
			if !undone[e.ID] && !b.redone(e.ID) {
				return false, nil
			}
		case !undone[e.ID] && b.log[e.Undoes-1].Undoes == 0:
			return true, b.Revert(e.ID, author, at)
		}
	}
	return false, nil
}

// redone reports whether the edit was taken back once and stands again.
func (b *Bitext) redone(id int) bool {
	return slices.ContainsFunc(b.log, func(e Edit) bool { return e.Undoes == id })
}

// Reading is a side as the edits have left it.
func (b *Bitext) Reading(side Side) *Reading { return b.state.sides[side].reading() }

// Links are the beads made by people, in the order of their keys.
func (b *Bitext) Links() []LinkedPair {
	out := make([]LinkedPair, 0, len(b.state.links))
	for _, key := range slices.Sorted(maps.Keys(b.state.links)) {
		out = append(out, b.state.links[key])
	}
	return out
}

// Verdict is what a person decided about a bead or a finding; "" for nothing.
func (b *Bitext) Verdict(key string) Verdict { return b.state.verdicts[key] }

// Comments are the remarks on a bead, a finding or a paragraph, in their order.
func (b *Bitext) Comments(key string) []string { return slices.Clone(b.state.comments[key]) }
