package arabic

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
)

// Class says what a [Word] is.
type Class uint8

// The classes of words.
const (
	Letters Class = iota // a word in Arabic letters, wholly or in part
	Latin                // a word in letters of other scripts, digits after them included: "Kosovo", "G7"
	Number               // digits with what stands between them: "1,250", "٣٫٥", "54/117", "27.1"
	Symbol               // a document symbol, web or mail address: "A/48/185", "S/RES/1244"
	Punct                // one rune of anything else; also the English genitive "'s"
)

// Word is a token of a text.
type Word struct {
	Span  corpus.Span // bytes of the text
	Text  string      // as it stands in the text
	Class Class
}

// Words splits an Arabic or English text into words, numbers, symbols and punctuation marks, in order. White space and bidi
// controls between them are left out; every other rune is in exactly one word.
func Words(s string) []Word {
	words := make([]Word, 0, len(s)/5+1)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || isControl(r) {
			i += n
			continue
		}
		end, class := scanWord(s, i, r, n)
		words = append(words, Word{corpus.Span{Start: i, End: end}, s[i:end], class})
		i = end
	}
	return words
}

// scanWord is the end and class of the word that begins at i with rune r of n bytes.
func scanWord(s string, i int, r rune, n int) (int, Class) {
	switch {
	case r < 0x80 && isAlnum(r):
		if end := scanAddress(s, i); end > 0 {
			return end, Symbol
		}
		if end := scanSymbol(s, i); end > 0 {
			return end, Symbol
		}
	case r == '\'' || r == '’':
		if end := i + n + 1; genitive(s, i, n) {
			return end, Punct
		}
	}
	switch {
	case IsDigit(r):
		return scanNumber(s, i), Number
	case unicode.IsLetter(r):
		return scanLetters(s, i)
	}
	return i + n, Punct
}

func isAlnum(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || IsDigit(r) }

// isControl reports whether r is a bidi control or another invisible sign that is no part of a text's words.
func isControl(r rune) bool {
	return r >= 0x80 && !unicode.Is(unicode.Mn, r) && r != 'ـ' && ignorable(r)
}

// IsArabic reports whether r is an Arabic letter, presentation forms included.
func IsArabic(r rune) bool {
	return r >= 0x620 && r <= 0x64A && r != 'ـ' || r >= 0x66E && unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r)
}

// genitive reports whether the apostrophe of n bytes at i begins the ending 's after a letter.
func genitive(s string, i, n int) bool {
	if i == 0 || i+n >= len(s) || s[i+n] != 's' && s[i+n] != 'S' || s[i-1] >= 0x80 || !isAlnum(rune(s[i-1])) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i+n+1:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// scanLetters reads letters and what stands inside a word: marks, tatweel, apostrophes, and digits after Latin letters.
func scanLetters(s string, i int) (int, Class) {
	class, end := Latin, i
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		switch {
		case IsArabic(r):
			class = Letters
		case unicode.IsLetter(r), unicode.IsMark(r):
		case IsDigit(r):
			if class == Letters || r >= 0x80 {
				return end, class
			}
		case isControl(r), (r == '\'' || r == '’') && end > i && !genitive(s, end, n):
			if next, _ := utf8.DecodeRuneInString(s[end+n:]); !unicode.IsLetter(next) {
				return end, class
			}
		default:
			return initials(s, i, end), class
		}
		end += n
	}
	return end, class
}

// initials takes the stops of "U.N." and "e.g." into the word that goes from i to end.
func initials(s string, i, end int) int {
	at := i
	for at+1 < len(s) && at < i+16 && s[at] < 0x80 && unicode.IsLetter(rune(s[at])) && s[at+1] == '.' {
		at += 2
	}
	if at >= i+4 && (at == len(s) || !isAlnum(rune(s[at]))) {
		return at
	}
	return end
}

// scanNumber reads digits, and a separator where digits follow it; a comma needs a group of three.
func scanNumber(s string, i int) int {
	end := digitsEnd(s, i)
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		next := digitsEnd(s, end+n)
		switch r {
		case '.', '/', '٫':
			if next == end+n {
				return end
			}
		case ',', '٬':
			if utf8.RuneCountInString(s[end+n:next]) != 3 {
				return end
			}
		default:
			return end
		}
		end = next
	}
	return end
}

// digitsEnd is the end of the digits that begin at i, i itself where there are none.
func digitsEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !IsDigit(r) {
			break
		}
		i += n
	}
	return i
}

// scanSymbol is the end of the document symbol at i, 0 where there is none: Latin letters and digits with a slash between
// them, at least one of each ("A/48/185", "E/CN.4/2000/1/Add.1"). A full stop belongs to it only before a digit.
func scanSymbol(s string, i int) int {
	var slash, digit, upper bool
	end := i
	for end < len(s) && end-i < maxSymbol {
		r, n := utf8.DecodeRuneInString(s[end:])
		next := rune(0)
		if end+n < len(s) {
			next, _ = utf8.DecodeRuneInString(s[end+n:])
		}
		switch {
		case IsDigit(r):
			digit = true
		case 'A' <= r && r <= 'Z':
			upper = true
		case 'a' <= r && r <= 'z':
		case r == '/' && isAlnum(next):
			slash = true
		case r == '.' && IsDigit(next), r == '-' && slash && isAlnum(next):
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		end += n
	}
	if slash && digit && upper {
		return end
	}
	return 0
}

// What a symbol, an address and the name before an @ may have in bytes: it keeps splitting linear.
const maxSymbol, maxAddress, maxMailName = 64, 2048, 64

// scanAddress is the end of the web or mail address at i, 0 where there is none.
func scanAddress(s string, i int) int {
	rest := s[i:min(len(s), i+maxAddress)]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") && !isMail(rest) {
		return 0
	}
	end := 0
	for end < len(rest) && rest[end] > ' ' && rest[end] < 0x80 && strings.IndexByte("<>\"()[]{}|", rest[end]) < 0 {
		end++
	}
	return i + len(strings.TrimRight(rest[:end], ".,;:!?'*_"))
}

// isMail reports whether s begins with a name, an @ and a letter.
func isMail(s string) bool {
	for i := 0; i+1 < len(s) && i < maxMailName; i++ {
		switch c := rune(s[i]); {
		case c == '@':
			return i > 0 && isAlnum(rune(s[i+1]))
		case !isAlnum(c) && c != '.' && c != '-' && c != '_' && c != '+':
			return false
		}
	}
	return false
}
