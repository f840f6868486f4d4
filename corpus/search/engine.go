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
	// Find says how many records satisfy the expression, and gives the first limit of them in the order of the index,
	// which may be another one after the index has put its parts together.
	Find(ctx context.Context, e Expr, limit int) (found []Record, total int, err error)
	// First gives the same records as Find and may spare itself the counting.
	First(ctx context.Context, e Expr, limit int) ([]Record, error)
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
// ones are looked for too, see [searching.withTypos].
const window, looseWindow, fewFound = 100, 1000, 20

// Search finds records: exact words before folded ones, then words with something attached, then other forms, then synonyms, then
// words misread. Where more are found than the window holds, those that are nearest to what was typed go into it.
func (e *Engine) Search(ctx context.Context, q Query) (Result, error) {
	s, release := e.searching(&q)
	defer release()
	f, err := s.search(ctx)
	if err != nil {
		return Result{}, err
	}
	found := append(f.sure, f.parted...)
	slices.SortStableFunc(found, func(a, b *match) int { return compareHits(&a.Hit, &b.Hit) })
	r := Result{Total: f.total, AtMost: f.atMost}
	for _, m := range found[:min(s.limit, len(found))] {
		r.Hits = append(r.Hits, m.marked())
	}
	return r, nil
}

// searching is one search.
type searching struct {
	source Source
	plan   *plan
	keyer  *Keyer
	typos  Typos
	limit  int // of hits
}

// searching begins a search; release must be called when it is over.
func (e *Engine) searching(q *Query) (s *searching, release func()) {
	k := e.keyer()
	return &searching{e.source, newPlan(q, k, e.synonyms), k, q.Typos, q.limit()}, func() { e.putBack(k) }
}

// limit is the limit in force.
func (q *Query) limit() int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxLimit)
}

// gathered is what meets a plan.
type gathered struct {
	sure   []*match // of the records that the source is sure of those that were looked at
	parted []*match // of those that it is not sure of, since a word must stand there in two parts, those that have it so
	total  int      // of all, also of those that were not looked at
	atMost bool     // there may be fewer
	to     Level    // words count up to it
}

// search finds records, with misread words where they are wanted.
func (s *searching) search(ctx context.Context) (gathered, error) {
	f, err := s.find(ctx, Synonym)
	if err != nil || !s.withTypos(&f) {
		return f, err
	}
	if added, err := s.addLike(ctx); err != nil || !added {
		return f, err
	}
	return s.find(ctx, Misread)
}

// withTypos decides whether misread words count, given what is found without: little, or nothing that has the words themselves.
func (s *searching) withTypos(f *gathered) bool {
	itself := func(m *match) bool { return m.Level <= Attached }
	return s.typos == TyposOn || s.typos == TyposAuto && (f.total < fewFound || !slices.ContainsFunc(f.sure, itself))
}

// find finds records up to a level.
func (s *searching) find(ctx context.Context, to Level) (f gathered, err error) {
	f.to = to
	if err := s.findSure(ctx, &f); err != nil || to < Misread || !s.plan.splits() {
		return f, err
	}
	parted := All{s.plan.expr(upTo(to), true), Not{s.plan.expr(upTo(to), false)}}
	records, err := s.source.First(ctx, parted, looseWindow)
	f.parted = s.matches(records)
	f.total += len(f.parted)
	return f, err
}

func (s *searching) findSure(ctx context.Context, f *gathered) error {
	records, total, err := s.source.Find(ctx, s.plan.expr(upTo(f.to), false), s.window())
	if err != nil {
		return err
	}
	more := total > len(records)
	if more {
		if records, err = s.nearest(ctx, f.to); err != nil {
			return err
		}
	}
	f.sure = s.matches(records)
	f.total, f.atMost = total, more && s.plan.hasPhrase()
	if !more {
		f.total = len(f.sure)
	}
	return nil
}

// window is how many records are looked at word by word.
func (s *searching) window() int {
	if s.plan.hasPhrase() {
		return max(looseWindow, s.limit)
	}
	return max(window, s.limit)
}

// matches are those of records that meet the plan.
func (s *searching) matches(records []Record) []*match {
	m := newMatcher(s.plan, s.keyer)
	found := make([]*match, 0, len(records))
	for _, record := range records {
		if match, ok := m.match(record); ok {
			found = append(found, match)
		}
	}
	return found
}

