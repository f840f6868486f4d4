package check

import (
	_ "embed"
	"strings"
	"sync"

	"muqabala/align"
	"muqabala/corpus/arabic"
)

//go:embed confusable.tsv
var confusableTable string

// confusables are words that are taken for one another.
type confusables struct {
	others  map[string][]string        // for each word those that it is confused with
	english map[string]map[string]bool // the English stems that a word stands for
}

var readConfusables = sync.OnceValue(func() confusables {
	out := confusables{map[string][]string{}, map[string]map[string]bool{}}
	for line := range strings.Lines(confusableTable) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var group []string
		for field := range strings.SplitSeq(line, "\t") {
			word, english, _ := strings.Cut(field, "=")
			group = append(group, word)
			if out.english[word] == nil {
				out.english[word] = map[string]bool{}
			}
			for e := range strings.SplitSeq(english, ",") {
				out.english[word][align.Stem(e, arabic.Latin)] = true
			}
		}
		for _, a := range group {
			for _, b := range group {
				if a != b {
					out.others[a] = append(out.others[a], b)
				}
			}
		}
	}
	return out
})

// within yields the ways to see a word as particles, a base and a pronoun or an ending.
func within(word string, yield func(start, base, end string)) {
	for _, start := range []string{"", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف", "ك", "وب", "ول", "ولل", "وبال"} {
		rest, ok := strings.CutPrefix(word, start)
		if !ok {
			continue
		}
		for _, end := range []string{"", "ها", "ه", "هم", "هما", "ا"} {
			if base, ok := strings.CutSuffix(rest, end); ok && runes(base) > 2 {
				yield(start, base, end)
			}
		}
	}
}

// confused are the words that a word is known to be confused with, in its form.
func (c confusables) confused(word string) (list []candidate) {
	within(word, func(start, base, end string) {
		for _, other := range c.others[base] {
			if end == "" || !strings.HasSuffix(other, "ة") {
				list = addCandidate(list, candidate{word: start + other + end, cost: min(distance(other, base, costShape), costShape)})
			}
		}
	})
	return list
}

// near reports whether the list knows English for a word that stands in one of two scopes.
func (c confusables) near(g *paragraph, in [2]scope, word string) bool {
	for _, s := range in {
		if at, _ := c.stands(g, s, word); at >= 0 {
			return true
		}
	}
	return false
}

// stands is whether the list says what a word stands for in English, and where a scope of the original has one of it.
func (c confusables) stands(g *paragraph, in scope, word string) (at int, known bool) {
	at = -1
	within(word, func(_, base, _ string) {
		english := c.english[base]
		if english == nil || at >= 0 {
			return
		}
		known = true
		for i := in.from; i < in.to; i++ {
			if english[g.english[i].stem] || english["non"] && strings.HasPrefix(g.english[i].lower, "un") {
				at = i
				return
			}
		}
	})
	return at, known
}
