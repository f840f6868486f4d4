package check

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// Misread words are found as a noisy channel is decoded (Kernighan, Church and Gale 1990; for words that are good Arabic,
// Mays, Damerau and Mercer 1991): each word is set against those that may have been read as it, or miswritten as it. What
// speaks for each is a list of features: the cost of the misreading, how usual both words are in the document and elsewhere,
// what stands around, what the English original must have there, agreement. A log-linear model, fitted on damaged texts whose
// truth is known, turns them into probabilities; see [model].

// misreading is a word that is taken to be misread.
type misreading struct {
	group      *paragraph
	at, end    int // tokens of the paragraph, half-open
	valid      bool
	offers     []offer // what may have stood there, the likeliest first; none for a word that is like no other
	confidence float64 // probability that the word is wrong
}

// offer is a word that may have stood there, and why.
type offer struct {
	word    string
	odds    float64 // ln of the odds for it against the word as read
	english int     // the English word of the paragraph that it stands for, −1 for none
	kind    kind
	beside  bool // it usually stands beside its neighbours
}

// What a finding must have at least; one of a change of grammar, of which texts without damage have more; and one of a word that no
// dictionary has, at which a reviewer stops anyway: so chosen that on each development document at least .88 of the findings of all
// checks are right, and .77 of the defects found.
const (
	leastConfidence = .4
	leastChange     = .45
	leastNonWord    = .25
)

// reported reports whether a word is to be reported.
func (m *misreading) reported() bool {
	switch {
	case len(m.offers) > 0 && m.offers[0].kind < kindWord:
		return m.confidence >= leastChange
	case !m.valid:
		return m.confidence >= leastNonWord
	}
	return m.confidence >= leastConfidence
}

// mostOffers is how many suggestions are kept.
const mostOffers = 5

// findMisread looks at every word of the text. The different words, and then the paragraphs, are shared out among the processors.
func (p *Pass) findMisread() []misreading {
	forks := make([]*Pass, max(1, min(cmp.Or(p.Options.Threads, runtime.GOMAXPROCS(0)), len(p.paragraphs)/paragraphsEach)))
	for w := range forks {
		forks[w] = p.fork()
	}
	share := func(n int, f func(q *Pass, i int)) {
		var wg sync.WaitGroup
		for w, q := range forks {
			wg.Go(func() {
				for i := w; i < n; i += len(forks) {
					f(q, i)
				}
			})
		}
		wg.Wait()
	}
	forms := p.formsToJudge()
	share(len(forms), func(q *Pass, i int) { p.similar[forms[i]] = q.preparedLookalikes(p.forms.words[forms[i]]) })
	found := make([][]misreading, len(p.paragraphs))
	share(len(found), func(q *Pass, i int) { found[i] = q.misreadOf(&q.paragraphs[i]) })
	return withRepeated(slices.Concat(found...))
}

// leastRepeated is what a finding must have where the same misreading is sure elsewhere in the document: scanners err alike.
const leastRepeated = .2

// withRepeated are the misreadings that are to be reported.
func withRepeated(all []misreading) (out []misreading) {
	sure := map[[2]string]bool{}
	for i := range all {
		if m := &all[i]; m.confidence >= sureMisread && len(m.offers) > 0 {
			sure[m.change()] = true
		}
	}
	for i := range all {
		if m := &all[i]; m.reported() || len(m.offers) > 0 && sure[m.change()] {
			out = append(out, *m)
		}
	}
	return out
}

// change is what was read, and what surely stood there.
func (m *misreading) change() [2]string {
	read := ""
	for _, t := range m.group.tokens[m.at:m.end] {
		read += t.plain + " "
	}
	return [2]string{read, m.offers[0].word}
}

// formsToJudge are the different words of the paragraphs.
func (p *Pass) formsToJudge() (out []int32) {
	seen := make([]bool, len(p.forms.words))
	for i := range p.paragraphs {
		for _, t := range p.paragraphs[i].tokens {
			if !seen[t.form] && runes(t.plain) >= shortestWord {
				seen[t.form] = true
				out = append(out, t.form)
			}
		}
	}
	return out
}

// paragraphsEach is how many paragraphs make another worker worth its own memory of words.
const paragraphsEach = 20

// fork is the pass for another goroutine: it has a memory of words of its own, and shares what does not change. A paragraph
// may be looked at by one of them only.
func (p *Pass) fork() *Pass {
	q := *p
	q.spelling = p.spelling.fork(&q)
	return &q
}

