package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/store"
)

// Load implements [store.Log].
func (s *Store) Load(ctx context.Context, id store.ID) (*corpus.Bitext, error) {
	o, t, err := s.documents(ctx, id)
	if err != nil {
		return nil, err
	}
	log, err := s.edits(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	b, err := corpus.Replay(o, t, log)
	if err != nil {
		return nil, fmt.Errorf("bitext %d: %w: %w", id, store.ErrDamaged, err)
	}
	return b, nil
}

// documents are both documents of a bitext at hand.
func (s *Store) documents(ctx context.Context, id store.ID) (original, translation *corpus.Document, err error) {
	var o, t struct{ body, source []byte }
	err = s.read.QueryRowContext(ctx, `SELECT o.body, os.text, t.body, ts.text FROM bitext b
		JOIN document o ON o.id = b.original JOIN source os ON os.sha256 = o.source
		JOIN document t ON t.id = b.translation JOIN source ts ON ts.sha256 = t.source
		WHERE b.id = ? AND b.removed IS NULL`, id).Scan(&o.body, &o.source, &t.body, &t.source)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, notFound(id)
	} else if err != nil {
		return nil, nil, explain(err)
	}
	if original, err = document(o.body, o.source); err != nil {
		return nil, nil, fmt.Errorf("the original of bitext %d: %w", id, err)
	}
	if translation, err = document(t.body, t.source); err != nil {
		return nil, nil, fmt.Errorf("the translation of bitext %d: %w", id, err)
	}
	return original, translation, nil
}

// document is what [addDocument] kept.
func document(body, source []byte) (*corpus.Document, error) {
	var d corpus.Document
	if err := json.Unmarshal(body, &d); err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrDamaged, err)
	}
	d.Source = string(source)
	whole := corpus.Span{End: len(d.Source)}
	for i, b := range d.Blocks {
		if b.ID != corpus.BlockID(i+1) || b.Span.Len() < 0 || !whole.Contains(b.Span) {
			return nil, fmt.Errorf("block %d at bytes %v of %d: %w", b.ID, b.Span, len(source), store.ErrDamaged)
		}
	}
	return &d, nil
}

// Edits implements [store.Log].
func (s *Store) Edits(ctx context.Context, id store.ID, n int) ([]corpus.Edit, error) {
	var at int
	err := s.read.QueryRowContext(ctx, "SELECT 1 FROM bitext WHERE id = ? AND removed IS NULL", id).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound(id)
	} else if err != nil {
		return nil, explain(err)
	}
	return s.edits(ctx, id, n)
}

func (s *Store) edits(ctx context.Context, id store.ID, n int) ([]corpus.Edit, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id, body FROM edit WHERE bitext = ? AND id > ? ORDER BY id", id, n)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []corpus.Edit
	for rows.Next() {
		var place int
		var body []byte
		if err := rows.Scan(&place, &body); err != nil {
			return nil, explain(err)
		}
		var e corpus.Edit
		if err := json.Unmarshal(body, &e); err != nil {
			return nil, fmt.Errorf("edit %d of bitext %d: %w: %w", place, id, store.ErrDamaged, err)
		}
		out = append(out, e)
	}
	return out, explain(rows.Err())
}

// Append implements [store.Log].
func (s *Store) Append(ctx context.Context, id store.ID, version int, edits ...corpus.Edit) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		var current int
		var seal string
		err := tx.QueryRowContext(ctx, "SELECT version, seal FROM bitext WHERE id = ? AND removed IS NULL", id).Scan(&current, &seal)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return notFound(id)
		case err != nil:
			return err
		case current != version:
			return &store.StaleError{Bitext: id, Version: version, Current: current}
		case len(edits) == 0:
			return nil
		}
		return enter(ctx, tx, id, seal, store.Entries(version, edits, time.Now()))
	})
}

// enter appends entries to the log, behind the one that has the seal, and notes the change.
func enter(ctx context.Context, tx *sql.Tx, id store.ID, seal string, entries []corpus.Edit) error {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO edit (bitext, id, body, seal) VALUES (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, e := range entries {
		body, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("%w: %w", store.ErrInvalid, err)
		}
		seal = next(seal, string(body))
		if _, err := insert.ExecContext(ctx, id, e.ID, string(body), seal); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE bitext SET version = version + ?, seal = ? WHERE id = ?", len(entries), seal, id); err != nil {
		return err
	}
	return note(ctx, tx, id)
}
