package check

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"muqabala/corpus"
)

// Misread words are found as a noisy channel is decoded (Kernighan, Church and Gale 1990; for words that are good Arabic,
// Mays, Damerau and Mercer 1991): each word is set against those that may have been read as it, or miswritten as it. What
// speaks for each is a list of features: the cost of the misreading, how usual both words are in the document and elsewhere,
// what stands around, what the English original must have there, agreement. A log-linear model, fitted on damaged texts whose
// truth is known, turns them into probabilities; see [weights].

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
	word     string
	odds     float64 // ln of the odds for it against the word as read
	english  int     // the English word of the paragraph that it stands for, −1 for none
	kind     kind
	features features
}

// What a finding must have at least, and one of a change of grammar, of which texts without damage have more: so chosen that
// on each development document at least .85 of the findings of all checks are right, and .75 of the defects found.
const (
	leastConfidence = .27
	leastChange     = .45
)

// reported reports whether a word is to be reported.
func (m *misreading) reported() bool {
	if len(m.offers) > 0 && m.offers[0].kind < kindWord {
		return m.confidence >= leastChange
	}
	return m.confidence >= leastConfidence
}

// mostOffers is how many suggestions are kept.
const mostOffers = 5

// findMisread looks at every word of the text. The paragraphs are shared out among the processors.
func (p *Pass) findMisread() []misreading {
	found := make([][]misreading, len(p.paragraphs))
	workers := max(1, min(cmp.Or(p.Options.Threads, runtime.GOMAXPROCS(0)), len(p.paragraphs)/paragraphsEach))
	var wg sync.WaitGroup
	for w := range workers {
		q := p.fork()
		wg.Go(func() {
			for i := w; i < len(found); i += workers {
				found[i] = q.misreadOf(&q.paragraphs[i])
			}
		})
	}
	wg.Wait()
	return slices.Concat(found...)
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

// misreadOf looks at every word of a paragraph.
func (p *Pass) misreadOf(g *paragraph) (out []misreading) {
	for i := range g.tokens {
		var m misreading
		switch {
		case p.parts(g, i):
			m = p.partedWord(g, i)
		case runes(g.tokens[i].plain) < shortestWord:
			continue
		default:
			m = p.judge(g, i)
		}
		if m.reported() {
			out = append(out, m)
		}
	}
	return out
}

// judge weighs what may stand in the place of token i against what was read.
func (p *Pass) judge(g *paragraph, i int) misreading {
	m := misreading{group: g, at: i, end: i + 1, valid: p.spelling.has(g.tokens[i].plain)}
	sum := 1.
	for _, h := range p.hypotheses(g, i) {
		if h.kind >= kindWord && p.hopeless(&h) {
			continue
		}
		o := offer{word: h.word + h.tail, kind: h.kind}
		o.features, o.english = p.features(g, i, &h)
		o.odds = fittedWeights().score(h.kind, &o.features)
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
	return m
}

// hypotheses are the candidates for token i, and that it is misread and none of them.
func (p *Pass) hypotheses(g *paragraph, i int) []candidate {
	list := p.candidates(g, i)
	switch k := p.kindOf(g.tokens[i].plain); k {
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
func (p *Pass) hopeless(c *candidate) bool {
	return fittedWeights().score(c.kind, &c.fixed) < -mostGain
}

// parts reports whether token i and the next look like one word with a space in it.
func (p *Pass) parts(g *paragraph, i int) bool {
	b := p.right(g, i)
	if b == "" {
		return false
	}
	a := g.tokens[i].plain
	if p.spelling.has(a) && p.spelling.has(b) || p.frequency(a+" "+b) > 2 || p.bigrams[[2]int32{g.tokens[i].form, g.tokens[i+1].form}] > 1 {
		return false
	}
	return p.spelling.real(a + b)
}

// partedWord is the two tokens as one word.
func (p *Pass) partedWord(g *paragraph, i int) misreading {
	word := g.tokens[i].plain + g.tokens[i+1].plain
	confidence := .75
	if p.known(word) {
		confidence = .93
	}
	return misreading{group: g, at: i, end: i + 2, offers: []offer{{word: word, kind: kindNonWord, english: -1}}, confidence: confidence}
}

// span is where the misreading stands. Its tokens stand in one block, but for a word that a column's end parts.
func (m *misreading) span() (corpus.BlockID, corpus.Span) {
	first, last := m.group.tokens[m.at], m.group.tokens[m.end-1]
	if first.block != last.block {
		last = first
	}
	return first.block, corpus.Span{Start: first.span.Start, End: last.span.End}
}
