package search

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Searcher is the part of an [Index] that answers.
type Searcher interface {
	Search(ctx context.Context, q Query) (Result, error)
	Facets(ctx context.Context, q Query) (Facets, error)
	Suggest(ctx context.Context, text string, limit int) ([]string, error)
	Health(ctx context.Context) (Health, error)
}

// Fallback lets a second index answer while the first one cannot, and says so in what it answers. After a failure it leaves
// the first alone for a while, ever longer up to a minute.
type Fallback struct {
	first, second Searcher

	mu     sync.Mutex
	until  time.Time // the first is left alone until then
	pause  time.Duration
	reason string
	now    func() time.Time
}

// NewFallback makes a fallback.
func NewFallback(first, second Searcher) *Fallback {
	return &Fallback{first: first, second: second, now: time.Now}
}

// How long the first index is left alone after its first failure, and at most.
const minPause, maxPause = time.Second, time.Minute

// Search asks the first index, or the second, whose answer bears a note.
func (f *Fallback) Search(ctx context.Context, q Query) (Result, error) {
	r, note, err := answer(f, func(s Searcher) (Result, error) { return s.Search(ctx, q) })
	r.Note = note
	return r, err
}

// Facets asks likewise.
func (f *Fallback) Facets(ctx context.Context, q Query) (Facets, error) {
	r, _, err := answer(f, func(s Searcher) (Facets, error) { return s.Facets(ctx, q) })
	return r, err
}

// Suggest asks likewise.
func (f *Fallback) Suggest(ctx context.Context, text string, limit int) ([]string, error) {
	r, _, err := answer(f, func(s Searcher) ([]string, error) { return s.Suggest(ctx, text, limit) })
	return r, err
}

// Health is that of the index that answers.
func (f *Fallback) Health(ctx context.Context) (Health, error) {
	h, note, err := answer(f, func(s Searcher) (Health, error) { return s.Health(ctx) })
	h.Note = note
	return h, err
}

// answer asks the first index unless it has failed of late, then the second.
func answer[T any](f *Fallback, ask func(Searcher) (T, error)) (out T, note string, err error) {
	if note = f.resting(); note == "" {
		out, err = ask(f.first)
		if !errors.Is(err, ErrUnavailable) && !errors.Is(err, ErrDenied) {
			f.works()
			return out, "", err
		}
		note = f.failed(err)
	}
	out, err = ask(f.second)
	return out, note, err
}

// resting is why the first index is left alone, "" where it is not.
func (f *Fallback) resting() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now().Before(f.until) {
		return f.reason
	}
	return ""
}

func (f *Fallback) failed(err error) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pause = min(max(2*f.pause, minPause), maxPause)
	f.until, f.reason = f.now().Add(f.pause), err.Error()
	return f.reason
}

func (f *Fallback) works() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pause, f.reason = 0, ""
}
