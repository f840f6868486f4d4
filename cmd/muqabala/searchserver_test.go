package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/search"
	"muqabala/corpus/search/meili"
	"muqabala/corpus/store/memory"
	"muqabala/web/workspace"
)

var paragraphs = flag.Int("paragraphs", 300, "paragraphs of the bitext in the benchmarks of the search server")

// numbered is a library with one bitext of n paragraphs, and a search of it.
func numbered(t testing.TB, n int, synonyms search.Synonyms) (*workspace.Library, *workspace.Bitext, *searchServer) {
	t.Helper()
	l := workspace.NewLibrary(&memory.Store{})
	b := addNumbered(t, l, n)
	s, err := startSearch(context.Background(), l, "", meili.Options{Synonyms: synonyms}, newOutput("never", io.Discard, io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	waitFor(t, s, "council", n)
	return l, b, s
}

// addNumbered adds a bitext of n paragraphs to a library, and opens it.
func addNumbered(t testing.TB, l *workspace.Library, n int) *workspace.Bitext {
	t.Helper()
	var en, ar strings.Builder
	for i := range n {
		fmt.Fprintf(&en, "%d. The council heard report %d of the mission. It will meet again.\n\n", i+1, 5000+i)
		fmt.Fprintf(&ar, "%d - واستمع المجلس إلى التقرير %d للبعثة. وسيجتمع مرة أخرى.\n\n", i+1, 5000+i)
	}
	o, err := read.Text("en", corpus.English, []byte(en.String()))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(ar.String()))
	if err != nil {
		t.Fatal(err)
	}
	id, err := l.Add(context.Background(), workspace.New{Title: "Numbered", Original: o, Translation: d})
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.Bitext(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// waitFor waits until that many records are found.
func waitFor(t testing.TB, s *searchServer, query string, want int) {
	t.Helper()
	q, err := search.Parse(query + " typo:off")
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(3 * time.Minute); ; time.Sleep(5 * time.Millisecond) {
		r, err := s.Index.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if r.Total == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s is found %d times, not %d", query, r.Total, want)
		}
	}
}

// rewrite gives the translation of a row another text.
func rewrite(t testing.TB, b *workspace.Bitext, row int, text string) {
	t.Helper()
	r := b.View().Rows[row]
	_, err := b.Do(context.Background(), "leila", workspace.Action{Name: "edit", Rows: []workspace.Target{{ID: r.ID}}, Bead: -1,
		Side: corpus.TranslationSide, At: r.Translation[0].At, Text: text})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEditsReachTheSearch: text, verdicts and undo, while the server runs.
func TestEditsReachTheSearch(t *testing.T) {
	_, b, s := numbered(t, 30, nil)
	rewrite(t, b, 3, "٤ - واستمع المجلس إلى تقرير طويل.")
	waitFor(t, s, "طويل", 1)
	waitFor(t, s, "lang:ar 5003", 0)
	if _, err := b.Do(t.Context(), "leila", workspace.Action{Name: "confirm", Rows: []workspace.Target{{ID: b.View().Rows[5].ID}}, Bead: -1}); err != nil {
		t.Fatal(err)
	}
	waitFor(t, s, "status:confirmed 5005", 1)
	for range 2 {
		if _, err := b.Do(t.Context(), "leila", workspace.Action{Name: "undo"}); err != nil {
			t.Fatal(err)
		}
	}
	waitFor(t, s, "طويل", 0)
	waitFor(t, s, "lang:ar 5003", 1)
	waitFor(t, s, "status:confirmed", 0)
	waitFor(t, s, "council", 30) // none twice
}

// TestFindingsReachTheSearch: what checks find behind an edit, and that it is mended.
func TestFindingsReachTheSearch(t *testing.T) {
	_, b, s := numbered(t, 30, nil)
	waitFor(t, s, "check:doubled-word", 0)
	rewrite(t, b, 3, "٤ - واستمع المجلس المجلس إلى التقرير 5003 للبعثة. وسيجتمع مرة أخرى.")
	waitFor(t, s, "check:doubled-word المجلس", 1)
	rewrite(t, b, 3, "٤ - واستمع المجلس إلى التقرير 5003 للبعثة. وسيجتمع مرة أخرى.")
	waitFor(t, s, "check:doubled-word", 0)
}

// BenchmarkEditReachesTheSearch is from an edit to its being found.
func BenchmarkEditReachesTheSearch(b *testing.B) {
	_, bitext, s := numbered(b, *paragraphs, nil)
	for i := 0; b.Loop(); i++ {
		rewrite(b, bitext, i%*paragraphs, fmt.Sprintf("واستمع المجلس إلى الرسالة %d", 70_000+i))
		waitFor(b, s, fmt.Sprint(70_000+i), 1)
	}
}

// BenchmarkManyEditsReachTheSearch makes 50 edits a second for five seconds, alone and while the text is being checked and others are
// being laid out, and reports how long after it was made each is found.
func BenchmarkManyEditsReachTheSearch(b *testing.B) {
	for _, besides := range []struct {
		name string
		do   func(context.Context, *workspace.Library, *workspace.Bitext) error
	}{
		{"alone", nil},
		{"checks", func(ctx context.Context, _ *workspace.Library, x *workspace.Bitext) error { return x.Check(ctx) }},
		{"layouts", func(_ context.Context, l *workspace.Library, _ *workspace.Bitext) error {
			addNumbered(b, l, *paragraphs)
			return nil
		}},
	} {
		b.Run(besides.name, func(b *testing.B) {
			l, bitext, s := numbered(b, *paragraphs, nil)
			var lags []float64
			for b.Loop() {
				ctx, stop := context.WithCancel(b.Context())
				var beside sync.WaitGroup
				beside.Go(func() {
					for besides.do != nil && ctx.Err() == nil {
						if err := besides.do(ctx, l, bitext); err != nil && ctx.Err() == nil {
							b.Error(err)
							return
						}
					}
				})
				lags = append(lags, editMany(b, bitext, s, 70_000+len(lags))...)
				stop()
				beside.Wait()
			}
			slices.Sort(lags)
			b.ReportMetric(lags[len(lags)/2], "ms-p50")
			b.ReportMetric(lags[len(lags)*95/100], "ms-p95")
			b.ReportMetric(lags[len(lags)-1], "ms-max")
		})
	}
}

// editMany makes edits one after the other, 50 a second, and gives how many milliseconds each took until it was found.
func editMany(b *testing.B, bitext *workspace.Bitext, s *searchServer, first int) []float64 {
	const edits, pause = 250, 20 * time.Millisecond
	made := make(chan time.Time, edits)
	go func() {
		defer close(made)
		for i, tick := 0, time.Tick(pause); i < edits; i++ {
			<-tick
			rewrite(b, bitext, i%*paragraphs, fmt.Sprintf("واستمع المجلس إلى الرسالة %d", first+i))
			made <- time.Now()
		}
	}()
	var lags []float64
	for at := range made {
		waitFor(b, s, fmt.Sprint(first+len(lags)), 1)
		lags = append(lags, float64(time.Since(at).Microseconds())/1000)
	}
	return lags
}

// TestServedSynonyms: a glossary counts whether a search server is named or not.
func TestServedSynonyms(t *testing.T) {
	o, err := (meiliFlags{}).options(t.Context(), nil, "p.muqabala", search.NewSynonyms([][]string{{"council", "assembly"}}))
	if err != nil {
		t.Fatal(err)
	}
	_, _, s := numbered(t, 3, o.Synonyms)
	waitFor(t, s, "assembly", 3)
}
