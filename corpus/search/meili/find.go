package meili

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/meilisearch/meilisearch-go"

	"muqabala/corpus/search"
)

// Find counts records, and gives the first of them in the order of the index.
func (s source) Find(ctx context.Context, e search.Expr, limit int) (out []search.Record, total int, err error) {
	most := int64(limit)
	answer, err := s.ask(ctx, &meilisearch.SearchRequest{Filter: filter(e), HitsPerPage: &most, Page: 1, AttributesToRetrieve: []string{"record"}})
	if err != nil {
		return nil, 0, err
	}
	out = make([]search.Record, len(answer.Hits))
	for i, h := range answer.Hits {
		if err := json.Unmarshal(h["record"], &out[i]); err != nil {
			return nil, 0, fmt.Errorf("%w: a record on Meilisearch cannot be read: %w", search.ErrUnavailable, err)
		}
	}
	return out, int(answer.TotalHits), nil
}

// First is Find: the server counts all the same.
func (s source) First(ctx context.Context, e search.Expr, limit int) ([]search.Record, error) {
	out, _, err := s.Find(ctx, e, limit)
	return out, err
}

// Count counts by values.
func (s source) Count(ctx context.Context, e search.Expr, fields []search.Field) (map[search.Field]map[string]int, error) {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = string(f)
	}
	none := int64(0)
	answer, err := s.ask(ctx, &meilisearch.SearchRequest{Filter: filter(e), HitsPerPage: &none, Page: 1, Facets: names})
	if err != nil {
		return nil, err
	}
	out := map[search.Field]map[string]int{}
	if err := json.Unmarshal(answer.FacetDistribution, &out); err != nil {
		return nil, fmt.Errorf("%w: Meilisearch's counts cannot be read: %w", search.ErrUnavailable, err)
	}
	return out, nil
}

func (s source) ask(ctx context.Context, r *meilisearch.SearchRequest) (*meilisearch.SearchResponse, error) {
	ctx, stop := context.WithTimeout(ctx, s.timeout)
	defer stop()
	answer, err := s.client.Index(s.name).SearchWithContext(ctx, "", r)
	return answer, explain(err)
}

// Begin gives values that begin with a prefix.
func (s source) Begin(ctx context.Context, f search.Field, prefix string, limit int) ([]string, error) {
	return s.values(ctx, f, prefix, limit, func(v string) bool { return strings.HasPrefix(v, prefix) })
}

// Similar gives values that are like a word. The server allows typos by bytes and finds longer words too: what is too far
// away is left out here.
func (s source) Similar(ctx context.Context, f search.Field, word string, distance, limit int) ([]string, error) {
	return s.values(ctx, f, word, limit, func(v string) bool { return v != word && search.Distance(v, word) <= distance })
}

func (s source) values(ctx context.Context, f search.Field, word string, limit int, keep func(string) bool) ([]string, error) {
	ctx, stop := context.WithTimeout(ctx, s.timeout)
	defer stop()
	raw, err := s.client.Index(s.name).FacetSearchWithContext(ctx, &meilisearch.FacetSearchRequest{FacetName: string(f), FacetQuery: word})
	if err != nil {
		return nil, explain(err)
	}
	var answer struct {
		FacetHits []struct{ Value string }
	}
	if err := json.Unmarshal(*raw, &answer); err != nil {
		return nil, fmt.Errorf("%w: Meilisearch's words cannot be read: %w", search.ErrUnavailable, err)
	}
	var out []string
	for _, h := range answer.FacetHits {
		if len(out) < limit && keep(h.Value) {
			out = append(out, h.Value)
		}
	}
	return out, nil
}

// filter writes an expression as the server has it. An empty filter finds everything.
func filter(e search.Expr) string {
	switch e := e.(type) {
	case search.All:
		return strings.Join(filters(e), " AND ")
	case search.Any:
		return either(filters(e))
	case search.Not:
		return "NOT (" + filter(e.Expr) + ")"
	case search.In:
		if len(e.Values) == 0 {
			return nothing
		}
		quoted := make([]string, len(e.Values))
		for i, v := range e.Values {
			quoted[i] = quote(v)
		}
		return fmt.Sprintf("%s IN [%s]", e.Field, strings.Join(quoted, ", "))
	case search.Begins:
		var parts []string
		for _, p := range e.Prefixes {
			parts = append(parts, fmt.Sprintf("%s STARTS WITH %s", e.Field, quote(p)))
		}
		return either(parts)
	case search.Between:
		from, to := dateNumber(e.From), dateNumber(e.To)
		if to == 0 {
			to = 99991231
		}
		return fmt.Sprintf("%s %d TO %d", e.Field, max(from, 1), to)
	}
	panic(fmt.Sprintf("meili: expression %T", e))
}

// nothing is a filter that no record satisfies.
const nothing = "document = '' AND document != ''"

// filters writes expressions in brackets, without those that everything satisfies.
func filters(list []search.Expr) []string {
	var out []string
	for _, e := range list {
		if f := filter(e); f != "" {
			out = append(out, "("+f+")")
		}
	}
	return out
}

func either(parts []string) string {
	if len(parts) == 0 {
		return nothing
	}
	return strings.Join(parts, " OR ")
}

func equals(f search.Field, value string) string { return fmt.Sprintf("%s = %s", f, quote(value)) }

// quote writes a value as a string of the filter language.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
