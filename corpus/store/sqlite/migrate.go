package sqlite

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"muqabala/corpus/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// prepare makes sure that the file is a project, can be written to, and has the form of this version.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.identify(ctx); err != nil {
		return err
	}
	if _, err := s.write.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return explain(err)
	}
	if err := s.tryWrite(ctx); err != nil {
		return explain(err)
	}
	p, err := s.migrator()
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return explain(err)
}

// tryWrite fails where nothing can be written. Nothing is.
func (s *Store) tryWrite(ctx context.Context) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "PRAGMA user_version = 0")
	return errors.Join(err, tx.Rollback())
}

func (s *Store) migrator() (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, s.write, dir, goose.WithDisableGlobalRegistry(true))
}

// identify refuses what is no project, or a newer one. A file without tables is one where it may be made.
func (s *Store) identify(ctx context.Context) error {
	var application, version, tables int64
	err := s.write.QueryRowContext(ctx, `SELECT application_id, user_version,
		(SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%')
		FROM pragma_application_id, pragma_user_version`).Scan(&application, &version, &tables)
	if err != nil {
		return explain(err)
	}
	if fresh := application == 0 && tables == 0 && s.mode == Create; application != applicationID && !fresh {
		return fmt.Errorf("another program's database: %w", store.ErrNotProject)
	}
	p, err := s.migrator()
	if err != nil {
		return err
	}
	known := p.ListSources()
	newest := known[len(known)-1].Version
	switch {
	case version > newest:
		return fmt.Errorf("form %d, and this version knows forms up to %d: %w; use that version", version, newest, store.ErrNewer)
	case version < newest && s.mode == ReadOnly:
		return fmt.Errorf("made by an older version: %w; open it for writing once to bring it up to date", store.ErrReadOnly)
	}
	return nil
}
