package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/corpus/arabic"
)

// SureName is the value of [Transliterates] from which two words are one name. With 517 names of countries, cities and
// peoples, every Arabic one against every English one, precision is .87 and recall .91 there; of 6,000 ordinary words five in
// a thousand are taken for one of twenty names. See TestTransliterationOfKnownNames.
const SureName = .8

// Transliterates says how much an Arabic word sounds like an English name, 0 to 1, whatever is written on the Arabic word
// before it, whether it is the name or its adjective (أبخازيا, الأبخازي: Abkhazia, Abkhaz). It is one less the cost of the
// best alignment of their sounds (Levenshtein's, with sounds that transliterations confuse near each other; see [near]),
// divided by how much there is to compare. A word of fewer than three letters is no name.
func Transliterates(arabicWord, english string) float64 {
	return likeness(arabicVariants(arabicWord), englishVariants(english), 0)
}

// likeness is how much the likest two of the variants sound like each other, or floor where that is not above it.
func likeness(arabicWord, english []variant, floor float64) float64 {
	best := floor
	for i := range arabicWord {
		a := &arabicWord[i]
		for k := range english {
			e := &english[k]
			if a.adjective == e.adjective && comparable(a, e) {
				best = max(best, resemblance(a, e, best))
			}
		}
	}
	return best
}

// variant is what a word may be taken for, with what its comparison needs again and again.
type variant struct {
	sounds    []sound
	adjective bool // the ending of an adjective or people was taken off
	weight    float32
	hard      int         // how many sounds are no weak ones
	drops     []float32   // of an English one: what each sound costs that Arabic has not
	nearest   [80]float32 // of an Arabic one: what each English sound costs at the least, by [nearestOf]
}

func arabicVariant(sounds []sound, adjective bool) variant {
	v := variant{sounds: sounds, adjective: adjective, weight: weight(sounds), hard: consonants(sounds)}
	for e := range v.nearest {
		v.nearest[e] = noResembling
		for _, a := range sounds {
			v.nearest[e] = min(v.nearest[e], substitute(a, firstSound+sound(e)))
		}
	}
	return v
}

func englishVariant(sounds []sound, adjective bool) variant {
	v := variant{sounds: sounds, adjective: adjective, weight: weight(sounds), hard: consonants(sounds), drops: make([]float32, len(sounds))}
	for j := range sounds {
		v.drops[j] = dropEnglish(sounds, j)
	}
	return v
}

// firstSound is the first letter that English sounds are written with, in the order of ASCII.
const firstSound = '0'

// nearestOf is what an English sound costs at the least beside the sounds of an Arabic variant.
func (v *variant) nearestOf(e sound) float32 {
	if i := int(e - firstSound); 0 <= i && i < len(v.nearest) {
		return v.nearest[i]
	}
	return 0
}

// before are what may be written on an Arabic name before it.
var before = []string{"", "ال", "و", "ب", "ل", "ك", "ف", "وال", "بال", "لل", "كال", "وب", "ول", "ولل", "وبال"}

// Endings of adjectives and of peoples, longer ones first.
var (
	arabicEndings  = []string{"يتان", "يتين", "يين", "يون", "يان", "يات", "يه", "ي"}
	englishEndings = []string{"ians", "ian", "eans", "ean", "ans", "an", "ese", "ish", "is", "i", "s"}
)

func arabicVariants(word string) []variant {
	folded := arabic.Fold(word)
	var out []variant
	for _, p := range before {
		rest, ok := strings.CutPrefix(folded, p)
		if !ok || utf8.RuneCountInString(rest) < 3 {
			continue
		}
		out = append(out, arabicVariant(soundsOfArabic(rest), false))
		for _, s := range arabicEndings {
			if base, ok := strings.CutSuffix(rest, s); ok && utf8.RuneCountInString(base) >= 3 {
				out = append(out, arabicVariant(soundsOfArabic(base), true))
				break
			}
		}
	}
	return out
}