// hasPhrase reports whether the source finds more than what meets the plan: it does not know which words stand side by side.
func (p *plan) hasPhrase() bool {
	return slices.ContainsFunc(p.clauses, func(c planned) bool { return c.Phrase })
}

// splits reports whether words in two parts count.
func (p *plan) splits() bool {
	return slices.ContainsFunc(p.clauses, func(c planned) bool { return c.terms[0].split != nil })
}

// nearest fills the window from the nearest spelling to the farthest, since a hit of a nearer level always stands before one of a
// farther level.
func (s *searching) nearest(ctx context.Context, farthest Level) (out []Record, err error) {
	before := All{Any{}} // nothing
	for _, to := range []cost{upTo(Exact), upTo(Folded), upTo(Attached), upTo(Stemmed), upTo(Synonym), oneLetter, upTo(Misread)} {
		if to < s.plan.nearest() {
			continue
		}
		these := s.plan.expr(to, false)
		found, err := s.source.First(ctx, All{these, Not{before}}, s.window()-len(out))
		if err != nil {
			return nil, err
		}
		if out = append(out, found...); len(out) == s.window() || to >= upTo(farthest) {
			break
		}
		before = these
	}
	return out, nil
}

// oneLetter is the cost of a word with one letter misread.
const oneLetter = cost(Misread)*10 + 2

// nearest is [Exact] where some word was typed otherwise than it is folded, so that records may have it so and not so.
func (p *plan) nearest() cost {
	for _, c := range p.clauses {
		if c.Not {
			continue
		}
		for _, t := range c.terms {
			if t.typed == t.folded {
				return upTo(Folded)
			}
		}
	}
	return upTo(Exact)
}

// compareHits puts the better hit first; of equals the shorter, then the one that comes first in its bitext.
func compareHits(a, b *Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Original)+len(a.Translation), len(b.Original)+len(b.Translation)),
		strings.Compare(a.Document, b.Document), cmp.Compare(a.Place, b.Place))
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
	return added, nil
}

// How like a word must be, in letters, by its length; and how many such words are looked for.
const minLike, minSkeletonLike, minTwo, maxLike = 4, 8, 8, 40

// addMisread adds to a term the words of the texts that are like it: those with other dots on the same letters, and those
// one or two letters away. Numbers have none.
func (s *searching) addMisread(ctx context.Context, t *term) (bool, error) {
	n := letters(t.folded)
	if n < minLike || t.class == arabic.Number || t.class == arabic.Symbol {
		return false, nil
	}
	before := t.size()
	if t.class == arabic.Letters {
		for _, f := range Forms(t.folded) {
			t.add(skeletonForm, arabic.FoldDots(f), costOf(Misread))
		}
		if n >= minSkeletonLike {
			if err := s.addSimilar(ctx, t, skeletonForm, arabic.FoldDots(t.folded), 1); err != nil {
				return false, err
			}
		}
	}
	err := s.addSimilar(ctx, t, foldedForm, t.folded, min(1+n/minTwo, 2))
	return t.size() > before, err
}

// addSimilar adds keys that are so many letters away. What a skeleton costs depends on the word that has it, see [term.cost].
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
			if f == foldedForm {
				t.add(f, w, t.likeness(Misread, w))
			} else {
				t.add(f, w, costOf(Misread))
			}
		}
	}
	return nil
}

// Facets counts what a search finds.
func (e *Engine) Facets(ctx context.Context, q Query) (Facets, error) {
	s, release := e.searching(&q)
	defer release()
	f, err := s.search(ctx)
	if err != nil {
		return Facets{}, err
	}
	if f.total == len(f.sure)+len(f.parted) {
		counts := map[Field]map[string]int{}
		addCounts(counts, append(f.sure, f.parted...))
		return Facets{Counts: counts}, nil
	}
	counts, err := s.source.Count(ctx, s.plan.expr(upTo(f.to), false), FacetFields)
	if err != nil {
		return Facets{}, err
	}
	addCounts(counts, f.parted)
	return Facets{Counts: counts, AtMost: f.atMost}, nil
}

// addCounts counts hits by the values of [FacetFields].
func addCounts(counts map[Field]map[string]int, hits []*match) {
	for _, f := range FacetFields {
		if counts[f] == nil {
			counts[f] = map[string]int{}
		}
		for _, h := range hits {
			for _, value := range h.values(f) {
				if value != "" {
					counts[f][value]++
				}
			}
		}
	}
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
