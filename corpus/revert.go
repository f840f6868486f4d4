package corpus

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Undo takes back the last edit that is in force and is not itself an undo. It reports whether there was one.
func (b *Bitext) Undo(author string, at time.Time) (bool, error) {
	return b.revertLast(b.history.done, author, at, func(Edit) bool { return true })
}

// UndoOwn takes back the last edit in force that is the author's own, where the edits of others allow it.
func (b *Bitext) UndoOwn(author string, at time.Time, own func(Edit) bool) (bool, error) {
	return b.revertLast(b.history.done, author, at, own)
}

// Redo takes back the last undo in force, unless a new edit has come since. It reports whether there was one.
func (b *Bitext) Redo(author string, at time.Time) (bool, error) {
	return b.revertLast(b.history.taken, author, at, func(Edit) bool { return true })
}

// RedoOwn takes back the author's own last undo likewise.
func (b *Bitext) RedoOwn(author string, at time.Time, own func(Edit) bool) (bool, error) {
	return b.revertLast(b.history.taken, author, at, own)
}

// Undoable is the edit that Undo takes back, and whether there is one.
func (b *Bitext) Undoable() (Edit, bool) { return b.last(b.history.done) }

// Redoable is the undo that Redo takes back, and whether there is one.
func (b *Bitext) Redoable() (Edit, bool) { return b.last(b.history.taken) }

func (b *Bitext) last(ids []int) (Edit, bool) {
	if len(ids) == 0 {
		return Edit{}, false
	}
	return b.log[ids[len(ids)-1]-1], true
}

func (b *Bitext) revertLast(ids []int, author string, at time.Time, meant func(Edit) bool) (bool, error) {
	for _, id := range slices.Backward(ids) {
		if meant(b.log[id-1]) {
			return true, b.Revert(id, author, at)
		}
	}
	return false, nil
}

// Revert takes one edit back, however old, where what it changed is still as it left it. Where later edits stand in the way
// it changes nothing and gives a *[RevertError], which names them.
func (b *Bitext) Revert(id int, author string, at time.Time) error {
	if id < 1 || id > len(b.log) {
		return fmt.Errorf("no edit %d: %w", id, ErrConflict)
	}
	if !b.history.at(id).stands {
		return fmt.Errorf("edit %d is taken back already: %w", id, ErrConflict)
	}
	if err := b.checkRevert(id); err != nil {
		return &RevertError{id, b.inTheWay(id), err}
	}
	return b.Apply(Edit{Author: author, Time: at, Cause: b.undoCause(id), Ops: b.inverses[id-1], Undoes: id})
}

// undoCause says what taking an entry back does to the edit at its bottom.
func (b *Bitext) undoCause(id int) Cause {
	root := b.log[b.history.at(id).root-1]
	c := Cause{Name: "undo", Text: fmt.Sprintf("takes back edit %d", root.ID)}
	if !b.history.at(root.ID).stands {
		c = Cause{Name: "redo", Text: fmt.Sprintf("makes edit %d again", root.ID)}
	}
	if root.Cause.Text != "" {
		c.Text += ": " + root.Cause.Text
	}
	return c
}

// checkRevert reports why an edit cannot be taken back, or nil. It can where taking it back and making it again would leave
// everything as it is, and nothing that it moved has moved since.
func (b *Bitext) checkRevert(id int) error {
	for _, p := range b.later(id) {
		if movesOf(b.inverses[id-1], b.log[p-1].Ops) {
			return fmt.Errorf("it moved again: %w", ErrConflict)
		}
	}
	again, err := b.do(b.inverses[id-1])
	if err != nil {
		return err
	}
	defer b.rollBack(again)
	ops := b.log[id-1].Ops
	for i, op := range again {
		if was := ops[len(ops)-1-i]; !reflect.DeepEqual(placeless(was), placeless(op)) {
			return fmt.Errorf("what it changed (%s) was changed again: %w", OpName(was), ErrConflict)
		}
	}
	return nil
}

// placeless is an operation without what other paragraphs' coming and going changes in it.
func placeless(op Op) Op {
	switch o := op.(type) {
	case Move:
		o.Before = Place{}
		return o
	case Split:
		o.Before = Place{}
		return o
	case Replace:
		o.With = append([]Replacement{}, o.With...)
		return o
	}
	return op
}

// movesOf reports whether the later operations move what the inverse would move, or what it would put it before.
func movesOf(inverse, later []Op) bool {
	at := map[Side]map[Place]bool{OriginalSide: {}, TranslationSide: {}}
	for _, op := range inverse {
		switch o := op.(type) {
		case Move:
			at[o.Side][o.At], at[o.Side][o.Before] = true, true
		case Join:
			at[o.Side][o.Tail] = true
		}
	}
	return slices.ContainsFunc(later, func(op Op) bool {
		m, ok := op.(Move)
		return ok && at[m.Side][m.At]
	})
}

// later are the entries of their own in force that were not when the edit came into force or was taken back, and are about
// what it is about, or about where it would go back to, ascending.
func (b *Bitext) later(id int) []int {
	root := b.history.at(id).root
	var out []int
	for _, op := range slices.Concat(b.log[id-1].Ops, b.inverses[id-1]) {
		about := op.about()
		if m, ok := op.(Move); ok {
			about = append(about, subject{aspect: inOrder, side: m.Side, block: m.Before.Block})
		}
		for _, s := range about {
			for _, p := range b.history.bySubject[s] {
				if n := b.history.at(p); n.root == p && n.stands && p != root && !b.history.stoodAt(p, b.history.at(root).last) {
					out = append(out, p)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (b *Bitext) inTheWay(id int) []Edit {
	var out []Edit
	for _, p := range b.later(id) {
		out = append(out, b.log[p-1])
	}
	return out
}

// RevertError says why an edit cannot be taken back.
type RevertError struct {
	Edit     int
	InTheWay []Edit // later edits of the same, the oldest first; taken back first, they make room. May be empty
	Err      error  // wraps ErrConflict
}

// Error names what stands in the way.
func (e *RevertError) Error() string {
	const most = 5
	if len(e.InTheWay) == 0 {
		return fmt.Sprintf("edit %d cannot be taken back: %v", e.Edit, e.Err)
	}
	var names []string
	for _, by := range slices.Backward(e.InTheWay) {
		names = append(names, fmt.Sprintf("%d by %s", by.ID, by.Author))
	}
	if n := len(names); n > most {
		names = append(names[:most], fmt.Sprintf("%d more", n-most))
	}
	return fmt.Sprintf("edit %d cannot be taken back while later edits of the same stand; take these back first, in this order: %s (%v)",
		e.Edit, strings.Join(names, ", "), e.Err)
}

// Unwrap is the cause.
func (e *RevertError) Unwrap() error { return e.Err }
