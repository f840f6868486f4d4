package embedded

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"muqabala/corpus/search"
)

// errEnough ends [source.each].
var errEnough = errors.New("enough")

// each calls see for every segment of the index with the records in it that satisfy an expression, until see has enough.
func (s source) each(ctx context.Context, e search.Expr, see func(segment, *roaring.Bitmap) error) error {
	e = s.written(e)
	err := s.reader(func(r bleveindex.IndexReader) error {
		for _, snapshot := range r.(*scorch.IndexSnapshot).Segments() {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			in := newSegment(snapshot)
			found, err := in.find(e)
			if err != nil {
				return err
			}
			if err := see(in, found); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return fmt.Errorf("search index: %w", err)
	}
	return nil
}

// Find counts records, and gives the first of them in the order of the index.
func (s source) Find(ctx context.Context, e search.Expr, limit int) (out []search.Record, total int, err error) {
	err = s.each(ctx, e, func(in segment, found *roaring.Bitmap) (err error) {
		total += int(found.GetCardinality())
		out, err = appendFirst(out, in, found, limit)
		return err
	})
	return out, total, err
}

// First looks no farther than it must.
func (s source) First(ctx context.Context, e search.Expr, limit int) (out []search.Record, err error) {
	err = s.each(ctx, e, func(in segment, found *roaring.Bitmap) (err error) {
		if out, err = appendFirst(out, in, found, limit); err == nil && len(out) >= limit {
			err = errEnough
		}
		return err
	})
	return out, err
}

// appendFirst adds records of a segment until there are so many.
func appendFirst(out []search.Record, in segment, found *roaring.Bitmap, limit int) ([]search.Record, error) {
	for numbers := found.Iterator(); numbers.HasNext() && len(out) < limit; {
		var r search.Record
		if err := r.UnmarshalBinary(in.packed(numbers.Next())); err != nil {
			return out, fmt.Errorf("%w; make the index anew with muqabala index --rebuild", err)
		}
		out = append(out, r)
	}
	return out, nil
}

// Count counts by values.
func (s source) Count(ctx context.Context, e search.Expr, fields []search.Field) (map[search.Field]map[string]int, error) {
	out := map[search.Field]map[string]int{}
	for _, f := range fields {
		out[f] = map[string]int{}
	}
	err := s.each(ctx, e, func(in segment, found *roaring.Bitmap) error {
		for _, f := range fields {
			err := in.values(f, "", "", func(value string, having *roaring.Bitmap) {
				if n := found.AndCardinality(having); n > 0 {
					out[f][value] += int(n)
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// Begin gives folded words that begin with a prefix.
func (s source) Begin(_ context.Context, f search.Field, prefix string, limit int) ([]string, error) {
	v, _, _ := s.vocabulary(f)
	return v.beginning([]string{prefix}, limit), nil
}

// Similar gives words, or skeletons, that are like a word.
func (s source) Similar(_ context.Context, f search.Field, word string, distance, limit int) ([]string, error) {
	v, by, _ := s.vocabulary(f)
	found := v.similar(by, word, distance)
	return found[:min(limit, len(found))], nil
}

// vocabulary is that of the side that a field of keys belongs to, with the kind of these keys and the field that has the words
// as they are written. Other fields have none.
func (s source) vocabulary(f search.Field) (v *vocabulary, by which, words search.Field) {
	at := slices.Index(search.KeyFields, f)
	switch half := len(search.KeyFields) / 2; {
	case at < 0:
		return nil, 0, f
	case at < half:
		return s.original, which(at), originalWords
	default:
		return s.translation, which(at - half), translationWords
	}
}

// written is an expression with the words as they are written in the place of their keys.
func (s source) written(e search.Expr) search.Expr {
	switch e := e.(type) {
	case search.All:
		return search.All(s.writtenAll(e))
	case search.Any:
		return search.Any(s.writtenAll(e))
	case search.Not:
		return search.Not{Expr: s.written(e.Expr)}
	case search.In:
		if v, by, words := s.vocabulary(e.Field); v != nil {
			return search.In{Field: words, Values: v.having(by, e.Values, e.Most)}
		}
	case search.Begins:
		v, _, words := s.vocabulary(e.Field)
		return search.In{Field: words, Values: v.having(byFolded, v.beginning(e.Prefixes, e.Most), 0)}
	}
	return e
}

func (s source) writtenAll(list []search.Expr) []search.Expr {
	out := make([]search.Expr, len(list))
	for i, e := range list {
		out[i] = s.written(e)
	}
	return out
}

// counts are the words in the dictionary of a field with the number of records that have them, deleted ones included.
func (s source) counts(f search.Field) (map[string]int, error) {
	out := map[string]int{}
	err := s.each(context.Background(), search.Any{}, func(in segment, _ *roaring.Bitmap) error {
		return in.terms(f, "", "", func(entry *bleveindex.DictEntry) error {
			out[entry.Term] += int(entry.Count)
			return nil
		})
	})
	return out, err
}

// hashes are those of the records of a bitext, by ID.
func (s source) hashes(ctx context.Context, document string) (map[string]uint64, error) {
	out := map[string]uint64{}
	err := s.each(ctx, search.In{Field: search.DocumentField, Values: []string{document}}, func(in segment, found *roaring.Bitmap) error {
		for numbers := found.Iterator(); numbers.HasNext(); {
			var r search.Record
			packed := in.packed(numbers.Next())
			if err := r.UnmarshalBinary(packed); err != nil {
				return err
			}
			out[r.ID] = search.HashOf(packed)
		}
		return nil
	})
	return out, err
}
