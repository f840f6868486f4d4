package workspace

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"muqabala/align"
	"muqabala/align/collate"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/store"
)

// Bitext is an open bitext.
type Bitext struct {
	ID    store.ID
	Title string
	Note  string // what its readers must know; may be empty
	Hub   *Hub

	mu                    sync.Mutex // held while the bitext changes
	checks                sync.Mutex // held while it is checked
	session               *store.Session
	collation             *collate.Collation
	original, translation *corpus.Document // they never change
	options               collate.Options
	rules                 ruleset
	derived               *derived
	kept                  time.Time // when what is known was kept last
	realigned             bool      // since then
	found                 []found
	left                  []found   // of them, what the rules leave; nil where that is to be worked out
	changed               int       // version that changed the texts last
	checked               int       // version that was checked last, -1 for none
	checking              bool      // somebody checks, or is about to
	wanted                time.Time // when a check was last asked for
	parts                 partial
	asked                 string // [ruleset.digest] of the check that what was found comes from
	proposed              []Repair
	ranks                 []int32 // see [ranksOf]
	view                  atomic.Pointer[View]
	refreshed             time.Time // when the store was last asked what others have done
	now                   func() time.Time

	foundAgain func(store.ID) // is told when findings have changed without an edit; may be nil
}

// open makes a session an open bitext that can be shown: its order and its rows are worked out, or known from before. at is
// told how far that is.
func open(ctx context.Context, cache store.Cache, s *store.Session, rules ruleset, title, note string, at func(Stage)) (*Bitext, error) {
	b := &Bitext{ID: s.ID, Title: title, Note: note, Hub: NewHub(), session: s, checked: -1, now: time.Now}
	var err error
	if b.options, err = collate.MachineOptions(); err != nil {
		return nil, err
	}
	b.follow(rules)
	err = s.Read(func(bitext *corpus.Bitext) error {
		b.original, b.translation = bitext.Original, bitext.Translation
		b.derived = newDerived(cache, s.ID, bitext.Original, bitext.Translation)
		at(Ordering)
		l, err := b.derived.layout(ctx, bitext)
		if err != nil {
			return err
		}
		b.collation = &collate.Collation{Bitext: bitext, Layout: l}
		b.derived.recall(ctx, b.collation)
		b.found, err = structures(ctx, b.collation)
		return err
	})
	if err != nil {
		return nil, err
	}
	if before, ok := b.derived.findings(ctx); ok {
		b.remember(before)
	}
	b.proposed = proposals(b.collation.Layout.Edits)
	b.ranks = ranksOf(b.collation.Layout.Order, len(b.Translation().Blocks))
	at(Aligning)
	return b, b.look(ctx, nil)
}

// finish checks the text and keeps what is known now, where it was never checked; one that was edited since is checked again.
func (b *Bitext) finish(ctx context.Context) error {
	b.mu.Lock()
	never := b.checked < 0
	if !never {
		since := b.since(b.checked)
		if !slices.ContainsFunc(since, checkable) {
			b.parts.whole = b.View()
		}
		b.recheck(since)
		if b.asked != b.rules.digest {
			b.check()
		}
	}
	b.mu.Unlock()
	if !never {
		return nil
	}
	if err := b.Check(ctx); err != nil {
		return err
	}
	b.keep(ctx)
	return nil
}

// View is the bitext as it is now.
func (b *Bitext) View() *View { return b.view.Load() }

// Original is the document translated.
func (b *Bitext) Original() *corpus.Document { return b.original }

// Translation is its translation.
func (b *Bitext) Translation() *corpus.Document { return b.translation }

// Layout is what was found out about the order of the translation. It must not be changed.
func (b *Bitext) Layout() *layout.Layout { return b.collation.Layout }

// Aligner is what was learnt from the rows; it links words.
func (b *Bitext) Aligner(ctx context.Context) (a *align.Aligner, err error) {
	err = b.session.Read(func(*corpus.Bitext) (err error) {
		a, err = b.collation.Aligner(ctx)
		return err
	})
	return a, err
}

