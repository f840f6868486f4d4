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
	// Find says how many records satisfy the expression, and gives the first limit of them in the order of the index.
	Find(ctx context.Context, e Expr, limit int) (found []Record, total int, err error)
	// Count counts the records that satisfy the expression by the values of fields.
	Count(ctx context.Context, e Expr, fields []Field) (map[Field]map[string]int, error)
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

// How many records are looked at word by word, how many where words must stand side by side, and below how many found the misread
// ones are looked for too.
const window, looseWindow, fewFound = 100, 1000, 20

// Search finds records: exact words before folded ones, then words with something attached, then other forms, then synonyms, then
// words misread. Where more are found than the window holds, those that are nearest to what was typed go into it.
func (e *Engine) Search(ctx context.Context, q Query) (Result, error) {
	k := e.keyer()
	defer e.putBack(k)
	s := e.searching(&q, k)
	r, err := s.find(ctx, Synonym)
	if err != nil {
		return Result{}, err
	}
	if q.withTypos(r.Total) {
		return s.findMisread(ctx, r)
	}
	return r, nil
}

func (e *Engine) searching(q *Query, k *Keyer) *searching {
	return &searching{e.source, newPlan(q, k, e.synonyms), k, q.limit()}
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
	limit  int // of hits
}

// window is how many records are looked at word by word.
func (s *searching) window() int {
	if s.plan.isLoose() {
		return max(looseWindow, s.limit)
	}
	return max(window, s.limit)
}

// find finds records up to a level.
func (s *searching) find(ctx context.Context, to Level) (Result, error) {
	records, total, err := s.source.Find(ctx, s.plan.expr(to), s.window())
	if err != nil {
		return Result{}, err
	}
	more := total > len(records)
	if more {
		if records, err = s.nearest(ctx, records, to); err != nil {
			return Result{}, err
		}
	}
	found := s.matches(records)
	r := Result{Total: total, AtMost: more && s.plan.isLoose()}
	if !more {
		r.Total = len(found)
	}
	for _, m := range found[:min(s.limit, len(found))] {
		r.Hits = append(r.Hits, m.marked())
	}
	return r, nil
}

// matches are those of records that meet the plan, the best first.
func (s *searching) matches(records []Record) []match {
	m := newMatcher(s.plan, s.keyer)
	found := make([]match, 0, len(records))
	for _, record := range records {
		if match, ok := m.match(record); ok {
			found = append(found, match)
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return compareHits(&a.Hit, &b.Hit) })
	return found
}

// isLoose reports whether the source finds more than what meets the plan: it does not know which words, or parts of words, stand
// side by side.
func (p *plan) isLoose() bool {
	return slices.ContainsFunc(p.clauses, func(c planned) bool { return c.Phrase || c.terms[0].split != nil })
}

// nearest fills the window level by level, since a hit of a nearer level always stands before one of a farther level. all is
// what is found up to the farthest.
func (s *searching) nearest(ctx context.Context, all []Record, farthest Level) ([]Record, error) {
	if len(s.plan.clauses) == 0 {
		return all, nil
	}
	var out []Record
	seen := map[string]bool{}
	for to := s.plan.nearest(); len(out) < s.window(); to++ {
		found := all
		if to < farthest {
			var err error
			if found, _, err = s.source.Find(ctx, s.plan.expr(to), s.window()); err != nil {
				return nil, err
			}
		}
		for _, r := range found {
			if !seen[r.ID] {
				seen[r.ID] = true
				out = append(out, r)
			}
		}
		if to >= farthest {
			break
		}
	}
	return out, nil
}

// nearest is [Exact] where some word was typed otherwise than it is folded, so that records may have it so and not so.
func (p *plan) nearest() Level {
	for _, c := range p.clauses {
		if c.Not {
			continue
		}
		for _, t := range c.terms {
			if t.typed == arabic.Fold(t.typed) {
				return Folded
			}
		}
	}
	return Exact
}

// compareHits puts the better hit first; of equals the shorter, then the one that comes first in its bitext.
func compareHits(a, b *Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Original)+len(a.Translation), len(b.Original)+len(b.Translation)),
		strings.Compare(a.Document, b.Document), cmp.Compare(a.Place, b.Place))
}

// findMisread finds again with words that are like those typed. Without such words the answer stays.
func (s *searching) findMisread(ctx context.Context, r Result) (Result, error) {
	added, err := s.addLike(ctx)
	if err != nil || !added {
		return r, err
	}
	return s.find(ctx, Misread)
}

// addLike lets the words of a query stand for those that are like them too. It reports whether there are any.
func (s *searching) addLike(ctx context.Context) (added bool, err error) {
	for _, c := range s.plan.clauses {
		if c.Phrase || c.Not || c.Prefix {
			continue
		}
		more, err := s.addMisread(ctx, c.terms[0])
		if err != nil {
			return false, err
		}
		added = s.addSplit(c.terms[0]) || more || added
	}
	return s.plan.addJoined() || added, nil
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
	before := t.size()
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
	return t.size() > before, err
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

// Facets counts what a search finds.
func (e *Engine) Facets(ctx context.Context, q Query) (Facets, error) {
	k := e.keyer()
	defer e.putBack(k)
	s := e.searching(&q, k)
	to := Synonym
	records, total, err := s.source.Find(ctx, s.plan.expr(to), s.toMatch())
	if err != nil {
		return Facets{}, err
	}
	found := total
	if total <= len(records) {
		found = len(s.matches(records))
	}
	if q.withTypos(found) {
		to = Misread
		if _, err := s.addLike(ctx); err != nil {
			return Facets{}, err
		}
		if records, total, err = s.source.Find(ctx, s.plan.expr(to), s.toMatch()); err != nil {
			return Facets{}, err
		}
	}
	if s.plan.isLoose() && total <= len(records) {
		return count(s.matches(records)), nil
	}
	counts, err := s.source.Count(ctx, s.plan.expr(to), FacetFields)
	return Facets{Counts: counts, AtMost: s.plan.isLoose()}, err
}

// toMatch is how many records must be looked at to be counted: none where the source counts them itself.
func (s *searching) toMatch() int {
	if s.plan.isLoose() {
		return s.window()
	}
	return 0
}

// count counts hits by the values of [FacetFields].
func count(hits []match) Facets {
	out := Facets{Counts: map[Field]map[string]int{}}
	for _, f := range FacetFields {
		out.Counts[f] = map[string]int{}
		for i := range hits {
			for _, value := range hits[i].values(f) {
				if value != "" {
					out.Counts[f][value]++
				}
			}
		}
	}
	return out
}

// values are those of a record in one of [FacetFields].
func (r *Record) values(f Field) []string {
	switch f {
	case CheckField:
		return r.Checks
	case StatusField:
		return []string{r.Status}
	case KindField:
		return []string{r.Kind}
	}
	return []string{r.Document}
}
