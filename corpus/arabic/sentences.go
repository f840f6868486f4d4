package arabic

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
)

// Segmenter splits the text of a block into sentences. It is safe for concurrent use once it is set up.
type Segmenter struct {
	// Semicolon and Colon make ; ؛ and : end a sentence too.
	Semicolon, Colon bool

	rules Rules
}

// NewSegmenter makes a segmenter for one language with the built-in rules. The user's own rules go before them, in the order
// given.
func NewSegmenter(lang corpus.Lang, own ...Rules) *Segmenter {
	s := &Segmenter{}
	for _, rules := range append(own, builtin()) {
		for _, r := range rules.list {
			if r.lang == "" || r.lang == lang {
				s.rules.list = append(s.rules.list, r)
			}
		}
	}
	return s
}

var builtin = sync.OnceValue(func() Rules {
	rules, err := ParseRules("sentences.tsv", sentenceRules)
	if err != nil {
		panic(err) // the embedded file is wrong: a test reads it
	}
	return rules
})

var segmenters = map[corpus.Lang]func() *Segmenter{
	corpus.Arabic:  sync.OnceValue(func() *Segmenter { return NewSegmenter(corpus.Arabic) }),
	corpus.English: sync.OnceValue(func() *Segmenter { return NewSegmenter(corpus.English) }),
}

// Sentences splits text by the built-in rules for the language; see [Segmenter.Sentences].
func Sentences(text string, lang corpus.Lang) []corpus.Span {
	if s := segmenters[lang]; s != nil {
		return s().Sentences(text)
	}
	return NewSegmenter(lang).Sentences(text)
}

// Sentences splits text into sentences: byte spans without gaps, so that together they are the text. White space belongs to
// the sentence before it. Text of white space only is one span; empty text has none.
func (s *Segmenter) Sentences(text string) []corpus.Span {
	if text == "" {
		return nil
	}
	var out []corpus.Span
	start := 0
	for i := 0; i < len(text); {
		end, kind := s.candidate(text, i)
		if kind == none {
			i = end
			continue
		}
		next := skipSpace(text, end)
		if next < len(text) && s.ends(text, start, end, next, kind) {
			out = append(out, corpus.Span{Start: start, End: next})
			start, end = next, next
		}
		i = max(end, i+1)
	}
	return append(out, corpus.Span{Start: start, End: len(text)})
}

// place is the kind of place at which a sentence may end.
type place int

const (
	none  place = iota
	stop        // . ! ? and what closes after them
	pause       // ; or :
	line        // an end of line
)

// candidate looks at byte i: where it ends a sentence, perhaps, it gives the place behind the closing marks; otherwise the
// next byte to look at.
func (s *Segmenter) candidate(text string, i int) (int, place) {
	c := text[i]
	switch {
	case c == '.' || c == '!' || c == '?':
		return closers(text, stops(text, i+1)), stop
	case c == '\n':
		return i, line
	case c == ';' && s.Semicolon || c == ':' && s.Colon:
		return closers(text, i+1), pause
	case c < 0x80:
		return i + 1, none
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == '؟' || r == '…' || r == '۔':
		return closers(text, stops(text, i+n)), stop
	case r == '؛' && s.Semicolon:
		return closers(text, i+n), pause
	}
	return i + n, none
}

// ends decides on the place end; white space goes on from there to next.
func (s *Segmenter) ends(text string, start, end, next int, kind place) bool {
	if strings.TrimSpace(text[start:end]) == "" {
		return false
	}
	if next == end && kind != line && !mayLackSpace(text[end:]) {
		return false
	}
	if breaks, ok := s.rules.decide(text, start, end); ok {
		return breaks
	}
	return next > end && kind != line
}

// mayLackSpace reports whether a sentence may begin with what follows a stop at once.
func mayLackSpace(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return 'A' <= r && r <= 'Z' || IsArabic(r)
}

// stops skips further stops: "?!", "...".
func stops(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(".!?؟…۔", r) {
			break
		}
		i += n
	}
	return i
}

// closers skips what closes after a stop: quotes, brackets, emphasis and footnote marks.
func closers(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case strings.ContainsRune("\"'”’»)]}*_¹²³⁰⁴⁵⁶⁷⁸⁹\u200e\u200f\u202c\u2069", r):
			i += n
		case r == '(' || r == '[' || r == '<':
			end := noteMark(text, i)
			if end == i {
				return i
			}
			i = end
		default:
			return i
		}
	}
	return i
}

// noteMark is the end of the footnote mark at i, (١) or [^1] or <sup>1</sup>; i where there is none.
func noteMark(text string, i int) int {
	tail := text[i:]
	if strings.HasPrefix(tail, "<sup>") {
		if n := strings.Index(tail[:min(len(tail), 40)], "</sup>"); n > 0 {
			return i + n + len("</sup>")
		}
		return i
	}
	open := tail[0]
	at := i + 1
	if open == '[' && strings.HasPrefix(tail, "[^") {
		at++
	}
	end := digitsEnd(text, at)
	if end == at || utf8.RuneCountInString(text[at:end]) > 3 || end == len(text) || open == '(' && text[end] != ')' || open == '[' && text[end] != ']' || open == '<' {
		return i
	}
	return end + 1
}

func skipSpace(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}
