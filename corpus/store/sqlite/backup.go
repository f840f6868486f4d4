package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup copies the project, as it is at one moment, to a new file, while others read and write it. The copy stands there
// whole or not at all, and is no larger than what it holds. A file that is there already is an error that wraps
// [fs.ErrExist].
func (s *Store) Backup(ctx context.Context, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("%s: %w", to, fs.ErrExist)
	}
	folder, err := filepath.Abs(filepath.Dir(to))
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(folder, ".backup-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	part := filepath.Join(dir, "project")
	if err := s.copyTo(ctx, part); err != nil {
		return fmt.Errorf("%s: %w", to, explain(err))
	}
	if err := os.Link(part, to); err != nil { // unlike a rename it never replaces a file
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s: %w", to, fs.ErrExist)
		}
		return os.Rename(part, to) // a file system without links
	}
	return syncDir(folder)
}

// copyTo writes the project to a new file, through a connection of its own, which holds up no write, and makes sure that it
// is on the disk.
func (s *Store) copyTo(ctx context.Context, part string) error {
	db, err := connect(s.path, 1, s.access...)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return errors.Join(err, db.Close())
	}
	return errors.Join(db.Close(), settle(part))
}

// settle makes sure that a file is on the disk.
func settle(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncDir makes sure that the name of a new file is on the disk. Systems that cannot do it say so; it is then theirs to do.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	d.Sync()
	return d.Close()
}
