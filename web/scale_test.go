package web

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"muqabala/corpus"
	"muqabala/web/workspace"
)

// words are pairs of words that the long texts below are made of.
var words = [][2]string{{"council", "المجلس"}, {"meeting", "الاجتماع"}, {"report", "التقرير"}, {"committee", "اللجنة"}, {"government", "الحكومة"},
	{"peace", "السلام"}, {"refugees", "اللاجئين"}, {"rights", "حقوق"}, {"human", "الإنسان"}, {"agreement", "الاتفاق"}, {"border", "الحدود"},
	{"election", "الانتخابات"}, {"budget", "الميزانية"}, {"water", "المياه"}, {"health", "الصحة"}, {"children", "الأطفال"}, {"women", "المرأة"},
	{"training", "التدريب"}, {"police", "الشرطة"}, {"trade", "التجارة"}, {"mission", "البعثة"}, {"region", "المنطقة"}, {"law", "القانون"}, {"court", "المحكمة"}}

// longTexts are numbered paragraphs of two or three sentences in both languages, always the same ones. On each of the first
// pages of 20 Arabic paragraphs the second half stands before the first.
func longTexts(paragraphs, swappedPages int) (en, ar []byte) {
	r := rand.New(rand.NewPCG(7, 11))
	var originals, translations []string
	for n := range paragraphs {
		var o, d strings.Builder
		fmt.Fprintf(&o, "%d. ", n+1)
		fmt.Fprintf(&d, "%d - ", n+1)
		for range 2 + r.IntN(2) {
			year := 1900 + r.IntN(100)
			for i, w := range r.Perm(len(words))[:6+r.IntN(6)] {
				english := words[w][0]
				if i == 0 {
					english = strings.ToUpper(english[:1]) + english[1:] // a sentence begins
				} else {
					o.WriteString(" and ")
					d.WriteString(" ")
				}
				o.WriteString(english)
				d.WriteString(words[w][1])
			}
			fmt.Fprintf(&o, " in %d. ", year)
			fmt.Fprintf(&d, " في %d. ", year)
		}
		originals, translations = append(originals, o.String()), append(translations, d.String())
	}
	for page := range swappedPages {
		from := translations[20*page : 20*page+20]
		copy(from, slices.Concat(from[10:], from[:10]))
	}
	return []byte(strings.Join(originals, "\n\n")), []byte(strings.Join(translations, "\n\n"))
}

// long is a server with a bitext of 10,000 paragraphs, made once: that takes seconds.
var long = sync.OnceValue(func() *Server {
	en, ar := longTexts(10_000, 11)
	s := servedTexts(&testing.B{}, en, ar, false)
	firstView(&testing.B{}, s) // opens it
	return s
})

func BenchmarkLongPages(b *testing.B) {
	s := long()
	h := s.Handler()
	for name, path := range map[string]string{"first": "/b/1", "middle": "/b/1?row=o5000", "rows": "/b/1/rows?at=o8001&before=o8041", "row": "/b/1/row/o5000",
		"filter": "/b/1?q=water&status=unconfirmed", "findings": "/b/1/findings", "next": "/b/1/next?after=o100&what=unconfirmed"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
				size = w.Body.Len()
			}
			b.ReportMetric(float64(size), "bytes/page")
		})
	}
}

// longActions are the actions that are measured, in their order: what an undo takes back has been done before.
var longActions = []struct {
	name string
	form func(i int, r *workspace.Row) (do, text string)
}{
	{"confirm", func(_ int, r *workspace.Row) (string, string) { return "confirm row=" + r.ID + " seen=" + r.Seen, "" }},
	{"comment", func(_ int, r *workspace.Row) (string, string) { return "comment row=" + r.ID, "a remark" }},
	{"edit", func(_ int, r *workspace.Row) (string, string) {
		return "edit at=" + beginningOf(r) + " row=" + r.ID, r.Translation[0].Text() + " نص"
	}},
	{"undo-edit", undoIt},
	{"kind", func(_ int, r *workspace.Row) (string, string) { return "kind at=" + beginningOf(r), "" }},
	{"move-down", func(_ int, r *workspace.Row) (string, string) { return "move-down at=" + beginningOf(r), "" }},
	{"undo-move", undoIt},
	{"redo-move", func(int, *workspace.Row) (string, string) { return "redo", "" }},
	{"move-far", func(_ int, r *workspace.Row) (string, string) { return "move at=" + beginningOf(r) + " to=9000.0", "" }},
	{"merge-next", func(_ int, r *workspace.Row) (string, string) { return "merge-next at=" + beginningOf(r), "" }},
	{"undo-merge", undoIt},
	{"split", func(_ int, r *workspace.Row) (string, string) {
		return "split at=" + beginningOf(r) + " to=" + placeText(corpus.Place{Block: r.Translation[0].At.Block, Offset: r.TranslationSegments[1].Refs[0].Span.Start}), ""
	}},
	{"undo-split", undoIt},
	{"drop", func(_ int, r *workspace.Row) (string, string) { return "drop at=" + beginningOf(r), "" }},
	{"undo-drop", undoIt},
	{"link", func(_ int, r *workspace.Row) (string, string) { return "link row=" + r.ID, "" }},
	{"undo-link", undoIt},
	{"merge-beads", func(_ int, r *workspace.Row) (string, string) { return "merge-beads bead=0 row=" + r.ID, "" }},
	{"cause", func(i int, _ *workspace.Row) (string, string) {
		return []string{"unapply", "apply"}[i%2] + " cause=columns-swapped", ""
	}},
}

