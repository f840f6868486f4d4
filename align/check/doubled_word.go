package check

import (
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

var doubledWord = Check{"doubled-word", "A word stands twice in a row.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, text string, words []corpus.Span) {
		for i := 1; i < len(words); i++ {
			a, b := words[i-1], words[i]
			if a.In(text) == b.In(text) && runes(a.In(text)) > 2 && text[a.End:b.Start] == " " && arabic.IsArabic(firstRune(a.In(text))) {
				f := p.at(id, corpus.Span{Start: a.Start, End: b.End}, corpus.Error, .95, "the word stands twice")
				f.Suggestions = []string{a.In(text)}
				out = append(out, f)
			}
		}
	})
	return out
}}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
