// Package indexer keeps a search index in step with a store of bitexts.
//
// The store's outbox names the bitexts that have changed, in order; each is put into the index as it is now, and only then
// is the change acknowledged. A crash in between repeats an update, which changes nothing. When it starts, the indexer
// compares the version of every bitext with that in the index, so that an index that was lost, damaged or copied is mended.
package indexer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"muqabala/corpus/search"
	"muqabala/corpus/store"
)

// Store is what the indexer reads.
type Store interface {
	store.Outbox
	Bitexts(ctx context.Context) ([]store.Info, error)
	Info(ctx context.Context, id store.ID) (store.Info, error)
}

// Index is a search index that knows which version of a bitext it has: -1 for none.
type Index interface {
	search.Index
	Version(ctx context.Context, document string) (int64, error)
}

// Records makes what is indexed of a bitext as it is now, at that version or a later one.
type Records func(ctx context.Context, info store.Info) (search.Bitext, error)

// Indexer brings changes from a store to an index.
type Indexer struct {
	store    Store
	index    Index
	follower string // its name in the outbox
	records  Records

	Failed func(error)   // is told of what is tried again later; may be nil
	Every  time.Duration // how often the outbox is asked; 0: 200 ms

	behind atomic.Int64

	mu      sync.Mutex
	bitexts map[store.ID]*progress
	again   map[store.ID]bool // see [Indexer.Again]
}

// progress is what has been done for a bitext since the indexer was made. Its lock is held while it is put into the index.
type progress struct {
	sync.Mutex
	seq int64 // the last change that the index has
}

// New makes an indexer. follower names the index in the outbox: one name an index.
func New(s Store, x Index, follower string, r Records) *Indexer {
	return &Indexer{store: s, index: x, follower: follower, records: r, bitexts: map[store.ID]*progress{}, again: map[store.ID]bool{}}
}

// DocumentID is the ID of a bitext in the index.
func DocumentID(id store.ID) string { return strconv.FormatInt(int64(id), 10) }

// Behind is how many bitexts the index does not have as they are, as far as is known.
func (x *Indexer) Behind() int { return int(x.behind.Load()) }

// Sync compares every bitext of the store with the index, writes those that differ and removes those that the store does not
// have, whatever the outbox says.
func (x *Indexer) Sync(ctx context.Context) (written int, err error) {
	all, err := x.store.Bitexts(ctx)
	if err != nil {
		return 0, err
	}
	if err := x.removeOthers(ctx, all); err != nil {
		return 0, err
	}
	var differ []store.Info
	for _, info := range all {
		v, err := x.index.Version(ctx, DocumentID(info.ID))
		if err != nil {
			return 0, err
		}
		if v != int64(info.Version) {
			differ = append(differ, info)
		}
	}
	x.behind.Store(int64(len(differ)))
	for _, info := range differ {
		p := x.progress(info.ID)
		p.Lock()
		err := x.update(ctx, info)
		p.Unlock()
		if err != nil {
			return written, fmt.Errorf("bitext %d: %w", info.ID, err)
		}
		written++
		x.behind.Add(-1)
	}
	return written, nil
}

