package meili

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"muqabala/corpus/search/searchtest"
)

// TestRebuildHasNoGap searches without a pause while the index is made anew.
func TestRebuildHasNoGap(t *testing.T) {
	x := open(t, server(t))
	fill := func(x *Index) error {
		for _, b := range searchtest.Bitexts() {
			if err := x.Update(t.Context(), b); err != nil {
				return err
			}
		}
		return nil
	}
	if err := fill(x); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var searching sync.WaitGroup
	asked := 0
	searching.Go(func() {
		for ; ctx.Err() == nil; asked++ {
			r, err := x.Search(t.Context(), query(t, "cooperation typo:off"))
			if err != nil || r.Total != 3 {
				t.Errorf("search %d finds %d, %v", asked, r.Total, err)
			}
		}
	})
	err := x.Rebuild(t.Context(), fill)
	stop()
	searching.Wait()
	if err != nil || asked < 2 {
		t.Errorf("asked %d times, %v", asked, err)
	}
	if format, err := x.format(t.Context()); format != Format || err != nil {
		t.Errorf("format %q, %v", format, err)
	}
}

// TestFailedRebuildChangesNothing: an index that could not be filled does not take the place of the one in use, and goes.
func TestFailedRebuildChangesNothing(t *testing.T) {
	s := newRecorded()
	var swapped, dropped atomic.Int32
	s.answers["POST /indexes"] = say(202, acceptedAnswer)
	s.answers["PATCH /indexes"] = say(202, acceptedAnswer)
	s.answers["PUT /indexes"] = say(202, acceptedAnswer)
	s.answers["GET /indexes/reports-"] = say(200, `{"uid":"x","primaryKey":"id","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}`)
	s.answers["POST /swap-indexes"] = func(w http.ResponseWriter, r *http.Request) {
		swapped.Add(1)
		say(202, acceptedAnswer)(w, r)
	}
	s.answers["DELETE /indexes/reports-"] = func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/reports-versions") {
			dropped.Add(1)
		}
		say(202, acceptedAnswer)(w, r)
	}
	x, err := s.open(t)
	if err != nil {
		t.Fatal(err)
	}
	before := dropped.Load()
	full := errors.New("no room")
	if err := x.Rebuild(t.Context(), func(*Index) error { return full }); !errors.Is(err, full) || swapped.Load() > 0 {
		t.Errorf("%v, swapped %d times", err, swapped.Load())
	}
	if dropped.Load() < before+2 {
		t.Errorf("%d indexes are gone, not the two that were being made", dropped.Load()-before)
	}
}
