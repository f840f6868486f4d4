package search

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// plan is a query with everything that its words may stand for.
type plan struct {
	clauses []planned
	filters []Expr
	sides   []corpus.Side
}

// planned is a clause with its terms, one a word, and the words that a glossary has for the same.
type planned struct {
	Clause
	terms    []*term
	synonyms []planned
}

// cost says how far a key is from what was typed: ten for each [Level], and within [Misread] one for each letter.
type cost uint8

func (c cost) level() Level { return min(Level(c/10), Misread) }

func costOf(l Level) cost { return cost(l) * 10 }

// noMatch is more than any cost.
const noMatch cost = 255

// term is a word of a query: the keys that it stands for, each with its cost, and how words may begin.
type term struct {
	typed    string // as it was typed
	class    arabic.Class
	keys     [skeletonForm + 1]map[string]cost // by form
	prefixes map[string]cost                   // of folded words
	most     int                               // of the words that begin so, see [Begins]; 0: all
	split    split                             // the word in two parts; nil: it does not count
}

// newPlan chooses what the words of a query stand for, up to stems; see [Engine.addMisread] for the rest.
func newPlan(q *Query, k *Keyer, synonyms Synonyms) *plan {
	p := &plan{sides: []corpus.Side{corpus.OriginalSide, corpus.TranslationSide}, filters: filterExprs(q.Filters)}
	switch q.Lang {
	case corpus.English:
		p.sides = p.sides[:1]
	case corpus.Arabic:
		p.sides = p.sides[1:]
	}
	for i, c := range q.Clauses {
		planned := newPlanned(c, k)
		if !c.Not && !c.Prefix {
			for _, words := range synonyms.of(c.Words) {
				planned.synonyms = append(planned.synonyms, newPlanned(Clause{Words: words, Phrase: len(words) > 1}, k))
			}
		}
		if c.Joined && !c.Not {
			planned.synonyms = append(planned.synonyms, newPlanned(Clause{Words: []string{strings.Join(c.Words, "")}}, k))
		}
		switch last := planned.terms[len(planned.terms)-1]; {
		case c.Prefix:
			last.begin(costOf(Folded), costOf(Attached))
		case q.AsTyped && i == len(q.Clauses)-1 && !c.Not:
			last.begin(costOf(Stemmed), costOf(Stemmed)+1)
			last.most = mostBegun
		}
		p.clauses = append(p.clauses, planned)
	}
	return p
}

// terms are all terms: of each clause its own, then those of its synonyms.
func (p *plan) terms() iter.Seq[*term] {
	return func(yield func(*term) bool) {
		for _, c := range p.clauses {
			for _, alternative := range append([]planned{c}, c.synonyms...) {
				for _, t := range alternative.terms {
					if !yield(t) {
						return
					}
				}
			}
		}
	}
}

// mostBegun is how many completions of a word count while it is being typed.
const mostBegun = 100

func newPlanned(c Clause, k *Keyer) planned {
	p := planned{Clause: c}
	for _, typed := range c.Words {
		p.terms = append(p.terms, newTerm(typed, k))
	}
	return p
}

// newTerm gives a word's keys, from the nearest to the farthest.
func newTerm(typed string, k *Keyer) *term {
	t := &term{typed: typed, prefixes: map[string]cost{}}
	for f := range t.keys {
		t.keys[f] = map[string]cost{}
	}
	w := arabic.Words(typed)[0]
	t.class = w.Class
	f := k.word(w)
	if typed != f.folded {
		t.add(exactForm, typed, costOf(Exact))
	}
	t.add(foldedForm, f.folded, costOf(Folded))
	forms := Forms(f.folded)
	for _, form := range forms {
		t.add(foldedForm, form, costOf(Attached))
	}
	stems := f.stems
	for _, form := range forms {
		if w.Class == arabic.Letters {
			stems = append(stems, arabic.Stem(form))
		}
	}
	for _, stem := range append(stems, f.folded) {
		t.add(stemForm, stem, costOf(Stemmed))
		t.add(foldedForm, stem, costOf(Stemmed))
	}
	return t
}

// add enters a key unless it is there at less cost.
func (t *term) add(f form, text string, c cost) {
	if old, ok := t.keys[f][text]; !ok || c < old {
		t.keys[f][text] = c
	}
}

// size is how many keys the term has.
func (t *term) size() (n int) {
	for _, keys := range t.keys {
		n += len(keys)
	}
	return n
}

