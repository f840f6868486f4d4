package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
)

// undoCommand takes an edit back.
type undoCommand struct {
	bitextFlags
	authorFlag
	Redo bool `help:"Take the last undo back instead."`
	Edit int  `arg:"" optional:"" help:"Number of the edit in the log; the last one in force where it is not said."`
}

// Help is shown below the flags.
func (undoCommand) Help() string {
	return `An undo is an edit of its own at the end of the log, so that it can be taken back in turn; nothing is ever lost. An old edit is
taken back where what it changed is still as it left it; where not, the message names the later edits that stand in the way.

Examples:

  muqabala undo --project reports.muqabala          the last edit
  muqabala undo --project reports.muqabala 12       edit 12 of the log
  muqabala undo --project reports.muqabala --redo   what was taken back last`
}

// Run enters the undo in the log.
func (c *undoCommand) Run(ctx context.Context, out output) error {
	if c.Redo && c.Edit != 0 {
		return errors.New("--redo takes the last undo back; to take back one of old, name it without --redo")
	}
	s, info, err := c.open(ctx, sqlite.ReadWrite)
	if err != nil {
		return err
	}
	defer s.Close()
	session, err := store.Open(ctx, s, info.ID)
	if err != nil {
		return err
	}
	var done corpus.Edit
	err = session.Edit(ctx, func(b *corpus.Bitext) error {
		if err := c.undo(b); err != nil {
			return err
		}
		done = b.Since(b.Version() - 1)[0]
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s, bitext %d: %w", c.Project, info.ID, err)
	}
	fmt.Fprintf(out, "Edit %d %s\n", done.ID, done.Cause.Text)
	return nil
}

func (c *undoCommand) undo(b *corpus.Bitext) error {
	do, what := b.Undo, "no edit is in force"
	if c.Redo {
		do, what = b.Redo, "nothing was taken back since the last edit"
	}
	if c.Edit != 0 {
		return b.Revert(c.Edit, c.name(), time.Now())
	}
	found, err := do(c.name(), time.Now())
	if err == nil && !found {
		return errors.New(what)
	}
	return err
}
