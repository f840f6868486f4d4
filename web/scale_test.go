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

	"muqabala/web/workspace"
)

// words are pairs of words that the long texts below are made of.
var words = [][2]string{{"council", "المجلس"}, {"meeting", "الاجتماع"}, {"report", "التقرير"}, {"committee", "اللجنة"}, {"government", "الحكومة"},
	{"peace", "السلام"}, {"refugees", "اللاجئين"}, {"rights", "حقوق"}, {"human", "الإنسان"}, {"agreement", "الاتفاق"}, {"border", "الحدود"},
	{"election", "الانتخابات"}, {"budget", "الميزانية"}, {"water", "المياه"}, {"health", "الصحة"}, {"children", "الأطفال"}, {"women", "المرأة"},
	{"training", "التدريب"}, {"police", "الشرطة"}, {"trade", "التجارة"}, {"mission", "البعثة"}, {"region", "المنطقة"}, {"law", "القانون"}, {"court", "المحكمة"}}

// longTexts are numbered paragraphs of two or three sentences in both languages, always the same ones.
func longTexts(paragraphs int) (en, ar []byte) {
	r := rand.New(rand.NewPCG(7, 11))
	var o, d strings.Builder
	for n := range paragraphs {
		fmt.Fprintf(&o, "%d. ", n+1)
		fmt.Fprintf(&d, "%d - ", n+1)
		for range 2 + r.IntN(2) {
			year := 1900 + r.IntN(100)
			for i, w := range r.Perm(len(words))[:6+r.IntN(6)] {
				if i > 0 {
					o.WriteString(" and ")
					d.WriteString(" ")
				}
				o.WriteString(words[w][0])
				d.WriteString(words[w][1])
			}
			fmt.Fprintf(&o, " in %d. ", year)
			fmt.Fprintf(&d, " في %d. ", year)
		}
		o.WriteString("\n\n")
		d.WriteString("\n\n")
	}
	return []byte(o.String()), []byte(d.String())
}

// long is a server with a bitext of 10,000 paragraphs, made once: that takes seconds.
var long = sync.OnceValue(func() *Server {
	en, ar := longTexts(10_000)
	s := servedTexts(&testing.B{}, en, ar, false)
	firstView(&testing.B{}, s) // opens it
	return s
})

func BenchmarkLongPages(b *testing.B) {
	s := long()
	h := s.Handler()
	for name, path := range map[string]string{"first": "/b/1", "middle": "/b/1?row=o5000", "rows": "/b/1/rows?from=8000", "row": "/b/1/row/o5000",
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

func BenchmarkLongActions(b *testing.B) {
	s := long()
	h := s.Handler()
	row := func(i int) *workspace.Row {
		v := firstView(b, s)
		return v.Rows[1000+i%8000]
	}
	actions := map[string]func(int) url.Values{
		"confirm": func(i int) url.Values {
			r := row(i)
			return url.Values{"do": {"confirm row=" + r.ID + " seen=" + r.Seen}}
		},
		"edit": func(i int) url.Values {
			r := row(i)
			return url.Values{"do": {"edit at=" + placeText(r.Translation[0].At) + " row=" + r.ID}, "text": {r.Translation[0].Text() + " نص"}}
		},
		"move": func(i int) url.Values {
			return url.Values{"do": {"move-down at=" + placeText(row(i).Translation[0].At)}}
		},
		"undo": func(int) url.Values { return url.Values{"do": {"undo"}} },
	}
	for _, name := range []string{"confirm", "edit", "move", "undo"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				form := actions[name](i)
				start := time.Now()
				r, body := post(b, h, "/b/1/act", form, "HX-Request")
				times = append(times, time.Since(start))
				if r.StatusCode != 200 {
					b.Fatal(r.StatusCode, body)
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "ms-p95")
		})
	}
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
