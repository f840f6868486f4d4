package web

import (
	"cmp"
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
	m.Backend, m.Total, m.AtLeast, m.Shown = r.Note, r.Total, r.AtLeast, len(r.Hits)
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

// fill puts hits into the model, in the way in which they are to be shown.
func (s *Server) fill(c *gin.Context, m *views.Search, a searchAsk, r search.Result) {
	for _, view := range []string{"pairs", "lines", "renderings"} {
		href := a.href(func(a *searchAsk) { a.view, a.shown = view, pairsShown })
		m.Views = append(m.Views, views.SearchTab{Name: view, Href: href, Current: view == a.view})
	}
	for _, format := range []string{"csv", "tmx"} {
		href := "/search/export?" + url.Values{"q": {a.query}, "format": {format}}.Encode()
		m.Exports = append(m.Exports, views.SearchTab{Name: strings.ToUpper(format), Href: href})
	}
	if m.Total > m.Shown && m.Shown < pairsMost && a.view == "pairs" {
		m.More = a.href(func(a *searchAsk) { a.shown = min(a.shown*5, pairsMost) })
	}
	switch {
	case len(r.Hits) == 0:
		m.Suggest = s.suggestions(c, a)
	case a.view == "lines":
		m.Lines = concordance(a, r.Hits)
	case a.view == "renderings":
		m.Renders = renderings(a, r.Hits)
	default:
		for i := range r.Hits {
			m.Hits = append(m.Hits, hitModel(c, &r.Hits[i]))
		}
	}
}

// suggestions are queries that find something where this one does not. Without any the page is as good.
func (s *Server) suggestions(c *gin.Context, a searchAsk) []views.SearchTab {
	found, err := s.search.Index.Suggest(c, a.query, 5)
	if err != nil {
		slog.WarnContext(c, "no suggestions", "error", err)
	}
	var out []views.SearchTab
	for _, q := range found {
		out = append(out, views.SearchTab{Name: q, Href: a.href(func(a *searchAsk) { a.query = q }), Plain: true})
	}
	return out
}

// hitModel is a pair found, with its words marked.
func hitModel(ctx context.Context, h *search.Hit) views.SearchHit {
	m := views.SearchHit{Href: hitHref(h), Title: h.Title, Kind: h.Kind, Number: h.Number, Status: h.Status,
		Original: markedRuns(ctx, h, corpus.OriginalSide), Translation: markedRuns(ctx, h, corpus.TranslationSide)}
	if h.Level >= search.Stemmed {
		m.Found = h.Level.String()
	}
	return m
}

// markedRuns parts a text at its marks.
func markedRuns(ctx context.Context, h *search.Hit, side corpus.Side) []views.Run {
	text, at := h.Text(side), 0
	var out []views.Run
	add := func(r views.Run) {
		if r.Text != "" {
			out = append(out, r)
		}
	}
	for _, mark := range h.Marks(side) {
		add(views.Run{Text: text[at:mark.Span.Start]})
		r := views.Run{Text: mark.Span.In(text), Class: "hitword", Title: views.T(ctx, "search.mark.match")}
		if mark.Counterpart {
			r.Class, r.Title = "counterpart", views.T(ctx, "search.mark.counterpart")
		}
		add(r)
		at = mark.Span.End
	}
	add(views.Run{Text: text[at:]})
	return out
}

// hitHref is the row of a hit in the workbench, opened.
func hitHref(h *search.Hit) string {
	row := rowOfKey(h.Row)
	return "/b/" + url.PathEscape(h.Document) + "?row=" + row + "&open=" + row + "#" + row
}

// rowOfKey is the ID that the workbench gives to the row of a key: by the block that it begins with.
func rowOfKey(key string) string {
	original, translation, _ := strings.Cut(key, "|")
	letter, refs := "o", strings.Fields(original)
	if len(refs) == 0 {
		letter, refs = "t", strings.Fields(translation)
	}
	if len(refs) == 0 {
		return ""
	}
	block, span, _ := strings.Cut(refs[0], ":")
	if start, _, _ := strings.Cut(span, "-"); start != "0" {
		block += "." + start
	}
	return letter + block
}

// contextLetters is how much of a text stands on either side of a match in a line.
const contextLetters = 70

// concordance is the model of matches in context. Without a side asked for it is that on which the first hit matches.
func concordance(a searchAsk, hits []search.Hit) views.Concordance {
	if a.side == "" {
		a.side = corpus.OriginalSide
		if slices.ContainsFunc(hits[0].TranslationMarks, func(m search.Mark) bool { return !m.Counterpart }) {
			a.side = corpus.TranslationSide
		}
	}
	lang := sideLang(a.side)
	m := views.Concordance{Lang: string(lang), Dir: lang.Dir()}
	for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
		m.Sides = append(m.Sides, views.SearchTab{Name: string(side), Current: side == a.side, Href: a.href(func(a *searchAsk) { a.side = side })})
	}
	for _, by := range []search.Context{search.Before, search.After} {
		m.Sorts = append(m.Sorts, views.SearchTab{Name: string(by), Current: by == a.by, Href: a.href(func(a *searchAsk) { a.by = by })})
	}
	for _, l := range search.Concordance(hits, a.side, a.by) {
		m.Lines = append(m.Lines, views.ConcordanceLine{Href: hitHref(l.Hit), Title: l.Hit.Title, Match: l.Match,
			Before: lastLetters(l.Before, contextLetters), After: firstLetters(l.After, contextLetters)})
	}
	return m
}

