package web

import (
	"flag"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"muqabala/corpus/sample"
	"muqabala/corpus/search"
	"muqabala/corpus/search/embedded"
	"muqabala/corpus/search/searchtest"
)

var searchPairs = flag.Int("pairs", 20_000, "segment pairs in the benchmarks of the search page")

// manyPairs is a server that searches generated pairs, and some words of theirs.
func manyPairs(b *testing.B) (*Server, []string) {
	b.Helper()
	s := served(b, sample.Translation())
	x, remove, err := embedded.Temporary()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := remove(); err != nil {
			b.Error(err)
		}
	})
	records := slices.Collect(searchtest.Generate(*searchPairs, 1))
	if err := x.Update(b.Context(), search.Bitext{ID: "1", Records: records}); err != nil {
		b.Fatal(err)
	}
	s.search = Search{Index: x}
	return s, strings.Fields(strings.Trim(records[5].Original+" "+records[7].Translation, "."))
}

// BenchmarkSearchPage is the server's part of an answer to a key.
func BenchmarkSearchPage(b *testing.B) {
	s, words := manyPairs(b)
	h := s.Handler()
	for i := 0; b.Loop(); i++ {
		r := httptest.NewRequest("GET", searchPath(words[i%len(words)]), nil)
		r.Header.Set("HX-Request", "true")
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
}

// clock notes in a page how long it takes from a key to the frame that shows the answer to it, in milliseconds.
const clock = `window.times = [];
document.getElementById("q").addEventListener("input", () => { window.pressed = performance.now() });
document.body.addEventListener("htmx:afterSwap", (e) => {
  if (e.target.id !== "found") return;
  const from = window.pressed;
  requestAnimationFrame(() => requestAnimationFrame(() => { window.times.push(performance.now() - from) }));
}); 0`

// BenchmarkKeyToResult types words letter by letter in Chromium and reports the times from a key to the frame that shows what is
// found: on the bundled report, and on many pairs.
func BenchmarkKeyToResult(b *testing.B) {
	b.Run("report", func(b *testing.B) {
		typeWords(b, searched(b, sample.Translation()), strings.Fields("council تعاون Abkhazia أبخازيا"))
	})
	b.Run("many", func(b *testing.B) {
		s, words := manyPairs(b)
		typeWords(b, s, words)
	})
}

func typeWords(b *testing.B, s *Server, words []string) {
	ctx := browser(b)
	at := live(b, s)
	var times []float64
	for i := 0; b.Loop(); i++ {
		open(b, ctx, at.URL+"/search?lang=en")
		eval[any](b, ctx, clock)
		for n, letter := range []rune(words[i%len(words)]) {
			act(b, ctx, chromedp.KeyEvent(string(letter)))
			if n == 0 {
				continue // one letter finds too much and nothing that is meant
			}
			until(b, ctx, "times.length > 0")
			times = append(times, eval[float64](b, ctx, "times.pop()"))
			eval[any](b, ctx, "times.length = 0")
		}
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "ms-p50")
	b.ReportMetric(times[len(times)*95/100], "ms-p95")
}
