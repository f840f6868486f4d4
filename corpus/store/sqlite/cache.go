package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"muqabala/corpus/store"
)

// Derived implements [store.Cache].
func (s *Store) Derived(ctx context.Context, id store.ID, name string) (store.Derived, error) {
	d := store.Derived{Name: name}
	err := s.read.QueryRowContext(ctx, `SELECT d.version, d.data FROM derived d JOIN bitext b ON b.id = d.bitext
		WHERE d.bitext = ? AND d.name = ? AND b.removed IS NULL`, id, name).Scan(&d.Version, &d.Data)
	if errors.Is(err, sql.ErrNoRows) {
		return d, fmt.Errorf("derived %q of bitext %d: %w", name, id, store.ErrNotFound)
	}
	return d, explain(err)
}

// PutDerived implements [store.Cache].
func (s *Store) PutDerived(ctx context.Context, id store.ID, d store.Derived) error {
	if err := store.CheckDerived(d); err != nil {
		return err
	}
	if d.Data == nil {
		d.Data = []byte{}
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		var at int
		err := tx.QueryRowContext(ctx, "SELECT 1 FROM bitext WHERE id = ? AND removed IS NULL", id).Scan(&at)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(id)
		} else if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO derived (bitext, name, version, data) VALUES (?, ?, ?, ?)
			ON CONFLICT (bitext, name) DO UPDATE SET version = excluded.version, data = excluded.data WHERE excluded.version >= version`,
			id, d.Name, d.Version, d.Data)
		return err
	})
}

// Settings implements [store.Settings].
func (s *Store) Settings(ctx context.Context, owner string) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT key, value FROM setting WHERE owner = ?", owner)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return nil, explain(err)
		}
		out[key] = value
	}
	return out, explain(rows.Err())
}

// PutSetting implements [store.Settings].
func (s *Store) PutSetting(ctx context.Context, owner, key, value string) error {
	if err := store.CheckSetting(owner, key, value); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		if value == "" {
			_, err := tx.ExecContext(ctx, "DELETE FROM setting WHERE owner = ? AND key = ?", owner, key)
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO setting (owner, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", owner, key, value)
		return err
	})
}
