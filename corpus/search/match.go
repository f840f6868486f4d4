package search

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// matcher looks at records word by word: whether they meet a plan, how well, and where.
type matcher struct {
	plan   *plan
	terms  []*term // of the plan
	keyer  *Keyer
	number uint64                 // among those that have used the keyer
	none   []cost                 // of a word that no term stands for
	skips  func(text string) bool // reports that a text has no word for any term
	splits bool                   // words in two parts count
}

func newMatcher(p *plan, k *Keyer) *matcher {
	k.matchers++
	m := &matcher{plan: p, terms: slices.Collect(p.terms()), keyer: k, number: k.matchers}
	m.none = slices.Repeat([]cost{noMatch}, len(m.terms))
	var classes [arabic.Punct + 1]bool
	for _, t := range m.terms {
		classes[t.class] = true
		m.splits = m.splits || t.split != nil
	}
	switch classes {
	case [...]bool{arabic.Letters: true, arabic.Punct: false}:
		m.skips = isASCII
	case [...]bool{arabic.Latin: true, arabic.Punct: false}:
		m.skips = isArabicOnly
	default:
		m.skips = func(string) bool { return false }
	}
	return m
}

// isASCII reports whether a text has no Arabic letter because all of it is ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isArabicOnly reports whether a text has no letter but those of the Arabic block; U+2000–U+2FFF, punctuation and signs, have none.
func isArabicOnly(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', 0xC2 <= c && c <= 0xD7, c >= 0xE0 && c != 0xE2:
			return false
		}
	}
	return true
}

// text is a side of a record.
type text struct {
	side   corpus.Side
	words  []arabic.Word
	found  []int    // the words that are no punctuation, by their places
	costs  [][]cost // of those
	folded []string // of those, where words in two parts count
}

// read finds the words of a text and what each term costs in them.
func (m *matcher) read(side corpus.Side, s string) *text {
	t := &text{side: side}
	if m.skips(s) {
		return t
	}
	t.words = arabic.Words(s)
	t.found = make([]int, 0, len(t.words))
	t.costs = make([][]cost, 0, len(t.words))
	for i, w := range t.words {
		if w.Class != arabic.Punct {
			keys := m.keyer.word(w)
			t.found = append(t.found, i)
			t.costs = append(t.costs, m.cost(w.Text, keys))
			if m.splits {
				t.folded = append(t.folded, keys.folded)
			}
		}
	}
	return t
}

// cost gives what each term costs in a word.
func (m *matcher) cost(text string, w *word) []cost {
	if w.matched == m.number {
		return w.costs
	}
	out := m.none
	for i, t := range m.terms {
		if c := t.cost(text, w); c != noMatch {
			if &out[0] == &m.none[0] {
				out = slices.Clone(m.none)
			}
			out[i] = c
		}
	}
	w.matched, w.costs = m.number, out
	return out
}

// place is where a clause is met: n words of a text, from the one numbered at in its found.
type place struct {
	text *text
	at   int
	n    int
	cost cost
}

// match is a record that meets a plan: scored, not yet marked.
type match struct {
	Hit
	texts [2]*text  // the original and the translation
	met   [][]place // of each clause that is wanted
}

// match looks at a record. Without clauses every record is met.
func (m *matcher) match(r Record) (found *match, ok bool) {
	found = &match{Hit: Hit{Record: r}}
	for i, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
		found.texts[i] = m.read(side, r.Text(side))
	}
	first := 0
	for _, c := range m.plan.clauses {
		var places []place
		for _, t := range found.texts {
			if slices.Contains(m.plan.sides, t.side) {
				places = append(places, c.allPlaces(t, first)...)
			}
		}
		first += c.size()
		if c.Not == (len(places) > 0) {
			return nil, false
		}
		if !c.Not {
			found.met = append(found.met, places)
		}
	}
	found.rank(found.met)
	return found, true
}

// marked is the hit with its words, and those that render them, marked.
func (m *match) marked() Hit {
	for i, places := range m.met {
		for _, p := range places {
			m.mark(p, i)
		}
	}
	m.markCounterparts(m.texts)
	return m.Hit
}

// size is how many terms the clause has, with those of its synonyms.
func (c *planned) size() int {
	n := len(c.terms)
	for _, synonym := range c.synonyms {
		n += len(synonym.terms)
	}
	return n
}

// allPlaces are where the clause, or a synonym of it, is met in a text. Its terms are those from number first on.
func (c *planned) allPlaces(t *text, first int) []place {
	out := append(c.places(t, first), c.splitPlaces(t)...)
	first += len(c.terms)
	for _, synonym := range c.synonyms {
		out = append(out, synonym.synonymPlaces(t, first)...)
		first += len(synonym.terms)
	}
	return out
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
func (h *Hit) markCounterparts(texts [2]*text) {
	if len(h.Links) == 0 {
		return
	}
	clauses := [2]map[corpus.Span]int{{}, {}} // of the words found
	var words [2][]arabic.Word
	for i, t := range texts {
		for _, m := range *h.marks(t.side) {
			clauses[i][m.Span] = m.Clause
		}
		if words[i] = t.words; words[i] == nil {
			words[i] = arabic.Words(h.Text(t.side))
		}
	}
	for _, l := range h.Links {
		for i := range texts {
			here, there := l[i], l[1-i]
			if here < 0 || here >= len(words[i]) || there < 0 || there >= len(words[1-i]) {
				continue // links of another state of the text
			}
			if clause, found := clauses[i][words[i][here].Span]; found {
				h.counterpart(texts[1-i].side, words[1-i][there].Span, clause)
			}
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
