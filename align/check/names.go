package check

import (
	"cmp"
	"fmt"
	"slices"
	"unicode"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// A spelling of a name is the document's own where it stands at least so often, and so many times as often as the other.
const (
	ownSpelling = 3
	moreOften   = 3
	leastName   = 4 // runes
)

var names = Check{"names", "A name is spelled in two ways in the document, hamza and dots of ya and ta marbuta apart.", func(p *Pass) (out []corpus.Finding) {
	if p.meaning == nil {
		return nil
	}
	spellings := map[string]map[string]int{} // by the folded name
	p.eachName(func(g *paragraph, i, _ int) {
		word := p.forms.words[g.tokens[i].form]
		key := arabic.Fold(word)
		if spellings[key] == nil {
			spellings[key] = map[string]int{}
		}
		spellings[key][word]++
	})
	p.eachName(func(g *paragraph, i, at int) {
		word := p.forms.words[g.tokens[i].form]
		own, n := commonest(spellings[arabic.Fold(word)])
		if own == word || n < ownSpelling || n < moreOften*spellings[arabic.Fold(word)][word] {
			return
		}
		t := g.tokens[i]
		f := p.at(t.block, t.span, corpus.Info, .7, fmt.Sprintf("“%s” is spelled otherwise elsewhere", g.english[at].text))
		f.Suggestions, f.Original = []string{own}, g.english[at].block
		f.Evidence = []corpus.Evidence{{Kind: "frequency", Text: fmt.Sprintf("the document has “%s” %s", own, times(n)), Span: g.english[at].span}}
		out = append(out, f)
	})
	return out
}}

// eachName calls f for every Arabic word that surely stands for a name of the original: token i, English word at.
func (p *Pass) eachName(f func(g *paragraph, i, at int)) {
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		for i := range g.tokens {
			at, r := p.bestOf(g, i)
			if r < sureRatio || at == 0 || runes(g.tokens[i].text) < leastName {
				continue // the first word of a text is written large whatever it is
			}
			if e := g.english[at]; unicode.IsUpper(firstRune(e.text)) && !lexicon.IsFunctionWord(e.lower) {
				f(g, i, at)
			}
		}
	}
}

// commonest is the spelling that stands most often, and how often; of equals the first in the order of letters.
func commonest(spellings map[string]int) (word string, n int) {
	for w, k := range spellings {
		if c := cmp.Compare(k, n); c > 0 || c == 0 && slices.Compare([]byte(w), []byte(word)) < 0 {
			word, n = w, k
		}
	}
	return word, n
}
