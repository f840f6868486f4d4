package embedded

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"muqabala/corpus/arabic"
	"muqabala/corpus/search"
	"muqabala/corpus/search/searchtest"
)

var pairs = flag.Int("pairs", 20_000, "segment pairs in the benchmarks; the issue's figure is 200000")

// filled is an index of generated pairs, some of these pairs, how long it took to write them, and the bytes of its folder.
func filled(b *testing.B) (*Index, []search.Record, time.Duration, int64) {
	b.Helper()
	folder := filepath.Join(b.TempDir(), "index")
	x, _, err := Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	var took time.Duration
	var some, of []search.Record
	write := func() {
		start := time.Now()
		if err := x.Update(context.Background(), search.Bitext{ID: of[0].Document, Version: 1, Records: of}); err != nil {
			b.Fatal(err)
		}
		took += time.Since(start)
		some = append(some, of[len(of)/2])
		of = nil
	}
	for r := range searchtest.Generate(*pairs, 1) {
		if len(of) > 0 && of[0].Document != r.Document {
			write()
		}
		of = append(of, r)
		if len(of)%50 == 0 {
			some = append(some, r)
		}
	}
	write()
	return x, some, took, size(folder)
}

func size(folder string) (total int64) {
	filepath.WalkDir(folder, func(_ string, e fs.DirEntry, err error) error {
		if info, err := e.Info(); err == nil && !e.IsDir() {
			total += info.Size()
		}
		return err
	})
	return total
}

// peak is the most memory that the program has had, in MB.
func peak() (mb float64) {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fmt.Sscanf(rest, "%f", &mb)
			mb /= 1024
		}
	}
	return mb
}

// live is what is in use on the heap, in MB.
func live() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

func BenchmarkIndex(b *testing.B) {
	for b.Loop() {
		x, _, took, bytes := filled(b)
		b.ReportMetric(took.Seconds(), "s")
		b.ReportMetric(float64(bytes)/1e6, "MB-disk")
		b.ReportMetric(peak(), "MB-peak")
		b.ReportMetric(live(), "MB-live")
		runtime.KeepAlive(x)
	}
}

// BenchmarkSearch asks for words and pairs of words as they occur in the text, for the same with a letter changed, and for
// beginnings of words. It reports the times that half, and 95 of 100, of the queries keep below.
func BenchmarkSearch(b *testing.B) {
	x, records, _, _ := filled(b)
	var words, typos, begun []string
	for i := 0; i < 400; i++ {
		r := records[(i*7919)%len(records)]
		text := r.Translation
		if i%2 == 0 {
			text = r.Original
		}
		w := arabic.Words(text)
		first, second := w[i%(len(w)-2)].Text, w[(i+1)%(len(w)-2)].Text
		words = append(words, first)
		if i%4 == 0 {
			words[i] += " " + second
		}
		if letters := []rune(first); len(letters) >= 4 {
			letters[len(letters)/2] = []rune("eن")[i%2]
			typos = append(typos, string(letters))
			begun = append(begun, string(letters[:3]))
		}
	}
	for _, set := range []struct {
		name    string
		queries []string
		ask     search.Query
	}{{"words", words, search.Query{}}, {"typos", typos, search.Query{Typos: search.TyposOn}}, {"as-typed", begun, search.Query{AsTyped: true}}} {
		b.Run(set.name, func(b *testing.B) {
			var times []float64
			for i := 0; b.Loop(); i++ {
				q, err := search.Parse(set.queries[i%len(set.queries)])
				if err != nil {
					b.Fatal(err)
				}
				q.Typos, q.AsTyped = set.ask.Typos, set.ask.AsTyped
				start := time.Now()
				if _, err := x.Search(context.Background(), q); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start).Seconds()*1000)
			}
			slices.Sort(times)
			b.ReportMetric(times[len(times)/2], "ms-p50")
			b.ReportMetric(times[len(times)*95/100], "ms-p95")
		})
	}
}
