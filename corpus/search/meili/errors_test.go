package meili

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"muqabala/corpus/search"
	"muqabala/corpus/search/searchtest"
)

// What a Meilisearch 1.50 answers, recorded.
const (
	versionAnswer  = `{"commitSha":"5cb2f2e","commitDate":"2026-07-23T14:39:41Z","pkgVersion":"1.50.0"}`
	keysAnswer     = `{"results":[{"name":"Muqabala searches reports","description":"","key":"scoped","uid":"1","actions":["search"],"indexes":["reports"],"expiresAt":null,"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}],"offset":0,"limit":1000,"total":1}`
	formatAnswer   = `{"id":"format","bitext":"","version":0,"format":"muqabala-search/4"}`
	acceptedAnswer = `{"taskUid":7,"indexUid":"reports","status":"enqueued","type":"documentAdditionOrUpdate","enqueuedAt":"2026-01-01T00:00:00Z"}`
	taskAnswer     = `{"uid":7,"indexUid":"reports","status":"%s","type":"documentAdditionOrUpdate","details":{},"error":%s,"duration":"PT0.1S","enqueuedAt":"2026-01-01T00:00:00Z"}`
	foundAnswer    = `{"hits":[{"record":{"id":"a","document":"d","original":"The council met.","translation":"اجتمع المجلس."}}],"query":"","processingTimeMs":0,"hitsPerPage":100,"page":1,"totalPages":1,"totalHits":1}`
	invalidKey     = `{"message":"The provided API key is invalid.","code":"invalid_api_key","type":"auth","link":""}`
	noDocument     = `{"message":"Document not found.","code":"document_not_found","type":"invalid_request","link":""}`
)

// recorded is a server that gives recorded answers by "METHOD path", the longest prefix that fits, and remembers the keys that
// searches came with.
type recorded struct {
	answers map[string]http.HandlerFunc
	keys    atomic.Value
}

func say(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

func newRecorded() *recorded {
	return &recorded{answers: map[string]http.HandlerFunc{
		"GET /version": say(200, versionAnswer),
		"GET /keys":    say(200, keysAnswer),
		"GET /indexes/reports-versions/documents/format": say(200, formatAnswer),
		"GET /indexes/reports-versions/documents/v":      say(404, noDocument),
		"POST /indexes/reports/documents/fetch":          say(200, `{"results":[],"offset":0,"limit":1000,"total":0}`),
		"POST /indexes/reports/documents":                say(202, acceptedAnswer),
		"POST /indexes/reports-versions/documents":       say(202, acceptedAnswer),
		"POST /indexes/reports/search":                   say(200, foundAnswer),
		"GET /tasks/7":                                   say(200, fmt.Sprintf(taskAnswer, "succeeded", "null")),
	}}
}

// ServeHTTP answers.
func (s *recorded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/search") {
		s.keys.Store(r.Header.Get("Authorization"))
	}
	ask, best := r.Method+" "+r.URL.Path, ""
	for known := range s.answers {
		if strings.HasPrefix(ask, known) && len(known) > len(best) {
			best = known
		}
	}
	if best == "" {
		say(404, `{"message":"not recorded","code":"not_found","type":"invalid_request","link":""}`)(w, r)
		return
	}
	s.answers[best](w, r)
}

// openRecorded opens an index on it.
func (s *recorded) open(t *testing.T) (*Index, error) {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	x, _, err := Open(t.Context(), Options{URL: server.URL, MasterKey: "master", Name: "reports", Timeout: 300 * time.Millisecond, WriteTimeout: 500 * time.Millisecond})
	return x, err
}

func query(t *testing.T, text string) search.Query {
	t.Helper()
	q, err := search.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// slow keeps its caller waiting.
func slow(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // else the server does not see that the caller has gone
	select {
	case <-r.Context().Done():
	case <-time.After(20 * time.Second):
	}
}

// broken cuts the connection.
func broken(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }

func TestOpenErrors(t *testing.T) {
	for name, c := range map[string]struct {
		ask    string
		answer http.HandlerFunc
		want   error
		text   string
	}{
		"too old":     {"GET /version", say(200, `{"pkgVersion":"0.30.5"}`), search.ErrUnavailable, "0.30.5"},
		"no version":  {"GET /version", say(200, `{"pkgVersion":"unknown"}`), search.ErrUnavailable, "too old"},
		"not Meili":   {"GET /version", say(200, `<html>hello</html>`), search.ErrUnavailable, ""},
		"wrong key":   {"GET /version", say(403, invalidKey), search.ErrDenied, "API key is invalid"},
		"no key":      {"GET /version", say(401, invalidKey), search.ErrDenied, ""},
		"keys denied": {"GET /keys", say(403, invalidKey), search.ErrDenied, ""},
		"fault":       {"GET /version", say(500, `{"message":"disk","code":"internal","type":"internal","link":""}`), search.ErrUnavailable, "disk"},
		"busy":        {"GET /version", say(503, ``), search.ErrUnavailable, ""},
		"slow":        {"GET /version", slow, search.ErrUnavailable, ""},
		"broken":      {"GET /version", broken, search.ErrUnavailable, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newRecorded()
			s.answers[c.ask] = c.answer
			if _, err := s.open(t); !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.text) {
				t.Errorf("%v, want %v with %q", err, c.want, c.text)
			}
		})
	}
	_, _, err := Open(t.Context(), Options{URL: "http://127.0.0.1:1", Name: "x"})
	if !errors.Is(err, search.ErrUnavailable) || !strings.Contains(err.Error(), "refused") {
		t.Errorf("nobody there: %v", err)
	}
}