// removeOthers takes out what the store does not have.
func (x *Indexer) removeOthers(ctx context.Context, all []store.Info) error {
	indexed, err := x.index.Facets(ctx, search.Query{})
	if err != nil {
		return err
	}
	others := indexed.Counts[search.DocumentField]
	for _, info := range all {
		delete(others, DocumentID(info.ID))
	}
	for id := range others {
		if err := x.index.Remove(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// changesAtOnce is how many changes are asked for.
const changesAtOnce = 100

// CatchUp works off the outbox. A bitext is put into the index as it is now, so that of its changes that are there already one is
// enough.
func (x *Indexer) CatchUp(ctx context.Context) error {
	for {
		changes, err := x.store.Changes(ctx, x.follower, changesAtOnce)
		if err != nil || len(changes) == 0 {
			return err
		}
		x.behind.Store(int64(len(changes)))
		last := lastOf(changes)
		for _, c := range changes {
			p := x.progress(c.Bitext)
			p.Lock()
			err := x.bring(ctx, p, last[c.Bitext])
			p.Unlock()
			if err != nil {
				return err
			}
			if err := x.store.Acknowledge(ctx, x.follower, c.Seq); err != nil {
				return err
			}
			x.behind.Add(-1)
		}
	}
}

// editsAtOnce is how many changes are looked through for edits.
const editsAtOnce = 10_000

// catchUpEdits brings the changes of bitexts that the index has, and acknowledges none: so that no edit waits until a large bitext,
// which came before it, is aligned.
func (x *Indexer) catchUpEdits(ctx context.Context) error {
	changes, err := x.store.Changes(ctx, x.follower, editsAtOnce)
	if err != nil {
		return err
	}
	for id, c := range lastOf(changes) {
		if _, err := x.try(ctx, id, func(p *progress) error { return x.bring(ctx, p, c) }); err != nil {
			return err
		}
	}
	return x.bringAgain(ctx)
}

// try does something for a bitext that the index has, unless it is busy: something is being done for it.
func (x *Indexer) try(ctx context.Context, id store.ID, do func(*progress) error) (busy bool, err error) {
	if v, err := x.index.Version(ctx, DocumentID(id)); err != nil || v < 0 {
		return false, nil // whatever is wrong, CatchUp will say so
	}
	p := x.progress(id)
	if !p.TryLock() {
		return true, nil
	}
	defer p.Unlock()
	return false, do(p)
}

// Again has a bitext put into the index again, though its version is the same: what is known of it beside its texts has changed, such
// as what checks find. A bitext that the index does not have comes with its change.
func (x *Indexer) Again(id store.ID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.again[id] = true
}

func (x *Indexer) bringAgain(ctx context.Context) error {
	x.mu.Lock()
	ids := slices.Collect(maps.Keys(x.again))
	clear(x.again)
	x.mu.Unlock()
	for _, id := range ids {
		busy, err := x.try(ctx, id, func(*progress) error {
			info, err := x.store.Info(ctx, id)
			if err != nil || !info.Removed.IsZero() {
				return err
			}
			return x.update(ctx, info)
		})
		if busy || err != nil {
			x.Again(id)
		}
		if err != nil {
			return fmt.Errorf("bitext %d: %w", id, err)
		}
	}
	return nil
}

// lastOf are the last of some changes of each bitext.
func lastOf(changes []store.Change) map[store.ID]store.Change {
	out := map[store.ID]store.Change{}
	for _, c := range changes {
		out[c.Bitext] = c
	}
	return out
}

func (x *Indexer) progress(id store.ID) *progress {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.bitexts[id] == nil {
		x.bitexts[id] = &progress{}
	}
	return x.bitexts[id]
}

// bring makes the index have a change, unless it has it. The lock of p is held.
func (x *Indexer) bring(ctx context.Context, p *progress, c store.Change) error {
	if p.seq >= c.Seq {
		return nil
	}
	if err := x.apply(ctx, c); err != nil {
		return fmt.Errorf("bitext %d: %w", c.Bitext, err)
	}
	p.seq = c.Seq
	return nil
}

// apply makes the index have one change.
func (x *Indexer) apply(ctx context.Context, c store.Change) error {
	info, err := x.store.Info(ctx, c.Bitext)
	if errors.Is(err, store.ErrNotFound) || err == nil && !info.Removed.IsZero() {
		return x.index.Remove(ctx, DocumentID(c.Bitext))
	}
	if err != nil {
		return err
	}
	if has, err := x.has(ctx, info); has || err != nil {
		return err
	}
	return x.update(ctx, info)
}

// has reports whether the index has a bitext as it is now, as after [Indexer.Sync]: its version, and its title, which has none.
func (x *Indexer) has(ctx context.Context, info store.Info) (bool, error) {
	id := DocumentID(info.ID)
	v, err := x.index.Version(ctx, id)
	if err != nil || v != int64(info.Version) {
		return false, err
	}
	r, err := x.index.Search(ctx, search.Query{Filters: []search.Filter{{Field: search.DocumentField, Values: []string{id}}}, Limit: 1})
	return err == nil && len(r.Hits) > 0 && r.Hits[0].Document == id && r.Hits[0].Title == info.Title, err
}

func (x *Indexer) update(ctx context.Context, info store.Info) error {
	b, err := x.records(ctx, info)
	if errors.Is(err, store.ErrNotFound) { // removed in the meantime: the outbox says so next
		return nil
	}
	if err != nil {
		return err
	}
	err = x.index.Update(ctx, b)
	if errors.Is(err, search.ErrStale) { // the store was put back to an older state: the index follows
		if err = x.index.Remove(ctx, b.ID); err == nil {
			err = x.index.Update(ctx, b)
		}
	}
	return err
}

// The pauses after failures, doubled from the first to the last.
const minPause, maxPause = 250 * time.Millisecond, 30 * time.Second

// Run keeps the index in step until ctx ends. What fails is tried again, ever more slowly.
func (x *Indexer) Run(ctx context.Context) {
	var edits sync.WaitGroup
	edits.Go(func() { x.repeat(ctx, x.catchUpEdits, never) })
	synced := false
	x.repeat(ctx, func(ctx context.Context) error {
		_, err := x.Sync(ctx)
		synced = err == nil
		return err
	}, func() bool { return synced })
	x.repeat(ctx, x.CatchUp, never)
	edits.Wait()
}

func never() bool { return false }

// repeat does something again and again until it is done with or ctx ends.
func (x *Indexer) repeat(ctx context.Context, do func(context.Context) error, done func() bool) {
	pause := time.Duration(0)
	for ctx.Err() == nil {
		err := do(ctx)
		if done() {
			return
		}
		wait := cmp.Or(x.Every, 200*time.Millisecond)
		if err != nil && ctx.Err() == nil {
			if x.Failed != nil {
				x.Failed(err)
			}
			pause = min(max(2*pause, minPause), maxPause)
			wait = pause
		} else {
			pause = 0
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}
