package check

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/align/lexicon"
	"muqabala/corpus/arabic"
)

// features are what speaks for a candidate and against it.
type features [featureCount]float64

const (
	fBias       = iota
	fCost       // of reading the one as the other, nats
	fKnown      // the candidate is no mere spelling of the word as read: 1
	fFrequency  // ln of how often the document has the candidate
	fOwn        // ln of how often it has the word as read
	fStem       // ln of how often it has words of the stem, against those of the word as read
	fBigram     // ln of how often the neighbours stand beside it, against beside the word as read
	fMeaning    // ln of how much the original speaks for it
	fOwnMeaning // and for the word as read
	fMissing    // the English word has no other counterpart: 1
	fName       // the word as read is a name of the original by its letters: 0 to 1
	fLength     // letters of the word as read
	fVowel      // the two differ in long vowels only: 1
	fAbsent     // the list of confusable words knows English for the word as read, and the paragraph has none of it: 1
	fPresent    // the same of the candidate, and the paragraph has some: 1; has none: −1
	fSetPhrase  // the candidate makes a fixed expression of the words around: how many of them
	fListed     // the candidate is in that list, beside the word as read
	featureCount
)

// sureRatio is how much likelier than by chance a pair of words must be to count as a translation.
const sureRatio = 3

// features works out what speaks for a word c in the place of token i, and the English word that it stands for.
func (p *Pass) features(g *paragraph, i int, c candidate) (f features, english int) {
	read := p.forms.words[g.tokens[i].form]
	f[fBias] = 1
	f[fCost] = c.cost
	f[fKnown] = is(p.spelling.has(c.word) && !sameSpelling(c.word, read))
	f[fFrequency] = math.Log(float64(p.frequency(c.word)) + .5)
	f[fOwn] = math.Log(float64(p.forms.of(read)))
	f[fStem] = math.Log((float64(p.spelling.stemCount(c.word)) + .5) / (float64(p.spelling.stemCount(read)-1) + .5))
	f[fBigram] = p.bigramGain(p.left(g, i), read, p.right(g, i), c.word)
	f[fLength] = float64(runes(read))
	if f[fKnown] == 0 || !p.spelling.has(read) {
		f[fName] = p.nameLike(read)
	}
	f[fVowel] = is(vowels(read) == vowels(c.word))
	f[fSetPhrase] = float64(p.phrases(g)[phraseWord{i, arabic.Fold(c.word)}])
	english = -1
	if p.meaning != nil && len(g.english) > 0 {
		at, ratio := p.meaning.best(g, c.word, g.place(i))
		_, own := p.bestOf(g, i)
		f[fMeaning], f[fOwnMeaning] = math.Log(1+ratio), math.Log(1+own)
		if ratio > sureRatio {
			english = at
			f[fMissing] = is(!p.explained(g, i, at))
		}
		list := readConfusables()
		if at, known := list.stands(g, read); known {
			f[fAbsent] = is(at < 0)
		}
		if at, known := list.stands(g, c.word); known {
			f[fPresent] = is(at >= 0) - is(at < 0)
			if english < 0 {
				english = at
			}
		}
		f[fListed] = is(slices.ContainsFunc(list.confused(read), func(o candidate) bool { return o.word == c.word }))
	}
	return f, english
}

// gains sums up what the features say, for people.
func gains(f features) [3]float64 {
	return [3]float64{f[fFrequency] - f[fOwn], f[fBigram], f[fMeaning] - f[fOwnMeaning]}
}

