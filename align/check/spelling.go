package check

import (
	"maps"
	"math"
	"strings"
	"unicode/utf8"

	"muqabala/align"
	"muqabala/align/lexicon"
	"muqabala/corpus/arabic"
)

// spelling says which words are Arabic: by the dictionary, or without one by what the lexicon and the document have.
type spelling struct {
	p          *Pass
	stems      map[string]int    // how often the document has words of a stem
	signatures []wordSignature   // of the forms of the pass, by their numbers
	unfolded   map[string]string // words of fixed expressions, by their folded form
	noise      float64           // see [Pass.noise]

	// What was asked before.
	known, sure  map[string]bool
	kinds        map[string]kind    // see [Pass.kindOf]
	names, named map[string]float64 // how much words are like names; the same of those that surely are some
	senses       map[string]sense
	spelt        map[string]float64 // see [letters.score]
}

func newSpelling(p *Pass) *spelling {
	s := &spelling{p: p, stems: map[string]int{}, unfolded: map[string]string{}, known: map[string]bool{}, sure: map[string]bool{}, kinds: map[string]kind{},
		names: map[string]float64{}, named: map[string]float64{}, senses: map[string]sense{}, spelt: map[string]float64{}}
	if h := p.Options.Habits; h != nil {
		s.adopted(h.spelling)
		return s
	}
	for _, c := range lexicon.BuiltinCollocations().All() {
		for _, w := range strings.Fields(c.Text) {
			s.unfolded[arabic.Fold(w)] = w
		}
	}
	for id, w := range p.forms.words {
		if n := p.forms.count[id]; n > 0 {
			s.stems[align.Stem(w, arabic.Letters)] += n
		}
		s.signatures = append(s.signatures, signatureOf(w))
	}
	return s
}

// fork is the same with a memory of its own, for another goroutine.
func (s *spelling) fork(p *Pass) *spelling {
	out := *s
	out.p = p
	out.known, out.sure, out.kinds = maps.Clone(s.known), maps.Clone(s.sure), maps.Clone(s.kinds)
	out.names, out.named, out.senses, out.spelt = maps.Clone(s.names), maps.Clone(s.named), maps.Clone(s.senses), maps.Clone(s.spelt)
	return &out
}

// sense is [meaning.sense], kept.
func (s *spelling) sense(word string) sense {
	v, ok := s.senses[word]
	if !ok {
		v = s.p.meaning.sense(word)
		s.senses[word] = v
	}
	return v
}

// letters is [letters.score] of a word, kept.
func (s *spelling) letters(word string) float64 {
	v, ok := s.spelt[word]
	if !ok {
		v = s.p.usage.letters().score(word)
		s.spelt[word] = v
	}
	return v
}

// houseStyle is how often a word must stand in the document to count as meant.
const houseStyle = 3

// usualNoise is the share of words in a text like any other that no dictionary has and that look like words that it has.
const usualNoise = .006

// noise measures how badly the text was read: ln of how much more of its words than usual are no Arabic, and yet only one
// misreading away from words that are. Names of the original, and words that stand there often, do not count.
func (p *Pass) noise() float64 {
	bad, all := 0, 0
	for id, w := range p.forms.words {
		n := p.forms.count[id]
		if n == 0 || runes(w) < shortestWord {
			continue
		}
		all += n
		if n < houseStyle && !p.spelling.has(w) && p.nameLike(w) < lexicon.SureName && p.spelling.oneOff(w) {
			bad += n
		}
	}
	return math.Log((float64(bad)/float64(max(all, 1)) + usualNoise/2) / usualNoise)
}

// oneOff reports whether a word is one likely misreading away from a word of the document or a usual one.
func (s *spelling) oneOff(word string) (found bool) {
	neighbours(word, func(w []byte, cost float64) {
		if id, ok := s.p.forms.ids[string(w)]; ok && cost < costAny && !found {
			found = s.real(s.p.forms.words[id])
		}
	})
	return found
}

// has reports whether a word is Arabic.
func (s *spelling) has(word string) bool {
	known, ok := s.known[word]
	if !ok {
		known = s.look(word)
		s.known[strings.Clone(word)] = known
	}
	return known
}

