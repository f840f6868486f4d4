// Package sqlite is a [store.Store] in one SQLite file, the project.
//
// Writes go through one connection in write-ahead mode with full synchronisation: what was acknowledged survives the end
// of the program and of the machine's power. Reads have a pool of their own and wait for no write. Several programs may
// have a project open at once.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"muqabala/corpus/store"
)

// Mode says what a project is opened for.
type Mode int

// The modes.
const (
	ReadOnly  Mode = iota // nothing is written; the file and its folder may be read-only
	ReadWrite             // the project must be there
	Create                // it is made where it is not
)

// applicationID marks a file as a project: "Muqb".
const applicationID = 0x4D757162

// readers is how many reads run at once.
const readers = 4

// Store is a project.
type Store struct {
	path   string
	mode   Mode
	access []string // parameters of a connection that reads
	write  *sql.DB  // one connection; that of the readers where nothing is written
	read   *sql.DB
}

var _ store.Store = (*Store)(nil)

// Open opens a project. An older one is brought up to date, a newer one refused: [store.ErrNewer].
func Open(ctx context.Context, path string, mode Mode) (*Store, error) {
	s, err := open(ctx, path, mode)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string, mode Mode) (*Store, error) {
	if err := checkPath(path, mode); err != nil {
		return nil, err
	}
	if mode == ReadOnly {
		return openReadOnly(ctx, path)
	}
	access := "rw"
	if mode == Create {
		access = "rwc"
	}
	s := &Store{path: path, mode: mode, access: []string{"mode", "rw"}}
	var err error
	if s.write, err = connect(path, 1, "mode", access, "_txlock", "immediate"); err != nil {
		return nil, err
	}
	if s.read, err = connect(path, readers, append(s.access, "_query_only", "1")...); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// checkPath gives the usual mistakes their own words.
func checkPath(path string, mode Mode) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && mode == Create:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no such project: %w; make one with: muqabala import --project FILE EN AR", fs.ErrNotExist)
	case err != nil:
		return errors.Unwrap(err)
	case info.IsDir():
		return fmt.Errorf("a folder; name the project's file: %w", store.ErrNotProject)
	case info.Size() == 0 && mode != Create:
		return fmt.Errorf("the file is empty: %w", store.ErrNotProject)
	}
	return nil
}

// openReadOnly opens a project that is only read. It is opened for writing where that can be, so that SQLite can clear up
// the files beside it, but nothing is written through it. Where these cannot even be made, in a read-only folder, the
// project is read as it lies there.
func openReadOnly(ctx context.Context, path string) (*Store, error) {
	s := &Store{path: path, mode: ReadOnly, access: []string{"mode", "rw"}}
	for {
		db, err := connect(path, readers, append(s.access, "_query_only", "1")...)
		if err != nil {
			return nil, err
		}
		s.write, s.read = db, db
		if err = s.identify(ctx); err == nil {
			return s, nil
		}
		err = errors.Join(err, s.Close())
		if _, walErr := os.Stat(path + "-wal"); code(err) != cantOpen && code(err) != readOnly || len(s.access) > 2 || walErr == nil {
			return nil, err
		}
		s.access = []string{"mode", "ro", "immutable", "1"}
	}
}

// connect is a pool of connections with what all of them need, and the parameters given as name and value.
func connect(path string, connections int, parameters ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	query := url.Values{"_busy_timeout": {"10000"}, "_synchronous": {"FULL"}, "_foreign_keys": {"1"}, "_defensive": {"1"}, "_dqs": {"0"}, "_error_rc": {"1"}}
	for i := 0; i < len(parameters); i += 2 {
		query.Set(parameters[i], parameters[i+1])
	}
	name := filepath.ToSlash(abs)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // a drive letter
	}
	u := url.URL{Scheme: "file", Path: name, RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// Close writes what stands in the files beside the project into it and frees it.
func (s *Store) Close() error {
	var err error
	if s.read != nil && s.read != s.write {
		err = s.read.Close()
	}
	return errors.Join(err, s.write.Close())
}

// change does something in one transaction, or nothing.
func (s *Store) change(ctx context.Context, f func(*sql.Tx) error) error {
	if s.mode == ReadOnly {
		return fmt.Errorf("it was opened for reading: %w", store.ErrReadOnly)
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	if err := f(tx); err != nil {
		tx.Rollback() // its error says nothing more
		return explain(err)
	}
	return explain(tx.Commit())
}
