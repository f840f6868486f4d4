package workspace

import (
	"context"
	"encoding/json"
	"errors"

	"muqabala/corpus/store"
)

// statsName is what the figures of a bitext are kept under where nobody has chosen rules; see [ruleset].
const statsName = "stats/2"

// Shelved is a bitext of the library, with its figures where they are known.
type Shelved struct {
	store.Info
	Stats Stats
	Known bool // the figures are those of the bitext as it is
}

// Shelf lists the bitexts. The figures of those that are open are worked out and kept for later; those of others are what
// was kept, if nothing has changed since.
func (l *Library) Shelf(ctx context.Context) ([]Shelved, error) {
	all, err := l.Store.Bitexts(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := l.ruleset(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Shelved, len(all))
	for i, info := range all {
		out[i] = Shelved{Info: info}
		if b := l.opened(info.ID); b != nil {
			err = out[i].look(ctx, l.Store, rules.stats, b.View())
		} else {
			err = out[i].recall(ctx, l.Store, rules.stats)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// opened is the bitext where it is open already, nil otherwise.
func (l *Library) opened(id store.ID) *Bitext {
	l.mu.Lock()
	o := l.open[id]
	l.mu.Unlock()
	if o == nil {
		return nil
	}
	s, _ := o.State()
	return s.Bitext
}

// look takes the figures from a view, and keeps them where they are new.
func (s *Shelved) look(ctx context.Context, cache store.Cache, name string, v *View) error {
	s.Stats, s.Known = v.Stats(), true
	return keepStats(ctx, cache, s.ID, name, v.Version, s.Stats)
}

// keepStats keeps the figures of a version of a bitext where they are not kept already.
func keepStats(ctx context.Context, cache store.Cache, id store.ID, name string, version int, stats Stats) error {
	kept, err := cache.Derived(ctx, id, name)
	if err == nil && kept.Version == version {
		return nil
	}
	data, err := json.Marshal(stats)
	if err != nil {
		return err
	}
	err = cache.PutDerived(ctx, id, store.Derived{Name: name, Version: version, Data: data})
	if errors.Is(err, store.ErrReadOnly) || errors.Is(err, store.ErrFull) {
		return nil // they are known all the same
	}
	return err
}

// recall takes the figures that were kept.
func (s *Shelved) recall(ctx context.Context, cache store.Cache, name string) error {
	kept, err := cache.Derived(ctx, s.ID, name)
	switch {
	case errors.Is(err, store.ErrNotFound) || err == nil && kept.Version != s.Version:
		return nil
	case err != nil:
		return err
	}
	s.Known = json.Unmarshal(kept.Data, &s.Stats) == nil // figures of another form are worked out again
	return nil
}
