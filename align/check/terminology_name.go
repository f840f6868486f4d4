package check

import (
	"strings"
	"unicode"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// respelledNames are names that begin with another alef than the lexicon has, where the document does not keep to that throughout.
func (p *Pass) respelledNames() (out []corpus.Finding) {
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		for i := range g.tokens {
			at, ratio := p.bestOf(g, i)
			if ratio < sureRatio || !unicode.IsUpper(firstRune(g.english[at].text)) || lexicon.Transliterates(g.tokens[i].text, g.english[at].text) < lexicon.SureName {
				continue
			}
			word := p.forms.words[g.tokens[i].form]
			if to, ok := p.respelled(word, p.meaning.back[g.english[at].stem]); ok {
				t := g.tokens[i]
				f := p.at(t.block, t.span, corpus.Warning, .8, corpus.Say("“%s” is spelled otherwise", g.english[at].text))
				f.Suggestions, f.Original = []string{to}, g.english[at].block
				f.Evidence = []corpus.Evidence{{Kind: "original", Text: corpus.Say("the lexicon has “%s” for “%s”", to, g.english[at].text), Span: g.english[at].span}}
				out = append(out, f)
			}
		}
	}
	return out
}

// respelled is a word with the spelling of one of the lexicon's in it, where the two differ in the alef that it begins with, and the
// document does not keep to its own spelling.
func (p *Pass) respelled(word string, known []string) (string, bool) {
	letters, folded := []rune(word), []rune(arabic.Fold(word))
	if len(letters) != len(folded) {
		return "", false
	}
	to := ""
	for _, k := range known {
		name := []rune(k)
		if len(name) < 4 || !strings.ContainsRune("اأإآ", name[0]) {
			continue
		}
		at := strings.Index(string(folded), arabic.Fold(k))
		if at < 0 {
			continue
		}
		at /= letterBytes
		if at+len(name) > len(letters) || letters[at] == name[0] {
			return "", false // it is spelled so
		}
		if p.containing(string(letters[at:at+len(name)])) >= houseStyle {
			return "", false
		}
		to = string(letters[:at]) + string(name[:1]) + string(letters[at+1:])
	}
	return to, to != ""
}

// containing is how often the document has words with these letters.
func (p *Pass) containing(letters string) (n int) {
	for id, w := range p.forms.words {
		if strings.Contains(w, letters) {
			n += p.forms.count[id]
		}
	}
	return n
}
