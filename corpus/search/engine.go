package search

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Source is what keeps records. [Engine] makes a search of it.
type Source interface {
	// Find gives records that satisfy the expression, the first limit of them in the order of the index.
	Find(ctx context.Context, e Expr, limit int) ([]Record, error)
	// Total says how many records satisfy the expression.
	Total(ctx context.Context, e Expr) (int, error)
	// Count counts the records that satisfy the expression by the values of fields.
	Count(ctx context.Context, e Expr, fields []Field) (Facets, error)
	// Begin gives values of a field that begin with a prefix, the commonest first.
	Begin(ctx context.Context, f Field, prefix string, limit int) ([]string, error)
	// Similar gives values of a field that are at most so many letters (1 or 2) away from a word, as Levenshtein counts.
	Similar(ctx context.Context, f Field, word string, distance, limit int) ([]string, error)
}

// Engine searches a source. It is safe for use by several goroutines where the source is.
type Engine struct {
	source   Source
	synonyms Synonyms
	keyers   chan *Keyer // that nobody uses; they remember words, and a [sync.Pool] would soon forget them
}

// NewEngine makes an engine.
func NewEngine(s Source) *Engine {
	return &Engine{source: s, keyers: make(chan *Keyer, runtime.GOMAXPROCS(0))}
}

func (e *Engine) keyer() *Keyer {
	select {
	case k := <-e.keyers:
		return k
	default:
		return NewKeyer()
	}
}

func (e *Engine) putBack(k *Keyer) {
	select {
	case e.keyers <- k:
	default:
	}
}

// SetSynonyms lets synonyms count as the words that they stand for. It must be called before the first search.
func (e *Engine) SetSynonyms(s Synonyms) { e.synonyms = s }

// How many records are looked at word by word, and below how many found the misread ones are looked for too.
const window, fewFound = 100, 20

// Search finds records: exact words before folded ones, then words with something attached, then other forms, then synonyms, then
// words misread. Where more are found than the window holds, those that are as typed go into it first.
func (e *Engine) Search(ctx context.Context, q Query) (Result, error) {
	k := e.keyer()
	defer e.putBack(k)
	limit := q.limit()
	s := &searching{e.source, newPlan(&q, k, e.synonyms), k, max(window, limit)}
	r, err := s.find(ctx, Synonym)
	if err != nil {
		return Result{}, err
	}
	if q.withTypos(r.Total) {
		if r, err = s.findMisread(ctx, r); err != nil {
			return Result{}, err
		}
	}
	if len(r.Hits) > limit {
		r.Hits = r.Hits[:limit]
	}
	return r, nil
}

// limit is the limit in force.
func (q *Query) limit() int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxLimit)
}

// withTypos decides whether misread words count, given how many records are found without.
func (q *Query) withTypos(found int) bool {
	return q.Typos == TyposOn || q.Typos == TyposAuto && found < fewFound
}

// searching is one search.
type searching struct {
	source Source
	plan   *plan
	keyer  *Keyer
	window int
}

// find finds records up to a level.
func (s *searching) find(ctx context.Context, to Level) (Result, error) {
	records, err := s.source.Find(ctx, s.plan.expr(to), s.window)
	if err != nil {
		return Result{}, err
	}
	var r Result
	more := len(records) == s.window
	if more {
		if r.Total, err = s.source.Total(ctx, s.plan.expr(to)); err != nil {
			return Result{}, err
		}
		if records, err = s.nearest(ctx, records); err != nil {
			return Result{}, err
		}
	}
	m := newMatcher(s.plan, s.keyer)
	for _, record := range records {
		if h, ok := m.match(record); ok {
			r.Hits = append(r.Hits, h)
		}
	}
	slices.SortStableFunc(r.Hits, compareHits)
	if !more {
		r.Total = len(r.Hits)
	}
	r.AtLeast = more && s.plan.hasPhrase()
	return r, nil
}

// hasPhrase reports whether the source finds more than what meets the plan: it does not know which words stand side by side.
func (p *plan) hasPhrase() bool {
	return slices.ContainsFunc(p.clauses, func(c planned) bool { return c.Phrase })
}

// nearest adds to records those whose words are folded or exact, where they were too many to be found among them.
func (s *searching) nearest(ctx context.Context, records []Record) ([]Record, error) {
	if len(s.plan.clauses) == 0 {
		return records, nil
	}
	seen := map[string]bool{}
	for _, r := range records {
		seen[r.ID] = true
	}
	for _, to := range []Level{Folded, Exact} {
		e := s.plan.expr(to)
		if to == Exact && !s.plan.hasExact() {
			break
		}
		more, err := s.source.Find(ctx, e, s.window)
		if err != nil {
			return nil, err
		}
		for _, r := range more {
			if !seen[r.ID] {
				seen[r.ID] = true
				records = append(records, r)
			}
		}
		if len(more) < s.window {
			break
		}
	}
	return records, nil
}