func sideLang(side corpus.Side) corpus.Lang {
	if side == corpus.OriginalSide {
		return corpus.English
	}
	return corpus.Arabic
}

// firstLetters is the beginning of a text, cut between words.
func firstLetters(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " …"
}

// lastLetters is the end of a text likewise.
func lastLetters(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[len(r)-n:])
	if i := strings.IndexByte(cut, ' '); i >= 0 && i < len(cut)-1 {
		cut = cut[i:]
	}
	return "…" + cut
}

// renderings is the model of how words are rendered; each leads to the pairs that have both.
func renderings(a searchAsk, hits []search.Hit) []views.Rendering {
	var out []views.Rendering
	all := search.Renderings(hits)
	for _, r := range all[:min(len(all), 100)] {
		lang := sideLang(r.Side)
		out = append(out, views.Rendering{Text: r.Text, Lang: string(lang), Dir: lang.Dir(), Count: r.Count, Of: len(hits),
			Href: a.href(func(a *searchAsk) {
				a.query, a.view, a.shown = strings.TrimSpace(a.query)+" "+quoted(r.Text), "pairs", pairsShown
			})})
	}
	return out
}

// quoted makes words of a text a phrase of a query, where they are several.
func quoted(s string) string {
	s = strings.ReplaceAll(s, `"`, " ")
	if strings.ContainsRune(s, ' ') {
		return `"` + s + `"`
	}
	return s
}

// facetsPart gives the facets of a query that is being typed, whose answer stands there already.
func (s *Server) facetsPart(c *gin.Context) {
	a := askOf(c.Request.URL.Query())
	q, err := a.parse(true)
	if s.search.Index == nil || err != nil {
		c.Status(http.StatusNoContent)
		return
	}
	facets, err := s.facets(c, a, q)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.show(c, http.StatusOK, views.Facets(facets))
}

// facetsShown is how many values a facet shows.
const facetsShown = 12

// facets are the ways to narrow a query down: each value is a filter written into the query, or taken out of it.
func (s *Server) facets(c *gin.Context, a searchAsk, q search.Query) ([]views.Facet, error) {
	counts, err := s.search.Index.Facets(c, q)
	if problemOf(err) != "" {
		return nil, nil // the answer has said so
	}
	if err != nil {
		return nil, err
	}
	titles, err := s.titles(c)
	if err != nil {
		return nil, err
	}
	var out []views.Facet
	for _, field := range search.FacetFields {
		f := views.Facet{Name: "search.facet." + string(field)}
		for value, n := range counts[field] {
			token := string(field) + ":" + value
			v := views.FacetValue{Name: facetName(c, field, value, titles), Count: n, On: hasToken(a.query, token)}
			v.Href = a.href(func(a *searchAsk) { a.query, a.shown = toggleToken(a.query, token), pairsShown })
			f.Values = append(f.Values, v)
		}
		slices.SortFunc(f.Values, func(a, b views.FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
		})
		f.Values = f.Values[:min(len(f.Values), facetsShown)]
		out = append(out, f)
	}
	return out, nil
}

// titles are those of all bitexts, by ID.
func (s *Server) titles(ctx context.Context) (map[string]string, error) {
	all, err := s.library.Store.Bitexts(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(all))
	for _, info := range all {
		out[strconv.FormatInt(int64(info.ID), 10)] = info.Title
	}
	return out, nil
}

// facetName is a value for people.
func facetName(ctx context.Context, field search.Field, value string, titles map[string]string) string {
	id := map[search.Field]string{search.KindField: "kind.", search.StatusField: "search.status.", search.CheckField: "check."}[field] + value
	switch {
	case field == search.DocumentField:
		return cmp.Or(titles[value], value)
	case views.Has(ctx, id):
		return views.T(ctx, id)
	}
	return value
}

// hasToken reports whether a query has a filter as it is written in links.
func hasToken(query, token string) bool { return slices.Contains(strings.Fields(query), token) }

// toggleToken puts a filter into a query, or takes it out.
func toggleToken(query, token string) string {
	if !hasToken(query, token) {
		return strings.TrimSpace(query) + " " + token
	}
	return strings.TrimSpace(strings.Replace(" "+query+" ", " "+token+" ", " ", 1))
}
