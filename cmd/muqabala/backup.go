package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"muqabala/corpus/store/sqlite"
)

// backupCommand copies a project while it is worked on.
type backupCommand struct {
	projectFlag
	To string `arg:"" help:"The copy; it must not be there yet."`
}

// Help is shown below the flags.
func (backupCommand) Help() string {
	return `The copy is the project as it is at one moment, however many people work on it, and a project itself: to restore it, put it in
the place of the project. It stands there whole or not at all.`
}

// Run makes the copy.
func (c *backupCommand) Run(ctx context.Context, out output) error {
	s, err := sqlite.Open(ctx, c.Project, sqlite.ReadOnly)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := c.copy(ctx, s, out); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%w; name another, or remove it first", err)
		}
		return err
	}
	info, err := os.Stat(c.To)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s is a copy of %s (%d kB).\n", c.To, c.Project, (info.Size()+1023)/1024)
	return nil
}

func (c *backupCommand) copy(ctx context.Context, s *sqlite.Store, out output) error {
	defer out.working("copying " + c.Project)()
	return s.Backup(ctx, c.To)
}
