package web

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"muqabala/corpus"
	"muqabala/corpus/sample"
	"muqabala/corpus/search"
	"muqabala/corpus/search/embedded"
	"muqabala/corpus/search/indexer"
)

// searched is a server with one bitext and a search of it.
func searched(t testing.TB, ar []byte) *Server {
	t.Helper()
	s := served(t, ar)
	x, remove, err := embedded.Temporary()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := remove(); err != nil {
			t.Error(err)
		}
	})
	v := firstView(t, s)
	rows := make([]corpus.Row, len(v.Rows))
	for i, r := range v.Rows {
		rows[i] = *r.Row
	}
	about := search.About{ID: indexer.DocumentID(1), Title: "The report", WordLink: func(string, string) (links []search.Link) {
		for i := range 60 { // any word of the other side does here
			links = append(links, search.Link{i, i})
		}
		return links
	}}
	if err := x.Update(context.Background(), search.Bitext{ID: about.ID, Records: about.Records(rows)}); err != nil {
		t.Fatal(err)
	}
	s.search = Search{Index: x}
	return s
}

// searchPath is the address of a search.
func searchPath(query string, more ...string) string {
	q := url.Values{"q": {query}}
	for i := 0; i < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return "/search?" + q.Encode()
}

func TestSearchPage(t *testing.T) {
	h := searched(t, sample.Translation()).Handler()
	for _, c := range []struct {
		path string
		want []string
	}{
		{"/search", []string{`name="q"`, "What you can ask"}},
		{searchPath("أبخازيا"), []string{`<mark class="hitword" title="found">أبخازيا</mark>`, `href="/b/1?row=o48&amp;open=o48#o48"`, "misread or mistyped", "3 found"}},
		{searchPath("أبخازيا", "lang", "ar"), []string{`dir="rtl"`, "٣ نتائج", "غير مؤكد"}},
		{searchPath("1999"), []string{`<mark class="hitword" title="found">١٩٩٩</mark>`, `<mark class="hitword" title="found">1999</mark>`}},
		{searchPath("council kind:paragraph"), []string{`href="/search?q=council"`, `aria-current="true"`}},
		{searchPath("council"), []string{`href="/search?q=council+kind%3Aparagraph"`, `class="counterpart"`}},
		{searchPath("تعاون", "view", "lines", "sort", "before"), []string{`<table class="kwic" lang="ar" dir="rtl">`}},
		{searchPath("تعاون", "view", "lines", "side", "original"), []string{`<table class="kwic" lang="en" dir="ltr">`}},
		{searchPath("the", "view", "renderings"), []string{`class="renderings"`, "<meter"}},
		{searchPath("qqqq"), []string{"Nothing is found", "Write only the beginning"}},
		{searchPath("coopration typo:off"), []string{"Nothing is found", "Did you mean", `href="/search?q=coopration">Look for misread words too`}},
		{searchPath(`"nations united"`), []string{"Nothing is found", `href="/search?q=nations+united">Look for the words wherever they stand`}},
		{searchPath("?!"), []string{"There is no word and no number"}},
		{searchPath("date:soon"), []string{"A date is 2000"}},
		{searchPath(`"united nations`), []string{"quotation mark is not closed"}},
		{searchPath("the"), []string{"Show more", "n=100"}},
		{"/search/facets?q=council", []string{"search.facet"}},
	} {
		code, body := get(t, h, c.path)
		if code != http.StatusOK {
			t.Errorf("%s: status %d", c.path, code)
		}
		for _, want := range c.want {
			if want == "search.facet" {
				want = `class="facetlist"`
			}
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %s", c.path, want)
			}
		}
	}
}

// TestSearchHostile: whatever is asked gets a page.
func TestSearchHostile(t *testing.T) {
	h := searched(t, sample.Translation()).Handler()
	for _, q := range []string{strings.Repeat("ت", 10_000), strings.Repeat("a ", 5_000), "ال", "...", `"`, `«`, "\u202e\u2066", "\xff", "a\x00", "<script>", "' OR 1", "document:\"", "-", "*"} {
		for _, view := range []string{"pairs", "lines", "renderings", "nonsense"} {
			if code, body := get(t, h, searchPath(q, "view", view, "n", "-5", "side", "x", "sort", "y")); code != http.StatusOK || strings.Contains(body, "<script>") {
				t.Errorf("%.20q as %s: status %d", q, view, code)
			}
		}
	}
}

// TestSearchShowsMarkupAsText: what looks like markup in a document is text, in results and highlights too.
func TestSearchShowsMarkupAsText(t *testing.T) {
	h := searched(t, []byte("١ - نص عربي <script>alert(1)</script> وبقية الفقرة الأولى من النص العربي.")).Handler()
	for _, view := range []string{"pairs", "lines"} {
		_, body := get(t, h, searchPath("alert", "view", view))
		if strings.Contains(body, "<script>") || !strings.Contains(body, "&lt;") {
			t.Errorf("%s: markup of the document reached the page", view)
		}
	}
}

func TestSearchExport(t *testing.T) {
	h := searched(t, sample.Translation()).Handler()
	r, body := ask(t, h, httptest.NewRequest("GET", "/search/export?format=csv&q=Abkhazia", nil))
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 4 || !strings.Contains(r.Header.Get("Content-Disposition"), "search.csv") {
		t.Errorf("csv: %d rows, %v, %v", len(rows), err, r.Header)
	}
	if _, body := ask(t, h, httptest.NewRequest("GET", "/search/export?format=tmx&q=Abkhazia", nil)); strings.Count(body, "<tu ") != 3 || !strings.Contains(body, "أبخازيا") {
		t.Errorf("tmx: %s", body)
	}
	for path, want := range map[string]int{"/search/export?format=exe&q=a": 404, "/search/export?format=csv&q=%3F": 400} {
		if code, _ := get(t, h, path); code != want {
			t.Errorf("%s: status %d, want %d", path, code, want)
		}
	}
}

