package check

import (
	"strings"
	"unicode"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// token is an Arabic word where it stands.
type token struct {
	block corpus.BlockID
	span  corpus.Span // bytes of the block
	text  string      // as it stands
	plain string      // without tashkil and tatweel
	form  int32       // in the forms of the pass
	bead  int32       // the sentence bead that it stands in, or [noBead]
	doubt float64     // how much the OCR doubted it, see [Pass.doubts]; 0 where that is not known
	tight bool        // one space and nothing else stands between it and the token before
	comma bool        // a comma stands there
	stop  bool        // a full stop or the like stands there
}

// mark is the class of what stands between a token and the one before.
func (t *token) mark() string {
	switch {
	case t.tight:
		return ""
	case t.stop:
		return stopClass
	case t.comma:
		return commaClass
	}
	return otherClass
}

// tokenize finds the Arabic words of a text from byte lead on.
func tokenize(text string, lead int) []token {
	var out []token
	end, last := -1, -1
	for _, m := range word.FindAllStringIndex(text[lead:], -1) {
		s := corpus.Span{Start: lead + m[0], End: lead + m[1]}
		if !isArabicWord(s.In(text)) {
			end = -1
			continue
		}
		t := token{span: s, text: s.In(text), plain: plain(s.In(text)), bead: noBead}
		t.tight = end >= 0 && (text[end:s.Start] == " " || text[end:s.Start] == "\n")
		if last >= 0 {
			between := text[last:s.Start]
			t.stop, t.comma = strings.ContainsAny(between, ".؟!"), strings.Contains(between, "،")
		}
		out = append(out, t)
		end, last = s.End, s.End
	}
	return out
}

// isArabicWord reports whether every letter is Arabic.
func isArabicWord(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Arabic, r) }) < 0 &&
		strings.IndexFunc(word, arabic.IsArabic) >= 0
}

// plain is a word without tashkil and tatweel.
func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if r == 'ـ' || unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, word)
}

// marked is a word with the tashkil of what was read in its place: all of it where both have as many letters, else as far as they
// begin and end with the same ones.
func marked(word, read string) string {
	if plain(read) == read {
		return word
	}
	letters := func(s string) (out []string) { // each with what stands above and below it
		for _, r := range s {
			if len(out) > 0 && (r == 'ـ' || unicode.Is(unicode.Mn, r)) {
				out[len(out)-1] += string(r)
			} else {
				out = append(out, string(r))
			}
		}
		return out
	}
	to, from := letters(word), letters(read)
	keep := func(i, j int) { to[i] += strings.TrimPrefix(from[j], plain(from[j])) }
	start := 0
	for start < min(len(to), len(from)) && (to[start] == plain(from[start]) || len(to) == len(from)) {
		keep(start, start)
		start++
	}
	for k := 1; k <= min(len(to), len(from))-start && to[len(to)-k] == plain(from[len(from)-k]); k++ {
		keep(len(to)-k, len(from)-k)
	}
	return strings.Join(to, "")
}
