package check

import (
	"math"
	"slices"
	"strings"

	"muqabala/align"
	"muqabala/align/lexicon"
	"muqabala/corpus/arabic"
)

// features are what speaks for a candidate and against it.
type features [featureCount]float64

const (
	// What does not depend on the place.
	fBias       = iota
	fCost       // of reading the one as the other, nats
	fLength     // letters of the word as read beyond the shortest, up to a number
	fDots       // the two differ in dots only: 1
	fVowel      // the two differ in long vowels only: 1
	fSpace      // the candidate is two words: 1
	fBothKnown  // how many of two words, read as one here, are Arabic
	fPair       // ln of how often they stand side by side elsewhere
	fShort      // one of them has less than three letters: 1
	fComma      // it is a word and a comma: 1
	fKnown      // the dictionary has the candidate as it is: 1
	fFrequency  // ln of how often the document has the candidate
	fOwn        // and the word as read, elsewhere
	fUsual      // ln of how often other texts have the candidate
	fOwnUsual   // and the word as read
	fStem       // ln of how often the document has words of the stem, against those of the word as read
	fLexicon    // the lexicon has the candidate's stem: 1
	fOwnLexicon // and that of the word as read
	fListed     // the candidate is in the list of confusable words, beside the word as read: 1
	fName       // how much the word as read sounds like a name of the original, more than any word does: 0 to 1
	fNameTo     // the candidate is such a name, and the word as read is not: 1
	fFreeName   // fName where the candidate occurs nowhere
	fLetters    // ln of how much likelier the candidate is spelt so than the word as read; see [letters]
	fOwnLetters // the same of the word as read against words of its length, a letter
	fUsualStem  // ln of how often other texts have words of the stem, against those of the word as read
	fOwnStem    // and of that of the word as read
	fAffixal    // the two differ as forms of a word do: 1
	fRarer      // ln of how much more often the document has the word as read than the candidate; 0 where it has it less often
	fNoise      // how badly the text was read, see [Pass.noise]

	// What does.
	fMarked       // the word as read has vowel signs: 1
	fDoubt        // how much the OCR doubted the word
	fLeft         // ln of how much likelier the candidate stands behind the word before than chance has it, against the word as read
	fRight        // and before the word behind
	fClassBefore  // ln of how much likelier its class is behind those before
	fClassBehind  // and those behind are after it
	fMeaning      // ln of how much the original speaks for it
	fOwnMeaning   // and for the word as read
	fKnownHere    // the lexicon has the candidate for a word that stands there: 1
	fOwnKnownHere // and the word as read
	fNearby       // that stands near the English of the words beside: 1
	fOwnNearby    // so does that of the word as read
	fNearList     // the list of confusable words knows English for the candidate that stands near there, and none for the word as read: 1; the other way round: −1
	fMissing      // the English word has no other counterpart: 1
	fAbsent       // the list of confusable words knows English for the word as read, and the original has none of it: 1
	fPresent      // the same of the candidate, and the original has some: 1; has none: −1
	fSwapped      // fAbsent, and fPresent of a candidate that is listed beside it: 1
	fSetPhrase    // the candidate makes a fixed expression of the words around: how many of them
	fNumber       // the English word is plural and the candidate by its ending more so than the word as read: 1; less so: −1; of singulars the other way round
	fTwo          // the original says "two" or "both" right before the word: 1

	// Grammar; see [Pass.grammar]. Of changes of form only.
	fAgrees        // the candidate agrees with a noun before it, the word as read with none: 1; the other way round: −1
	fHeads         // there is a noun before to agree with: 1
	fAnd           // the English word has "and" or a comma before it: 1
	fPreposition   // the English word has a preposition before it: 1
	fLinked        // the English word is known
	fDual          // the English has a word for two: 1
	fAdjective     // the word is an adjective by its ending
	fNextAdjective // and so is the next
	fNextAgrees    // the next word, as an adjective, agrees with the candidate
	fAfterPrep     // a preposition stands before
	fDefinite      // the word before has the article
	fNear          // as fAgrees, of the nearest noun alone
	fNoun          // ln of how often the document has that noun with the gender of the candidate, against that of the word as read
	fConstruct     // the noun stands in a construct
	fRelative      // the candidate is a noun in -ية: 1; the word as read is one: −1
	fAfterComma    // a comma stands before
	fLeftBare      // the word before is a noun without an article or particle
	fLeftVerb      // the word before begins as a verb does
	fNextAnd       // the next word begins with "and"
	fNextModifies  // how much the next word is used as adjectives are, less as nouns in the construct, in nats
	fNextBefore    // the English of the next word stands before that of this one: 1; behind it: −1
	fThe           // the English word has an article before it: 1
	fTo            // it has "to" or "for" before it: 1
	fVerbBefore    // a word stands before that verbs follow: 1
	fNextBy        // the next word begins with "by" or "with", as what verbs ask for does: 1
	featureCount
)

