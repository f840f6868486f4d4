package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/search"
	"muqabala/views"
)

// Search is what the search page asks.
type Search struct {
	Index search.Searcher
	// Behind is how many bitexts the index does not have as they are; may be nil.
	Behind func() int
}

// How many pairs are shown at first, and at most; lines and renderings are made of many pairs.
const pairsShown, linesShown, pairsMost = 20, 500, 1000

// searchAsk is what an address asks of the search.
type searchAsk struct {
	query string
	view  string // "pairs", "lines", "renderings"
	side  corpus.Side
	by    search.Context
	shown int
}

func askOf(q url.Values) searchAsk {
	a := searchAsk{query: q.Get("q"), view: q.Get("view"), side: corpus.Side(q.Get("side")), by: search.Context(q.Get("sort")), shown: pairsShown}
	if a.view != "lines" && a.view != "renderings" {
		a.view = "pairs"
	}
	if a.side != corpus.OriginalSide && a.side != corpus.TranslationSide {
		a.side = ""
	}
	if a.by != search.Before {
		a.by = search.After
	}
	if n, err := strconv.Atoi(q.Get("n")); err == nil {
		a.shown = min(max(n, pairsShown), pairsMost)
	}
	if a.view != "pairs" {
		a.shown = max(a.shown, linesShown)
	}
	return a
}

// href is the address that asks this, with some of it changed.
func (a searchAsk) href(change func(*searchAsk)) string {
	change(&a)
	q := url.Values{"q": {a.query}}
	set := func(name, value, usual string) {
		if value != usual {
			q.Set(name, value)
		}
	}
	set("view", a.view, "pairs")
	if a.view == "lines" {
		set("side", string(a.side), "")
		set("sort", string(a.by), string(search.After))
	}
	if a.view == "pairs" {
		set("n", strconv.Itoa(a.shown), strconv.Itoa(pairsShown))
	}
	return "/search?" + q.Encode()
}

// searchPage answers a query, or says what can be asked. For a script it gives the answer alone, as to a query that is still
// being typed.
func (s *Server) searchPage(c *gin.Context) {
	if s.search.Index == nil {
		s.fail(c, errNotFound)
		return
	}
	a := askOf(c.Request.URL.Query())
	live := scripted(c)
	m, err := s.answer(c, a, live)
	if err != nil {
		s.fail(c, err)
		return
	}
	if live {
		c.Header("HX-Replace-Url", a.href(func(*searchAsk) {}))
		s.show(c, http.StatusOK, views.SearchResults(m))
		return
	}
	title := views.T(c, "nav.search")
	if a.query != "" {
		title = oneLine(a.query, 80) + " · " + title
	}
	s.show(c, http.StatusOK, views.SearchPage(s.page(c, title, "search"), m))
}

// answer is the model of the answer to what is asked.
func (s *Server) answer(c *gin.Context, a searchAsk, live bool) (views.Search, error) {
	m := views.Search{Query: a.query, View: a.view}
	if s.search.Behind != nil {
		m.Behind = s.search.Behind()
	}
	saved, err := s.savedSearches(c)
	if err != nil {
		return m, err
	}
	for _, q := range saved {
		m.Saved = append(m.Saved, views.SearchTab{Name: q, Href: searchAsk{query: q, view: "pairs", shown: pairsShown}.href(func(*searchAsk) {}), Plain: true})
	}
	m.IsSaved = slices.Contains(saved, a.query)
	if strings.TrimSpace(a.query) == "" {
		m.Empty = true
		return m, nil
	}
	q, r, err := s.find(c, a, live)
	if err != nil {
		m.Problem = problemOf(err)
		if m.Problem == "" {
			return m, err
		}
		return m, nil
	}
	for _, n := range q.Notes {
		m.Notes = append(m.Notes, string(n))
	}
	m.Backend, m.Total, m.AtMost, m.Shown = r.Note, r.Total, r.AtMost, len(r.Hits)
	s.fill(c, &m, a, r)
	if live {
		m.FacetsAt = "/search/facets?q=" + url.QueryEscape(a.query)
		return m, nil
	}
	m.Facets, err = s.facets(c, a, q)
	return m, err
}

// find asks the index.
func (s *Server) find(ctx context.Context, a searchAsk, live bool) (search.Query, search.Result, error) {
	q, err := a.parse(live)
	if err != nil {
		return q, search.Result{}, err
	}
	r, err := s.search.Index.Search(ctx, q)
	return q, r, err
}

// parse reads the query. While it is being typed the last word may be unfinished, unless a space follows it.
func (a searchAsk) parse(live bool) (search.Query, error) {
	q, err := search.Parse(a.query)
	q.AsTyped = live && strings.TrimRightFunc(a.query, unicode.IsSpace) == a.query
	q.Limit = a.shown
	return q, err
}

// problemOf is what a reader can be told of an error, "" for one that is a fault of the program.
func problemOf(err error) string {
	var e *search.QueryError
	switch {
	case errors.As(err, &e):
		return string(e.Problem)
	case errors.Is(err, search.ErrUnavailable), errors.Is(err, search.ErrDenied):
		slog.Error("search failed", "error", err)
		return "unavailable"
	}
	return ""
}
