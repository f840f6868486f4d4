package indexer

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/search"
	"muqabala/corpus/search/embedded"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
)

// project is a store with an index beside it.
type project struct {
	*memory.Store
	index *embedded.Index
	made  atomic.Int64 // how often records were made
}

func newProject(t *testing.T) *project {
	t.Helper()
	x, _, err := embedded.Open(filepath.Join(t.TempDir(), "index"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return &project{Store: &memory.Store{}, index: x}
}

func (p *project) add(t *testing.T, arabic string) store.ID {
	t.Helper()
	o, err := read.Text("en", corpus.English, []byte("1. The Council met."))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(arabic))
	if err != nil {
		t.Fatal(err)
	}
	id, err := p.Add(t.Context(), store.New{Title: "Report", Original: o, Translation: d})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// records has one record: the translation's reading.
func (p *project) records(ctx context.Context, info store.Info) (search.Bitext, error) {
	p.made.Add(1)
	b, err := p.Load(ctx, info.ID)
	if err != nil {
		return search.Bitext{}, err
	}
	id := DocumentID(info.ID)
	text := b.Reading(corpus.TranslationSide).Paragraphs[0].Text()
	return search.Bitext{ID: id, Version: int64(b.Version()), Records: []search.Record{{ID: "r" + id, Document: id, Title: info.Title, Translation: text}}}, nil
}

// replace puts other letters at the start of the translation.
func (p *project) replace(t *testing.T, id store.ID, with string) {
	t.Helper()
	s, err := store.Open(t.Context(), p, id)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Edit(t.Context(), func(b *corpus.Bitext) error {
		return b.Apply(corpus.Edit{Author: "test", Ops: []corpus.Op{corpus.ReplaceText(corpus.TranslationSide, 1, corpus.Span{Start: 0, End: len(b.Translation.Text(1))}, with)}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (p *project) total(t *testing.T, text string) int {
	t.Helper()
	q, err := search.Parse(text + " typo:off")
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.index.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r.Total
}

func TestChangesReachTheIndex(t *testing.T) {
	p := newProject(t)
	x := New(p, p.index, "test", p.records)
	first, second := p.add(t, "اجتمع المجلس."), p.add(t, "اجتمعت اللجنة.")
	steps := []struct {
		do   func()
		want map[string]int
	}{
		{func() {}, map[string]int{"المجلس": 1, "اللجنة": 1}},
		{func() { p.replace(t, first, "اجتمع الفريق.") }, map[string]int{"المجلس": 0, "الفريق": 1}},
		{func() {
			p.replace(t, first, "اجتمع الوفد.")
			p.replace(t, first, "اجتمع الصندوق.")
		}, map[string]int{"الفريق": 0, "الوفد": 0, "الصندوق": 1}},
		{func() { mustDo(t, p.Rename(t.Context(), second, "Budget")) }, map[string]int{"document:budget": 1}},
		{func() { mustDo(t, p.Remove(t.Context(), second)) }, map[string]int{"اللجنة": 0}},
		{func() { mustDo(t, p.Restore(t.Context(), second)) }, map[string]int{"اللجنة": 1}},
	}
	for i, step := range steps {
		step.do()
		mustDo(t, x.CatchUp(t.Context()))
		for query, want := range step.want {
			if got := p.total(t, query); got != want {
				t.Errorf("step %d: %s is found %d times, not %d", i, query, got, want)
			}
		}
	}
	p.made.Store(0)
	mustDo(t, x.CatchUp(t.Context()))
	if p.made.Load() != 0 || x.Behind() != 0 {
		t.Errorf("%d changes were told twice, %d behind", p.made.Load(), x.Behind())
	}
}

// TestNothingIsMadeTwice: what an index was brought up to date with when it was opened is not made again for the outbox.
func TestNothingIsMadeTwice(t *testing.T) {
	p := newProject(t)
	x := New(p, p.index, "test", p.records)
	id := p.add(t, "اجتمع المجلس.")
	p.add(t, "اجتمعت اللجنة.")
	_, err := x.Sync(t.Context())
	mustDo(t, err)
	mustDo(t, p.Rename(t.Context(), id, "Budget"))
	p.made.Store(0)
	mustDo(t, x.CatchUp(t.Context()))
	if p.made.Load() != 1 || p.total(t, "document:budget") != 1 {
		t.Errorf("records were made %d times, once for the new title is enough", p.made.Load())
	}
}

// TestManyChangesAtOnce: of many changes of a bitext that are there together one brings them all.
func TestManyChangesAtOnce(t *testing.T) {
	p := newProject(t)
	x := New(p, p.index, "test", p.records)
	first, second := p.add(t, "اجتمع المجلس."), p.add(t, "اجتمعت اللجنة.")
	mustDo(t, x.CatchUp(t.Context()))
	for i := range 2 * changesAtOnce {
		p.replace(t, first, fmt.Sprintf("القرار %d", 1000+i))
		p.replace(t, second, fmt.Sprintf("التقرير %d", 2000+i))
	}
	p.made.Store(0)
	mustDo(t, x.CatchUp(t.Context()))
	if last := 2*changesAtOnce - 1; p.total(t, fmt.Sprint(1000+last)) != 1 || p.total(t, fmt.Sprint(2000+last)) != 1 || p.total(t, "1000") != 0 {
		t.Error("the index does not have the last change of each bitext alone")
	}
	if p.made.Load() > 8 || x.Behind() != 0 {
		t.Errorf("records were made %d times, %d behind", p.made.Load(), x.Behind())
	}
}

func mustDo(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// crashing is an outbox that cannot be told: as when the program dies after the index was written.
type crashing struct{ *project }

var errCrash = errors.New("crash")

func (crashing) Acknowledge(context.Context, string, int64) error { return errCrash }

// TestCrashBetweenIndexAndAcknowledgement: what was written but not acknowledged is told again, and once in effect.
func TestCrashBetweenIndexAndAcknowledgement(t *testing.T) {
	p := newProject(t)
	id := p.add(t, "اجتمع المجلس.")
	if err := New(crashing{p}, p.index, "test", p.records).CatchUp(t.Context()); !errors.Is(err, errCrash) {
		t.Fatal(err)
	}
	p.replace(t, id, "اجتمع الفريق.")
	mustDo(t, New(p, p.index, "test", p.records).CatchUp(t.Context()))
	for query, want := range map[string]int{"المجلس": 0, "الفريق": 1, "document:report": 1} {
		if got := p.total(t, query); got != want {
			t.Errorf("%s is found %d times, not %d", query, got, want)
		}
	}
}

// TestCrashBeforeIndex: the other half: acknowledged changes that the index lost, as with a copy of an older index beside a
// project, are found by comparing versions.
func TestCrashBeforeIndex(t *testing.T) {
	p := newProject(t)
	id := p.add(t, "اجتمع المجلس.")
	other := p.add(t, "اجتمعت اللجنة.")
	x := New(p, p.index, "test", p.records)
	mustDo(t, x.CatchUp(t.Context()))
	mustDo(t, p.index.Remove(t.Context(), DocumentID(id)))
	mustDo(t, p.index.Update(t.Context(), search.Bitext{ID: "99", Records: []search.Record{{ID: "x", Document: "99", Translation: "نص غريب"}}}))
	p.made.Store(0)
	written, err := x.Sync(t.Context())
	if p.total(t, "غريب") != 0 {
		t.Error("what the store does not have is found")
	}
	if err != nil || written != 1 || p.made.Load() != 1 {
		t.Errorf("%d written, records made %d times, %v", written, p.made.Load(), err)
	}
	if p.total(t, "المجلس") != 1 || p.total(t, "اللجنة") != 1 {
		t.Errorf("bitexts %d and %d are not both found", id, other)
	}
}

// TestRunFollowsWithinASecond edits while the indexer runs.
func TestRunFollowsWithinASecond(t *testing.T) {
	p := newProject(t)
	id := p.add(t, "اجتمع المجلس.")
	x := New(p, p.index, "test", p.records)
	x.Failed = func(err error) { t.Error(err) }
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { x.Run(ctx); close(done) }()
	for i := range 5 {
		p.replace(t, id, fmt.Sprintf("القرار %d", 100+i))
		p.waitFor(t, fmt.Sprint(100+i))
	}
	stop()
	<-done
}

// TestEditsDoNotWait: an edit is found while a bitext that was added before it is still being made ready, be it added while the
// indexer runs or before that.
func TestEditsDoNotWait(t *testing.T) {
	for _, before := range []bool{false, true} {
		p := newProject(t)
		begun, ready := make(chan struct{}), make(chan struct{})
		begin := sync.OnceFunc(func() { close(begun) })
		var slow atomic.Int64
		x := New(p, p.index, "test", func(ctx context.Context, info store.Info) (search.Bitext, error) {
			if int64(info.ID) == slow.Load() {
				begin()
				<-ready
			}
			return p.records(ctx, info)
		})
		edited := p.add(t, "اجتمع المجلس.")
		mustDo(t, x.CatchUp(t.Context()))
		slow.Store(int64(edited) + 1)
		if before {
			p.add(t, "اجتمعت اللجنة.")
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { x.Run(ctx); close(done) }()
		t.Cleanup(func() { stop(); <-done })
		release := sync.OnceFunc(func() { close(ready) })
		t.Cleanup(release)
		if !before {
			p.add(t, "اجتمعت اللجنة.")
		}
		<-begun
		p.replace(t, edited, "القرار ١٠٠")
		p.waitFor(t, "100")
		if p.total(t, "اللجنة") != 0 {
			t.Error("the bitext that was held back is found")
		}
		release()
		p.waitFor(t, "اللجنة")
	}
}

// waitFor waits until a query finds one record.
func (p *project) waitFor(t *testing.T, query string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); p.total(t, query) != 1; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) { // far more than it takes: a busy machine is no fault
			t.Fatalf("%s has not reached the index", query)
		}
	}
}