// featureNames are the columns of weights.tsv.
var featureNames = [featureCount]string{
	"bias", "cost", "length", "dots", "vowel", "space", "both-known", "pair", "short", "comma", "known", "frequency", "own", "usual", "own-usual", "stem", "lexicon", "own-lexicon",
	"listed", "name", "name-to", "free-name", "letters", "own-letters", "usual-stem", "own-stem", "affixal", "rarer", "noise", "marked", "doubt", "left", "right", "class-before", "class-behind", "meaning", "own-meaning", "known-here", "own-known-here", "nearby", "own-nearby", "near-list",
	"missing", "absent", "present", "swapped", "set-phrase", "number", "two", "agrees", "heads", "and", "preposition", "linked", "dual", "adjective",
	"next-adjective", "next-agrees", "after-preposition", "definite", "near", "noun", "construct", "relative", "after-comma", "left-bare", "left-verb",
	"next-and", "next-modifies", "next-before", "the", "to", "verb-before", "next-by",
}

// sureRatio is how much likelier than by chance a pair of words must be to count as a translation.
const sureRatio = 3

// prepared is a candidate with what does not depend on the place.
func (p *Pass) prepared(read string, c candidate) candidate {
	first, _, two := strings.Cut(c.word, " ")
	c.form, c.class, c.sense = p.forms.find(first), p.usage.classes.find(classOf(first)), p.meaning.sense(c.word)
	own := p.forms.find(read)
	f := &features{}
	c.fixed = f
	f[fDots], f[fVowel] = is(arabic.FoldDots(c.word) == arabic.FoldDots(read)), is(vowels(read) == vowels(c.word))
	f[fCost], f[fSpace], f[fComma] = c.cost, is(two), is(c.tail != "")
	f[fKnown] = is(p.spelling.real(c.word))
	f[fFrequency], f[fUsual] = logCount(p.frequency(c.word)), logCount(p.usual(c.word))
	p.ownFeatures(f, read, own, c.kind)
	f[fStem] = logCount(p.spelling.stemCount(c.word)) - logCount(max(0, p.spelling.stemCount(read)-1))
	f[fLetters] = max(-mostLetters, min(mostLetters, p.spelling.letters(c.word)-p.spelling.letters(read)))
	f[fUsualStem] = logCount(p.usage.stems[align.Stem(first, arabic.Letters)]) - f[fOwnStem]
	f[fAffixal] = is(affixal(c.word, read))
	f[fLexicon] = is(len(c.sense.known) > 0)
	f[fListed] = is(slices.ContainsFunc(readConfusables().confused(read), func(o candidate) bool { return o.word == c.word }))
	if c.kind >= kindWord && max(p.frequency(read), p.usual(read)) <= houseStyle && (len(c.sense.known) > 0 || p.frequency(c.word) > 0) {
		f[fNameTo] = is(p.becomesName(read, c.word))
	}
	f[fRarer] = max(0, logCount(p.forms.times(own)-1)-f[fFrequency])
	if p.frequency(c.word) == 0 {
		f[fFreeName] = f[fName]
	}
	c.alone = p.model.score(c.kind, f)
	return c
}

// ownFeatures are what there is to say of a word as read, whatever stands for it.
func (p *Pass) ownFeatures(f *features, read string, own int32, k kind) {
	f[fBias], f[fLength] = 1, float64(min(runes(read), longEnough)-shortestWord)
	f[fOwn], f[fOwnUsual] = logCount(min(p.forms.times(own), houseStyle)-1), logCount(p.usage.words.times(own))
	f[fOwnLexicon] = is(len(p.meaning.sense(read).known) > 0)
	f[fNoise] = p.spelling.noise
	n := float64(runes(read) + 1)
	f[fOwnLetters], f[fOwnStem] = p.spelling.letters(read)/n-usualLetter, logCount(p.usage.stems[align.Stem(read, arabic.Letters)])
	if k > kindWord {
		f[fName] = max(0, p.nameLike(read)-hardlyName) / (1 - hardlyName)
	}
}

const (
	longEnough = 9  // letters: more say no more
	hardlyName = .5 // how much any word sounds like some name

	usualLetter = -2. // ln of the probability of a letter of a usual word
	mostLetters = 8   // nats that spelling may say at most
)