// Read lets f look at the bitext itself, which does not change meanwhile; f must not keep it.
func (b *Bitext) Read(f func(*corpus.Bitext)) {
	_ = b.session.Read(func(bitext *corpus.Bitext) error { f(bitext); return nil }) // f gives no error
}

// Snapshot is the bitext as its view has it, for the caller alone: it can be read for long while others change the bitext.
func (b *Bitext) Snapshot() (*corpus.Bitext, *View, error) {
	v := b.View()
	var log []corpus.Edit
	b.Read(func(bitext *corpus.Bitext) { log = bitext.Log()[:v.Version] })
	copied, err := corpus.Replay(b.Original(), b.Translation(), log)
	return copied, v, err
}

// Do carries an action out: the edit that it amounts to is stored and seen, or nothing happens. Errors wrap
// [corpus.ErrConflict] where the action does not fit the bitext, [ErrStale] where a row has changed since it was seen.
func (b *Bitext) Do(ctx context.Context, who string, a Action) (Change, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	err := b.edit(ctx, who, a)
	if errors.Is(err, store.ErrStale) { // another program has written to the store; the session has caught up
		if err := b.look(ctx, nil); err != nil {
			return Change{View: b.View()}, err
		}
		err = b.edit(ctx, who, a)
	}
	old := b.View()
	if err != nil {
		return Change{View: old}, err
	}
	edits := b.since(old.Version)
	if err := b.look(context.WithoutCancel(ctx), edits); err != nil { // what is stored must be seen
		return Change{View: old}, err
	}
	change := difference(old, b.View())
	change.Who = who
	if change.Edits > 0 {
		b.Hub.changed(change)
		b.recheck(edits)
	}
	return change, nil
}

// edit plans the action and stores what it amounts to.
func (b *Bitext) edit(ctx context.Context, who string, a Action) error {
	return b.session.Edit(ctx, func(bitext *corpus.Bitext) error {
		p := &planner{owner: b, bitext: bitext, view: b.View(), who: who, by: a.By, at: b.now()}
		version := bitext.Version()
		err := p.run(a)
		if err == nil {
			bitext.Sign(version, a.By)
		}
		return err
	})
}

// since are the edits behind the first n.
func (b *Bitext) since(n int) (edits []corpus.Edit) {
	b.Read(func(bitext *corpus.Bitext) { edits = bitext.Since(n) })
	return edits
}

// look makes the view what the bitext is. Where edits are given, they are all that has happened since the last view.
func (b *Bitext) look(ctx context.Context, edits []corpus.Edit) error {
	return b.session.Read(func(bitext *corpus.Bitext) error {
		b.collation.Bitext = bitext
		v, err := b.build(ctx, bitext, edits)
		if err == nil {
			b.view.Store(v)
		}
		return err
	})
}

// stale is how old a look at the store may be before it is taken again.
const stale = time.Second

// Refresh takes in what other programs have stored, and tells those who are there. It asks the store once a second at most.
func (b *Bitext) Refresh(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now().Sub(b.refreshed) < stale {
		return nil
	}
	b.refreshed = b.now()
	changed, err := b.session.Refresh(ctx)
	if err != nil || !changed {
		return err
	}
	old := b.View()
	if err := b.look(ctx, nil); err != nil {
		return err
	}
	b.Hub.changed(difference(old, b.View()))
	b.recheck(b.since(old.Version))
	return nil
}

// Realign learns anew from the rows as they are now, and fits to that what nobody linked or confirmed. People may go on
// meanwhile; what they do in that time is fitted as well.
func (b *Bitext) Realign(ctx context.Context) (Change, error) {
	copied, old, err := b.Snapshot()
	if err != nil {
		return Change{View: b.View()}, err
	}
	anew := &collate.Collation{Bitext: copied, Layout: b.Layout()}
	if _, err := anew.Shared(ctx); err != nil {
		return Change{View: old}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	old = b.View()
	if err := b.collation.Adopt(ctx, anew); err != nil {
		return Change{View: old}, err
	}
	if err := b.look(ctx, nil); err != nil {
		return Change{View: old}, err
	}
	b.realigned, b.kept = true, time.Time{}
	change := difference(old, b.View())
	b.Hub.changed(change)
	b.check()
	return change, nil
}
