package search

import (
	"cmp"
	"math"
	"slices"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// matcher looks at records word by word: whether they meet a plan, how well, and where.
type matcher struct {
	plan  *plan
	keyer *Keyer
	costs map[string][]cost // of words seen, one a term, in the order of the clauses
	none  []cost            // of a Latin word where all terms are Arabic; nil where they are not
}

func newMatcher(p *plan, k *Keyer) *matcher {
	m := &matcher{plan: p, keyer: k, costs: map[string][]cost{}}
	for t := range p.terms() {
		if t.class != arabic.Letters {
			m.none = nil
			return m
		}
		m.none = append(m.none, noMatch)
	}
	return m
}

// text is a side of a record.
type text struct {
	side  corpus.Side
	words []arabic.Word
	found []int    // the words that are no punctuation, by their places
	costs [][]cost // of those
}

func (m *matcher) read(side corpus.Side, s string) *text {
	t := &text{side: side, words: arabic.Words(s)}
	for i, w := range t.words {
		if w.Class != arabic.Punct {
			t.found = append(t.found, i)
			t.costs = append(t.costs, m.cost(w))
		}
	}
	return t
}

// cost gives what each term costs in a word.
func (m *matcher) cost(w arabic.Word) []cost {
	if c, ok := m.costs[w.Text]; ok {
		return c
	}
	if m.none != nil && w.Class == arabic.Latin {
		return m.none
	}
	keys := m.keyer.word(w)
	var out []cost
	for t := range m.plan.terms() {
		out = append(out, t.cost(w.Text, keys))
	}
	m.costs[w.Text] = out
	return out
}

// place is where a clause is met: n words of a text, from the one numbered at in its found.
type place struct {
	text *text
	at   int
	n    int
	cost cost
}

// match looks at a record. Without clauses every record is met.
func (m *matcher) match(r Record) (Hit, bool) {
	texts := map[corpus.Side]*text{}
	for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
		texts[side] = m.read(side, r.Text(side))
	}
	var met [][]place // of each clause that is wanted
	first := 0
	for _, c := range m.plan.clauses {
		var places []place
		for _, side := range m.plan.sides {
			places = append(places, c.places(texts[side], first)...)
		}
		first += len(c.terms)
		for _, synonym := range c.synonyms {
			for _, side := range m.plan.sides {
				places = append(places, synonym.synonymPlaces(texts[side], first)...)
			}
			first += len(synonym.terms)
		}
		if c.Not == (len(places) > 0) {
			return Hit{}, false
		}
		if !c.Not {
			met = append(met, places)
		}
	}
	h := Hit{Record: r}
	h.rank(met)
	for i, places := range met {
		for _, p := range places {
			h.mark(p, i)
		}
	}
	h.markCounterparts(texts)
	return h, true
}

// places are where the clause is met in a text. Its terms are those from number first on.
func (c *planned) places(t *text, first int) []place {
	var out []place
	for at := 0; at+len(c.terms) <= len(t.found); at++ {
		worst := cost(0)
		for i := range c.terms {
			got := t.costs[at+i][first+i]
			if got == noMatch || got.level() > c.limit(i) {
				worst = noMatch
				break
			}
			worst = max(worst, got)
		}
		if worst != noMatch {
			out = append(out, place{t, at, len(c.terms), worst})
		}
	}
	return out
}

// synonymPlaces are the places of a clause that stands for another.
func (c *planned) synonymPlaces(t *text, first int) []place {
	out := c.places(t, first)
	for i := range out {
		out[i].cost = costOf(Synonym) + out[i].cost/10
	}
	return slices.DeleteFunc(out, func(p place) bool { return p.cost.level() > Synonym })
}

// rank scores a hit: first by the word that is farthest from what was typed, then by all of them, then by how far apart they
// stand on the side that has them all.
func (h *Hit) rank(met [][]place) {
	var worst, sum float64
	for _, places := range met {
		best := slices.MinFunc(places, func(p, q place) int { return cmp.Compare(p.cost, q.cost) }).cost
		h.Level = max(h.Level, best.level())
		worst = max(worst, float64(best))
		sum += float64(best)
	}
	far := worst*100 + min(sum, 400)/4 + min(float64(spread(met)), 50)/10
	h.Score = 1 / (1 + far/1000)
}

// spread is the least number of other words among the words of all clauses, where they stand on one side; many otherwise.
func spread(met [][]place) int {
	if len(met) < 2 {
		return 0
	}
	var all []struct {
		place
		clause int
	}
	needed := 0
	for i, places := range met {
		needed += places[0].n
		for _, p := range places {
			all = append(all, struct {
				place
				clause int
			}{p, i})
		}
	}
	best := math.MaxInt
	for i, from := range all {
		end, seen := from.at+from.n, 1
		for clause := range met {
			if clause == from.clause {
				continue
			}
			next := math.MaxInt
			for _, p := range all {
				if p.clause == clause && p.text == from.text && p.at >= from.at {
					next = min(next, p.at+p.n)
				}
			}
			if next < math.MaxInt {
				end, seen = max(end, next), seen+1
			}
		}
		if seen == len(met) {
			best = min(best, end-from.at)
		}
		if i > 200 { // a text full of the words: any stretch will do
			break
		}
	}
	if best == math.MaxInt {
		return best
	}
	return max(0, best-needed)
}

// mark enters the words of a place.
func (h *Hit) mark(p place, clause int) {
	marks := h.marks(p.text.side)
	for _, at := range p.text.found[p.at : p.at+p.n] {
		m := Mark{Span: p.text.words[at].Span, Level: p.cost.level(), Clause: clause}
		i, ok := slices.BinarySearchFunc(*marks, m, compareMarks)
		if !ok {
			*marks = slices.Insert(*marks, i, m)
		}
	}
}

func (h *Hit) marks(side corpus.Side) *[]Mark {
	if side == corpus.OriginalSide {
		return &h.OriginalMarks
	}
	return &h.TranslationMarks
}

func compareMarks(a, b Mark) int { return cmp.Compare(a.Span.Start, b.Span.Start) }

// markCounterparts marks, on either side, the words that render the words found on the other.
func (h *Hit) markCounterparts(texts map[corpus.Side]*text) {
	found := [2]map[corpus.Span]Mark{{}, {}}
	for i, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
		for _, m := range *h.marks(side) {
			found[i][m.Span] = m
		}
	}
	words := [2][]arabic.Word{texts[corpus.OriginalSide].words, texts[corpus.TranslationSide].words}
	for _, l := range h.Links {
		if l[0] < 0 || l[0] >= len(words[0]) || l[1] < 0 || l[1] >= len(words[1]) {
			continue // links of another state of the text
		}
		o, t := words[0][l[0]].Span, words[1][l[1]].Span
		if m, ok := found[0][o]; ok {
			h.counterpart(corpus.TranslationSide, t, m.Clause)
		}
		if m, ok := found[1][t]; ok {
			h.counterpart(corpus.OriginalSide, o, m.Clause)
		}
	}
}

// counterpart enters a word unless it is marked.
func (h *Hit) counterpart(side corpus.Side, s corpus.Span, clause int) {
	marks := h.marks(side)
	m := Mark{Span: s, Clause: clause, Counterpart: true}
	if i, ok := slices.BinarySearchFunc(*marks, m, compareMarks); !ok {
		*marks = slices.Insert(*marks, i, m)
	}
}