// hopeless reports whether a candidate for a good word cannot reach the threshold whatever the original says: it saves most
// of the work.
func (p *Pass) hopeless(g *paragraph, i int, c candidate) bool {
	read := p.forms.words[g.tokens[i].form]
	own := math.Log(float64(p.forms.of(read)))
	z := wrongWordWeights[fBias] + wrongWordWeights[fCost]*c.cost + wrongWordWeights[fOwn]*own + wrongWordWeights[fLength]*float64(runes(read)) +
		wrongWordWeights[fFrequency]*math.Log(float64(p.frequency(c.word))+.5) +
		wrongWordWeights[fBigram]*p.bigramGain(p.left(g, i), read, p.right(g, i), c.word) + wrongWordWeights[fStem]*4
	return z+wrongWordWeights[fMeaning]*8+wrongWordWeights[fMissing]+wrongWordWeights[fPresent]+wrongWordWeights[fAbsent]+wrongWordWeights[fListed]+3*wrongWordWeights[fSetPhrase] < math.Log(leastConfidence/(1-leastConfidence))
}

// bigramGain compares how often the neighbours stand beside the one word and the other, this place not counted.
func (p *Pass) bigramGain(left, read, right, to string) float64 {
	gain := 0.
	if left != "" {
		gain += math.Log((float64(p.bigram(left, to)) + .3) / (float64(p.bigram(left, read)-1) + .3))
	}
	if right != "" {
		gain += math.Log((float64(p.bigram(to, right)) + .3) / (float64(p.bigram(read, right)-1) + .3))
	}
	return gain
}

// link is the English word that a token most likely stands for.
type link struct {
	at    int // −1 for none
	ratio float64
}

// explained reports whether other tokens than i stand for English word at, wherever it stands.
func (p *Pass) explained(g *paragraph, i, at int) bool {
	supply, demand := 0, 0
	for k := range g.english {
		if g.english[k].id == g.english[at].id {
			supply++
		}
	}
	for k := range g.tokens {
		if e, r := p.bestOf(g, k); k != i && r > sureRatio && g.english[e].id == g.english[at].id {
			demand++
		}
	}
	return demand >= supply
}

// bestOf is [meaning.best] of token k, kept.
func (p *Pass) bestOf(g *paragraph, k int) (int, float64) {
	if g.links == nil {
		g.links = make([]link, len(g.tokens))
		for i := range g.tokens {
			at, r := p.meaning.best(g, p.forms.words[g.tokens[i].form], g.place(i))
			g.links[i] = link{at, r}
		}
	}
	return g.links[k].at, g.links[k].ratio
}

// place is where token i stands in the paragraph, 0 to 1.
func (g *paragraph) place(i int) float64 { return float64(i) / float64(max(1, len(g.tokens))) }

// frequency is how often the translation has a word, or the rarer of two.
func (p *Pass) frequency(word string) int {
	if a, b, ok := strings.Cut(word, " "); ok {
		return min(p.forms.of(a), p.forms.of(b))
	}
	return p.forms.of(word)
}

// vowels is a word without its long vowels.
func vowels(word string) string { return longVowels.Replace(word) }

var longVowels = strings.NewReplacer("ا", "", "و", "", "ي", "", "ى", "")

// nameLike is how much a word sounds like a name of the original, kept.
func (p *Pass) nameLike(word string) float64 {
	v, ok := p.spelling.names[word]
	if !ok && p.names != nil {
		_, v = p.names.Find(word)
		p.spelling.names[word] = v
	}
	return v
}

// namedLike is [Pass.nameLike] of a word that counts only where it is surely a name; below that it is less than
// [lexicon.SureName].
func (p *Pass) namedLike(word string) float64 {
	v, ok := p.spelling.named[word]
	if !ok && p.names != nil {
		_, v = p.names.FindAbove(word, math.Nextafter(lexicon.SureName, 0))
		p.spelling.named[word] = v
	}
	return v
}

