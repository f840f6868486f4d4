package lexicon

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"muqabala/corpus/arabic"
)

// WordPair says that an English word may stand for an Arabic one. Both are match keys, see [Key].
type WordPair struct {
	English, Arabic string
	// Weight is 1 for words that an entry makes a pair, less for words that a phrase makes one, and shared out where
	// nothing says which of several Arabic words it is.
	Weight float32
}

// BuiltinPairs are the [WordPairs] of the built-in lexicon. They must not be changed.
var BuiltinPairs = sync.OnceValue(func() []WordPair { return WordPairs(Builtin()) })

// WordPairs brings entries down to single words, each pair once, by English, then Arabic. The words of a phrase that other
// entries make pairs are such; what is left of the one side goes with all that is left of the other. Function words are
// left out.
func WordPairs(entries []Entry) []WordPair {
	rows := make(rows, len(entries))
	var phrases [][2][]string
	for _, e := range entries {
		english := contentKeys(e.English)
		for _, a := range e.Arabic {
			switch other := contentKeys(a); {
			case len(english) == 0 || len(other) == 0:
			case len(english) == 1 && len(other) == 1:
				rows.add(english[0], other[0], 1)
			default:
				phrases = append(phrases, [2][]string{english, other})
			}
		}
	}
	for _, p := range phrases {
		rows.addRest(p[0], p[1])
	}
	return rows.pairs()
}

// rows are pairs by their English key.
type rows map[string][]WordPair

// add makes a pair, or makes it surer.
func (r rows) add(english, other string, weight float32) {
	row := r[english]
	for i := range row {
		if row[i].Arabic == other {
			row[i].Weight = max(row[i].Weight, weight)
			return
		}
	}
	r[english] = append(row, WordPair{english, other, weight})
}

// sure reports whether entries of single words make a pair.
func (r rows) sure(english, other string) bool {
	return slices.Contains(r[english], WordPair{english, other, 1})
}

// addRest adds the words of a phrase that are no sure pairs, each English one with every Arabic one.
func (r rows) addRest(english, other []string) {
	restE := slices.DeleteFunc(slices.Clone(english), func(e string) bool {
		return slices.ContainsFunc(other, func(a string) bool { return r.sure(e, a) })
	})
	restA := slices.DeleteFunc(slices.Clone(other), func(a string) bool {
		return slices.ContainsFunc(english, func(e string) bool { return r.sure(e, a) })
	})
	if len(restE) > maxRest || len(restA) > maxRest {
		return
	}
	for _, e := range restE {
		for _, a := range restA {
			r.add(e, a, restWeight/float32(len(restA)))
		}
	}
}

// Of a phrase, how many words may be left to go with each other (more say too little), and what one left with one is worth.
const maxRest, restWeight = 3, .9

func (r rows) pairs() []WordPair {
	out := make([]WordPair, 0, 16*len(r))
	for _, english := range slices.Sorted(maps.Keys(r)) {
		row := r[english]
		slices.SortFunc(row, func(a, b WordPair) int { return strings.Compare(a.Arabic, b.Arabic) })
		out = append(out, row...)
	}
	return out
}

// contentKeys are the match keys of the words of a phrase, function words left out.
func contentKeys(phrase string) []string {
	if key, ok := soleKey(phrase); ok {
		return []string{key}
	}
	var out []string
	for _, w := range arabic.Words(phrase) {
		if (w.Class == arabic.Letters || w.Class == arabic.Latin) && !IsFunctionWord(w.Text) {
			out = append(out, stem(w.Text, w.Class))
		}
	}
	return out
}

// oneWord reports whether a phrase is one word of plain letters, as most are.
func oneWord(phrase string) (class arabic.Class, ok bool) {
	for i, r := range phrase {
		of := arabic.Letters
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			of = arabic.Latin
		case !arabic.IsArabic(r):
			return 0, false
		}
		if i > 0 && of != class {
			return 0, false
		}
		class = of
	}
	return class, phrase != ""
}

// soleKey is the match key of a phrase that is one content word of plain letters.
func soleKey(phrase string) (key string, ok bool) {
	class, ok := oneWord(phrase)
	if !ok {
		return "", false
	}
	folded := arabic.Fold(phrase)
	return stemFolded(folded, class), !functionWords()[folded]
}

// functionWords are folded.
var functionWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, f := range lines("function") {
		for w := range strings.FieldsSeq(f[0]) {
			out[arabic.Fold(w)] = true
		}
	}
	return out
})

// IsFunctionWord reports whether a word, as it stands in a text, is an article, pronoun, particle or auxiliary of either
// language.
func IsFunctionWord(word string) bool { return functionWords()[arabic.Fold(word)] }
