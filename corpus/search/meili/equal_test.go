package meili

import (
	"slices"
	"testing"

	"muqabala/corpus/search"
	"muqabala/corpus/search/embedded"
	"muqabala/corpus/search/searchtest"
)

// TestSameAsEmbedded asks both backends the same of documents that the query set knows nothing of.
func TestSameAsEmbedded(t *testing.T) {
	b, err := searchtest.Pairs("../../../../shared/eval/sets/beads_hard")
	if err != nil {
		t.Skip("no ../shared beside the repository: nothing to compare")
	}
	b.Records = b.Records[:min(500, len(b.Records))]
	o := server(t)
	o.WriteTimeout = 0
	on := open(t, o)
	beside, remove, err := embedded.Temporary()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := remove(); err != nil {
			t.Error(err)
		}
	})
	for _, x := range []search.Index{on, beside} {
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	queries := []string{"date:2020", "date:2019..2020", "-the virus", "co-operation", "lang:ar covid*", `"the" "virus"`, "kind:title"}
	for _, a := range searchtest.Ask(b.Records, 30, 11) {
		queries = append(queries, a.Query)
	}
	for _, text := range queries {
		q, err := search.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		q.Limit = 1000 // more than there are: no window is arbitrary
		compare(t, text, q, on, beside)
	}
	t.Logf("%d queries", len(queries))
}

// compare reports where two indexes differ in their hits, their order, their marks or their counts.
func compare(t *testing.T, text string, q search.Query, a, b search.Index) {
	t.Helper()
	got, err1 := a.Search(t.Context(), q)
	want, err2 := b.Search(t.Context(), q)
	if err1 != nil || err2 != nil {
		t.Fatalf("%s: %v, %v", text, err1, err2)
	}
	same := func(g, w search.Hit) bool {
		return g.ID == w.ID && g.Level == w.Level && slices.Equal(g.OriginalMarks, w.OriginalMarks) && slices.Equal(g.TranslationMarks, w.TranslationMarks)
	}
	if got.Total != want.Total || !slices.EqualFunc(got.Hits, want.Hits, same) {
		t.Errorf("%s: %d hits on the server, %d beside it", text, got.Total, want.Total)
	}
	counts, err1 := a.Facets(t.Context(), q)
	others, err2 := b.Facets(t.Context(), q)
	if err1 != nil || err2 != nil || !equalCounts(counts, others) {
		t.Errorf("%s: counts %v, %v; %v, %v", text, counts, err1, others, err2)
	}
}

func equalCounts(a, b search.Facets) bool {
	for _, f := range search.FacetFields {
		if len(a.Counts[f]) != len(b.Counts[f]) {
			return false
		}
		for value, n := range a.Counts[f] {
			if b.Counts[f][value] != n {
				return false
			}
		}
	}
	return a.AtMost == b.AtMost
}
