package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/store"
)

// Report is what [Store.Verify] has looked at and found.
type Report struct {
	Bitexts, Edits, Sources, Derived int // looked at
	Problems                         []string
}

// add enters a problem.
func (r *Report) add(format string, args ...any) {
	r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
}

// Verify looks whether the project is whole: SQLite's own checks; the hash of every source; the seal of every entry of
// every log, which covers both documents and all entries before it; and every log replayed from the documents, removed
// bitexts included. What was worked out is checked for belonging to a version that there is. The error is about what could
// not be looked at; what is wrong is in the report.
func (s *Store) Verify(ctx context.Context) (*Report, error) {
	r := &Report{}
	for _, check := range []func(context.Context, *Report) error{s.verifyFile, s.verifySources, s.verifyBitexts, s.verifyDerived} {
		if err := check(ctx, r); err != nil {
			if code(err) == corrupt {
				r.add("%v", err)
				continue
			}
			return r, explain(err)
		}
	}
	return r, nil
}

// each runs a query and gives every row to f.
func (s *Store) each(ctx context.Context, query string, f func(scan func(...any) error) error, args ...any) error {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *Store) verifyFile(ctx context.Context, r *Report) error {
	err := s.each(ctx, "PRAGMA integrity_check", func(scan func(...any) error) error {
		var line string
		if err := scan(&line); err != nil || line == "ok" {
			return err
		}
		r.add("the file: %s", line)
		return nil
	})
	if err != nil {
		return err
	}
	return s.each(ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check`, func(scan func(...any) error) error {
		var table, parent string
		var row int64
		err := scan(&table, &row, &parent)
		r.add("row %d of table %s names a %s that is not there", row, table, parent)
		return err
	})
}

func (s *Store) verifySources(ctx context.Context, r *Report) error {
	return s.each(ctx, "SELECT sha256, text FROM source", func(scan func(...any) error) error {
		var hash string
		var text []byte
		if err := scan(&hash, &text); err != nil {
			return err
		}
		r.Sources++
		if got := hexHash(string(text)); got != hash {
			r.add("source %.12s…: its bytes have the hash %.12s…", hash, got)
		}
		return nil
	})
}

// sealed is a bitext as far as its seals go.
type sealed struct {
	id                    store.ID
	title, seal           string
	version               int
	original, translation struct{ hash, body string }
}

func (s *Store) verifyBitexts(ctx context.Context, r *Report) error {
	var all []sealed
	err := s.each(ctx, `SELECT b.id, b.title, b.seal, b.version, o.source, o.body, t.source, t.body
		FROM bitext b JOIN document o ON o.id = b.original JOIN document t ON t.id = b.translation ORDER BY b.id`,
		func(scan func(...any) error) error {
			var b sealed
			err := scan(&b.id, &b.title, &b.seal, &b.version, &b.original.hash, &b.original.body, &b.translation.hash, &b.translation.body)
			all = append(all, b)
			return err
		})
	if err != nil {
		return err
	}
	for _, b := range all {
		r.Bitexts++
		if err := s.verifyLog(ctx, r, b); err != nil {
			return err
		}
		if err := s.verifyReplay(ctx, r, b); err != nil {
			return err
		}
	}
	return nil
}

// verifyLog follows the seals of a log from the documents on.
func (s *Store) verifyLog(ctx context.Context, r *Report, b sealed) error {
	seal := next(next("", b.original.hash+b.original.body), b.translation.hash+b.translation.body)
	place := 0
	err := s.each(ctx, "SELECT id, body, seal FROM edit WHERE bitext = ? ORDER BY id", func(scan func(...any) error) error {
		var id int
		var body, has string
		if err := scan(&id, &body, &has); err != nil {
			return err
		}
		place++
		r.Edits++
		if id != place {
			r.add("bitext %d: edit %d stands where edit %d should", b.id, id, place)
			place = id
		}
		if seal = next(seal, body); seal != has {
			r.add("bitext %d: the seal of edit %d does not fit it, what stands before it, or the documents", b.id, id)
			seal = has
		}
		var e corpus.Edit
		if err := json.Unmarshal([]byte(body), &e); err != nil || e.ID != id {
			r.add("bitext %d: edit %d cannot be read, or says it is edit %d: %v", b.id, id, e.ID, err)
		}
		return nil
	}, b.id)
	if err == nil && (place != b.version || seal != b.seal) {
		r.add("bitext %d: its log has %d entries and should have %d; the last seals fit: %v", b.id, place, b.version, seal == b.seal)
	}
	return err
}

// verifyReplay makes the bitext from its documents and its log, removed or not.
func (s *Store) verifyReplay(ctx context.Context, r *Report, b sealed) error {
	var texts [2][]byte
	for i, hash := range []string{b.original.hash, b.translation.hash} {
		if err := s.read.QueryRowContext(ctx, "SELECT text FROM source WHERE sha256 = ?", hash).Scan(&texts[i]); err != nil {
			return err
		}
	}
	o, errO := document([]byte(b.original.body), texts[0])
	t, errT := document([]byte(b.translation.body), texts[1])
	if err := cmp.Or(errO, errT); err != nil {
		r.add("bitext %d: %v", b.id, err)
		return nil
	}
	log, err := s.edits(ctx, b.id, 0)
	if code(err) != 0 {
		return err
	} else if err != nil {
		return nil // said by verifyLog
	}
	if _, err := corpus.Replay(o, t, log); err != nil {
		r.add("bitext %d (%s): the log does not replay: %v", b.id, strings.TrimSpace(b.title), err)
	}
	return ctx.Err()
}

func (s *Store) verifyDerived(ctx context.Context, r *Report) error {
	err := s.each(ctx, "SELECT d.bitext, d.name, d.version, b.version FROM derived d JOIN bitext b ON b.id = d.bitext", func(scan func(...any) error) error {
		var id store.ID
		var name string
		var version, has int
		err := scan(&id, &name, &version, &has)
		r.Derived++
		if version > has {
			r.add("bitext %d: %s was worked out from version %d, and there are %d", id, name, version, has)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.each(ctx, "SELECT b.id FROM bitext b LEFT JOIN change c ON c.bitext = b.id WHERE c.seq IS NULL", func(scan func(...any) error) error {
		var id store.ID
		err := scan(&id)
		r.add("bitext %d: no follower, such as the search index, was told of it", id)
		return err
	})
}
