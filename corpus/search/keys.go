package search

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"muqabala/corpus/arabic"
)

// Keys are what the words of a text are found by. A key that follows from another is left out: a word as it is written
// where folding does not change it, a stem where it is the folded word. Queries ask for stems among the folded words too.
type Keys struct {
	Exact     []string // words as they are written
	Folded    []string // [arabic.Fold]
	Stems     []string // other forms that count as the same word: stems, 1250 for 1,250, 117/54 for 54/117
	Skeletons []string // [arabic.FoldDots] of Arabic words
}

// Keyer makes keys. It remembers words that it has seen, and is not safe for use by several goroutines.
type Keyer struct {
	words    map[string]*word
	env      *snowballstem.Env
	matchers uint64 // that have used it
}

// word is a word of a text with its keys.
type word struct {
	folded   string
	stems    []string // without the folded form
	skeleton string   // "" where the word is not Arabic

	matched uint64 // the matcher that has worked out the costs last
	costs   []cost // see [matcher.cost]
}

// A Keyer forgets all when it has this many words.
const maxRemembered = 1 << 16

// NewKeyer makes a keyer.
func NewKeyer() *Keyer {
	return &Keyer{words: map[string]*word{}, env: snowballstem.NewEnv("")}
}

// KeysOf are the keys of a text, in the order of the words; a key may be there more than once.
func (k *Keyer) KeysOf(text string) Keys {
	var out Keys
	for _, w := range arabic.Words(text) {
		if w.Class == arabic.Punct {
			continue
		}
		f := k.word(w)
		if w.Text != f.folded {
			out.Exact = append(out.Exact, w.Text)
		}
		out.Folded = append(out.Folded, f.folded)
		out.Stems = append(out.Stems, f.stems...)
		if f.skeleton != "" {
			out.Skeletons = append(out.Skeletons, f.skeleton)
		}
	}
	return out
}

// word gives the keys of a word.
func (k *Keyer) word(w arabic.Word) *word {
	if f := k.words[w.Text]; f != nil {
		return f
	}
	if len(k.words) >= maxRemembered {
		clear(k.words)
	}
	f := k.keys(w)
	k.words[strings.Clone(w.Text)] = f
	return f
}

// keys makes the keys of a word.
func (k *Keyer) keys(w arabic.Word) *word {
	f := &word{folded: arabic.Fold(w.Text)}
	switch w.Class {
	case arabic.Letters:
		f.skeleton = arabic.FoldDots(w.Text)
		f.stems = append(other(f.folded, arabic.Stem(f.folded)), partStems(f.folded)...)
	case arabic.Latin:
		f.stems = other(f.folded, k.latinStem(f.folded))
	case arabic.Number:
		f.stems = numberForms(f.folded)
	case arabic.Symbol:
		f.stems = symbolForms(f.folded)
	}
	return f
}

// partStems are the two words, and their stems, of a word that has lost the space in its middle: an article inside a word begins
// another (مجلسالأمن). What may be an ending (أعماله, حالية) begins none.
func partStems(folded string) (out []string) {
	const article, minFirst, minSecond = "ال", 3, 5
	at := strings.LastIndex(folded, article)
	if at <= 0 {
		return nil
	}
	first, second := folded[:at], folded[at:]
	bare := strings.TrimLeft(first, "وفبكل")
	bare = strings.TrimPrefix(bare, article)
	if letters(bare) < minFirst || letters(second) < minSecond || strings.HasPrefix(second, "الي") || strings.HasPrefix(second, "اله") {
		return nil
	}
	for _, part := range []string{first, second} {
		out = append(append(out, part), other(part, arabic.Stem(part))...)
	}
	return out
}

// other is the key in a list where it differs from the folded word.
func other(folded, key string) []string {
	if key == folded || key == "" {
		return nil
	}
	return []string{key}
}

// latinStem is the English stem (Porter 2001, "Snowball") of a word in American spelling; an initialism loses its stops.
func (k *Keyer) latinStem(folded string) string {
	if strings.ContainsRune(folded, '.') {
		return strings.ReplaceAll(folded, ".", "")
	}
	if len(folded) < 4 {
		return folded
	}
	k.env.SetCurrent(american(folded))
	english.Stem(k.env)
	return strings.Clone(k.env.Current())
}

// britishEndings and what they are in American spelling.
var britishEndings = [][2]string{
	{"isation", "ization"}, {"ise", "ize"}, {"ised", "ized"}, {"ising", "izing"}, {"yse", "yze"}, {"ysed", "yzed"}, {"ysing", "yzing"},
	{"our", "or"}, {"oured", "ored"}, {"ouring", "oring"}, {"ourable", "orable"}, {"mme", "m"}, {"tre", "ter"},
}

// american writes the ending of an English word as Americans do, so that stems are the same.
func american(word string) string {
	for _, plural := range []string{"", "s"} {
		single, ok := strings.CutSuffix(word, plural)
		if !ok {
			continue
		}
		for _, e := range britishEndings {
			if start, ok := strings.CutSuffix(single, e[0]); ok && len(start) >= 3 {
				return start + e[1] + plural
			}
		}
	}
	return word
}

// numberForms are other ways to write a number: 1250 for 1,250, and 117/54 for 54/117, which right-to-left text turns round.
func numberForms(folded string) []string {
	var out []string
	if strings.ContainsRune(folded, ',') {
		out = append(out, strings.ReplaceAll(folded, ",", ""))
	}
	if a, b, ok := strings.Cut(folded, "/"); ok && !strings.Contains(b, "/") && a != b {
		out = append(out, b+"/"+a)
	}
	return out
}

// symbolForms are the ends of a document symbol: 54/117 for A/RES/54/117.
func symbolForms(folded string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(folded, "/")
		if !ok || !strings.ContainsAny(rest, "0123456789") {
			return out
		}
		out = append(out, rest)
		folded = rest
	}
}

// letters counts the letters of a folded word.
func letters(folded string) int { return utf8.RuneCountInString(folded) }
