package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// longName is how many letters a name must have for a word that differs in one of them to be taken for it.
const longName = 5

// namedWord is a name of the original and the Arabic words linked to it.
type namedWord struct {
	forms map[string]int // words as the document has them, particles before them taken off, to how often
	total int
}

// misspelledNames are words one letter off the name that their sentence must have: the original has it there, the document spells it
// one way elsewhere, and nothing in the sentence is spelled so. The lexicon's spellings are no measure: names of places have several.
func (p *Pass) misspelledNames() (out []corpus.Finding) {
	known := p.nameForms()
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		sentences := g.sentences()
		for _, e := range g.english {
			own, n := known[e.stem].usual()
			if n < ownSpelling || runes(own) < longName || e.bead == noBead || !unicode.IsUpper(firstRune(e.text)) {
				continue
			}
			if i, ok := p.oneLetterOff(g, sentences[e.bead], own); ok {
				before, _ := detach(p.forms.words[g.tokens[i].form])
				out = append(out, p.nameFinding(g.tokens[i], e, before+own, own, n))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.Finding) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return slices.CompactFunc(out, func(a, b corpus.Finding) bool { return a.Block == b.Block && a.Span == b.Span })
}

// nameForms are the names of the original, by their stems, with what the Arabic has for them.
func (p *Pass) nameForms() map[string]*namedWord {
	out := map[string]*namedWord{}
	p.eachName(func(g *paragraph, i, at int) {
		e, word := g.english[at], p.forms.words[g.tokens[i].form]
		if lexicon.Transliterates(word, e.text) < lexicon.SureName {
			return
		}
		w := out[e.stem]
		if w == nil {
			w = &namedWord{forms: map[string]int{}}
			out[e.stem] = w
		}
		_, name := detach(word)
		w.forms[name]++
		w.total++
	})
	return out
}

// usual is the spelling that most of the words have, and how often, if it is most of them.
func (w *namedWord) usual() (string, int) {
	if w == nil {
		return "", 0
	}
	own, n := commonest(w.forms)
	if 2*n <= w.total {
		return "", 0
	}
	return own, n
}

// sentences are the tokens of each sentence bead.
func (g *paragraph) sentences() map[int32][]int {
	out := map[int32][]int{}
	for i, t := range g.tokens {
		out[t.bead] = append(out[t.bead], i)
	}
	return out
}

// oneLetterOff is the token of a sentence that is a name but for one letter; false where the sentence has the name, too, or a form of it.
func (p *Pass) oneLetterOff(g *paragraph, tokens []int, name string) (at int, ok bool) {
	folded := arabic.Fold(name)
	for _, i := range tokens {
		word := arabic.Fold(p.forms.words[g.tokens[i].form])
		_, bare := detach(word)
		switch {
		case strings.Contains(word, folded), strings.Contains(word, strings.TrimSuffix(folded, "ه")) && strings.HasSuffix(folded, "ه"):
			return 0, false
		case strings.HasPrefix(folded, bare) || p.forms.of(p.forms.words[g.tokens[i].form]) >= houseStyle:
			// a shorter form, or a word of its own
		case oneEdit([]rune(bare), []rune(folded)):
			at, ok = i, true
		}
	}
	return at, ok
}

// detach parts what is written on a word before it from the word.
func detach(word string) (before, rest string) {
	for _, p := range []string{"وبال", "وال", "بال", "ولل", "لل", "كال", "فال", "ال", "وب", "ول", "و", "ب", "ل", "ف", "ك"} {
		if rest, ok := strings.CutPrefix(word, p); ok && runes(rest) >= longName-1 {
			return p, rest
		}
	}
	return "", word
}

// oneEdit reports whether two words differ in one letter that is another, lost, added or has changed places with the next one, but not
// the last, which is an ending (optimal string alignment: Damerau 1964).
func oneEdit(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	n := 0
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b, n = a[:len(a)-1], b[:len(b)-1], n+1
	}
	if n == 0 {
		return false
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
