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
	By     string    `json:"by,omitempty"` // tells those of one name, or of none, apart; "" where that is not known
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
	history     history
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
	if e.Undoes < 0 || e.Undoes > len(b.log) {
		return fmt.Errorf("no edit %d to take back: %w", e.Undoes, ErrConflict)
	}
	inverse, err := b.do(e.Ops)
	if err != nil {
		return err
	}
	slices.Reverse(inverse)
	e.ID = len(b.log) + 1
	b.log = append(b.log, e)
	b.inverses = append(b.inverses, inverse)
	b.history.enter(e)
	return nil
}

// do applies all operations or none, and gives the inverse of each.
func (b *Bitext) do(ops []Op) (inverses []Op, err error) {
	inverses = make([]Op, 0, len(ops))
	for i, op := range ops {
		back, err := op.apply(b.state)
		if err != nil {
			b.rollBack(inverses)
			return nil, fmt.Errorf("operation %d (%s): %w", i+1, OpName(op), err)
		}
		inverses = append(inverses, back)
	}
	return inverses, nil
}

// rollBack undoes operations by their inverses, the last first.
func (b *Bitext) rollBack(inverses []Op) {
	for _, op := range slices.Backward(inverses) {
		if _, err := op.apply(b.state); err != nil {
			panic(fmt.Sprintf("corpus: the inverse of an operation does not apply: %v", err)) // a bug, never an input
		}
	}
}

// Sign notes who made the edits behind the first version entries of the log: what tells those of one name apart, see [Edit.By].
func (b *Bitext) Sign(version int, by string) {
	for i := range b.log[version:] {
		b.log[version+i].By = by
	}
}

// Version is the number of edits in the log.
func (b *Bitext) Version() int { return len(b.log) }

// Rewind makes the bitext what it was when its log had version entries. It is for edits that could not be kept; what a
// person takes back is an edit of its own: [Bitext.Revert].
func (b *Bitext) Rewind(version int) {
	version = min(max(version, 0), len(b.log))
	for _, inverse := range slices.Backward(b.inverses[version:]) {
		if _, err := b.do(inverse); err != nil {
			panic(fmt.Sprintf("corpus: the inverse of an edit does not apply: %v", err)) // a bug, never an input
		}
	}
	b.log, b.inverses, b.history = b.log[:version], b.inverses[:version], history{}
	for _, e := range b.log {
		b.history.enter(e)
	}
}

// Log is a copy of the log, the oldest edit first.
func (b *Bitext) Log() []Edit { return slices.Clone(b.log) }

// Since is a copy of the log behind its first version entries.
func (b *Bitext) Since(version int) []Edit {
	return slices.Clone(b.log[min(max(version, 0), len(b.log)):])
}

// Reading is a side as the edits have left it. It is to be read only: later readings share what has not changed.
func (b *Bitext) Reading(side Side) *Reading { return b.state.sides[side].reading() }

// TextAt is what stands in a stretch of a block after the edits, wherever the reading has it. It is "" where there is no such
// stretch.
func (b *Bitext) TextAt(side Side, r Ref) string {
	t := b.state.sides[side]
	if !(Span{0, len(t.doc.Text(r.Block))}).Contains(r.Span) || r.Span.Len() <= 0 {
		return ""
	}
	text, _ := t.render(r.Block, r.Span)
	return text
}

// Links are the beads made by people, in the order of their keys. The slice is to be read only.
func (b *Bitext) Links() []LinkedPair {
	s := b.state
	if s.sorted == nil && len(s.links) > 0 {
		s.sorted = make([]LinkedPair, 0, len(s.links))
		for _, key := range slices.Sorted(maps.Keys(s.links)) {
			s.sorted = append(s.sorted, s.links[key])
		}
	}
	return s.sorted
}

// Linked reports whether a person made the bead of that key.
func (b *Bitext) Linked(key string) bool {
	_, ok := b.state.links[key]
	return ok
}
