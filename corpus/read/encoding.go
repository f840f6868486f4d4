package read

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// decode is a text file in UTF-8 and the name that its encoding has in the IANA registry, "" where it was UTF-8. UTF-16 is
// known by its byte order mark or by its high bytes; Windows-1256 and ISO-8859-6 by the Arabic that they give, and
// Windows-1252 by its English. What is none of these is not UTF-8: *[corpus.InputError].
func decode(name string, src []byte) ([]byte, string, error) {
	if order, mark, ok := utf16Order(src); ok {
		out, err := utf16.UTF16(order, mark).NewDecoder().Bytes(src)
		if err == nil && !bytes.ContainsRune(out, 0) {
			return out, "utf-16", nil
		}
	}
	err := check(name, src)
	if err == nil {
		return src, "", nil
	}
	if bytes.IndexByte(src, 0) >= 0 || mostlyUTF8(src) {
		return nil, "", err
	}
	var best []byte
	var found string
	score := highBytes(src) / 2
	for _, c := range eightBit {
		out, err := c.NewDecoder().Bytes(src)
		if s := plausible(out, c.lang); err == nil && s > score {
			best, found, score = out, c.name, s
		}
	}
	if best == nil {
		return nil, "", err
	}
	return best, found, nil
}

// eightBit lists the encodings of one byte a letter that are tried, and the language that a text in each would be in.
var eightBit = []struct {
	name string
	lang corpus.Lang
	*charmap.Charmap
}{
	{"windows-1256", corpus.Arabic, charmap.Windows1256},
	{"iso-8859-6", corpus.Arabic, charmap.ISO8859_6},
	{"windows-1252", corpus.English, charmap.Windows1252},
}

// utf16Order tells UTF-16 by its mark, or by high bytes that are nearly all those of Latin or Arabic letters.
func utf16Order(src []byte) (utf16.Endianness, utf16.BOMPolicy, bool) {
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}):
		return utf16.LittleEndian, utf16.ExpectBOM, true
	case bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		return utf16.BigEndian, utf16.ExpectBOM, true
	}
	var high [2]int // of the bytes at even and odd places, how many may be high bytes
	n := min(len(src), sniffed) &^ 1
	for i := range n {
		if c := src[i]; c == 0 || c == 6 {
			high[i&1]++
		}
	}
	switch pairs := n / 2; {
	case pairs < 8:
	case high[1]*10 > pairs*9 && high[0]*10 < pairs*3:
		return utf16.LittleEndian, utf16.IgnoreBOM, true
	case high[0]*10 > pairs*9 && high[1]*10 < pairs*3:
		return utf16.BigEndian, utf16.IgnoreBOM, true
	}
	return utf16.LittleEndian, utf16.IgnoreBOM, false
}

func highBytes(src []byte) (n int) {
	for _, c := range src {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// mostlyUTF8 reports whether more of the bytes that are not ASCII belong to UTF-8 than not: then it is UTF-8, damaged.
func mostlyUTF8(src []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good += n
		}
		i += n
	}
	return good > bad
}

// plausible says how much a decoded text looks like one in the language; 0 or less for one that does not.
func plausible(text []byte, lang corpus.Lang) int {
	score, last := 0, ' '
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		letter := arabic.IsArabic(r)
		switch {
		case r < utf8.RuneSelf && r >= ' ' || r == '\n' || r == '\r' || r == '\t':
		case r == utf8.RuneError || unicode.IsControl(r):
			score -= 10
		case lang == corpus.Arabic && letter:
			score++
			if r == 'ل' && last == 'ا' {
				score += 4 // the article, the commonest pair of letters
			}
		case lang == corpus.English && unicode.Is(unicode.Latin, r) && last < utf8.RuneSelf && unicode.IsLetter(last):
			score++ // é in café
		case lang == corpus.English && unicode.IsPunct(r):
			score++ // quotes and dashes
		case unicode.IsLetter(r):
			score -= 2
		}
		last = r
	}
	return score
}
