package check

import (
	"strings"

	"muqabala/corpus"
)

// series is what findings of the same error have in common: their cause, else what is to be put in the place of what.
func series(f *corpus.Finding) string {
	switch {
	case f.Cause != "":
		return f.Check + ":" + f.Cause
	case len(f.Suggestions) > 0:
		return f.Check + ":" + f.Text + "→" + f.Suggestions[0]
	}
	return f.Check + ":" + f.Text
}

// longestConfusion is how many letters a scanner takes for how many others.
const longestConfusion = 2

// confusion is the letters that were read and those that stood there, "ن→ث", where that is all in which two words differ: what
// findings over many words have in common when a scanner does not know two letters apart. A letter that is lost or added has "∅" on
// the other side. It is "" for words that differ in more, and for anything but a word or two.
func confusion(read, right string) string {
	a, b := []rune(plain(read)), []rune(plain(right))
	if len(a) == 0 || len(b) == 0 || strings.ContainsAny(read, "\n") || len(strings.Fields(read)) > 2 {
		return ""
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)+len(b) == 0 || len(a) > longestConfusion || len(b) > longestConfusion {
		return ""
	}
	return visible(a) + "→" + visible(b)
}

// visible is letters as they can be seen: nothing and a space have signs.
func visible(letters []rune) string {
	if len(letters) == 0 {
		return "∅"
	}
	return strings.ReplaceAll(string(letters), " ", "␣")
}