// reader is a browser that keeps its cookies.
type reader struct {
	h       http.Handler
	cookies []*http.Cookie
}

func (r *reader) ask(t *testing.T, method, path string, form url.Values) (*http.Response, string) {
	t.Helper()
	q := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range r.cookies {
		q.AddCookie(c)
	}
	a, body := ask(t, r.h, q)
	r.cookies = append(r.cookies, a.Cookies()...)
	return a, body
}

// TestSavedSearches: readers have their own, whether they have said a name or not.
func TestSavedSearches(t *testing.T) {
	h := searched(t, sample.Translation()).Handler()
	someone, other := &reader{h: h}, &reader{h: h}
	named, namesake := &reader{h, []*http.Cookie{{Name: cookieName, Value: "Salma"}}}, &reader{h, []*http.Cookie{{Name: cookieName, Value: "Salma"}}}
	for _, r := range []*reader{someone, named} {
		for _, q := range []string{"council", "<b>تعاون</b>", "council"} {
			if a, _ := r.ask(t, "POST", "/search/saved", url.Values{"save": {q}}); a.StatusCode != http.StatusSeeOther {
				t.Fatalf("status %d", a.StatusCode)
			}
		}
	}
	for _, r := range []*reader{someone, namesake} {
		_, body := r.ask(t, "GET", "/search", nil)
		if strings.Count(body, `href="/search?q=council"`) != 1 || strings.Contains(body, "<b>") || !strings.Contains(body, "&lt;b&gt;تعاون") {
			t.Error("the searches are not there once each, as text")
		}
	}
	someone.ask(t, "POST", "/search/saved", url.Values{"forget": {"council"}})
	for _, r := range []*reader{someone, other} {
		if _, body := r.ask(t, "GET", "/search", nil); strings.Contains(body, `href="/search?q=council"`) {
			t.Error("a search that was removed, or is somebody else's, is there")
		}
	}
	if a, _ := someone.ask(t, "POST", "/search/saved", url.Values{}); a.StatusCode != http.StatusBadRequest {
		t.Errorf("nothing to save: status %d", a.StatusCode)
	}
}

// down is a search that does not answer.
type down struct{ search.Searcher }

var errDown = fmt.Errorf("connection refused: %w", search.ErrUnavailable)

func (down) Search(context.Context, search.Query) (search.Result, error) {
	return search.Result{}, errDown
}
func (down) Facets(context.Context, search.Query) (search.Facets, error) {
	return search.Facets{}, errDown
}

func TestSearchServerDown(t *testing.T) {
	s := searched(t, sample.Translation())
	good := s.search.Index
	s.search = Search{Index: search.NewFallback(down{}, good), Behind: func() int { return 2 }}
	_, body := get(t, s.Handler(), searchPath("Abkhazia"))
	for _, want := range []string{"The search server does not answer", "2 texts are missing", "3 found"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	s.search = Search{Index: down{}}
	if code, body := get(t, s.Handler(), searchPath("Abkhazia")); code != 200 || !strings.Contains(body, "The search does not answer now") {
		t.Errorf("status %d", code)
	}
	s.search = Search{}
	if code, _ := get(t, s.Handler(), "/search"); code != 404 {
		t.Errorf("without a search: status %d", code)
	}
}

// TestSearchInTheBrowser types, goes through the results by keys, and opens one in the workbench.
func TestSearchInTheBrowser(t *testing.T) {
	ctx := browser(t)
	s := live(t, searched(t, sample.Translation()))
	open(t, ctx, s.URL+"/search?lang=en")
	act(t, ctx, chromedp.KeyEvent("Abkhaz"))
	until(t, ctx, `document.querySelectorAll("#found .hit").length === 3`)
	until(t, ctx, `document.querySelectorAll("#found .facetlist a").length > 2`)
	if at := eval[string](t, ctx, "location.search"); at != "?q=Abkhaz" {
		t.Errorf("the address is %s", at)
	}
	act(t, ctx, chromedp.KeyEvent(kb.ArrowDown+kb.ArrowDown+kb.ArrowUp))
	if !eval[bool](t, ctx, `document.activeElement === document.querySelector("#found .go")`) {
		t.Error("the arrows do not lead to the first result")
	}
	act(t, ctx, chromedp.KeyEvent("/"))
	if !eval[bool](t, ctx, `document.activeElement.id === "q"`) {
		t.Error("/ does not lead to the field")
	}
	act(t, ctx, chromedp.KeyEvent(kb.ArrowDown+kb.Enter), chromedp.WaitReady(".row.open"))
	if row := eval[string](t, ctx, `document.querySelector(".row.open").id`); "#"+row != eval[string](t, ctx, "location.hash") {
		t.Errorf("row %s is open, not the one of the result", row)
	}
}

func TestSearchIsAccessible(t *testing.T) {
	axe, err := os.ReadFile("testdata/axe-core/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	s := live(t, searched(t, sample.Translation()))
	for _, path := range []string{"/search", searchPath("تعاون"), searchPath("تعاون", "view", "lines"), searchPath("the", "view", "renderings"), searchPath("qqqq"), searchPath("?")} {
		for _, lang := range []string{"en", "ar"} {
			at := path + "?lang=" + lang
			if strings.Contains(path, "?") {
				at = path + "&lang=" + lang
			}
			open(t, ctx, s.URL+at)
			eval[any](t, ctx, string(axe)+"; 0")
			if found := violations(t, ctx); found != "" {
				t.Errorf("%s:\n  %s", at, found)
			}
		}
	}
}
