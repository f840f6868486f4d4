package check

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/align/lexicon"
	"muqabala/corpus/arabic"
)

// candidate is a word that may have stood where another one was read.
type candidate struct {
	word  string
	tail  string  // a mark behind it that was read as its last letter
	kind  kind    // in what way the one was taken for the other
	cost  float64 // of reading it as it was read, nats
	form  int32   // in the forms of the pass, −1 for none; of two words the first
	class classID
	sense sense
	fixed *features // what speaks for it wherever it stands
	alone float64   // its score if nothing else did
}

// kind is a way in which one word comes to stand for another. Each has its own weights; see [model].
type kind int

// The first kinds are the changes of grammar; see [change].
const (
	kindWord         = kind(changeCount) + iota // another word for one that is Arabic
	kindDerived                                 // another word for one that the dictionary lacks, but may be a form of one that it has
	kindNonWord                                 // another word for one that it lacks
	kindUnknown                                 // the same without a dictionary
	kindParted                                  // one word for two
	kindDerivedOther                            // what the dictionary lacks is misread, and nothing is known to be in its place
	kindNonWordOther
	kindUnknownOther
	kindCount = iota + int(changeCount)
)

// kindOf is the kind of what stands for a word by its letters alone, kept.
func (p *Pass) kindOf(read string) kind {
	k, ok := p.spelling.kinds[read]
	if !ok {
		k = p.lookUp(read)
		p.spelling.kinds[read] = k
	}
	return k
}

func (p *Pass) lookUp(read string) kind {
	switch has := p.spelling.has(read); {
	case has && (p.Options.Dictionary == nil || p.spelling.certain(read)):
		return kindWord
	case has:
		return kindDerived
	case p.Options.Dictionary == nil:
		return kindUnknown
	}
	return kindNonWord
}

// rare reports whether a word, though it may be Arabic, stands in the translation once and nowhere else.
func (p *Pass) rare(read string) bool { return p.frequency(read) <= 1 && p.usual(read) == 0 }

// candidates are what may stand for token i: words one misreading away or of the same letters but for their dots, other
// forms of the word, and words that the original or a set phrase must have there.
func (p *Pass) candidates(g *paragraph, i int) []candidate {
	read := g.tokens[i].plain
	list := p.similar[g.tokens[i].form]
	if list == nil {
		list = p.preparedLookalikes(read)
		p.similar[g.tokens[i].form] = list
	}
	list = list[:len(list):len(list)]
	add := func(c candidate) {
		if !slices.ContainsFunc(list, func(o candidate) bool { return o.word == c.word && o.tail == c.tail }) {
			list = append(list, p.prepared(read, c))
		}
	}
	p.asPhrase(g, i, add)
	p.asExpected(g, i, add)
	if !p.spelling.has(read) || lexicon.IsFunctionWord(read) {
		return list
	}
	for _, v := range variants(read, p.right(g, i)) {
		if v.change == changeTwo && strings.HasSuffix(read, "ين") && !p.feminine(strings.TrimSuffix(read, "ين")) {
			continue // it may be a dual itself
		}
		if (p.spelling.real(v.word) || v.change == changeGender && p.spelling.has(v.word)) && plausible(v.word, g.tokens[i].text) {
			list = append(list, p.prepared(read, candidate{word: v.word, kind: kind(v.change), cost: costAny}))
		}
	}
	return list
}

// feminine reports whether a noun stands with ة rather than without, in the document and elsewhere.
func (p *Pass) feminine(noun string) bool {
	bare := strings.TrimPrefix(noun, "ال")
	times := func(ending string) (n int) {
		for _, w := range []string{bare + ending, "ال" + bare + ending} {
			n += p.frequency(w) + p.usual(w)
		}
		return n
	}
	with, without := times("ة"), times("")
	return with > without || with == 0 && without == 0 && p.spelling.has(bare+"ة") && !p.spelling.has(bare)
}

// plausible reports whether a word may be what a word with vowel signs was read for: it ends with what an n of vowel signs asks
// for.
func plausible(word, text string) bool {
	return !strings.HasSuffix(text, "ًا") && !strings.HasSuffix(text, "اً") || strings.HasSuffix(word, "ا")
}

// asPhrase adds the words that would make a fixed expression of what stands around token i.
func (p *Pass) asPhrase(g *paragraph, i int, add func(candidate)) {
	read := g.tokens[i].plain
	for _, w := range p.phrases(g, i) {
		folded := arabic.Fold(read)
		if d := distance(w.word, folded, costAny); d > 0 && d <= costAny && !affixal(w.word, folded) {
			add(candidate{word: p.spelling.spelled(w.word), kind: p.kindOf(read), cost: d})
		}
	}
}