// hasExact reports whether any word was typed otherwise than it is folded.
func (p *plan) hasExact() bool {
	for _, c := range p.clauses {
		for _, t := range c.terms {
			if t.typed == arabic.Fold(t.typed) {
				return false
			}
		}
	}
	return len(p.clauses) > 0
}

// compareHits puts the better hit first; of equals the shorter, then the one that comes first in its bitext.
func compareHits(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Original)+len(a.Translation), len(b.Original)+len(b.Translation)),
		strings.Compare(a.Document, b.Document), cmp.Compare(a.Place, b.Place))
}

// findMisread finds again with words that are like those typed. Without such words the answer stays.
func (s *searching) findMisread(ctx context.Context, r Result) (Result, error) {
	added := false
	for _, c := range s.plan.clauses {
		if c.Phrase || c.Not || c.Prefix {
			continue
		}
		more, err := s.addMisread(ctx, c.terms[0])
		if err != nil {
			return Result{}, err
		}
		added = added || more
	}
	added = s.plan.addJoined() || added
	if !added {
		return r, nil
	}
	return s.find(ctx, Misread)
}

// How like a word must be, in letters, by its length; and how many such words are looked for.
const minLike, minSkeletonLike, minTwo, maxLike = 4, 8, 8, 40

// addMisread adds to a term the words of the texts that are like it: those with other dots on the same letters, and those
// one or two letters away. Numbers have none.
func (s *searching) addMisread(ctx context.Context, t *term) (bool, error) {
	folded := arabic.Fold(t.typed)
	n := letters(folded)
	if n < minLike || t.class == arabic.Number || t.class == arabic.Symbol {
		return false, nil
	}
	before := len(t.keys)
	distance := 1 + n/minTwo
	if t.class == arabic.Letters {
		for _, f := range Forms(folded) {
			t.add(skeletonForm, arabic.FoldDots(f), costOf(Misread))
		}
		if n >= minSkeletonLike {
			if err := s.addSimilar(ctx, t, skeletonForm, arabic.FoldDots(folded), 1); err != nil {
				return false, err
			}
		}
	}
	err := s.addSimilar(ctx, t, foldedForm, folded, min(distance, 2))
	return len(t.keys) > before, err
}

func (s *searching) addSimilar(ctx context.Context, t *term, f form, word string, distance int) error {
	for _, side := range s.plan.sides {
		if t.class == arabic.Letters && side == corpus.OriginalSide {
			continue // no Arabic there
		}
		found, err := s.source.Similar(ctx, keyField(side, f), word, distance, maxLike)
		if err != nil {
			return err
		}
		for _, w := range found {
			t.add(f, w, costOf(Misread)+cost(min(Distance(word, w), 4)))
		}
	}
	return nil
}

// addJoined lets two words that follow each other stand for one word without the space.
func (p *plan) addJoined() bool {
	added := false
	for i := 1; i < len(p.clauses); i++ {
		a, b := &p.clauses[i-1], &p.clauses[i]
		if a.Phrase || b.Phrase || a.Not || b.Not || a.Prefix || b.Prefix {
			continue
		}
		joined := arabic.Fold(a.Words[0] + b.Words[0])
		for _, t := range []*term{a.terms[0], b.terms[0]} {
			t.add(foldedForm, joined, costOf(Misread)+1)
		}
		added = true
	}
	return added
}

// Facets counts what a search finds. Where words must stand side by side it counts records that have them anywhere.
func (e *Engine) Facets(ctx context.Context, q Query) (Facets, error) {
	k := e.keyer()
	defer e.putBack(k)
	s := &searching{e.source, newPlan(&q, k, e.synonyms), k, 0}
	to := Synonym
	total, err := e.source.Total(ctx, s.plan.expr(to))
	if err != nil {
		return nil, err
	}
	if q.withTypos(total) {
		to = Misread
		for _, c := range s.plan.clauses {
			if c.Phrase || c.Not || c.Prefix {
				continue
			}
			if _, err := s.addMisread(ctx, c.terms[0]); err != nil {
				return nil, err
			}
		}
		s.plan.addJoined()
	}
	return e.source.Count(ctx, s.plan.expr(to), FacetFields)
}
