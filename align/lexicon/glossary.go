package lexicon

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus/arabic"
)

// Glossary finds the entries that a text uses. It does not change once made, so it is safe for concurrent use.
type Glossary struct {
	entries []Entry
	starts  map[string][]start // by the key of the first word, the longest first
}

// start is an entry, and the keys of its words behind the first one.
type start struct {
	rest  []string
	entry int32
}

// Term is an entry found in a text.
type Term struct {
	Start, End int // words of the text, half-open
	Entry      Entry
}

// BuiltinGlossary is the [Glossary] of the built-in lexicon.
var BuiltinGlossary = sync.OnceValue(func() *Glossary { return NewGlossary(Builtin()) })

// NewGlossary prepares entries for looking up. Of two with the same words the first counts.
func NewGlossary(entries []Entry) *Glossary {
	g := &Glossary{entries: entries, starts: make(map[string][]start, len(entries))}
	for i, e := range entries {
		if keys := phraseKeys(arabic.Words(e.English)); len(keys) > 0 {
			g.starts[keys[0]] = append(g.starts[keys[0]], start{keys[1:], int32(i)})
		}
	}
	for _, s := range g.starts {
		slices.SortStableFunc(s, func(a, b start) int { return len(b.rest) - len(a.rest) })
	}
	return g
}

// Terms are the entries that English words use, in order: at each word the longest, inflected as it may be; after it the
// search goes on behind its last word. An entry with a capital letter needs one in the text, so that "may" is no month.
func (g *Glossary) Terms(words []arabic.Word) []Term {
	var out []Term
	for i := 0; i < len(words); {
		t, ok := g.at(words, i)
		if !ok {
			i++
			continue
		}
		out = append(out, t)
		i = t.End
	}
	return out
}

// at is the longest entry that begins at word i.
func (g *Glossary) at(words []arabic.Word, i int) (Term, bool) {
	if hidden(words[i]) {
		return Term{}, false
	}
	for _, s := range g.starts[stem(words[i].Text, words[i].Class)] {
		e := g.entries[s.entry]
		if upper(e.English) && !upper(words[i].Text) {
			continue
		}
		if end := follow(words, i+1, s.rest); end > 0 {
			return Term{i, end, e}, true
		}
	}
	return Term{}, false
}

// follow is where the words at i that have these keys end, 0 where they have others.
func follow(words []arabic.Word, i int, keys []string) int {
	for _, k := range keys {
		for i < len(words) && hidden(words[i]) {
			i++
		}
		if i == len(words) || stem(words[i].Text, words[i].Class) != k {
			return 0
		}
		i++
	}
	return i
}

// hidden reports whether a word does not count in a phrase: a hyphen, an apostrophe with its s, or a quotation mark.
func hidden(w arabic.Word) bool {
	return w.Class == arabic.Punct && strings.Contains(`-–'’"“”'s’s`, w.Text)
}

func phraseKeys(words []arabic.Word) []string {
	var out []string
	for _, w := range words {
		if !hidden(w) {
			out = append(out, stem(w.Text, w.Class))
		}
	}
	return out
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// Rendering is where a text has the Arabic of an entry.
type Rendering struct {
	Start, End int    // words of the text, half-open
	Arabic     string // as the entry has it
}

// Renderings are the places where Arabic words stand for an entry, in the order of its Arabic, then of the text. Words count
// as the same if their stems are, whatever conjunction, preposition or future particle is written on them.
func (e Entry) Renderings(words []arabic.Word) []Rendering {
	var out []Rendering
	for _, a := range e.Arabic {
		keys := phraseKeys(arabic.Words(a))
		if n := len(keys); n > 1 && utf8.RuneCountInString(keys[n-1]) == 1 {
			keys = keys[:n-1] // a preposition that is written on the next word
		}
		for i := range words {
			if end := rendered(words, i, keys); end > 0 {
				out = append(out, Rendering{i, end, a})
			}
		}
	}
	return out
}

// rendered is where the words at i that have these Arabic keys end, 0 where they have others.
func rendered(words []arabic.Word, i int, keys []string) int {
	for n, k := range keys {
		for n > 0 && i < len(words) && hidden(words[i]) {
			i++
		}
		if i == len(words) || !SameWord(words[i], k) {
			return 0
		}
		i++
	}
	return i
}

// SameWord reports whether an Arabic word has this key, as it stands or without the particles written on it.
func SameWord(w arabic.Word, key string) bool {
	if w.Class != arabic.Letters {
		return false
	}
	folded := arabic.Fold(w.Text)
	if arabic.Stem(folded) == key {
		return true
	}
	for _, p := range particles {
		if rest, ok := strings.CutPrefix(folded, p); ok && utf8.RuneCountInString(rest) >= 3 && arabic.Stem(rest) == key {
			return true
		}
	}
	return false
}

// particles are what is written on a word before it and the light stemmer leaves there.
var particles = []string{"ب", "ل", "ك", "ف", "و", "س", "وب", "ول", "وس", "فب", "فل"}
