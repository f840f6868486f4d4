package read

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// languages are the names of the languages, for messages.
var languages = map[corpus.Lang]string{corpus.English: "English", corpus.Arabic: "Arabic"}

// Text reads text or Markdown: a block is a run of lines that are not blank, outer white space removed. UTF-8 is kept as it
// is; other encodings are recognised and become UTF-8. Its errors are *[corpus.InputError].
func Text(name string, lang corpus.Lang, src []byte) (*corpus.Document, error) {
	if len(src) > MaxFile {
		return nil, tooLarge(name)
	}
	src, encoding, err := decode(name, src)
	if err != nil {
		return nil, err
	}
	d := &corpus.Document{Name: name, Lang: lang, Encoding: encoding, Source: string(src)}
	d.Blocks = blocks(d.Source)
	if err := finish(d); err != nil {
		return nil, err
	}
	return d, nil
}

// check refuses what is not UTF-8 text.
func check(name string, src []byte) error {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == 0 || r == utf8.RuneError && n == 1 {
			bad := corpus.ErrNotUTF8
			if r == 0 {
				bad = corpus.ErrNUL
			}
			line := 1 + bytes.Count(src[:i], []byte("\n"))
			return &corpus.InputError{File: name, Line: line, Offset: i, Err: bad, Hint: "save the file as UTF-8 text"}
		}
		i += n
	}
	return nil
}

// Detect is the language of most letters, "" where neither script has four fifths of them.
func Detect(text string) corpus.Lang {
	var ar, latin int
	for _, r := range text {
		switch {
		case arabic.IsArabic(r):
			ar++
		case r < unicode.MaxLatin1 && unicode.IsLetter(r):
			latin++
		}
	}
	switch all := ar + latin; {
	case all < 20:
		return ""
	case ar*5 >= all*4:
		return corpus.Arabic
	case latin*5 >= all*4:
		return corpus.English
	}
	return ""
}

// blocks are the runs of lines that are not blank.
func blocks(src string) []corpus.Block {
	var out []corpus.Block
	at, line, start, first := 0, 1, -1, 0
	if strings.HasPrefix(src, "\ufeff") {
		at = len("\ufeff")
	}
	flush := func(end int) {
		if start < 0 {
			return
		}
		text := src[start:end]
		lead := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		span := corpus.Span{Start: start + lead, End: start + len(strings.TrimRightFunc(text, unicode.IsSpace))}
		out = append(out, corpus.Block{ID: corpus.BlockID(len(out) + 1), Kind: corpus.Paragraph, Span: span, Line: first})
		start = -1
	}
	for at < len(src) {
		end := len(src)
		if n := strings.IndexByte(src[at:], '\n'); n >= 0 {
			end = at + n
		}
		if strings.TrimSpace(src[at:end]) == "" {
			flush(at)
		} else if start < 0 {
			start, first = at, line
		}
		at, line = end+1, line+1
	}
	flush(len(src))
	return out
}