// certain reports whether a word is usual, or stands in the dictionary, maybe without a hamza, not only one that it may be a form of.
func (s *spelling) certain(word string) bool {
	return s.p.usage.words.find(word) >= 0 || s.p.Options.Dictionary != nil && (s.p.Options.Dictionary.Has(word) || s.withoutHamza(word))
}

// look asks the dictionary, then tries what dictionaries of Arabic tend to lack: particles before words that they have only
// without, plurals in -ات, pronouns, the dual of verbs.
func (s *spelling) look(word string) bool {
	if s.p.usage.words.find(word) >= 0 || s.listed(word) {
		return true
	}
	if s.p.Options.Dictionary == nil {
		return s.inLexicon(word)
	}
	for _, start := range []string{"و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "وب", "ول", "ولل"} {
		if rest, ok := strings.CutPrefix(word, start); ok && runes(rest) > 3 && s.inflected(rest) {
			return true
		}
	}
	return s.inflected(word) || s.withoutHamza(word)
}

// withoutHamza reports whether a word is one with a hamza that its alef should not have, as many write it.
func (s *spelling) withoutHamza(word string) bool {
	rest, ok := strings.CutPrefix(word, "إ")
	return ok && s.p.Options.Dictionary.Has("ا"+rest)
}

// inflected reports whether a word is one that is listed, with an ending.
func (s *spelling) inflected(word string) bool {
	if s.listed(word) {
		return true
	}
	for _, e := range endings {
		if base, ok := strings.CutSuffix(word, e.ending); ok && runes(base) > 2 && !(e.ending == "ات" && surePlural.MatchString(base)) && s.listed(base+e.instead) {
			return true
		}
	}
	return false
}

// endings are what may stand behind a word, and what stood there instead.
var endings = []struct{ ending, instead string }{{"ات", ""}, {"ات", "ة"}, {"يان", "ي"}, {"ه", ""}, {"ها", ""}, {"هم", ""}, {"ته", "ة"}, {"تها", "ة"}, {"ية", "ي"}, {"يا", "ي"}, {"يين", "ي"}, {"ي", ""}}

// real reports whether a word is surely one: it is usual, it stands in the dictionary as it is, or the document has it and it is
// Arabic.
func (s *spelling) real(word string) bool {
	real, ok := s.sure[word]
	if !ok {
		real = s.certain(word) || s.p.forms.of(word) > 0 && s.has(word)
		s.sure[strings.Clone(word)] = real
	}
	return real
}

// inLexicon is what takes the place of a dictionary where there is none: a word that the document has often enough, or whose
// stem it, the lexicon, the fixed expressions or the list of confusable words have.
func (s *spelling) inLexicon(word string) bool {
	if s.p.forms.of(word) > 1 || s.stemCount(word) > houseStyle {
		return true
	}
	known := lexicon.IsFunctionWord(word) || s.unfolded[arabic.Fold(word)] != ""
	within(word, func(_, base, _ string) { known = known || readConfusables().english[base] != nil })
	return known
}

// listed reports whether the dictionary has a word, or the lexicon one of its stem; a broken plural takes no other plural's ending.
func (s *spelling) listed(word string) bool {
	if d := s.p.Options.Dictionary; d != nil && d.Has(word) {
		return true
	}
	if base, ok := strings.CutSuffix(takeApart(word).base, "ات"); ok && surePlural.MatchString(base) {
		return false
	}
	return s.p.meaning != nil && len(knownPairs()[align.Stem(word, arabic.Letters)]) > 0
}

// spelled is a folded word as the document, the fixed expressions or the dictionary spell it: hamza and ta marbuta put back.
func (s *spelling) spelled(folded string) string {
	if w, ok := s.unfolded[folded]; ok {
		return w
	}
	return folded
}

// stemCount is how often the document has words of the word's stem.
func (s *spelling) stemCount(word string) int { return s.stems[align.Stem(word, arabic.Letters)] }

func runes(s string) int { return utf8.RuneCountInString(s) }
