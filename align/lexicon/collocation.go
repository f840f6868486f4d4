package lexicon

import (
	"strings"
	"sync"

	"muqabala/corpus/arabic"
)

// Collocation is a fixed expression of written Arabic, such as عن كثب.
type Collocation struct {
	Text string
	Keys []string // its words, folded
}

// Collocations finds fixed expressions. It does not change once made, so it is safe for concurrent use.
type Collocations struct {
	list   []Collocation
	byWord map[string][]int // by each folded word
}

// BuiltinCollocations are those written for this project.
var BuiltinCollocations = sync.OnceValue(func() *Collocations {
	var texts []string
	for _, f := range lines("collocations") {
		texts = append(texts, f[0])
	}
	return NewCollocations(texts)
})

// NewCollocations prepares expressions of two words or more.
func NewCollocations(texts []string) *Collocations {
	c := &Collocations{byWord: map[string][]int{}}
	for _, t := range texts {
		keys := strings.Fields(arabic.Fold(t))
		for _, k := range keys {
			if at := c.byWord[k]; len(at) == 0 || at[len(at)-1] != len(c.list) {
				c.byWord[k] = append(at, len(c.list))
			}
		}
		c.list = append(c.list, Collocation{t, keys})
	}
	return c
}

// All are the expressions, in their order. They must not be changed.
func (c *Collocations) All() []Collocation { return c.list }

// Broken is an expression of which one word stands otherwise in a text.
type Broken struct {
	Collocation
	Start   int // word of the text where the expression begins
	Missing int // word of the expression, from 0, that stands otherwise at Start+Missing
}

// Broken are the expressions that words, folded, would be if one of theirs were another: every expression of which all other
// words stand there, one word apart from it at most. Whether that one is a misreading is for the caller to say: of a two-word
// expression the other word alone proves little.
func (c *Collocations) Broken(words []string) []Broken {
	var out []Broken
	for i, w := range words {
		for _, at := range c.with(w) {
			l := c.list[at]
			for k, key := range l.Keys {
				start := i - k
				if !same(w, key, k) || start < 0 || start+len(l.Keys) > len(words) {
					continue
				}
				// each is found from its first word that stands there
				if missing, n := differing(words[start:start+len(l.Keys)], l.Keys); n == 1 && (k == 0 || k == 1 && missing == 0) {
					out = append(out, Broken{l, start, missing})
				}
			}
		}
	}
	return out
}

// with are the expressions that have a word, which may have a conjunction before it.
func (c *Collocations) with(w string) []int {
	if at := c.byWord[w]; at != nil {
		return at
	}
	return c.byWord[withoutAnd(w)]
}

// withoutAnd is a word without the conjunction that may stand before an expression.
func withoutAnd(w string) string {
	if rest, ok := strings.CutPrefix(w, "و"); ok && len(rest) >= 4 {
		return rest
	}
	return w
}

// same reports whether a word is word k of an expression; the first may have a conjunction.
func same(w, key string, k int) bool { return w == key || k == 0 && withoutAnd(w) == key }

// differing is the last word that differs, and how many do.
func differing(words, keys []string) (at, n int) {
	for k, key := range keys {
		if !same(words[k], key, k) {
			at, n = k, n+1
		}
	}
	return at, n
}
