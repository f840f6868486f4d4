package check

import (
	"strings"
	"unicode"

	"muqabala/corpus"
)

var foreignScript = Check{"foreign-script", "A letter of another script stands inside an Arabic word.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, _ string, words []corpus.Span) {
		text := p.Translation.Text(id)
		for _, w := range words {
			if mixed(w.In(text)) {
				out = append(out, p.at(id, w, corpus.Error, .98, corpus.Say("letters of two scripts in one word")))
			}
		}
	})
	return out
}}

// particles are what Arabic writes in one with a foreign word that follows: "لـ GitHub".
var particles = setOf("و ف ب ك ل ال بال لل وال")

// mixed reports whether a word has an Arabic letter directly beside one of another script; tatweel is of none, and a
// particle before a whole foreign word is no fault.
func mixed(word string) bool {
	word = strings.ReplaceAll(word, "ـ", "")
	if i := strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }); i > 0 && particles[word[:i]] {
		word = word[i:]
	}
	before := rune(' ')
	for _, r := range word {
		if unicode.IsLetter(r) && unicode.IsLetter(before) && (unicode.Is(unicode.Arabic, r) != unicode.Is(unicode.Arabic, before)) {
			return true
		}
		if !unicode.Is(unicode.Mn, r) {
			before = r
		}
	}
	return false
}