func TestSearchErrors(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   error
	}{
		"fault":       {say(500, `{"message":"x","code":"internal","type":"internal","link":""}`), search.ErrUnavailable},
		"gateway":     {say(502, `bad gateway`), search.ErrUnavailable},
		"denied":      {say(403, invalidKey), search.ErrDenied},
		"slow":        {slow, search.ErrUnavailable},
		"broken":      {broken, search.ErrUnavailable},
		"not JSON":    {say(200, `<html>`), search.ErrUnavailable},
		"half":        {say(200, `{"hits":[{"record":{"id"`), search.ErrUnavailable},
		"odd records": {say(200, `{"hits":[{"record":"text"}]}`), search.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			s := newRecorded()
			s.answers["POST /indexes/reports/search"] = c.answer
			x, err := s.open(t)
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			if _, err := x.Search(t.Context(), query(t, "council typo:off")); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if spent := time.Since(start); spent > 15*time.Second {
				t.Errorf("the caller waited %v", spent)
			}
		})
	}
}

// TestSearchKey: searches never carry the master key.
func TestSearchKey(t *testing.T) {
	s := newRecorded()
	x, err := s.open(t)
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Search(t.Context(), query(t, "council typo:off"))
	if err != nil || len(r.Hits) != 1 || len(r.Hits[0].OriginalMarks) != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	if got := s.keys.Load(); got != "Bearer scoped" {
		t.Errorf("the search came with %q", got)
	}
}

// TestBusyServerIsAskedAgain: a server that is busy for a moment is no failure.
func TestBusyServerIsAskedAgain(t *testing.T) {
	s := newRecorded()
	var asked atomic.Int32
	s.answers["POST /indexes/reports/search"] = func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			say(503, "")(w, r)
			return
		}
		say(200, foundAnswer)(w, r)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	x, _, err := Open(t.Context(), Options{URL: server.URL, MasterKey: "master", Name: "reports", Timeout: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := x.Search(t.Context(), query(t, "council typo:off")); err != nil || len(r.Hits) != 1 || asked.Load() != 2 {
		t.Errorf("%d hits, asked %d times, %v", len(r.Hits), asked.Load(), err)
	}
}

func TestUpdateErrors(t *testing.T) {
	failed := fmt.Sprintf(taskAnswer, "failed", `{"message":"no space left","code":"no_space_left_on_device","type":"system","link":""}`)
	for name, c := range map[string]struct {
		ask    string
		answer http.HandlerFunc
		want   error // nil: none of those that callers know
		text   string
	}{
		"task fails":        {"GET /tasks/7", say(200, failed), nil, "no space left"},
		"task never ends":   {"GET /tasks/7", say(200, fmt.Sprintf(taskAnswer, "processing", "null")), search.ErrUnavailable, "not done"},
		"task disappears":   {"GET /tasks/7", say(404, noDocument), nil, "not found"},
		"denied":            {"POST /indexes/reports/documents", say(403, invalidKey), search.ErrDenied, ""},
		"payload too large": {"POST /indexes/reports/documents", say(413, `{"message":"payload","code":"payload_too_large","type":"invalid_request","link":""}`), nil, "payload"},
		"newer there":       {"GET /indexes/reports-versions/documents/v", say(200, `{"id":"v","bitext":"vienna","version":9}`), search.ErrStale, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newRecorded()
			s.answers[c.ask] = c.answer
			x, err := s.open(t)
			if err != nil {
				t.Fatal(err)
			}
			err = x.Update(t.Context(), searchtest.Bitexts()[0])
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.text) {
				t.Errorf("%v, want %v with %q", err, c.want, c.text)
			}
		})
	}
	s := newRecorded()
	x, err := s.open(t)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Update(t.Context(), searchtest.Bitexts()[0]); err != nil {
		t.Errorf("a healthy server: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := x.Update(ctx, searchtest.Bitexts()[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func TestFilter(t *testing.T) {
	for _, c := range []struct {
		e    search.Expr
		want string
	}{
		{search.All{}, ""},
		{search.Any{}, nothing},
		{search.In{Field: "kind"}, nothing},
		{search.In{Field: "kind", Values: []string{`a"b`, `c\d`}}, `kind IN ["a\"b", "c\\d"]`},
		{search.All{search.In{Field: "kind", Values: []string{"x"}}, search.Not{Expr: search.Any{search.In{Field: "status", Values: []string{"open"}}}}},
			`(kind IN ["x"]) AND (NOT ((status IN ["open"])))`},
		{search.Begins{Field: "originalFolded", Prefixes: []string{"a", "b"}}, `originalFolded STARTS WITH "a" OR originalFolded STARTS WITH "b"`},
		{search.Between{Field: search.DateField, From: "2000-01-01"}, `date 20000101 TO 99991231`},
		{search.Between{Field: search.DateField, To: "2000-12-31"}, `date 1 TO 20001231`},
	} {
		if got := filter(c.e); got != c.want {
			t.Errorf("%v: %s, want %s", c.e, got, c.want)
		}
	}
}

func TestSettingsAreComplete(t *testing.T) {
	s := settings(map[string][]string{"un": {"united nations"}})
	if !s.TypoTolerance.Enabled || s.TypoTolerance.MinWordSizeForTypos.OneTypo == 0 || s.TypoTolerance.DisableOnWords == nil || !s.FacetSearch {
		t.Errorf("typo tolerance %+v, facet search %v", s.TypoTolerance, s.FacetSearch)
	}
}

func TestOlder(t *testing.T) {
	for version, want := range map[string]bool{"1.50.0": false, "1.18.0": false, "1.17.9": true, "0.99.0": true, "2.0": false, "": true, "1": true, "next": true} {
		if older(version, MinVersion) != want {
			t.Errorf("%q is older: %v", version, !want)
		}
	}
}
