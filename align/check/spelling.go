package check

import (
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
	known      map[string]bool   // what was asked before
	stems      map[string]int    // how often the document has words of a stem
	prior      float64           // ln of how much more of the words than usual no dictionary has: a page that was read badly
	unfolded   map[string]string // words of fixed expressions, by their folded form
	sure       map[string]bool
	candidates map[string][]candidate
	names      map[string]float64 // how much words are like names
	named      map[string]float64 // the same of those that surely are some
}

func newSpelling(p *Pass) *spelling {
	s := &spelling{p: p, known: map[string]bool{}, stems: map[string]int{}, unfolded: map[string]string{}, sure: map[string]bool{}, candidates: map[string][]candidate{}, names: map[string]float64{}, named: map[string]float64{}}
	for _, c := range lexicon.BuiltinCollocations().All() {
		for _, w := range strings.Fields(c.Text) {
			s.unfolded[arabic.Fold(w)] = w
		}
	}
	for id, w := range p.forms.words {
		s.stems[align.Stem(w, arabic.Letters)] += p.forms.count[id]
	}
	return s
}

// usualUnknown is the share of words that no dictionary has where the weights were fitted.
const usualUnknown = .015

// setPrior measures how badly the text was read: names of the original and words that stand there often do not count.
func (s *spelling) setPrior() {
	unknown, all := 0, 0
	for id, w := range s.p.forms.words {
		if runes(w) < shortestWord {
			continue
		}
		all += s.p.forms.count[id]
		if s.p.forms.count[id] < houseStyle && !s.has(w) && s.p.nameLike(w) < lexicon.SureName {
			unknown += s.p.forms.count[id]
		}
	}
	if s.p.Options.Dictionary != nil && all > 0 {
		s.prior = max(0, math.Log(float64(unknown)/float64(all)/usualUnknown))
	}
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

// look asks the dictionary, then tries what dictionaries of Arabic tend to lack: particles before words that they have only
// without, plurals in -ات, pronouns, the dual of verbs.
func (s *spelling) look(word string) bool {
	if s.listed(word) {
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
	return s.inflected(word)
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

// real reports whether a word is surely one: it stands in the dictionary as it is, or the document has it and it is Arabic.
func (s *spelling) real(word string) bool {
	if s.p.Options.Dictionary == nil {
		return s.p.forms.of(word) > 0 && s.has(word)
	}
	real, ok := s.sure[word]
	if !ok {
		real = s.listed(word) || s.p.forms.of(word) > 0 && s.has(word)
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
	return s.p.meaning != nil && len(s.p.meaning.known[align.Stem(word, arabic.Letters)]) > 0
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