// candidates are what may have been read as token i: words one misreading away or of the same letters but for their dots,
// and words that the original must have there. Of a word that is Arabic only those that the document has.
func (p *Pass) candidates(g *paragraph, i int) []candidate {
	read := p.forms.words[g.tokens[i].form]
	list, ok := p.spelling.candidates[read]
	if !ok {
		list = p.lookalikes(read)
		p.spelling.candidates[read] = list
	}
	more := slices.Clone(list)
	for w := range p.phrases(g) {
		if w.at == i {
			if d := distance(w.word, arabic.Fold(read), costAny); d > 0 && d <= costAny {
				more = addCandidate(more, candidate{p.spelling.spelled(w.word), d})
			}
		}
	}
	if p.meaning == nil {
		return more
	}
	if _, ratio := p.bestOf(g, i); ratio > sureRatio && p.spelling.has(read) {
		sortCandidates(more)
		return more
	}
	for _, word := range p.expected(g) {
		if c, ok := inPlaceOf(word, read); ok && p.spelling.has(c.word) {
			more = addCandidate(more, c)
		}
	}
	sortCandidates(more)
	return more
}

func (p *Pass) lookalikes(read string) (list []candidate) {
	valid := p.spelling.has(read)
	consider := func(w string, cost float64) {
		if w != read && !sameSpelling(w, read) && p.spelling.real(w) && !(valid && affixal(w, read)) {
			list = addCandidate(list, candidate{w, cost})
		}
	}
	neighbours(read, func(word []byte, cost float64) {
		if _, ok := p.forms.ids[string(word)]; ok || !valid && cost < costAny && p.spelling.real(string(word)) {
			consider(string(word), cost)
		}
	})
	for _, c := range readConfusables().confused(read) {
		consider(c.word, c.cost)
	}
	for _, id := range p.forms.dotless[arabic.FoldDots(read)] {
		w := p.forms.words[id]
		consider(w, distance(w, read, costAny*2))
	}
	if !valid {
		list = append(list, p.parted(read)...)
	}
	sortCandidates(list)
	return list
}

// phraseWord is a word that would make a fixed expression at a token.
type phraseWord struct {
	at   int
	word string // folded
}

// phrases are the words that would make a fixed expression of what stands around a token, and how many other words it has.
func (p *Pass) phrases(g *paragraph) map[phraseWord]int {
	if g.phrases == nil {
		g.phrases = map[phraseWord]int{}
		words := make([]string, len(g.tokens))
		for i, t := range g.tokens {
			words[i] = arabic.Fold(t.text)
		}
		for _, b := range lexicon.BuiltinCollocations().Broken(words) {
			w := phraseWord{b.Start + b.Missing, b.Keys[b.Missing]}
			g.phrases[w] = max(g.phrases[w], len(b.Keys)-1)
		}
	}
	return g.phrases
}

// expected are the Arabic words that the lexicon has for English words of the paragraph that nothing stands for.
func (p *Pass) expected(g *paragraph) []string {
	if g.expected != nil {
		return g.expected
	}
	explained := make([]bool, len(g.english))
	for k := range g.tokens {
		if at, r := p.bestOf(g, k); r > sureRatio {
			explained[at] = true
		}
	}
	g.expected = []string{}
	seen := map[string]bool{}
	for at := range g.english {
		stem := g.english[at].stem
		if explained[at] || seen[stem] {
			continue
		}
		seen[stem] = true
		g.expected = append(g.expected, p.meaning.back[stem]...)
	}
	return g.expected
}

// inPlaceOf is a word of the lexicon with the particles and the ending of the word that was read, and what reading it so
// costs: less than half of its letters may be wrong.
func inPlaceOf(word, read string) (candidate, bool) {
	n := runes(word)
	if n < 4 || strings.Contains(word, " ") {
		return candidate{}, false
	}
	limit := min(float64(n), 8)
	best := candidate{cost: limit}
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
				best = candidate{start + full, d}
			}
		}
	}
	return best, best.word != ""
}

// parted are the ways to read a word as two.
func (p *Pass) parted(read string) (list []candidate) {
	for at := 2 * letterBytes; at <= len(read)-2*letterBytes; at += letterBytes {
		if !utf8.RuneStart(read[at]) {
			continue
		}
		a, b := read[:at], read[at:]
		if p.spelling.real(a) && p.spelling.real(b) && (p.forms.of(a) > 0 || p.forms.of(b) > 0) {
			list = append(list, candidate{a + " " + b, costJoined})
		}
	}
	return list
}
