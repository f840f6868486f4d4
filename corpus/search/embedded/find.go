package embedded

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	blevesearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"muqabala/corpus/search"
)

// Find finds records in the order of the index.
func (s source) Find(ctx context.Context, e search.Expr, limit int) ([]search.Record, error) {
	var out []search.Record
	err := s.walk(ctx, e, func(r *scorch.IndexSnapshot, number uint64) (more bool, err error) {
		var record search.Record
		if err := json.Unmarshal(packed(r, number), &record); err != nil {
			return false, fmt.Errorf("damaged at record %d, make it anew with muqabala index --rebuild: %w", number, err)
		}
		out = append(out, record)
		return len(out) < limit, nil
	})
	return out, err
}

// packed is what is stored of the record with a number in a snapshot.
func packed(r *scorch.IndexSnapshot, number uint64) (out []byte) {
	for _, segment := range r.Segments() {
		size := uint64(segment.FullSize())
		if number >= size {
			number -= size
			continue
		}
		segment.VisitDocument(number, func(field string, _ byte, value []byte, _ []uint64) bool {
			if field == recordField {
				out = slices.Clone(value)
			}
			return out == nil
		})
		break
	}
	return out
}

// Total counts records.
func (s source) Total(ctx context.Context, e search.Expr) (total int, err error) {
	err = s.walk(ctx, e, func(*scorch.IndexSnapshot, uint64) (more bool, err error) {
		total++
		return true, nil
	})
	return total, err
}

// walk goes over the records that satisfy an expression until see wants no more. Nothing is scored, so that sets of records
// are combined as bitmaps; what bleve's own search makes of each hit costs several times as much as the step to it.
func (s source) walk(ctx context.Context, e search.Expr, see func(r *scorch.IndexSnapshot, number uint64) (more bool, err error)) error {
	err := s.reader(func(r bleveindex.IndexReader) error {
		found, err := s.toQuery(e).Searcher(ctx, r, s.Mapping(), blevesearch.SearcherOptions{Score: "none"})
		if err != nil {
			return err
		}
		defer found.Close()
		snapshot, hits := r.(*scorch.IndexSnapshot), blevesearch.NewDocumentMatchPool(found.DocumentMatchPoolSize()+1, 0)
		at := &blevesearch.SearchContext{DocumentMatchPool: hits, IndexReader: r}
		for more, n := true, 0; more; n++ {
			if n%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			hit, err := found.Next(at)
			if err != nil || hit == nil {
				return err
			}
			if more, err = see(snapshot, hit.IndexInternalID.Value()); err != nil {
				return err
			}
			hits.Put(hit)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("search index: %w", err)
	}
	return nil
}

// maxValues is how many values of a field are counted.
const maxValues = 1000

// Count counts by values.
func (s source) Count(ctx context.Context, e search.Expr, fields []search.Field) (search.Facets, error) {
	req := bleve.NewSearchRequestOptions(s.toQuery(e), 0, 0, false)
	req.Score = "none"
	for _, f := range fields {
		req.AddFacet(string(f), bleve.NewFacetRequest(string(f), maxValues))
	}
	found, err := s.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("search index: %w", err)
	}
	out := search.Facets{}
	for _, f := range fields {
		out[f] = map[string]int{}
		if facet := found.Facets[string(f)]; facet != nil && facet.Terms != nil {
			for _, t := range facet.Terms.Terms() {
				out[f][t.Term] = t.Count
			}
		}
	}
	return out, nil
}

// Begin gives words that begin with a prefix.
func (s source) Begin(ctx context.Context, f search.Field, prefix string, limit int) (out []string, err error) {
	err = s.reader(func(r bleveindex.IndexReader) error {
		out, err = s.begun.of(r, beginning{f, prefix, limit}, func() ([]string, error) {
			dict, err := r.FieldDictPrefix(string(f), []byte(prefix))
			if err != nil {
				return nil, err
			}
			return commonest(ctx, dict, limit)
		})
		return err
	})
	return out, err
}

// Similar gives words, or skeletons, that are like a word.
func (s source) Similar(_ context.Context, f search.Field, word string, distance, limit int) ([]string, error) {
	v := s.vocabulary(f)
	found := v.similar(word, distance, f == search.OriginalSkeleton || f == search.TranslationSkeleton)
	return found[:min(limit, len(found))], nil
}

// vocabulary is that of the side that a field belongs to.
func (s source) vocabulary(f search.Field) *vocabulary {
	switch f {
	case search.OriginalFolded, search.OriginalStem, search.OriginalSkeleton:
		return s.original
	}
	return s.translation
}

// words are all in the dictionary of a field.
func (s source) words(f search.Field) (out []string, err error) {
	err = s.reader(func(r bleveindex.IndexReader) error {
		dict, err := r.FieldDict(string(f))
		if err != nil {
			return err
		}
		out, err = commonest(context.Background(), dict, math.MaxInt)
		return err
	})
	return out, err
}

// commonest gives the commonest words of a dictionary and closes it.
func commonest(ctx context.Context, dict bleveindex.FieldDict, limit int) ([]string, error) {
	defer dict.Close()
	var found []bleveindex.DictEntry
	for entry, err := dict.Next(); entry != nil || err != nil; entry, err = dict.Next() {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		found = append(found, *entry)
	}
	slices.SortFunc(found, func(a, b bleveindex.DictEntry) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Term, b.Term))
	})
	out := make([]string, 0, min(limit, len(found)))
	for _, entry := range found[:min(limit, len(found))] {
		out = append(out, entry.Term)
	}
	return out, nil
}

