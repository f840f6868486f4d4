package check

import (
	"cmp"
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

var names = Check{"names", "A name is spelled in two ways in the document: with another hamza, or with a letter another, lost, added or moved.", func(p *Pass) []corpus.Finding {
	if p.meaning == nil {
		return nil
	}
	return slices.Concat(p.respelledHamza(), p.misspelledNames())
}}

// respelledHamza are names whose letters the document has more often with other hamzas, dots of ya and ta marbuta.
func (p *Pass) respelledHamza() (out []corpus.Finding) {
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
		out = append(out, p.nameFinding(g.tokens[i], g.english[at], own, own, n))
	})
	return out
}

func (p *Pass) nameFinding(t token, e englishWord, to, own string, n int) corpus.Finding {
	f := p.at(t.block, t.span, corpus.Info, .7, corpus.Say("“%s” is spelled otherwise elsewhere", e.text))
	f.Suggestions, f.Original = []string{to}, e.block
	f.Evidence = []corpus.Evidence{{Kind: "frequency", Text: corpus.Say("the document has “%s” %s", own, times(n)), Span: e.span}}
	return f
}

func (p *Pass) unknownNameFinding(t token, e englishWord, to string) corpus.Finding {
	f := p.at(t.block, t.span, corpus.Warning, .8, corpus.Say("“%s” is misspelled", e.text))
	f.Suggestions, f.Original = []string{to}, e.block
	f.Evidence = []corpus.Evidence{{Kind: "original", Text: corpus.Say("the original has “%s” here, which the lexicon writes so", e.text), Span: e.span}}
	return f
}

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
