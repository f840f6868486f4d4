package sqlite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/store"
)

// infos selects what [scanInfo] reads.
const infos = `SELECT b.id, b.title, b.created, coalesce(b.removed, ''), b.version,
	coalesce(e.body ->> 'time', b.created), coalesce(e.body ->> 'author', ''),
	o.file, o.file_hash, o.lang, o.bytes, o.blocks, t.file, t.file_hash, t.lang, t.bytes, t.blocks
	FROM bitext b JOIN document o ON o.id = b.original JOIN document t ON t.id = b.translation
	LEFT JOIN edit e ON e.bitext = b.id AND e.id = b.version `

func scanInfo(scan func(...any) error) (store.Info, error) {
	var i store.Info
	var created, removed, last string
	o, t := &i.Original, &i.Translation
	err := scan(&i.ID, &i.Title, &created, &removed, &i.Version, &last, &i.LastAuthor,
		&o.File.Name, &o.File.SHA256, &o.Lang, &o.Bytes, &o.Blocks, &t.File.Name, &t.File.SHA256, &t.Lang, &t.Bytes, &t.Blocks)
	if err != nil {
		return i, err
	}
	for _, t := range []struct {
		text string
		at   *time.Time
	}{{created, &i.Created}, {removed, &i.Removed}, {last, &i.LastActivity}} {
		if t.text == "" {
			continue
		}
		if *t.at, err = time.Parse(time.RFC3339Nano, t.text); err != nil {
			return i, fmt.Errorf("%w: %w", store.ErrDamaged, err)
		}
	}
	return i, nil
}

// Bitexts implements [store.Library].
func (s *Store) Bitexts(ctx context.Context) ([]store.Info, error) {
	return s.list(ctx, infos+"WHERE b.removed IS NULL ORDER BY b.id")
}

// Removed implements [store.Library].
func (s *Store) Removed(ctx context.Context) ([]store.Info, error) {
	return s.list(ctx, infos+"WHERE b.removed IS NOT NULL ORDER BY b.id")
}

func (s *Store) list(ctx context.Context, query string) ([]store.Info, error) {
	rows, err := s.read.QueryContext(ctx, query)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []store.Info
	for rows.Next() {
		i, err := scanInfo(rows.Scan)
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, explain(rows.Err())
}

// Info implements [store.Library].
func (s *Store) Info(ctx context.Context, id store.ID) (store.Info, error) {
	i, err := scanInfo(s.read.QueryRowContext(ctx, infos+"WHERE b.id = ?", id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return store.Info{}, notFound(id)
	}
	return i, explain(err)
}

func notFound(id store.ID) error { return fmt.Errorf("bitext %d: %w", id, store.ErrNotFound) }

// Add implements [store.Library].
func (s *Store) Add(ctx context.Context, n store.New) (id store.ID, err error) {
	if err := n.Check(); err != nil {
		return 0, err
	}
	now := time.Now().UTC()
	err = s.change(ctx, func(tx *sql.Tx) error {
		var seal string
		var documents [2]int64
		for i, d := range []*corpus.Document{n.Original, n.Translation} {
			file := []store.File{n.OriginalFile, n.TranslationFile}[i]
			if documents[i], seal, err = addDocument(ctx, tx, d, file, seal); err != nil {
				return err
			}
		}
		if err := tx.QueryRowContext(ctx, `INSERT INTO bitext (title, created, original, translation, version, seal) VALUES (?, ?, ?, ?, 0, ?) RETURNING id`,
			n.Title, now.Format(time.RFC3339Nano), documents[0], documents[1], seal).Scan(&id); err != nil {
			return err
		}
		return enter(ctx, tx, id, seal, store.Entries(0, n.Edits, now))
	})
	return id, err
}

// addDocument keeps a document and gives its number and the seal of what came before and of it.
func addDocument(ctx context.Context, tx *sql.Tx, d *corpus.Document, file store.File, seal string) (int64, string, error) {
	hash := hexHash(d.Source)
	if _, err := tx.ExecContext(ctx, "INSERT INTO source (sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, []byte(d.Source)); err != nil {
		return 0, "", err
	}
	bare := *d
	bare.Source = ""
	body, err := json.Marshal(bare)
	if err != nil {
		return 0, "", fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	var id int64
	err = tx.QueryRowContext(ctx, `INSERT INTO document (source, body, lang, bytes, blocks, file, file_hash) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		hash, string(body), d.Lang, len(d.Source), len(d.Blocks), file.Name, file.SHA256).Scan(&id)
	return id, next(seal, hash+string(body)), err
}

// next is the seal of something that stands behind what has a seal.
func next(seal, body string) string { return hexHash(seal + body) }

func hexHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Rename implements [store.Library].
func (s *Store) Rename(ctx context.Context, id store.ID, title string) error {
	if err := store.CheckTitle(title); err != nil {
		return err
	}
	return s.update(ctx, id, "UPDATE bitext SET title = ? WHERE id = ? AND removed IS NULL", title, id)
}

// Remove implements [store.Library].
func (s *Store) Remove(ctx context.Context, id store.ID) error {
	return s.update(ctx, id, "UPDATE bitext SET removed = ? WHERE id = ? AND removed IS NULL", time.Now().UTC().Format(time.RFC3339Nano), id)
}

// Restore implements [store.Library].
func (s *Store) Restore(ctx context.Context, id store.ID) error {
	return s.update(ctx, id, "UPDATE bitext SET removed = NULL WHERE id = ?", id)
}

// update does a statement that must change one bitext, and notes the change.
func (s *Store) update(ctx context.Context, id store.ID, statement string, args ...any) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, statement, args...)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return cmp.Or(err, notFound(id))
		}
		return note(ctx, tx, id)
	})
}
