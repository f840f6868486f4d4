// Package diff compares texts, and versions of a bitext. Texts are compared by words, never by letters: an Arabic letter cut
// out of its word joins with others than it should.
package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Kind says what became of a stretch of text.
type Kind int

// What can become of it.
const (
	Same    Kind = iota // it stands in both texts
	Deleted             // it stands in the first alone
	Added               // it stands in the second alone
)

// Change is a stretch of whole words and white space.
type Change struct {
	Kind Kind
	Text string
}

// Words is how two texts differ (Myers 1986, on words): what is the same or deleted makes the first text, what is the same or
// added the second, byte for byte. Of a place that differs the deletion comes first. Both texts must be UTF-8.
func Words(before, after string) []Change {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on every machine; paragraphs are short
	a := alphabet{letters: map[string]rune{}}
	var out []Change
	for _, e := range d.DiffMainRunes(a.encode(before), a.encode(after), false) {
		out = append(out, Change{kindOf(e.Type), a.decode(e.Text)})
	}
	return out
}

func kindOf(o diffmatchpatch.Operation) Kind {
	switch o {
	case diffmatchpatch.DiffDelete:
		return Deleted
	case diffmatchpatch.DiffInsert:
		return Added
	}
	return Same
}

// Phrases is [Words] for people: changes with nothing but white space between them are one change.
func Phrases(before, after string) []Change {
	var out []Change
	var deleted, added string
	flush := func() {
		for _, c := range []Change{{Deleted, deleted}, {Added, added}} {
			if c.Text != "" {
				out = append(out, c)
			}
		}
		deleted, added = "", ""
	}
	all := Words(before, after)
	for i, c := range all {
		between := i > 0 && i+1 < len(all) && strings.TrimSpace(c.Text) == ""
		switch {
		case c.Kind == Deleted:
			deleted += c.Text
		case c.Kind == Added:
			added += c.Text
		case between:
			deleted, added = deleted+c.Text, added+c.Text
		default:
			flush()
			out = append(out, c)
		}
	}
	flush()
	return out
}

// alphabet gives every distinct word a character of its own, for the library compares characters.
type alphabet struct {
	letters map[string]rune
	words   []string // by what its character counts, see [alphabet.word]
}

// Characters begin at 1 and leave the surrogates out, which a string cannot hold.
const firstSurrogate, surrogates = 0xD800, 0x800

func (a *alphabet) encode(text string) []rune {
	var out []rune
	for len(text) > 0 {
		n := wordEnd(text)
		w := text[:n]
		text = text[n:]
		r, ok := a.letters[w]
		if !ok {
			if r = rune(len(a.words) + 1); r >= firstSurrogate {
				r += surrogates
			}
			a.letters[w], a.words = r, append(a.words, w)
		}
		out = append(out, r)
	}
	return out
}

func (a *alphabet) decode(letters string) string {
	var b strings.Builder
	for _, r := range letters {
		if r >= firstSurrogate {
			r -= surrogates
		}
		b.WriteString(a.words[r-1])
	}
	return b.String()
}

// wordEnd is the length of the word that a text begins with, or of its one white space.
func wordEnd(text string) int {
	for i, r := range text {
		if unicode.IsSpace(r) {
			if i == 0 {
				return utf8.RuneLen(r)
			}
			return i
		}
	}
	return len(text)
}