func undoIt(int, *workspace.Row) (string, string) { return "undo", "" }

func beginningOf(r *workspace.Row) string { return placeText(r.Translation[0].At) }

// BenchmarkLongActions is an action from its request to its answer. Beside the wall's time it reports the 95th percentiles of
// that and of the processors' time, which other programs disturb less.
func BenchmarkLongActions(b *testing.B) {
	s := long()
	h := s.Handler()
	next := 1000 // a row of its own for each action
	for _, a := range longActions {
		b.Run(a.name, func(b *testing.B) {
			b.ReportAllocs()
			var wall, processor []time.Duration
			for i := 0; b.Loop(); i++ {
				v := firstView(b, s)
				next += 2
				for len(v.Rows[next].Beads) < 2 {
					next++
				}
				do, text := a.form(i, v.Rows[next])
				form := url.Values{"do": {do}, "text": {text}, "kind": {"heading"}}
				start, used := time.Now(), processorTime()
				r, body := post(b, h, "/b/1/act", form, "HX-Request")
				wall, processor = append(wall, time.Since(start)), append(processor, processorTime()-used)
				if r.StatusCode != 200 {
					b.Fatal(r.StatusCode, body)
				}
			}
			b.ReportMetric(p95(wall), "ms-p95")
			b.ReportMetric(p95(processor), "cpu-ms-p95")
		})
	}
}

// BenchmarkFindingAfterEdit is, on 10,000 paragraphs, the time from an edit that doubles a word to when those who are there are told
// that it is doubled, and from the one that mends it to when they are told that it is not.
func BenchmarkFindingAfterEdit(b *testing.B) {
	s := long()
	bitext := firstBitext(b, s)
	sub, leave := bitext.Hub.Join("page", workspace.Person{Name: "Amal"})
	defer leave()
	doubled := func(v *workspace.View, at corpus.Place) bool {
		return slices.ContainsFunc(v.Findings, func(f *workspace.Finding) bool {
			return f.Check == "doubled-word" && f.At == at && f.State == workspace.Open
		})
	}
	var appears []time.Duration
	row := 4000
	for b.Loop() {
		row++
		p := bitext.View().Rows[row].Translation[0]
		start := time.Now()
		if _, err := bitext.Do(b.Context(), "Amal", workspace.Action{Name: "edit", At: p.At, Text: p.Text() + " كلمة كلمة"}); err != nil {
			b.Fatal(err)
		}
		for e := range sub.Events {
			if e.Change != nil && doubled(e.Change.View, p.At) {
				break
			}
		}
		appears = append(appears, time.Since(start))
		if _, err := bitext.Do(b.Context(), "Amal", workspace.Action{Name: "edit", At: p.At, Text: p.Text()}); err != nil {
			b.Fatal(err)
		}
		if doubled(bitext.View(), p.At) {
			b.Fatal("what was mended is still open")
		}
	}
	b.ReportMetric(p95(appears), "ms-p95")
}

// p95 is the 95th percentile in milliseconds.
func p95(times []time.Duration) float64 {
	slices.Sort(times)
	return float64(times[len(times)*95/100].Microseconds()) / 1000
}

// TestLoad lets 50 reviewers act once a second for some seconds on the long text. It measures, and fails on errors alone;
// it takes long, so it runs only where MUQABALA_LOAD is set.
func TestLoad(t *testing.T) {
	if os.Getenv("MUQABALA_LOAD") == "" {
		t.Skip("a load test: set MUQABALA_LOAD=1 to run it")
	}
	s := long()
	h := live(t, s)
	const reviewers, seconds = 50, 8
	times := make([][]time.Duration, reviewers)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var all sync.WaitGroup
	for who := range reviewers {
		listen(t, ctx, h.URL)
		all.Go(func() {
			time.Sleep(time.Duration(who) * time.Second / reviewers)
			for turn := range seconds {
				start := time.Now()
				r := firstView(t, s).Rows[who*100+turn]
				form := url.Values{"do": {"confirm row=" + r.ID + " seen=" + r.Seen}}
				if turn%4 == 3 {
					form = url.Values{"do": {"edit at=" + placeText(r.Translation[0].At) + " row=" + r.ID}, "text": {r.Translation[0].Text() + " نص"}}
				}
				request, _ := http.NewRequest("POST", h.URL+"/b/1/act", strings.NewReader(form.Encode()))
				request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				request.Header.Set("HX-Request", "true")
				answer, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Error(err)
					return
				}
				io.Copy(io.Discard, answer.Body)
				answer.Body.Close()
				if answer.StatusCode != 200 {
					t.Error(answer.Status)
				}
				times[who] = append(times[who], time.Since(start))
				time.Sleep(time.Second - time.Since(start))
			}
		})
	}
	all.Wait()
	sorted := slices.Sorted(slices.Values(slices.Concat(times...)))
	t.Logf("%d actions by %d reviewers: median %v, p95 %v, worst %v", len(sorted), reviewers, sorted[len(sorted)/2], sorted[len(sorted)*95/100], sorted[len(sorted)-1])
}

// listen keeps a page's stream of events open until ctx ends.
func listen(t *testing.T, ctx context.Context, base string) {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, "GET", base+"/b/1/events?page=p", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
	}()
}