// other is the candidate that stands for words that nothing is known of.
func (p *Pass) other(read string, k kind) candidate {
	c := candidate{kind: k, form: -1, class: -1, fixed: &features{}}
	p.ownFeatures(c.fixed, read, p.forms.find(read), k)
	return c
}

// features works out what speaks for a candidate in the place of token i, and the English word that it stands for.
func (p *Pass) features(g *paragraph, i int, c *candidate) (f features, english int) {
	f, english = *c.fixed, -1
	t, last := &g.tokens[i], i+c.more()
	f[fDoubt], f[fMarked] = t.doubt, is(t.text != t.plain)
	if c.word == "" {
		return f, english
	}
	f[fLeft] = p.association(p.before(g, i), c.form) - p.associationAsRead(p.before(g, i), t.form)
	f[fRight] = p.association(c.form, p.behind(g, last)) - p.associationAsRead(g.tokens[last].form, p.behind(g, last))
	f[fClassBefore], f[fClassBehind] = p.classGains(g, i, last, c.class)
	f[fSetPhrase] = float64(p.inPhrase(g, i, c.word))
	f[fNextModifies] = p.modifies(g, i+1)
	if p.meaning != nil && len(g.english) > 0 {
		english = p.original(g, i, c, &f)
	}
	if c.kind < kindWord {
		p.grammar(g, i, c, &f)
	}
	return f, english
}

// original is what the English says, and the word of it that the candidate stands for, −1 for none.
func (p *Pass) original(g *paragraph, i int, c *candidate, f *features) (english int) {
	english = -1
	in := p.scope(g, i)
	at, ratio := p.meaning.best(g, in, c.sense, g.place(i))
	ownAt, own := p.bestOf(g, i)
	list, read := readConfusables(), g.tokens[i].plain
	if at, known := list.stands(g, in, read); known && at < 0 {
		f[fAbsent], own = 1, 0 // the list knows better than what was learnt from this very place
	}
	if k, known := list.stands(g, in, c.word); known {
		f[fPresent] = is(k >= 0) - is(k < 0)
		if k >= 0 && ratio < knownRatio {
			at, ratio = k, knownRatio
		}
	}
	f[fMeaning], f[fOwnMeaning] = math.Log(1+ratio), math.Log(1+own)
	if ratio > sureRatio {
		english = at
		f[fMissing] = is(!p.explained(g, i, at))
	}
	ownSense := p.spelling.sense(read)
	f[fKnownHere], f[fOwnKnownHere] = is(c.sense.knownIn(g, in)), is(ownSense.knownIn(g, in))
	near := p.beside(g, i)
	f[fNearby], f[fOwnNearby] = is(ratio > sureRatio && (near[0].has(at) || near[1].has(at))), is(own > sureRatio && (near[0].has(ownAt) || near[1].has(ownAt)))
	f[fNearList] = is(list.near(g, near, c.word)) - is(list.near(g, near, read))
	f[fSwapped] = f[fAbsent] * f[fListed] * max(0, f[fPresent])
	if ownAt >= 0 && own > sureRatio && (at == ownAt || ratio <= sureRatio) {
		at = ownAt
	}
	if at >= 0 {
		f[fNumber] = float64(plural(c.word)-plural(read)) * (2*is(g.english[at].plural()) - 1)
		f[fTwo] = is(g.two(in, at))
	}
	if c.kind == kind(changeTwo) && f[fTwo] > 0 {
		// The number is known: how usual plurals are, and how rare duals, says nothing any more.
		f[fOwn], f[fOwnUsual], f[fRarer], f[fLetters], f[fClassBefore], f[fClassBehind] = logCount(0), logCount(0), 0, 0, 0, 0
	}
	return english
}

// beside is where the English of the words beside token i stands, and a little around it.
func (p *Pass) beside(g *paragraph, i int) (out [2]scope) {
	for k, n := range [2]int{i - 1, i + 1} {
		if n < 0 || n >= len(g.tokens) {
			continue
		}
		if at, ratio := p.bestOf(g, n); ratio > sureRatio {
			out[k] = scope{max(0, at-nearWords), min(len(g.english), at+nearWords+1)}
		}
	}
	return out
}

// nearWords is how many English words away what stands beside is still near.
const nearWords = 3

func (s scope) has(at int) bool { return s.from <= at && at < s.to }

// plural reports whether an English word is a plural by its ending.
func (e *englishWord) plural() bool {
	return strings.HasSuffix(e.lower, "s") && !strings.HasSuffix(e.lower, "ss") && !strings.HasSuffix(e.lower, "us")
}

