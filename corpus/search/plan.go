package search

import (
	"iter"
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

// cost says how far a word is from what was typed: ten for each [Level], and within a level one for each thing attached, or half
// a letter, that differs.
type cost uint8

func (c cost) level() Level { return min(Level(c/10), Misread) }

func costOf(l Level) cost { return cost(l) * 10 }

// upTo is the highest cost of a level.
func upTo(l Level) cost {
	if l == Misread {
		return noMatch - 1
	}
	return costOf(l+1) - 1
}

// noMatch is more than any cost.
const noMatch cost = 255

// term is a word of a query: the keys that it stands for, each with its cost, and how words may begin.
type term struct {
	typed    string // as it was typed
	folded   string
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
	p.addJoined()
	return p
}

// addJoined lets two words that follow each other stand for one word without the space, which comes before either word with
// something attached.
func (p *plan) addJoined() {
	for i := 1; i < len(p.clauses); i++ {
		a, b := &p.clauses[i-1], &p.clauses[i]
		if a.Phrase || b.Phrase || a.Not || b.Not || a.Prefix || b.Prefix {
			continue
		}
		for _, form := range attachedForms(a.terms[0].folded + b.terms[0].folded) {
			for _, t := range []*term{a.terms[0], b.terms[0]} {
				t.add(foldedForm, form.text, costOf(Attached)+cost(form.apart))
			}
		}
	}
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
	w := arabic.Words(typed)[0]
	f := k.word(w)
	t := &term{typed: typed, folded: f.folded, class: w.Class, prefixes: map[string]cost{}}
	for f := range t.keys {
		t.keys[f] = map[string]cost{}
	}
	if typed != f.folded {
		t.add(exactForm, typed, costOf(Exact))
	}
	t.add(foldedForm, f.folded, costOf(Folded))
	stems := append(slices.Clone(f.stems), f.folded)
	for _, form := range attachedForms(f.folded) {
		t.add(foldedForm, form.text, costOf(Attached)+cost(form.apart))
		if w.Class == arabic.Letters {
			stems = append(stems, arabic.Stem(form.text))
		}
	}
	for _, stem := range stems {
		t.add(stemForm, stem, costOf(Stemmed))
		t.add(foldedForm, stem, t.likeness(Stemmed, stem))
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
	if letters(t.folded) < 2 {
		return
	}
	t.prefixes[t.folded] = itself
	if letters(t.folded) < 3 {
		return
	}
	for _, f := range Forms(t.folded)[1:] {
		t.prefixes[f] = attached
	}
}

// cost is that of a word of a text, [noMatch] where the term does not stand for it.
func (t *term) cost(text string, w *word) cost {
	if text == t.typed {
		return costOf(Exact)
	}
	best := noMatch
	if c, ok := t.keys[foldedForm][w.folded]; ok {
		if best = c; best <= upTo(Attached) {
			return best
		}
	}
	for prefix, c := range t.prefixes {
		if c < best && strings.HasPrefix(w.folded, prefix) {
			best = c
		}
	}
	for _, s := range w.stems {
		if _, ok := t.keys[stemForm][s]; ok {
			return min(best, t.likeness(Stemmed, w.folded))
		}
	}
	if _, ok := t.keys[skeletonForm][w.skeleton]; ok {
		return min(best, t.likeness(Misread, w.folded))
	}
	return best
}

// likeness is the cost of a word found at a level: the more letters of it differ the higher.
func (t *term) likeness(l Level, folded string) cost {
	return min(costOf(l)+cost(apart(t.folded, folded)), upTo(l))
}

// expr asks for records that meet every clause at a cost. Words in two parts count where parts is true.
func (p *plan) expr(to cost, parts bool) All {
	out := All(slices.Clone(p.filters))
	for _, c := range p.clauses {
		switch {
		case c.Not && c.Phrase: // only the words can tell
		case c.Not:
			out = append(out, Not{c.expr(p.sides, upTo(Attached))})
		default:
			any := c.expr(p.sides, to)
			for _, synonym := range c.synonyms {
				if to >= costOf(Synonym) {
					any = append(any, synonym.expr(p.sides, upTo(Stemmed))...)
				}
			}
			if parts {
				any = append(any, c.partsExpr(p.sides)...)
			}
			out = append(out, any)
		}
	}
	return out
}

// expr asks for records that have the clause's words on one side.
func (c *planned) expr(sides []corpus.Side, to cost) Any {
	var out Any
	for _, side := range sides {
		if !c.Phrase {
			out = append(out, c.terms[0].expr(side, to)...)
			continue
		}
		var words All
		for i, t := range c.terms {
			words = append(words, t.expr(side, min(to, upTo(c.limit(i)))))
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

// expr asks for the term's keys up to a cost on one side. The keys as typed are asked for alone only: the folded ones have
// them all.
func (t *term) expr(side corpus.Side, to cost) Any {
	var out Any
	for f, keys := range t.keys {
		if form(f) == exactForm && to > upTo(Exact) {
			continue
		}
		if found := upToCost(keys, to); len(found) > 0 {
			out = append(out, In{Field: keyField(side, form(f)), Values: found})
		}
	}
	if prefixes := upToCost(t.prefixes, to); len(prefixes) > 0 {
		out = append(out, Begins{keyField(side, foldedForm), prefixes, t.most})
	}
	return out
}

// upToCost are the keys that cost no more, sorted.
func upToCost(keys map[string]cost, to cost) []string {
	var out []string
	for text, c := range keys {
		if c <= to {
			out = append(out, text)
		}
	}
	slices.Sort(out)
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
		return Any{In{Field: DocumentField, Values: f.Values}, In{Field: TitleField, Values: folded}}
	}
	return In{Field: f.Field, Values: f.Values}
}
