package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus/search"
	"muqabala/views"
)

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
	facets, err := s.search.Index.Facets(c, q)
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
		f := views.Facet{Name: "search.facet." + string(field), AtMost: facets.AtMost}
		for value, n := range facets.Counts[field] {
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
