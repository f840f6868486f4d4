package sqlite

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"

	"muqabala/corpus/store"
)

// SQLite's primary result codes that have a meaning for the user; see https://www.sqlite.org/rescode.html.
const (
	busy        = 5
	readOnly    = 8
	interrupted = 9
	corrupt     = 11
	full        = 13
	cantOpen    = 14
	notDatabase = 26
)

// code is the primary result code of an error of SQLite, or 0.
func code(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}

// explain says in the words of [store] what an error of SQLite means.
func explain(err error) error {
	switch code(err) {
	case busy:
		return fmt.Errorf("another program is writing to the project; try again: %w", err)
	case readOnly:
		return fmt.Errorf("%w: check the permissions of the file and of its folder (%w)", store.ErrReadOnly, err)
	case interrupted:
		return fmt.Errorf("%w (%w)", context.Canceled, err)
	case corrupt:
		return fmt.Errorf("%w: restore a backup (%w)", store.ErrDamaged, err)
	case full:
		return fmt.Errorf("%w: free some disk space; nothing that was kept before is lost (%w)", store.ErrFull, err)
	case cantOpen:
		return fmt.Errorf("cannot be opened: check that its folder exists, and the permissions of both (%w)", err)
	case notDatabase:
		return fmt.Errorf("%w (%w)", store.ErrNotProject, err)
	}
	return err
}
