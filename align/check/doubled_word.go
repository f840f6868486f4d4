package check

import (
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

var doubledWord = Check{"doubled-word", "A word stands twice in a row, and the original has none that does.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, text string, words []corpus.Span) {
		if p.originalDoubles(id) {
			return // Pago Pago
		}
		for i := 1; i < len(words); i++ {
			a, b := words[i-1], words[i]
			if a.In(text) == b.In(text) && runes(a.In(text)) > 2 && text[a.End:b.Start] == " " && arabic.IsArabic(firstRune(a.In(text))) {
				f := p.at(id, corpus.Span{Start: a.Start, End: b.End}, corpus.Error, .95, corpus.Say("the word stands twice"))
				f.Suggestions = []string{a.In(text)}
				out = append(out, f)
			}
		}
	})
	return out
}}

// originalDoubles reports whether a word stands twice in a row in what a block translates.
func (p *Pass) originalDoubles(id corpus.BlockID) bool {
	o := p.Layout.Match[id-1]
	if p.Original == nil || o < 0 {
		return false
	}
	words := arabic.Words(p.Original.Body(corpus.BlockID(o + 1)))
	for i := 1; i < len(words); i++ {
		if words[i].Class == arabic.Latin && words[i].Text == words[i-1].Text {
			return true
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