// misreadOf looks at every word of a paragraph. What may be reported is among what it gives.
func (p *Pass) misreadOf(g *paragraph) (out []misreading) {
	for i := 0; i < len(g.tokens); i++ {
		m := p.judgeParted(g, i)
		if runes(g.tokens[i].plain) >= shortestWord {
			if one := p.judge(g, i); one.confidence > m.confidence {
				m = one
			}
		}
		if m.reported() || m.confidence >= leastRepeated {
			out = append(out, m)
		}
		if m.reported() {
			i = m.end - 1
		}
	}
	return out
}

// judgeParted weighs that tokens i and i+1 are one word with a space in it.
func (p *Pass) judgeParted(g *paragraph, i int) misreading {
	c, ok := p.rejoined(g, i)
	if !ok {
		return misreading{}
	}
	o := p.offer(g, i, &c)
	return misreading{group: g, at: i, end: i + 2, offers: []offer{o}, confidence: 1 / (1 + math.Exp(-o.odds))}
}

// offer is a candidate with what speaks for it.
func (p *Pass) offer(g *paragraph, i int, c *candidate) offer {
	o := offer{word: c.word + c.tail, kind: c.kind}
	f, english := p.features(g, i, c)
	o.english, o.odds, o.beside = english, p.model.score(c.kind, &f), f[fSetPhrase] > 0 || f[fLeft]+f[fRight] > 1
	return o
}

// judge weighs what may stand in the place of token i against what was read.
func (p *Pass) judge(g *paragraph, i int) misreading {
	m := misreading{group: g, at: i, end: i + 1, valid: p.kindOf(g.tokens[i].plain) == kindWord}
	sum := 1.
	for _, h := range p.hypotheses(g, i) {
		if h.kind >= kindWord && h.hopeless() {
			continue
		}
		o := p.offer(g, i, &h)
		sum += math.Exp(o.odds)
		if h.word != "" {
			m.offers = append(m.offers, o)
		}
	}
	slices.SortStableFunc(m.offers, func(a, b offer) int { return cmp.Or(cmp.Compare(b.odds, a.odds), strings.Compare(a.word, b.word)) })
	m.offers = m.offers[:min(len(m.offers), mostOffers)]
	m.confidence = 1 - 1/sum
	if len(m.offers) == 0 || math.Exp(m.offers[0].odds)/sum < doubtful {
		m.confidence = min(m.confidence, surelyThis) // maybe surely misread, but not surely this
	}
	if p.strange(g, g.tokens[i].plain) {
		m.confidence = max(m.confidence, strangeness)
	}
	return m
}

// strangeness is how many of the strange words are misread that are like no word that would explain them.
const strangeness = .4

// strange reports whether a word is no Arabic, like no name of the original and no other word of its paragraph there, which may be
// written by its sound, and not one that the document keeps to.
func (p *Pass) strange(g *paragraph, word string) bool {
	return p.kindOf(word) == kindNonWord && p.frequency(word) < houseStyle && p.nameLike(word) < hardlyName &&
		!slices.ContainsFunc(g.english, func(e englishWord) bool { return lexicon.Transliterates(word, e.text) >= lexicon.SureName })
}

// hypotheses are the candidates for token i, and that it is misread and none of them.
func (p *Pass) hypotheses(g *paragraph, i int) []candidate {
	list := p.candidates(g, i)
	switch k := p.kindOf(g.tokens[i].plain); k {
	case kindDerived:
		list = append(list, p.other(g.tokens[i].plain, kindDerivedOther))
	case kindNonWord:
		list = append(list, p.other(g.tokens[i].plain, kindNonWordOther))
	case kindUnknown:
		list = append(list, p.other(g.tokens[i].plain, kindUnknownOther))
	}
	return list
}

// The first suggestion must have the one probability for the finding to be surer than the other, so that whoever accepts what is
// sure does not accept it.
const (
	doubtful   = .6
	surelyThis = .89
)

// mostGain is what the place may add to the odds of a candidate.
const mostGain = 9

// hopeless reports whether a candidate is too far off to come into question wherever it stands: it saves most of the work.
func (c *candidate) hopeless() bool {
	return c.alone < -mostGain
}

// span is where the misreading stands. Its tokens stand in one block, but for a word that a column's end parts.
func (m *misreading) span() (corpus.BlockID, corpus.Span) {
	first, last := m.group.tokens[m.at], m.group.tokens[m.end-1]
	if first.block != last.block {
		last = first
	}
	return first.block, corpus.Span{Start: first.span.Start, End: last.span.End}
}