// hashes are those of the records of a bitext, by ID.
func (s source) hashes(ctx context.Context, document string) (map[string]string, error) {
	n, err := s.DocCount()
	if err != nil {
		return nil, err
	}
	req := bleve.NewSearchRequestOptions(s.toQuery(search.In{Field: search.DocumentField, Values: []string{document}}), int(n)+1, 0, false)
	req.Score = "none"
	req.Fields = []string{hashField}
	found, err := s.SearchInContext(ctx, req)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(found.Hits))
	for _, h := range found.Hits {
		out[h.ID], _ = h.Fields[hashField].(string)
	}
	return out, nil
}

// toQuery writes an expression as bleve has it.
func (s source) toQuery(e search.Expr) query.Query {
	switch e := e.(type) {
	case search.All:
		return s.toConjunction(e)
	case search.Any:
		return either(s.queries(e))
	case search.Not:
		return query.NewBooleanQuery([]query.Query{query.NewMatchAllQuery()}, nil, []query.Query{s.toQuery(e.Expr)})
	case search.In:
		return s.in(e)
	case search.Begins:
		return s.begins(e)
	case search.Between:
		yes := true
		q := query.NewTermRangeInclusiveQuery(e.From, cmp.Or(e.To, "\uFFFF"), &yes, &yes)
		q.SetField(string(search.DateField))
		return q
	}
	panic(fmt.Sprintf("embedded: expression %T", e))
}

// in writes what has one of some values. Stems and skeletons become the words that have them. Of folded words only those are
// asked for that occur, since most forms that a word may have do not, and each would be looked up in every segment.
func (s source) in(e search.In) query.Query {
	v := s.vocabulary(e.Field)
	switch e.Field {
	case search.OriginalStem, search.OriginalSkeleton:
		e = search.In{Field: search.OriginalFolded, Values: v.folded(e.Values, by(e.Field))}
	case search.TranslationStem, search.TranslationSkeleton:
		e = search.In{Field: search.TranslationFolded, Values: v.folded(e.Values, by(e.Field))}
	case search.OriginalFolded, search.TranslationFolded:
		e.Values = v.known(e.Values)
	}
	var out []query.Query
	for _, value := range e.Values {
		q := query.NewTermQuery(value)
		q.SetField(string(e.Field))
		out = append(out, q)
	}
	return either(out)
}

// begins writes what has a value that begins so. Thousands of words may: where the commonest are enough, these are asked for.
func (s source) begins(e search.Begins) query.Query {
	var out []query.Query
	for _, p := range e.Prefixes {
		if e.Most > 0 {
			words, err := s.Begin(context.Background(), e.Field, p, e.Most)
			if err == nil {
				out = append(out, s.in(search.In{Field: e.Field, Values: words}))
				continue
			}
		}
		q := query.NewPrefixQuery(p)
		q.SetField(string(e.Field))
		out = append(out, q)
	}
	return either(out)
}

func by(f search.Field) func(*vocabulary) map[string][]string {
	if f == search.OriginalStem || f == search.TranslationStem {
		return byStem
	}
	return bySkeleton
}

// toConjunction takes what is excluded out of a conjunction, since bleve then subtracts one set from the other.
func (s source) toConjunction(e search.All) query.Query {
	var must, not []query.Query
	for _, sub := range e {
		if n, ok := sub.(search.Not); ok {
			not = append(not, s.toQuery(n.Expr))
		} else {
			must = append(must, s.toQuery(sub))
		}
	}
	if len(must) == 0 {
		must = []query.Query{query.NewMatchAllQuery()}
	}
	switch {
	case len(not) > 0:
		return query.NewBooleanQuery(must, nil, not)
	case len(must) == 1:
		return must[0]
	}
	return query.NewConjunctionQuery(must)
}

func (s source) queries(list []search.Expr) []query.Query {
	out := make([]query.Query, len(list))
	for i, e := range list {
		out[i] = s.toQuery(e)
	}
	return out
}

// either leaves out what is never met: bleve joins bitmaps only where all of the alternatives have one.
func either(list []query.Query) query.Query {
	list = slices.DeleteFunc(list, func(q query.Query) bool {
		_, none := q.(*query.MatchNoneQuery)
		return none
	})
	switch len(list) {
	case 0:
		return query.NewMatchNoneQuery()
	case 1:
		return list[0]
	}
	return query.NewDisjunctionQuery(list)
}
