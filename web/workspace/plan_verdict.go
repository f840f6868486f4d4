package workspace

import (
	"fmt"

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
		return fmt.Errorf("a comment needs words: %w", corpus.ErrConflict)
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

func (p *planner) undo(Action) error {
	_, err := p.bitext.Undo(p.who, p.at)
	return err
}

func (p *planner) redo(Action) error {
	_, err := p.bitext.Redo(p.who, p.at)
	return err
}

func (p *planner) revert(a Action) error { return p.bitext.Revert(a.Edit, p.who, p.at) }
