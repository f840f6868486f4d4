package check

import (
	"cmp"
	"maps"
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
// speaks for each is a list of features: the cost of the misreading, how often the document has both words and their
// neighbours, what the English original must have there, agreement. A logistic regression, fitted on damaged texts whose
// truth is known, turns them into a probability; weights.go has its weights.

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
	odds    float64 // ln of the odds for it
	english int     // the English word of the paragraph that it stands for, −1 for none
	change  change  // of a grammatical variant, else −1
	gain    [3]float64
}

// The gains of an offer: ln of how much likelier each makes it.
const (
	gainFrequency = iota
	gainNeighbours
	gainOriginal
)

// leastConfidence is what a finding must have at least: so many that nine in ten findings of a damaged text are right, and a text
// without damage has two false ones in 1,000 words.
const leastConfidence = .35

// houseStyle is how often a word must stand in the document to count as meant.
const houseStyle = 3

// doubtful is what the odds of the first suggestion must have for it to be put in the word's place unseen.
const doubtful = -.5

// mostOffers is how many suggestions are kept.
const mostOffers = 5

// findMisread looks at every word of the text. The paragraphs are shared out among the processors.
func (p *Pass) findMisread() []misreading {
	found := make([][]misreading, len(p.paragraphs))
	workers := max(1, min(runtime.GOMAXPROCS(0), len(p.paragraphs)/paragraphsEach))
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
	q, s := *p, *p.spelling
	s.p, q.spelling = &q, &s
	s.known, s.sure, s.candidates = maps.Clone(s.known), maps.Clone(s.sure), maps.Clone(s.candidates)
	s.names, s.named = maps.Clone(s.names), maps.Clone(s.named)
	return &q
}

// misreadOf looks at every word of a paragraph.
func (p *Pass) misreadOf(g *paragraph) (out []misreading) {
	for i := range g.tokens {
		read := p.forms.words[g.tokens[i].form]
		var m misreading
		switch {
		case p.parts(g, i):
			m = p.partedWord(g, i)
		case runes(read) < shortestWord:
			continue
		case p.spelling.has(read):
			m = p.wrongWord(g, i)
		default:
			m = p.nonWord(g, i)
		}
		if m.confidence >= leastConfidence {
			out = append(out, m)
		}
	}
	return out
}

// nonWord judges a word that is no Arabic.
func (p *Pass) nonWord(g *paragraph, i int) misreading {
	m := misreading{group: g, at: i, end: i + 1}
	read := p.forms.words[g.tokens[i].form]
	for _, c := range p.candidates(g, i) {
		f, english := p.features(g, i, c)
		m.offers = append(m.offers, offer{c.word, p.withName(dot(f[:], nonWordWeights[:]), read, c.word), english, -1, gains(f)})
	}
	m.sort()
	var d [decisionFeatures]float64
	d[dBias], d[dName], d[dOwn], d[dLength] = 1, p.nameLike(read), math.Log(float64(p.forms.of(read))), float64(runes(read))
	if len(m.offers) == 0 {
		d[dBias], d[dNone], d[dOwn], d[dLength] = 0, 1, 0, 0
	} else {
		d[dOdds], d[dFrequent] = m.offers[0].odds, is(p.frequency(m.offers[0].word) > 0)
		d[dMeaning] = m.offers[0].gain[gainOriginal]
		d[dFrequentName] = d[dFrequent] * d[dName]
	}
	m.confidence = logistic(dot(d[:], decisionWeights[:]) + p.spelling.prior)
	switch {
	case d[dFrequent] == 0 && p.forms.of(read) >= houseStyle:
		m.confidence /= 2
	case len(m.offers) > 0 && m.offers[0].odds < doubtful:
		m.confidence = min(m.confidence, .89) // surely misread, but not surely this
	case p.Options.Dictionary == nil && (len(m.offers) == 0 || runes(read) < 6 || m.offers[0].odds < 0 || p.frequency(m.offers[0].word) < 2):
		m.confidence = 0 // too little is known to say that it is no word
	}
	return m
}

