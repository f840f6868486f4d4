//go:build unix

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
	"syscall"
	"testing"
	"time"

	"muqabala/corpus/arabic"
	"muqabala/corpus/search"
	"muqabala/corpus/search/searchtest"
)

var pairs = flag.Int("pairs", 20_000, "segment pairs in the benchmarks; the issue's figure is 200000")

// filling is what it took to fill an index.
type filling struct {
	wall  time.Duration
	cpu   float64         // seconds
	peak  memory          // meanwhile
	bytes int64           // of the folder
	some  []search.Record // of those written
}

// filled is an index of generated pairs.
func filled(b *testing.B) (x *Index, f filling) {
	b.Helper()
	folder := filepath.Join(b.TempDir(), "index")
	x, _, err := Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	stop := watch()
	var of []search.Record
	write := func() {
		start, used := time.Now(), cpu(program)
		if err := x.Update(context.Background(), search.Bitext{ID: of[0].Document, Version: 1, Records: of}); err != nil {
			b.Fatal(err)
		}
		f.wall, f.cpu = f.wall+time.Since(start), f.cpu+cpu(program)-used
		of = of[:0]
	}
	for r := range searchtest.Generate(*pairs, 1) {
		if len(of) > 0 && of[0].Document != r.Document {
			write()
		}
		of = append(of, r)
		if len(of)%50 == 0 {
			f.some = append(f.some, r)
		}
	}
	write()
	f.peak, f.bytes = stop(), size(folder)
	b.Logf("%d pairs: %.1f s, %.1f s of processor time, peak %.0f MB, with files %.0f MB, on disk %.0f MB",
		*pairs, f.wall.Seconds(), f.cpu, f.peak.own, f.peak.withFiles, float64(f.bytes)/1e6)
	return x, f
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

// memory is what the program has in memory at its peak, in MB: what is its own, and with it the pages of files that the kernel
// keeps there for it and may drop at any time.
type memory struct{ own, withFiles float64 }

// watch measures until it is stopped.
func watch() (stop func() memory) {
	done, out := make(chan struct{}), make(chan memory)
	go func() {
		var peak memory
		for tick := time.Tick(20 * time.Millisecond); ; {
			select {
			case <-done:
				out <- peak
				return
			case <-tick:
				peak.own = max(peak.own, status("RssAnon:"))
				peak.withFiles = max(peak.withFiles, status("VmRSS:"))
			}
		}
	}()
	return func() memory { close(done); return <-out }
}

// status is a figure of the process, in MB; 0 where the system does not give it.
func status(name string) (mb float64) {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			fmt.Sscanf(rest, "%f", &mb)
		}
	}
	return mb / 1024
}

// Whose processor time is asked for.
const program, thread = syscall.RUSAGE_SELF, 1

// cpu is the processor time used so far, in seconds: unlike the time on the clock it does not depend on what else the machine does.
func cpu(whose int) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(whose, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
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
		x, f := filled(b)
		b.ReportMetric(f.wall.Seconds(), "s")
		b.ReportMetric(f.cpu, "s-cpu")
		b.ReportMetric(float64(f.bytes)/1e6, "MB-disk")
		b.ReportMetric(f.peak.own, "MB-own")
		b.ReportMetric(f.peak.withFiles, "MB-with-files")
		b.ReportMetric(live(), "MB-live")
		runtime.KeepAlive(x)
	}
}

// BenchmarkOpen opens an index that is there: its vocabulary is made from the dictionary.
func BenchmarkOpen(b *testing.B) {
	x, _ := filled(b)
	folder := filepath.Join(b.TempDir(), "copy")
	if err := os.CopyFS(folder, os.DirFS(x.Name())); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		again, fresh, err := Open(folder)
		if err != nil || fresh {
			b.Fatal(fresh, err)
		}
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch asks for words and pairs of words as they occur in the text, for the same with a letter changed, and for
// beginnings of words. It reports the times that half, and 95 of 100, of the queries keep below. With -v it says what the index took as
// well, so that one command measures all of a size:
//
//	go test ./corpus/search/embedded -run xxx -bench Search -benchtime 500x -pairs 1000000 -v -timeout 1h
func BenchmarkSearch(b *testing.B) {
	x, f := filled(b)
	records := f.some
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
			runtime.LockOSThread() // so that its processor time is that of the queries
			defer runtime.UnlockOSThread()
			var times, used []float64
			for i := 0; b.Loop(); i++ {
				q, err := search.Parse(set.queries[i%len(set.queries)])
				if err != nil {
					b.Fatal(err)
				}
				q.Typos, q.AsTyped = set.ask.Typos, set.ask.AsTyped
				start, before := time.Now(), cpu(thread)
				if _, err := x.Search(context.Background(), q); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start).Seconds()*1000)
				used = append(used, (cpu(thread)-before)*1000)
			}
			slices.Sort(times)
			slices.Sort(used)
			b.ReportMetric(times[len(times)/2], "ms-p50")
			b.ReportMetric(times[len(times)*95/100], "ms-p95")
			b.ReportMetric(used[len(used)/2], "cpu-ms-p50")
			b.ReportMetric(used[len(used)*95/100], "cpu-ms-p95")
		})
	}
}
