package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"muqabala/corpus/search"
	"muqabala/corpus/search/embedded"
	"muqabala/corpus/search/indexer"
	"muqabala/corpus/search/meili"
	"muqabala/web"
	"muqabala/web/workspace"
)

// searchServer keeps the search of a server in step with its library, until it is closed.
type searchServer struct {
	web.Search
	stop    context.CancelFunc
	running sync.WaitGroup
	close   func() error
}

// startSearch makes the search of a library: in a folder, or for a while where there is none. Where a Meilisearch server is
// named it answers, and the index in the folder while it cannot.
func startSearch(ctx context.Context, l *workspace.Library, folder string, server meili.Options, out output) (*searchServer, error) {
	x, remove, err := openIndex(folder, out)
	if err != nil {
		return nil, err
	}
	x.SetSynonyms(server.Synonyms)
	ctx, stop := context.WithCancel(ctx)
	s := &searchServer{stop: stop, close: remove}
	r := newRecorder(l)
	follow := indexer.New(l.Store, x, "search", r.records)
	follow.Failed = func(err error) { slog.Warn("search index", "error", err) }
	l.OnFindings(follow.Again)
	s.running.Go(func() { follow.Run(ctx) })
	s.Search = web.Search{Index: x, Behind: follow.Behind}
	if server.URL != "" {
		late := &lateIndex{}
		s.running.Go(func() { late.connect(ctx, server, l, r) })
		s.Index = search.NewFallback(late, x)
	}
	return s, nil
}

// openIndex opens the index in a folder, or a temporary one.
func openIndex(folder string, out output) (*embedded.Index, func() error, error) {
	if folder == "" {
		return embedded.Temporary()
	}
	x, _, err := embedded.Open(folder)
	if err != nil {
		out.warn("%v; a temporary index answers", err)
		return embedded.Temporary()
	}
	return x, x.Close, nil
}

// Close ends the indexing and frees the index.
func (s *searchServer) Close() error {
	s.stop()
	s.running.Wait()
	return s.close()
}

// lateIndex is an index on a server that may come later.
type lateIndex struct {
	index  atomic.Pointer[meili.Index]
	reason atomic.Pointer[error]
}

// The pauses between attempts to reach the server.
const minReconnect, maxReconnect = time.Second, time.Minute

// connect reaches the server, fills an index that is new there, and keeps it in step.
func (l *lateIndex) connect(ctx context.Context, o meili.Options, library *workspace.Library, r *recorder) {
	for pause := minReconnect; ctx.Err() == nil; pause = min(2*pause, maxReconnect) {
		x, fresh, err := meili.Open(ctx, o)
		if err == nil && fresh {
			err = x.Rebuild(ctx, func(next *meili.Index) error {
				_, err := indexer.New(library.Store, next, "", r.records).Sync(ctx)
				return err
			})
		}
		if err == nil {
			x.SetSynonyms(o.Synonyms)
			l.index.Store(x)
			follow := indexer.New(library.Store, x, "search "+o.URL+" "+o.Name, r.records)
			follow.Failed = func(err error) { slog.Warn("search server", "error", err) }
			library.OnFindings(follow.Again)
			follow.Run(ctx)
			return
		}
		l.reason.Store(&err)
		slog.Warn("search server", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// ready is the index, or why there is none yet.
func (l *lateIndex) ready() (*meili.Index, error) {
	if x := l.index.Load(); x != nil {
		return x, nil
	}
	switch reason := l.reason.Load(); {
	case reason == nil:
		return nil, fmt.Errorf("%w yet", search.ErrUnavailable)
	case errors.Is(*reason, search.ErrUnavailable), errors.Is(*reason, search.ErrDenied):
		return nil, *reason
	default:
		return nil, fmt.Errorf("%w: %w", search.ErrUnavailable, *reason)
	}
}

// Search asks the server.
func (l *lateIndex) Search(ctx context.Context, q search.Query) (search.Result, error) {
	x, err := l.ready()
	if err != nil {
		return search.Result{}, err
	}
	return x.Search(ctx, q)
}

// Facets asks the server.
func (l *lateIndex) Facets(ctx context.Context, q search.Query) (search.Facets, error) {
	x, err := l.ready()
	if err != nil {
		return search.Facets{}, err
	}
	return x.Facets(ctx, q)
}

// Suggest asks the server.
func (l *lateIndex) Suggest(ctx context.Context, text string, limit int) ([]string, error) {
	x, err := l.ready()
	if err != nil {
		return nil, err
	}
	return x.Suggest(ctx, text, limit)
}

// Health asks the server.
func (l *lateIndex) Health(ctx context.Context) (search.Health, error) {
	x, err := l.ready()
	if err != nil {
		return search.Health{}, err
	}
	return x.Health(ctx)
}