// wrongWord judges a word that is Arabic: whether another one stood there, or another form of it.
func (p *Pass) wrongWord(g *paragraph, i int) misreading {
	m := misreading{group: g, at: i, end: i + 1, valid: true}
	read := p.forms.words[g.tokens[i].form]
	for _, c := range p.candidates(g, i) {
		if p.hopeless(g, i, c) {
			continue
		}
		f, english := p.features(g, i, c)
		m.offers = append(m.offers, offer{c.word, p.withName(dot(f[:], wrongWordWeights[:]), read, c.word), english, -1, gains(f)})
	}
	for _, v := range variants(read, p.right(g, i)) {
		if p.spelling.has(v.word) {
			f := p.variantFeatures(g, i, v)
			at := -1
			if p.meaning != nil {
				at, _ = p.bestOf(g, i)
			}
			m.offers = append(m.offers, offer{v.word, dot(f[:], variantWeights[v.change][:]) + p.twoGain(g, i, v), at, v.change,
				[3]float64{f[vFrequency] - f[vOwn], f[vLeft] + f[vRight], 0}})
		}
	}
	m.sort()
	m.confidence = m.any()
	return m
}

// any is the probability that any of the offers stood there: they exclude one another.
func (m *misreading) any() float64 {
	sum := 0.
	for _, o := range m.offers {
		sum += math.Exp(o.odds)
	}
	return sum / (1 + sum)
}

// What is too rare to be fitted, in ln of the odds.
const (
	nameOdds = 2.5 // the candidate is a name of the original, and the word as read is not
	twoOdds  = 2.5 // the original says "two" or "both" right before the word
)

// withName are the odds of a candidate, more where it sounds like a name of the original and the word as read does not.
func (p *Pass) withName(odds float64, read, to string) float64 {
	if p.names == nil || odds < -nameOdds-1 {
		return odds // too far off to look
	}
	if own := p.nameLike(read); own < lexicon.SureName {
		if like := p.namedLike(to); like >= lexicon.SureName && like-own >= .25 {
			return odds + nameOdds
		}
	}
	return odds
}

// twoGain speaks for a dual where the original has two of what it stands for.
func (p *Pass) twoGain(g *paragraph, i int, v variant) float64 {
	if v.change != changeTwo || p.meaning == nil {
		return 0
	}
	at, ratio := p.meaning.best(g, v.word, g.place(i))
	if ratio < sureRatio {
		return 0
	}
	for k := range g.english {
		if g.english[k].id == g.english[at].id && k > 0 && slices.ContainsFunc(g.english[max(0, k-2):k], func(w englishWord) bool { return w.lower == "two" || w.lower == "both" }) {
			return twoOdds
		}
	}
	return 0
}

// sort puts the likeliest offers first and keeps some of them.
func (m *misreading) sort() {
	slices.SortStableFunc(m.offers, func(a, b offer) int { return cmp.Or(cmp.Compare(b.odds, a.odds), strings.Compare(a.word, b.word)) })
	m.offers = m.offers[:min(len(m.offers), mostOffers)]
}

// parts reports whether token i and the next look like one word with a space in it.
func (p *Pass) parts(g *paragraph, i int) bool {
	b := p.right(g, i)
	if b == "" {
		return false
	}
	a := p.forms.words[g.tokens[i].form]
	if p.spelling.has(a) && p.spelling.has(b) || p.frequency(a+" "+b) > 2 || p.bigram(a, b) > 1 {
		return false
	}
	return p.spelling.real(a + b)
}

// partedWord is the two tokens as one word.
func (p *Pass) partedWord(g *paragraph, i int) misreading {
	a, b := p.forms.words[g.tokens[i].form], p.forms.words[g.tokens[i+1].form]
	f := math.Log(float64(p.forms.of(a+b)) + .5)
	confidence := .75
	if p.forms.of(a+b) > 0 {
		confidence = .93
	}
	return misreading{group: g, at: i, end: i + 2, offers: []offer{{a + b, f, -1, -1, [3]float64{f, 0, 0}}}, confidence: confidence}
}

// span is where the misreading stands. Its tokens stand in one block, but for a word that a column's end parts.
func (m *misreading) span() (corpus.BlockID, corpus.Span) {
	first, last := m.group.tokens[m.at], m.group.tokens[m.end-1]
	if first.block != last.block {
		last = first
	}
	return first.block, corpus.Span{Start: first.span.Start, End: last.span.End}
}

func dot(a, b []float64) float64 {
	sum := 0.
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