// asExpected adds the words that the English of token i must have and nothing stands for, where none of it is what was read.
func (p *Pass) asExpected(g *paragraph, i int, add func(candidate)) {
	if p.meaning == nil {
		return
	}
	read := g.tokens[i].plain
	if p.frequency(read)+p.usual(read) >= wellKnown {
		return
	}
	if _, ratio := p.bestOf(g, i); ratio > sureRatio && p.spelling.has(read) {
		return
	}
	for _, word := range p.expected(g, p.scope(g, i)) {
		if c, ok := inPlaceOf(word, read); ok && p.spelling.has(c.word) {
			c.kind = p.kindOf(read)
			add(c)
		}
	}
}

// wellKnown is how often a word must stand in the document and elsewhere for the original not to be searched for what it may stand for
// that does not look like it.
const wellKnown = 10

// preparedLookalikes are the lookalikes of a word with what speaks for them.
func (p *Pass) preparedLookalikes(read string) []candidate {
	list := p.lookalikes(read)
	out := make([]candidate, 0, len(list))
	for _, c := range list {
		out = append(out, p.prepared(read, c))
	}
	return out
}

// lookalikes are the candidates for a word wherever it stands. Those for a good word are words of the document or usual ones.
func (p *Pass) lookalikes(read string) (list []candidate) {
	kind, rare := p.kindOf(read), p.rare(read)
	valid := kind == kindWord
	consider := func(w string, cost float64) {
		if w != read && !sameSpelling(w, read) && p.spelling.real(w) && (rare || !valid || !affixal(w, read)) {
			list = addCandidate(list, candidate{word: w, kind: kind, cost: cost})
		}
	}
	neighbours(read, func(word []byte, cost float64) {
		if _, ok := p.forms.ids[string(word)]; ok {
			consider(string(word), cost)
		}
	})
	if !valid && p.nameLike(read) < lexicon.SureName && !slices.ContainsFunc(list, func(c candidate) bool { return c.cost <= costShape }) {
		p.inDictionary(read, consider)
	}
	for _, c := range readConfusables().confused(read) {
		consider(c.word, c.cost)
	}
	for _, id := range p.dotless[arabic.FoldDots(read)] {
		consider(p.forms.words[id], distance(p.forms.words[id], read, costAny*2))
	}
	if rare || !valid {
		list = append(list, p.parted(read, kind)...)
	}
	if !valid {
		p.eachNear(read, consider)
		if base, ok := strings.CutSuffix(read, "ء"); ok && runes(base) >= shortestWord && p.spelling.has(base) {
			list = append(list, candidate{word: base, tail: "،", kind: kind, cost: costComma})
		}
	}
	sortCandidates(list)
	return list[:min(len(list), mostCandidates)]
}

// inDictionary calls f for the words of the dictionary that are one likely misreading away: where the document and the usual words have none
// like that, for it takes long.
func (p *Pass) inDictionary(read string, f func(word string, cost float64)) {
	d, spelt := p.Options.Dictionary, p.usage.letters()
	if d == nil {
		return
	}
	neighbours(read, func(word []byte, cost float64) {
		if cost < costAny && spelt.possible(word) && d.Has(string(word)) {
			f(string(word), cost)
		}
	})
}

// mostCandidates is how many words one may stand for, the cheapest ones.
const mostCandidates = 24

// costTwice is what a word may cost at most of which more than one letter is wrong.
const costTwice = 9.5

// eachNear calls f for the words of the document, and the usual ones, that are two misreadings away at most. Words that
// share too few letters are left out by a signature, one bit a letter.
func (p *Pass) eachNear(read string, f func(word string, cost float64)) {
	own, n := signature(read), runes(read)
	if n < 5 {
		return
	}
	for id, s := range p.spelling.signatures {
		if d := int(s.runes) - n; d > 2 || d < -2 || bits.OnesCount64(s.letters^own) > 4 {
			continue
		}
		if w := p.forms.words[id]; w != read {
			if d := distance(w, read, costTwice); d <= costTwice {
				f(w, d)
			}
		}
	}
}

// signatureOf is the signature of a word.
func signatureOf(word string) wordSignature {
	return wordSignature{signature(word), int32(runes(word))}
}

// wordSignature says which letters a word has, and how many.
type wordSignature struct {
	letters uint64
	runes   int32
}

func signature(word string) (letters uint64) {
	for _, r := range word {
		letters |= 1 << (uint(r) % 64)
	}
	return letters
}

// parted are the ways to read a word as two.
func (p *Pass) parted(read string, k kind) (list []candidate) {
	for at := 2 * letterBytes; at <= len(read)-2*letterBytes; at += letterBytes {
		if !utf8.RuneStart(read[at]) {
			continue
		}
		a, b := read[:at], read[at:]
		if (p.known(a) || p.known(b)) && p.spelling.real(a) && p.spelling.real(b) {
			list = append(list, candidate{word: a + " " + b, kind: k, cost: costJoined})
		}
	}
	return list
}