func englishVariants(name string) []variant {
	folded := strings.TrimSuffix(strings.TrimSuffix(arabic.Fold(name), "'s"), "'")
	out := []variant{englishVariant(soundsOfEnglish(folded), false)}
	for _, s := range englishEndings {
		if base, ok := strings.CutSuffix(folded, s); ok && len(base) >= 4 {
			out = append(out, englishVariant(soundsOfEnglish(base), true))
			break
		}
	}
	if len(out) == 1 {
		out = append(out, englishVariant(out[0].sounds, true)) // Kazakh, Turk
	}
	return out
}

// resemblance is one less the cost of the best alignment for each unit of weight. What is surely not above floor is 0: costs
// only grow, so the search ends where the least of them is too much.
func resemblance(a, e *variant, floor float64) float64 {
	w := max(a.weight, e.weight)
	if len(a.sounds) < 2 || len(e.sounds) < 2 || len(e.sounds) > longestName || w < 1 {
		return 0
	}
	most := (1 - shortness/(w*w) - float32(floor)) * w
	if e.leastCost(a) > most {
		return 0
	}
	var buffer [longestName + 1]float32
	row := buffer[:len(e.sounds)+1]
	for j, drop := range e.drops {
		row[j+1] = row[j] + drop
	}
	for i, sound := range a.sounds {
		diagonal := row[0]
		drop := dropArabic(a.sounds, i)
		row[0] += drop
		least := row[0]
		for j, other := range e.sounds {
			cost := min(diagonal+substitute(sound, other), row[j+1]+drop, row[j]+e.drops[j])
			diagonal, row[j+1] = row[j+1], cost
			least = min(least, cost)
		}
		if least > most {
			return 0
		}
	}
	return float64(max(0, 1-row[len(e.sounds)]/w-shortness/(w*w)))
}

// leastCost is what an English variant costs beside an Arabic one if its sounds may be matched in any order: no alignment
// costs less.
func (v *variant) leastCost(a *variant) (sum float32) {
	for j, s := range v.sounds {
		sum += min(v.drops[j], a.nearestOf(s))
	}
	return sum
}

// longestName is how many sounds a word may have; no name has more.
const longestName = 40

// shortness is taken off for what little says: a name of two consonants is like many words.
const shortness = .5

// Names are the names of an English text, to look up what Arabic makes of them. It does not change once made, so it is safe
// for concurrent use.
type Names struct{ list []name }

type name struct {
	text     string
	variants []variant
}

// NewNames takes the words with a capital letter that do not stand without one as well; a word after which another sentence
// begins counts like any other, so that some that are no names come in.
func NewNames(words []arabic.Word) *Names {
	common := map[string]bool{}
	for _, w := range words {
		if w.Class == arabic.Latin && !upper(w.Text) {
			common[strings.ToLower(w.Text)] = true
		}
	}
	n := &Names{}
	for _, w := range words {
		low := strings.ToLower(w.Text)
		if w.Class != arabic.Latin || !upper(w.Text) || common[low] || IsFunctionWord(low) || len(w.Text) < 3 {
			continue
		}
		common[low] = true
		n.list = append(n.list, name{w.Text, englishVariants(w.Text)})
	}
	return n
}

// Find is the name that an Arabic word sounds most like, and how much; "" and 0 where there are none.
func (n *Names) Find(arabicWord string) (english string, score float64) {
	return n.FindAbove(arabicWord, 0)
}

// FindAbove is [Names.Find] for who needs no name that is not above floor, in a fraction of the time: "" and floor where there
// is none.
func (n *Names) FindAbove(arabicWord string, floor float64) (english string, score float64) {
	words := arabicVariants(arabicWord)
	score = floor
	for _, candidate := range n.list {
		if s := likeness(words, candidate.variants, score); s > score {
			english, score = candidate.text, s
		}
	}
	return english, score
}

// comparable reports whether two variants may be as near as one would want: neither has many more consonants.
func comparable(a, e *variant) bool {
	d := a.hard - e.hard
	return -2 <= d && d <= 2
}

func consonants(sounds []sound) (n int) {
	for _, s := range sounds {
		if !weak(s) {
			n++
		}
	}
	return n
}

// All are the names, in the order of the text.
func (n *Names) All() []string {
	out := make([]string, 0, len(n.list))
	for _, x := range n.list {
		out = append(out, x.text)
	}
	return slices.Clip(out)
}
