package main

import (
	"context"
	"fmt"

	"muqabala/corpus/store/sqlite"
)

// verifyCommand looks whether a project is whole.
type verifyCommand struct{ projectFlag }

// Help is shown below the flags.
func (verifyCommand) Help() string {
	return `What is looked at: the file itself (SQLite's own checks); the hash of every document; the seal of every edit, which covers both
documents and all edits before it; every log, replayed from the documents; and whether what was worked out belongs to what is there.

Exit status: 0 the project is whole, 1 it is not, 2 it could not be looked at.`
}

// Run says what was looked at and what is wrong.
func (c *verifyCommand) Run(ctx context.Context, out output) error {
	s, err := sqlite.Open(ctx, c.Project, sqlite.ReadOnly)
	if err != nil {
		return err
	}
	defer s.Close()
	r, err := c.verify(ctx, s, out)
	if err != nil {
		return err
	}
	for _, p := range r.Problems {
		fmt.Fprintf(out, "%s %s\n", out.paint(red, "problem:"), p)
	}
	fmt.Fprintf(out, "Looked at the file, the hashes of %d sources, the seals of %d edits, the replayed logs of %d bitexts, and %d derived parts: ",
		r.Sources, r.Edits, r.Bitexts, r.Derived)
	if len(r.Problems) > 0 {
		fmt.Fprintln(out, "the project is damaged. Restore a backup, and keep this file.")
		return errFound
	}
	fmt.Fprintln(out, out.paint(green, "all is well."))
	return nil
}

func (c *verifyCommand) verify(ctx context.Context, s *sqlite.Store, out output) (*sqlite.Report, error) {
	defer out.working("verifying " + c.Project)()
	return s.Verify(ctx)
}
