package workspace

import (
	"fmt"
	"time"

	"muqabala/align/layout"
	"muqabala/corpus"
)

func (p *planner) confirm(a Action) error { return p.judge(a, "confirm", corpus.Confirmed) }

func (p *planner) reject(a Action) error { return p.judge(a, "reject", corpus.Rejected) }

func (p *planner) reopen(a Action) error { return p.judge(a, "reopen", "") }

// judge gives rows, or a bead of one, a verdict. Whoever confirms a row says that the beads in it are right; so the row's
// verdict goes for them.
func (p *planner) judge(a Action, name string, verdict corpus.Verdict) error {
	rows, err := p.rows(a)
	if err != nil {
		return err
	}
	if a.Bead >= 0 {
		r := rows[0]
		if a.Bead >= len(r.Beads) {
			return fmt.Errorf("row %s has no bead %d: %w", r.ID, a.Bead+1, corpus.ErrConflict)
		}
		text := fmt.Sprintf("%s sentence %d of %s", name, a.Bead+1, label(r))
		return p.enter(name, text, corpus.Judge{Key: r.BeadKeys[a.Bead], Verdict: verdict})
	}
	var ops []corpus.Op
	for _, r := range rows {
		if r.Verdict != verdict {
			ops = append(ops, corpus.Judge{Key: r.Key, Verdict: verdict})
		}
	}
	return p.enter(name, name+" "+labels(rows), ops...)
}

// comment says something about a row.
func (p *planner) comment(a Action) error {
	rows, err := p.rows(a)
	if err != nil {
		return err
	}
	if a.Text == "" {
		return &Refusal{"comment", "a comment needs words"}
	}
	return p.enter("comment", "comment on "+label(rows[0]), p.bitext.CommentOn(rows[0].Key, a.Text))
}

// uncomment takes the Choice-th remark on a row away.
func (p *planner) uncomment(a Action) error {
	rows, err := p.rows(a)
	if err != nil {
		return err
	}
	r := rows[0]
	for _, c := range r.Comments {
		if c.Index == a.Choice {
			return p.enter("uncomment", "take a comment on "+label(r)+" away", corpus.Uncomment{Key: r.Key, Index: c.Index, Text: c.Text})
		}
	}
	return fmt.Errorf("no comment %d: %w", a.Choice+1, corpus.ErrConflict)
}

// OthersError says that what would be undone, or done again, is another person's.
type OthersError struct {
	Edit corpus.Edit // the last one
}

// Error names it.
func (e *OthersError) Error() string {
	return fmt.Sprintf("the last edit, %d, is one of %s, and there is none of yours to undo or do again", e.Edit.ID, e.Edit.Author)
}

// Unwrap is the sentinel.
func (e *OthersError) Unwrap() error { return corpus.ErrConflict }

// undo takes the last edit back; where that is another person's, the last one of whoever asks.
func (p *planner) undo(Action) error {
	return p.turn(p.bitext.Undoable, p.bitext.Undo, p.bitext.UndoOwn)
}

// redo makes what was undone last again; where another person has undone that, what whoever asks has undone last.
func (p *planner) redo(Action) error {
	return p.turn(p.bitext.Redoable, p.bitext.Redo, p.bitext.RedoOwn)
}

// turn goes back or forth by anybody's last edit where that is the person's own or the program's, and by their own last one
// otherwise.
func (p *planner) turn(next func() (corpus.Edit, bool), anybody func(string, time.Time) (bool, error), own func(string, time.Time, func(corpus.Edit) bool) (bool, error)) error {
	last, ok := next()
	if !ok {
		return nil
	}
	mine := func(e corpus.Edit) bool { return Own(e, p.who, p.by) }
	if mine(last) || last.Author == layout.Author {
		_, err := anybody(p.who, p.at)
		return err
	}
	if done, err := own(p.who, p.at, mine); done || err != nil {
		return err
	}
	return &OthersError{last}
}

// Own reports whether an edit is one of whoever has that name and is told from others by that. Where nothing is known of an edit but the
// name, the name counts.
func Own(e corpus.Edit, who, by string) bool {
	if e.By != "" {
		return e.By == by
	}
	return e.Author == who
}

// undoLast takes the last edit back, whoever made it.
func (p *planner) undoLast(Action) error {
	_, err := p.bitext.Undo(p.who, p.at)
	return err
}

// redoLast makes what was undone last again, whoever undid it.
func (p *planner) redoLast(Action) error {
	_, err := p.bitext.Redo(p.who, p.at)
	return err
}

func (p *planner) revert(a Action) error { return p.bitext.Revert(a.Edit, p.who, p.at) }