// rejoined is tokens i and i+1 read as one word, if together they are one, and either of them stands nowhere else.
func (p *Pass) rejoined(g *paragraph, i int) (candidate, bool) {
	b := p.right(g, i)
	if b == "" || p.bigrams[[2]int32{g.tokens[i].form, g.tokens[i+1].form}] > 1 {
		return candidate{}, false
	}
	a := g.tokens[i].plain
	if !p.rare(a) && !p.rare(b) || runes(a)+runes(b) < 2*shortestWord-1 || !p.spelling.real(a+b) {
		return candidate{}, false
	}
	c := p.prepared(a+" "+b, candidate{word: a + b, kind: kindParted, cost: costParted})
	c.fixed[fBothKnown], c.fixed[fShort] = is(p.spelling.has(a))+is(p.spelling.has(b)), is(min(runes(a), runes(b)) < shortestWord)
	c.fixed[fOwn], c.fixed[fOwnUsual] = logCount(min(p.frequency(a), p.frequency(b))-1), logCount(p.usual(a+" "+b))
	c.fixed[fPair] = logCount(p.usage.pairs[[2]int32{g.tokens[i].form, g.tokens[i+1].form}])
	return c, true
}

// more is how many tokens beyond the first a candidate stands for.
func (c *candidate) more() int { return int(is(c.kind == kindParted)) }

// known reports whether the document has a word, or it is usual elsewhere.
func (p *Pass) known(word string) bool { return p.forms.find(word) >= 0 }

// phraseWord is a word that would make a fixed expression at a token.
type phraseWord struct {
	word   string // folded
	others int    // words of the expression that stand there
}

// phrases are the words that would make a fixed expression of what stands around token i.
func (p *Pass) phrases(g *paragraph, i int) []phraseWord {
	if g.phrases == nil {
		g.phrases = make([][]phraseWord, len(g.tokens))
		words := make([]string, len(g.tokens))
		for i, t := range g.tokens {
			words[i] = arabic.Fold(t.text)
		}
		for _, b := range lexicon.BuiltinCollocations().Broken(words) {
			at := b.Start + b.Missing
			g.phrases[at] = append(g.phrases[at], phraseWord{b.Keys[b.Missing], len(b.Keys) - 1})
		}
	}
	return g.phrases[i]
}

// inPhrase is how many other words stand there of a fixed expression that a word would make at token i, of the longest.
func (p *Pass) inPhrase(g *paragraph, i int, word string) (others int) {
	list := p.phrases(g, i)
	if len(list) == 0 {
		return 0
	}
	folded := arabic.Fold(word)
	for _, w := range list {
		if w.word == folded {
			others = max(others, w.others)
		}
	}
	return others
}

// expected are the Arabic words that the lexicon has for English words of a scope that nothing stands for.
func (p *Pass) expected(g *paragraph, in scope) []string {
	if words, ok := g.expected[in]; ok {
		return words
	}
	explained := make([]bool, len(g.english))
	for k := range g.tokens {
		if at, r := p.bestOf(g, k); r > sureRatio {
			explained[at] = true
		}
	}
	words := []string{}
	seen := map[string]bool{}
	for at := in.from; at < in.to; at++ {
		stem := g.english[at].stem
		if explained[at] || seen[stem] {
			continue
		}
		seen[stem] = true
		words = append(words, p.meaning.back[stem]...)
	}
	if g.expected == nil {
		g.expected = map[scope][]string{}
	}
	g.expected[in] = words
	return words
}

// inPlaceOf is a word of the lexicon with the particles and the ending of the word that was read, and what reading it so
// costs: less than half of its letters may be wrong.
func inPlaceOf(word, read string) (candidate, bool) {
	n := runes(word)
	if n < 4 || strings.Contains(word, " ") || bits.OnesCount64(signature(word)&^signature(read)) > n/2 {
		return candidate{}, false
	}
	best := candidate{cost: min(float64(n), 8)}
	for _, start := range []string{"", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف", "ك"} {
		rest, ok := strings.CutPrefix(read, start)
		if d := runes(rest) - n; !ok || d > 3 || d < -2 {
			continue
		}
		for _, end := range []string{"", "ة", "ات", "ها", "ه", "هم", "ين", "ون", "ان", "تين", "تان"} {
			full := word + end
			if end != "" {
				if !strings.HasSuffix(rest, end) || strings.HasSuffix(word, end) {
					continue
				}
				full = strings.TrimSuffix(word, "ة") + end
			}
			if d := distance(full, rest, best.cost); d > 0 && d < best.cost {
				best.word, best.cost = start+full, d
			}
		}
	}
	return best, best.word != ""
}

// logCount is ln of a number that may be 0; less counts as 0.
func logCount(n int) float64 { return math.Log(float64(max(n, 0)) + .5) }
