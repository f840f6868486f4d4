package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
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
func numbered(t testing.TB, n int) (*workspace.Bitext, *searchServer) {
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
	l := workspace.NewLibrary(&memory.Store{})
	id, err := l.Add(context.Background(), workspace.New{Title: "Numbered", Original: o, Translation: d})
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.Bitext(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	s, err := startSearch(context.Background(), l, "", meili.Options{}, newOutput("never", io.Discard, io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	waitFor(t, s, "council", n)
	return b, s
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
	b, s := numbered(t, 30)
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

// BenchmarkEditReachesTheSearch is from an edit to its being found.
func BenchmarkEditReachesTheSearch(b *testing.B) {
	bitext, s := numbered(b, *paragraphs)
	for i := 0; b.Loop(); i++ {
		rewrite(b, bitext, i%*paragraphs, fmt.Sprintf("واستمع المجلس إلى الرسالة %d", 70_000+i))
		waitFor(b, s, fmt.Sprint(70_000+i), 1)
	}
}
