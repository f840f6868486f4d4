package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"muqabala/align"
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
// one way elsewhere, and nothing in the sentence is spelled so. Where the document does not say, the lexicon does, of words that are no
// Arabic, and not of vowels: names have several spellings.
func (p *Pass) misspelledNames() (out []corpus.Finding) {
	known := p.nameForms()
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		sentences := g.sentences()
		for _, e := range g.english {
			if e.bead == noBead || !unicode.IsUpper(firstRune(e.text)) {
				continue
			}
			own, n := known[e.stem].usual()
			switch {
			case n < ownSpelling:
				if i, to, ok := p.unlikeLexicon(g, sentences[e.bead], knownNames()[e.stem]); ok {
					out = append(out, p.unknownNameFinding(g.tokens[i], e, to))
				}
			case runes(own) >= longName:
				if i, ok := p.oneLetterOff(g, sentences[e.bead], own, n); ok {
					before, _ := detach(p.forms.words[g.tokens[i].form])
					out = append(out, p.nameFinding(g.tokens[i], e, before+own, own, n))
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.Finding) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return slices.CompactFunc(out, func(a, b corpus.Finding) bool { return a.Block == b.Block && a.Span == b.Span })
}

// unlikeLexicon is the token of a sentence that is no Arabic, and but for one letter a name of the lexicon, with how it is to be spelled; false
// where the sentence has one of the names.
func (p *Pass) unlikeLexicon(g *paragraph, tokens []int, spellings []string) (at int, to string, ok bool) {
	for _, name := range spellings {
		folded := arabic.Fold(name)
		if strings.Contains(name, " ") || runes(name) < longName {
			continue
		}
		for _, i := range tokens {
			word := p.forms.words[g.tokens[i].form]
			if strings.Contains(arabic.Fold(word), strings.TrimPrefix(folded, "ال")) {
				return 0, "", false
			}
			if p.spelling.certain(word) || p.frequency(word) > houseStyle+p.frequency(name) {
				continue
			}
			for _, before := range clitics {
				if rest, found := strings.CutPrefix(word, before); found && (before == "" || !strings.HasPrefix(name, before)) && oneEdit([]rune(arabic.Fold(rest)), []rune(folded)) && !anotherVowel(rest, name) {
					at, to, ok = i, before+name, true
				}
			}
		}
	}
	return at, to, ok
}

// anotherVowel reports whether two spellings of a name differ in a long vowel that the one lacks or writes otherwise, as transcriptions do.
func anotherVowel(a, b string) bool {
	return vowels(arabic.Fold(a)) == vowels(arabic.Fold(b)) && signature(arabic.Fold(a)) != signature(arabic.Fold(b)) || runes(a) != runes(b) && vowels(a) == vowels(b)
}

// knownNames are the Arabic of the names of the lexicon, those of one word, by the key of the English.
var knownNames = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, e := range lexicon.Builtin() {
		if unicode.IsUpper(firstRune(e.English)) && !strings.Contains(e.English, " ") {
			key := align.Stem(e.English, arabic.Latin)
			out[key] = append(out[key], e.Arabic...)
		}
	}
	return out
})

// clitics are what may be written on a name before it.
var clitics = []string{"", "و", "ب", "ل", "ف", "ك", "ال", "وال", "بال", "وب", "ول"}

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

// oneLetterOff is the token of a sentence that is a name, which the document has some times, but for one letter; false where the sentence
// has the name, too, or a form of it.
func (p *Pass) oneLetterOff(g *paragraph, tokens []int, name string, times int) (at int, ok bool) {
	folded := arabic.Fold(name)
	for _, i := range tokens {
		word := arabic.Fold(p.forms.words[g.tokens[i].form])
		_, bare := detach(word)
		switch {
		case strings.Contains(word, folded), strings.Contains(word, strings.TrimSuffix(folded, "ه")) && strings.HasSuffix(folded, "ه"):
			return 0, false
		case strings.HasPrefix(folded, bare) || moreOften*p.forms.times(g.tokens[i].form) > times:
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