// plural is 1 for an Arabic word that is plural or dual by its ending, else 0.
func plural(word string) int {
	for _, end := range []string{"ات", "ين", "ون", "ان", "اتها", "اته", "اتهم"} {
		if strings.HasSuffix(word, end) && runes(word) > 4 {
			return 1
		}
	}
	return 0
}

// two reports whether a scope of the original says "two" or "both" right before an English word or another form of it.
func (g *paragraph) two(in scope, at int) bool {
	for k := in.from; k < in.to; k++ {
		before := g.english[max(in.from, k-2):k]
		if g.english[k].stem == g.english[at].stem && slices.ContainsFunc(before, func(w englishWord) bool { return w.lower == "two" || w.lower == "both" }) {
			return true
		}
	}
	return false
}

// few is what is added to how often words were seen side by side and to how often chance would have it.
const few = .5

// association is how much likelier two forms are to stand side by side than chance has it, in nats: in the document and
// elsewhere; nothing where one of them is none.
func (p *Pass) association(a, b int32) float64 { return p.associated(a, b, 0) }

// associationAsRead is [Pass.association] of two words that stand there, this place left out.
func (p *Pass) associationAsRead(a, b int32) float64 { return p.associated(a, b, 1) }

func (p *Pass) associated(a, b int32, here int) float64 {
	if a < 0 || b < 0 {
		return 0
	}
	pair := [2]int32{a, b}
	seen := float64(p.bigrams[pair] - here + p.usage.pairs[pair])
	left := float64(p.forms.count[a] - here + p.usage.words.times(a))
	right := float64(p.forms.count[b] - here + p.usage.words.times(b))
	return math.Log((seen + few) / (left*right/float64(p.wordCount) + few))
}

// around are the classes before and behind token i.
func (p *Pass) around(g *paragraph, i int) [4]classID {
	at := g.classAt[i]
	out := [4]classID{g.classes[at-2], g.classes[at-1], -1, -1}
	copy(out[2:], g.classes[at+1:min(at+3, len(g.classes))])
	return out
}

// classGains are [classes.gain] of a class in the place of tokens i to last, of which the ends are compared.
func (p *Pass) classGains(g *paragraph, i, last int, is classID) (before, behind float64) {
	before, behind = p.usage.classes.gain(p.around(g, i), is, g.classes[g.classAt[i]])
	if last > i {
		_, behind = p.usage.classes.gain(p.around(g, last), is, g.classes[g.classAt[last]])
	}
	return before, behind
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
		if g.english[k].stem == g.english[at].stem {
			supply++
		}
	}
	for k := range g.tokens {
		if e, r := p.bestOf(g, k); k != i && r > sureRatio && g.english[e].stem == g.english[at].stem {
			demand++
		}
	}
	return demand >= supply
}

// outOfScope is what is left of the weight of an English word that stands in another sentence.
const outOfScope = .25

// bestOf is [meaning.best] of token k, kept: in its own sentence, or where nothing there is sure in the paragraph.
func (p *Pass) bestOf(g *paragraph, k int) (int, float64) {
	if g.links == nil {
		g.links = make([]link, len(g.tokens))
		for i := range g.tokens {
			s, in, whole := p.spelling.sense(g.tokens[i].plain), p.scope(g, i), scope{0, len(g.english)}
			at, r := p.meaning.best(g, in, s, g.place(i))
			if r <= sureRatio && in != whole {
				if far, ratio := p.meaning.best(g, whole, s, g.place(i)); ratio*outOfScope > r {
					at, r = far, ratio*outOfScope
				}
			}
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

// usual is how often other texts have a word, or the rarer of two.
func (p *Pass) usual(word string) int {
	of := func(w string) int { return p.usage.words.times(p.usage.words.find(w)) }
	if a, b, ok := strings.Cut(word, " "); ok {
		return min(of(a), of(b))
	}
	return of(word)
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

// becomesName reports whether a candidate surely sounds like a name of the original, and the word as read does not.
func (p *Pass) becomesName(read, to string) bool {
	if p.names == nil {
		return false
	}
	own := p.nameLike(read)
	if own >= lexicon.SureName {
		return false
	}
	like, ok := p.spelling.named[to]
	if !ok {
		_, like = p.names.FindAbove(to, math.Nextafter(lexicon.SureName, 0))
		p.spelling.named[to] = like
	}
	return like >= lexicon.SureName && like-own >= surelyNearer
}

// surelyNearer is how much more like a name a candidate must be.
const surelyNearer = .25

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
