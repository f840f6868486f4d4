// Package memory is a [store.Store] that forgets everything when the program ends, for demonstrations and tests.
package memory

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/store"
)

// Store is in memory. Its zero value is empty and ready.
type Store struct {
	mu       sync.Mutex
	bitexts  []*bitext // of ID i+1
	settings map[[2]string]string
	seq      int64
	cursors  map[string]int64 // by follower
}

// bitext is what is kept of one.
type bitext struct {
	info                  store.Info
	original, translation *corpus.Document
	log                   []corpus.Edit
	derived               map[string]store.Derived
	seq                   int64 // of its last change
}

var _ store.Store = (*Store)(nil)

// Close does nothing.
func (s *Store) Close() error { return nil }

// Bitexts implements [store.Library].
func (s *Store) Bitexts(ctx context.Context) ([]store.Info, error) { return s.list(ctx, false) }

// Removed implements [store.Library].
func (s *Store) Removed(ctx context.Context) ([]store.Info, error) { return s.list(ctx, true) }

func (s *Store) list(ctx context.Context, removed bool) ([]store.Info, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []store.Info
	for _, b := range s.bitexts {
		if b.removed() == removed {
			out = append(out, b.info)
		}
	}
	return out, ctx.Err()
}

// Info implements [store.Library].
func (s *Store) Info(ctx context.Context, id store.ID) (info store.Info, err error) {
	err = s.with(ctx, id, true, func(b *bitext) error {
		info = b.info
		return nil
	})
	return info, err
}

// with calls f with a bitext, locked.
func (s *Store) with(ctx context.Context, id store.ID, removedToo bool, f func(*bitext) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if id < 1 || int(id) > len(s.bitexts) || s.bitexts[id-1].removed() && !removedToo {
		return fmt.Errorf("bitext %d: %w", id, store.ErrNotFound)
	}
	return f(s.bitexts[id-1])
}

func (b *bitext) removed() bool { return !b.info.Removed.IsZero() }

// Add implements [store.Library].
func (s *Store) Add(ctx context.Context, n store.New) (store.ID, error) {
	if err := cmp.Or(ctx.Err(), n.Check()); err != nil {
		return 0, err
	}
	now := time.Now().UTC().Round(0)
	log, err := copied(store.Entries(0, n.Edits, now))
	if err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &bitext{original: n.Original, translation: n.Translation, derived: map[string]store.Derived{}}
	b.info = store.Info{ID: store.ID(len(s.bitexts) + 1), Title: n.Title, Created: now, LastActivity: now,
		Original: about(n.Original, n.OriginalFile), Translation: about(n.Translation, n.TranslationFile)}
	b.enter(log)
	s.bitexts = append(s.bitexts, b)
	s.changed(b)
	return b.info.ID, nil
}

func about(d *corpus.Document, f store.File) store.DocumentInfo {
	return store.DocumentInfo{File: f, Lang: d.Lang, Bytes: len(d.Source), Blocks: len(d.Blocks)}
}

// copied is what the edits are after a way through their JSON: a copy of its own, or why there is none.
func copied(edits []corpus.Edit) ([]corpus.Edit, error) {
	data, err := json.Marshal(edits)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	var out []corpus.Edit
	return out, json.Unmarshal(data, &out)
}

// enter appends to the log.
func (b *bitext) enter(edits []corpus.Edit) {
	b.log = append(b.log, edits...)
	b.info.Version = len(b.log)
	if len(edits) > 0 {
		last := edits[len(edits)-1]
		b.info.LastActivity, b.info.LastAuthor = last.Time, last.Author
	}
}

// changed notes that the bitext has changed.
func (s *Store) changed(b *bitext) {
	s.seq++
	b.seq = s.seq
}

// Rename implements [store.Library].
func (s *Store) Rename(ctx context.Context, id store.ID, title string) error {
	if err := store.CheckTitle(title); err != nil {
		return err
	}
	return s.with(ctx, id, false, func(b *bitext) error {
		b.info.Title = title
		s.changed(b)
		return nil
	})
}

