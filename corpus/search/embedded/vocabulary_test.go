package embedded

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muqabala/corpus/search"
)

// TestBeginFollowsUpdates: words are there as soon as the records that have them.
func TestBeginFollowsUpdates(t *testing.T) {
	x := empty(t).(*Index)
	for version, text := range []string{"مياه", "مياهنا مياه"} {
		b := search.Bitext{ID: "water", Version: int64(version), Records: []search.Record{{ID: "1", Document: "water", Translation: text}}}
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		got, err := x.Begin(t.Context(), search.TranslationFolded, "مي", 10)
		if want := version + 1; err != nil || len(got) != want || !slices.Contains(got, "مياه") {
			t.Errorf("version %d: %q, %v, want %d words", version, got, err, want)
		}
	}
}

// TestBeginning: the commonest words come first, and without a limit all are there.
func TestBeginning(t *testing.T) {
	word := rapid.StringMatching(`[abc]{1,5}`)
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.MapOf(word, rapid.IntRange(1, 5)).Draw(t, "counts")
		v := newVocabulary()
		v.add(counts)
		prefix, limit := rapid.StringMatching(`[abc]{1,3}`).Draw(t, "prefix"), rapid.IntRange(1, 4).Draw(t, "limit")
		var want []string
		for w := range counts {
			if strings.HasPrefix(w, prefix) {
				want = append(want, w)
			}
		}
		slices.SortFunc(want, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
		got := v.beginning([]string{prefix}, limit)
		if len(got) != min(limit, len(want)) || len(v.beginning([]string{prefix}, 0)) != len(want) {
			t.Fatalf("%v of %d", got, len(want))
		}
		for i, w := range got {
			if w != want[i] {
				t.Fatalf("place %d: %s, want %s", i, w, want[i])
			}
		}
	})
}

// TestSimilar: every word within the distance is found, and no other.
func TestSimilar(t *testing.T) {
	word := rapid.StringMatching(`[abc]{1,7}`)
	rapid.Check(t, func(t *rapid.T) {
		words, to, distance := rapid.SliceOf(word).Draw(t, "words"), word.Draw(t, "to"), rapid.IntRange(1, 2).Draw(t, "distance")
		index := newTrigrams()
		for _, w := range words {
			if !slices.Contains(index.words, w) {
				index.add(w)
			}
		}
		got := index.similar(to, distance, func(w string) bool { return slices.Contains(words, w) })
		for _, w := range words {
			d := search.Distance(w, to)
			shares := slices.ContainsFunc(trigramsOf(w+end), func(g trigram) bool { return slices.Contains(trigramsOf(to+end), g) })
			isSwap := slices.Contains(swapped(to, func(string) bool { return true }), w)
			mayMiss := distance == 2 && levenshtein(w, to) > 2 || !shares && !isSwap
			if found := slices.Contains(got, w); found && (d == 0 || d > distance) || !found && d > 0 && d <= distance && !mayMiss {
				t.Fatalf("%s is %d from %s: %v", w, d, to, got)
			}
		}
		if !slices.IsSortedFunc(got, func(a, b string) int { return search.Distance(a, to) - search.Distance(b, to) }) {
			t.Fatalf("%v is not the nearest to %s first", got, to)
		}
	})
}

// levenshtein is the distance where letters cannot change places.
func levenshtein(a, b string) int {
	if a == "" || b == "" {
		return len(a) + len(b)
	}
	change := levenshtein(a[1:], b[1:])
	if a[0] != b[0] {
		change = 1 + min(change, levenshtein(a[1:], b), levenshtein(a, b[1:]))
	}
	return change
}
