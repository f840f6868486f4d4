package sqlite

import (
	"context"
	"database/sql"

	"muqabala/corpus/store"
)

// note enters that a bitext has changed, within the transaction that changes it.
func note(ctx context.Context, tx *sql.Tx, id store.ID) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO change (bitext, seq) SELECT ?, coalesce(max(seq), 0) + 1 FROM change WHERE true
		ON CONFLICT (bitext) DO UPDATE SET seq = excluded.seq`, id)
	return err
}

// Changes implements [store.Outbox].
func (s *Store) Changes(ctx context.Context, follower string, limit int) ([]store.Change, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT c.seq, c.bitext, b.version, b.removed IS NOT NULL
		FROM change c JOIN bitext b ON b.id = c.bitext
		WHERE c.seq > coalesce((SELECT seq FROM follower WHERE name = ?), 0) ORDER BY c.seq LIMIT ?`, follower, max(limit, 0))
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []store.Change
	for rows.Next() {
		var c store.Change
		if err := rows.Scan(&c.Seq, &c.Bitext, &c.Version, &c.Removed); err != nil {
			return nil, explain(err)
		}
		out = append(out, c)
	}
	return out, explain(rows.Err())
}

// Acknowledge implements [store.Outbox].
func (s *Store) Acknowledge(ctx context.Context, follower string, seq int64) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO follower (name, seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq", follower, seq)
		return err
	})
}