// Remove implements [store.Library].
func (s *Store) Remove(ctx context.Context, id store.ID) error {
	return s.with(ctx, id, false, func(b *bitext) error {
		b.info.Removed = time.Now().UTC().Round(0)
		s.changed(b)
		return nil
	})
}

// Restore implements [store.Library].
func (s *Store) Restore(ctx context.Context, id store.ID) error {
	return s.with(ctx, id, true, func(b *bitext) error {
		b.info.Removed = time.Time{}
		s.changed(b)
		return nil
	})
}

// Load implements [store.Log].
func (s *Store) Load(ctx context.Context, id store.ID) (out *corpus.Bitext, err error) {
	err = s.with(ctx, id, false, func(b *bitext) error {
		out, err = corpus.Replay(b.original, b.translation, b.log)
		return err
	})
	return out, err
}

// Edits implements [store.Log].
func (s *Store) Edits(ctx context.Context, id store.ID, n int) (out []corpus.Edit, err error) {
	err = s.with(ctx, id, false, func(b *bitext) error {
		out = slices.Clone(b.log[min(max(n, 0), len(b.log)):])
		return nil
	})
	return out, err
}

// Append implements [store.Log].
func (s *Store) Append(ctx context.Context, id store.ID, version int, edits ...corpus.Edit) error {
	log, err := copied(store.Entries(version, edits, time.Now()))
	if err != nil {
		return err
	}
	return s.with(ctx, id, false, func(b *bitext) error {
		if len(b.log) != version {
			return &store.StaleError{Bitext: id, Version: version, Current: len(b.log)}
		}
		if len(log) > 0 {
			b.enter(log)
			s.changed(b)
		}
		return nil
	})
}

// Derived implements [store.Cache].
func (s *Store) Derived(ctx context.Context, id store.ID, name string) (out store.Derived, err error) {
	err = s.with(ctx, id, false, func(b *bitext) error {
		d, ok := b.derived[name]
		if !ok {
			return fmt.Errorf("derived %q of bitext %d: %w", name, id, store.ErrNotFound)
		}
		d.Data = slices.Clone(d.Data)
		out = d
		return nil
	})
	return out, err
}

// PutDerived implements [store.Cache].
func (s *Store) PutDerived(ctx context.Context, id store.ID, d store.Derived) error {
	if err := store.CheckDerived(d); err != nil {
		return err
	}
	return s.with(ctx, id, false, func(b *bitext) error {
		if d.Version >= b.derived[d.Name].Version {
			d.Data = slices.Clone(d.Data)
			b.derived[d.Name] = d
		}
		return nil
	})
}

// Settings implements [store.Settings].
func (s *Store) Settings(ctx context.Context, owner string) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]string{}
	for k, v := range s.settings {
		if k[0] == owner {
			out[k[1]] = v
		}
	}
	return out, ctx.Err()
}

// PutSetting implements [store.Settings].
func (s *Store) PutSetting(ctx context.Context, owner, key, value string) error {
	if err := cmp.Or(ctx.Err(), store.CheckSetting(owner, key, value)); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.settings == nil {
		s.settings = map[[2]string]string{}
	}
	s.settings[[2]string{owner, key}] = value
	maps.DeleteFunc(s.settings, func(_ [2]string, v string) bool { return v == "" })
	return nil
}

// Changes implements [store.Outbox].
func (s *Store) Changes(ctx context.Context, follower string, limit int) ([]store.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []store.Change
	for _, b := range s.bitexts {
		if b.seq > s.cursors[follower] {
			out = append(out, store.Change{Seq: b.seq, Bitext: b.info.ID, Version: b.info.Version, Removed: b.removed()})
		}
	}
	slices.SortFunc(out, func(x, y store.Change) int { return cmp.Compare(x.Seq, y.Seq) })
	return out[:min(max(limit, 0), len(out))], ctx.Err()
}

// Acknowledge implements [store.Outbox].
func (s *Store) Acknowledge(ctx context.Context, follower string, seq int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cursors == nil {
		s.cursors = map[string]int64{}
	}
	s.cursors[follower] = seq
	return ctx.Err()
}