// begin makes the term stand for words that begin with it, and for those that have something attached before it. One letter
// alone begins too much.
func (t *term) begin(itself, attached cost) {
	folded := arabic.Fold(t.typed)
	if letters(folded) < 2 {
		return
	}
	t.prefixes[folded] = itself
	if letters(folded) < 3 {
		return
	}
	for _, f := range Forms(folded)[1:] {
		t.prefixes[f] = attached
	}
}

// cost is that of a word of a text, [noMatch] where the term does not stand for it.
func (t *term) cost(text string, w word) cost {
	best := noMatch
	see := func(f form, text string) {
		if c, ok := t.keys[f][text]; ok {
			best = min(best, c)
		}
	}
	if text == t.typed {
		return costOf(Exact)
	}
	see(foldedForm, w.folded)
	for _, s := range w.stems {
		see(stemForm, s)
	}
	if w.skeleton != "" {
		see(skeletonForm, w.skeleton)
	}
	for prefix, c := range t.prefixes {
		if strings.HasPrefix(w.folded, prefix) {
			best = min(best, c)
		}
	}
	return best
}

// expr asks for records that meet every clause up to a level.
func (p *plan) expr(to Level) All {
	out := All(slices.Clone(p.filters))
	for _, c := range p.clauses {
		switch {
		case c.Not && c.Phrase: // only the words can tell
		case c.Not:
			out = append(out, Not{c.expr(p.sides, Attached)})
		default:
			any := c.expr(p.sides, to)
			for _, synonym := range c.synonyms {
				if to >= Synonym {
					any = append(any, synonym.expr(p.sides, Stemmed)...)
				}
			}
			out = append(out, any)
		}
	}
	return out
}

// expr asks for records that have the clause's words on one side.
func (c *planned) expr(sides []corpus.Side, to Level) Any {
	var out Any
	for _, side := range sides {
		if t := c.terms[0]; !c.Phrase {
			out = append(out, t.expr(side, to)...)
			if to >= Misread && t.splits(side) {
				out = append(out, t.split.expr(side)...)
			}
			continue
		}
		var words All
		for i, t := range c.terms {
			words = append(words, t.expr(side, min(to, c.limit(i))))
		}
		out = append(out, words)
	}
	return out
}

// limit is the farthest level of word i: the other words of a phrase must stand as they are, but for folding.
func (c *planned) limit(i int) Level {
	switch {
	case c.Phrase && i > 0:
		return Folded
	case c.Phrase, c.Not, c.Prefix:
		return Attached
	}
	return Misread
}

// expr asks for the term's keys up to a level on one side. The keys as typed are asked for alone only: the folded ones have
// them all.
func (t *term) expr(side corpus.Side, to Level) Any {
	var out Any
	for f, keys := range t.keys {
		if form(f) == exactForm && to > Exact {
			continue
		}
		var upTo []string
		for text, c := range keys {
			if c.level() <= to {
				upTo = append(upTo, text)
			}
		}
		if len(upTo) > 0 {
			slices.Sort(upTo)
			out = append(out, In{keyField(side, form(f)), upTo})
		}
	}
	var prefixes []string
	for _, prefix := range slices.Sorted(maps.Keys(t.prefixes)) {
		if t.prefixes[prefix].level() <= to {
			prefixes = append(prefixes, prefix)
		}
	}
	if len(prefixes) > 0 {
		out = append(out, Begins{keyField(side, foldedForm), prefixes, t.most})
	}
	return out
}

// filterExprs turns filters into expressions: alternatives where they are of one field and not excluded.
func filterExprs(filters []Filter) []Expr {
	var out []Expr
	wanted := map[Field]Any{}
	var order []Field
	for _, f := range filters {
		e := f.expr()
		if f.Not {
			out = append(out, Not{e})
			continue
		}
		if wanted[f.Field] == nil {
			order = append(order, f.Field)
		}
		wanted[f.Field] = append(wanted[f.Field], e)
	}
	for _, field := range order {
		out = append(out, wanted[field])
	}
	return out
}

func (f Filter) expr() Expr {
	switch f.Field {
	case DateField, ImportedField:
		return Between{f.Field, f.From, f.To}
	case DocumentField: // by its ID, or as people call it
		folded := make([]string, len(f.Values))
		for i, v := range f.Values {
			folded[i] = strings.TrimSpace(arabic.Fold(v))
		}
		return Any{In{DocumentField, f.Values}, In{TitleField, folded}}
	}
	return In{f.Field, f.Values}
}
