package embedded

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
	scorchsegment "github.com/blevesearch/scorch_segment_api/v2"

	"muqabala/corpus/search"
)

// segment is a part of the index as it is while it is being read. Sets of its records are bitmaps of their numbers. They are
// combined here rather than by bleve's queries, which go from hit to hit: a query of fifty words takes a tenth of the time.
type segment struct {
	*scorch.SegmentSnapshot
	dictionaries map[search.Field]scorchsegment.TermDictionary
}

func newSegment(s *scorch.SegmentSnapshot) segment {
	return segment{s, map[search.Field]scorchsegment.TermDictionary{}}
}

// find gives the records that satisfy an expression and have not been deleted. Nobody may change the bitmap.
func (s segment) find(e search.Expr) (*roaring.Bitmap, error) {
	found, err := s.set(e)
	if err != nil {
		return nil, err
	}
	if deleted := s.Deleted(); deleted != nil && !deleted.IsEmpty() {
		found = roaring.AndNot(found, deleted)
	}
	return found, nil
}

// every is all records, deleted ones too.
func (s segment) every() *roaring.Bitmap {
	all := roaring.New()
	all.AddRange(0, uint64(s.FullSize()))
	return all
}

// set gives the records that satisfy an expression. Bitmaps may be those of the index: nobody may change them.
func (s segment) set(e search.Expr) (*roaring.Bitmap, error) {
	switch e := e.(type) {
	case search.All:
		return s.all(e)
	case search.Any:
		sets := make([]*roaring.Bitmap, len(e))
		for i, sub := range e {
			set, err := s.set(sub)
			if err != nil {
				return nil, err
			}
			sets[i] = set
		}
		return roaring.FastOr(sets...), nil
	case search.Not:
		set, err := s.set(e.Expr)
		if err != nil {
			return nil, err
		}
		return roaring.AndNot(s.every(), set), nil
	case search.In:
		return s.in(e)
	case search.Between:
		return s.between(e)
	}
	return nil, fmt.Errorf("embedded: expression %T", e)
}

func (s segment) all(list search.All) (out *roaring.Bitmap, err error) {
	for _, e := range list {
		set, err := s.set(e)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = set
		} else {
			out = roaring.And(out, set)
		}
		if out.IsEmpty() {
			return out, nil
		}
	}
	if out == nil {
		return s.every(), nil
	}
	return out, nil
}

func (s segment) in(e search.In) (*roaring.Bitmap, error) {
	dictionary, err := s.dictionary(e.Field)
	if err != nil {
		return nil, err
	}
	var sets []*roaring.Bitmap
	for _, v := range e.Values {
		set, err := records(dictionary, []byte(v))
		if err != nil {
			return nil, err
		}
		if set != nil {
			sets = append(sets, set)
		}
	}
	if len(sets) == 1 {
		return sets[0], nil
	}
	return roaring.FastOr(sets...), nil
}

func (s segment) between(e search.Between) (*roaring.Bitmap, error) {
	var sets []*roaring.Bitmap
	err := s.values(e.Field, e.From, e.To, func(_ string, having *roaring.Bitmap) { sets = append(sets, having) })
	return roaring.FastOr(sets...), err
}

func (s segment) dictionary(f search.Field) (scorchsegment.TermDictionary, error) {
	if d := s.dictionaries[f]; d != nil {
		return d, nil
	}
	d, err := s.Segment().Dictionary(string(f))
	s.dictionaries[f] = d
	return d, err
}

// values calls see for the values of a field from one to another with the records that have them, see [segment.terms].
func (s segment) values(f search.Field, from, to string, see func(value string, having *roaring.Bitmap)) error {
	dictionary, err := s.dictionary(f)
	if err != nil {
		return err
	}
	return s.terms(f, from, to, func(entry *bleveindex.DictEntry) error {
		having, err := records(dictionary, []byte(entry.Term))
		if having != nil {
			see(entry.Term, having)
		}
		return err
	})
}

// terms calls see for the values of a field from one to another, both included; "" leaves an end open.
func (s segment) terms(f search.Field, from, to string, see func(*bleveindex.DictEntry) error) error {
	dictionary, err := s.dictionary(f)
	if err != nil {
		return err
	}
	var first, behind []byte
	if from != "" {
		first = []byte(from)
	}
	if to != "" {
		behind = append([]byte(to), 0)
	}
	list := dictionary.AutomatonIterator(nil, first, behind)
	for entry, err := list.Next(); entry != nil || err != nil; entry, err = list.Next() {
		if err != nil {
			return err
		}
		if err := see(entry); err != nil {
			return err
		}
	}
	return nil
}

// records are those that have a term, nil where there are none.
func records(d scorchsegment.TermDictionary, term []byte) (*roaring.Bitmap, error) {
	list, err := d.PostingsList(term, nil, nil)
	if err != nil || list.Count() == 0 {
		return nil, err
	}
	found := list.Iterator(false, false, false, nil).(scorchsegment.OptimizablePostingsIterator)
	if number, one := found.DocNum1Hit(); one {
		return roaring.BitmapOf(uint32(number)), nil
	}
	return found.ActualBitmap(), nil
}

// packed is what is stored of a record.
func (s segment) packed(number uint32) (out []byte) {
	s.VisitDocument(uint64(number), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == recordField {
			out = append(out, value...)
		}
		return out == nil
	})
	return out
}
