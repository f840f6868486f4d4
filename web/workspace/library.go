package workspace

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"muqabala/align/collate"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/store"
)

// Library is the bitexts of a project. Those that somebody looks at are open.
type Library struct {
	Store  store.Store
	Fixed  Fixed
	mu     sync.Mutex
	open   map[store.ID]*Opening
	ruling sync.Mutex // held while the rules change

	findings []func(store.ID) // see [Library.OnFindings]
}

// OnFindings has f told of every open bitext whose findings have changed though nobody has edited it: it was checked again. f must
// not wait for the bitext.
func (l *Library) OnFindings(f func(store.ID)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.findings = append(l.findings, f)
}

func (l *Library) tellFindings(id store.ID) {
	l.mu.Lock()
	listeners := slices.Clone(l.findings)
	l.mu.Unlock()
	for _, f := range listeners {
		f(id)
	}
}

// Opening is a bitext that is open or about to be.
type Opening struct {
	done    chan struct{} // closed when nothing more will happen
	mu      sync.Mutex
	state   OpeningState
	changed chan struct{} // closed when the state changes
}

// OpeningState is how far an opening is at one time.
type OpeningState struct {
	Stage  Stage   // Ordering, Aligning, Checking, Done or Failed
	Bitext *Bitext // from Checking on
	Err    error   // of one that failed
}

// State is how far the opening is, with a channel that is closed when that has changed.
func (o *Opening) State() (OpeningState, <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state, o.changed
}

func (o *Opening) set(s OpeningState) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.state = s
	close(o.changed)
	o.changed = make(chan struct{})
}

// NewLibrary is a library on a store.
func NewLibrary(s store.Store) *Library { return &Library{Store: s, open: map[store.ID]*Opening{}} }

// Open begins to open the bitext of that ID where it is not open.
func (l *Library) Open(ctx context.Context, id store.ID) *Opening {
	l.mu.Lock()
	defer l.mu.Unlock()
	o, ok := l.open[id]
	if !ok {
		o = &Opening{done: make(chan struct{}), changed: make(chan struct{}), state: OpeningState{Stage: Ordering}}
		l.open[id] = o
		go l.load(context.WithoutCancel(ctx), id, o) // others may wait for it when ctx ends
	}
	return o
}

// Bitext is the bitext of that ID, opened where it is not. Who asks while it is being opened waits until it is checked as well.
func (l *Library) Bitext(ctx context.Context, id store.ID) (*Bitext, error) {
	o := l.Open(ctx, id)
	select {
	case <-o.done:
		s, _ := o.State()
		return s.Bitext, s.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Peek is the bitext of that ID as it is stored: the open one, brought up to date, or else one for the caller alone, which the
// library does not keep. shared says which.
func (l *Library) Peek(ctx context.Context, id store.ID) (b *Bitext, shared bool, err error) {
	l.mu.Lock()
	_, shared = l.open[id]
	l.mu.Unlock()
	if !shared {
		if b, err = l.read(ctx, id, func(Stage) {}); err == nil {
			err = b.finish(ctx)
		}
		return b, false, err
	}
	if b, err = l.Bitext(ctx, id); err == nil {
		err = b.Refresh(ctx)
	}
	return b, true, err
}

// load opens a bitext. A failure is not remembered.
func (l *Library) load(ctx context.Context, id store.ID, o *Opening) {
	defer close(o.done)
	b, err := l.read(ctx, id, func(s Stage) { o.set(OpeningState{Stage: s}) })
	if err == nil {
		b.foundAgain = l.tellFindings
		o.set(OpeningState{Stage: Checking, Bitext: b})
		err = b.finish(ctx)
	}
	if err != nil {
		l.Close(id)
		o.set(OpeningState{Stage: Failed, Err: err})
		return
	}
	o.set(OpeningState{Stage: Done, Bitext: b})
}

func (l *Library) read(ctx context.Context, id store.ID, at func(Stage)) (*Bitext, error) {
	info, err := l.Store.Info(ctx, id)
	if err != nil {
		return nil, err
	}
	notes, err := l.Store.Settings(ctx, "")
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, l.Store, id)
	if err != nil {
		return nil, err
	}
	rules, err := l.ruleset(ctx)
	if err != nil {
		return nil, err
	}
	return open(ctx, l.Store, s, rules, info.Title, notes[noteKey(id)], at)
}

// Close forgets an open bitext; what it holds is stored.
func (l *Library) Close(id store.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, id)
}

func noteKey(id store.ID) string { return "note/" + strconv.FormatInt(int64(id), 10) }

// New is two documents that are to become a bitext.
type New struct {
	Title                         string // "": that of the original
	Note                          string // what readers must know; may be empty
	Original, Translation         *corpus.Document
	OriginalFile, TranslationFile store.File
	// Edits are the first of the log; nil for the repairs that the layout proposes.
	Edits []corpus.Edit
	// AsRead leaves those repairs to people.
	AsRead bool
}

// Add keeps two documents as a bitext, with the repairs that the layout proposes, and names it.
func (l *Library) Add(ctx context.Context, n New) (store.ID, error) {
	if n.Title == "" {
		n.Title = title(n.Original, n.Translation)
	}
	entry := store.New{Title: n.Title, Original: n.Original, Translation: n.Translation,
		OriginalFile: n.OriginalFile, TranslationFile: n.TranslationFile, Edits: n.Edits}
	var found *layout.Layout
	if !n.AsRead && n.Edits == nil {
		var err error
		if found, err = collate.Layout(ctx, corpus.NewBitext(n.Original, n.Translation)); err != nil {
			return 0, err
		}
		entry.Edits = found.Edits
	}
	id, err := l.Store.Add(ctx, entry)
	if err != nil {
		return 0, fmt.Errorf("the bitext could not be kept: %w", err)
	}
	if found != nil {
		newDerived(l.Store, id, n.Original, n.Translation).putLayout(ctx, found)
	}
	if n.Note != "" {
		err = l.Store.PutSetting(ctx, "", noteKey(id), n.Note)
	}
	return id, err
}

// title is the first title or heading of the documents, or the name of the translation.
func title(documents ...*corpus.Document) string {
	for _, d := range documents {
		for _, b := range d.Blocks {
			if b.Kind == corpus.Title {
				return cut(d.Body(b.ID))
			}
		}
	}
	return documents[len(documents)-1].Name
}

// cut keeps a title within what a store takes.
func cut(s string) string {
	for len(s) > store.MaxTitle {
		r := []rune(s)
		s = string(r[:len(r)/2]) + "…"
	}
	return s
}
