package read

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"muqabala/corpus/arabic"
)

// What may stand before the text of a block, in the plain form that [plainHead] gives.
var (
	headingMarks = regexp.MustCompile(`^#{1,6}[ \t]+`)
	// 27. · 27 - · 27- · 27.1. · 27)
	digitLead = regexp.MustCompile(`^([0-9]{1,4}(?:\.[0-9]{1,3}){0,3})(?: *(-) *|([.)]) +)`)
	// 27.1 without a stop
	levelLead = regexp.MustCompile(`^([0-9]{1,3}(?:\.[0-9]{1,3}){1,3}) +`)
	// (a) · (أ) · (أ أ) · (iv)
	letterLead = regexp.MustCompile(`^\(([a-z]{1,5}|[\x{0621}-\x{064a}](?: ?[\x{0621}-\x{064a}])?)\) *`)
	// (1) of a list
	itemLead = regexp.MustCompile(`^\(([0-9]{1,3})\) *`)
	// I. · II - · A. · A)
	romanLead = regexp.MustCompile(`^([IVXLC]{1,7}|[A-Z])(?:[.)] +| *- +)`)
	// أولا - · ثاني عشر - · ألف - · أ -
	ordinalLead = regexp.MustCompile(`^([\x{0621}-\x{064a}]+(?:[ -][\x{0621}-\x{064a}]+)?) *[-:.] *`)
	// Article 1 · المادة الثالثة: with its title or alone
	articleLead = regexp.MustCompile(`(?i)^(?:article|section|chapter|part|annex|appendix|rule|regulation|الماده|الفصل|الباب|القسم|الفرع|الجزء|المرفق|التذييل|القاعده) ` +
		`([0-9]{1,4}|[ivxlc]{1,7}|[a-z]|[\x{0621}-\x{064a}]+(?: [\x{0621}-\x{064a}]+)?)(?:$|( *[.:-] *|\s*\n\s*))`)
)

// leadRunes is how much of a block is looked at for its number.
const leadRunes = 64

// lead is what stands before the text of a block.
type lead struct {
	length int    // in bytes of the block
	number string // in the form that both languages share: "27", "27.1", "II", "A", "a"
	style  byte   // what parts a number in digits from the text: '-' '.' ')' '(' or ' '; 0 for letters
	digits bool   // a number in digits goes on as one: "1999 - 2001"
}

// plainHead is the beginning of a text without what hides a number: bidi controls, tashkil, emphasis and escapes of
// Markdown are left out, letters and digits take their plain forms, all dashes are "-". source[i] is the byte of the text
// that byte i comes from; source[len(head)] is where the rest begins.
func plainHead(text string) (head string, source []int) {
	var out []byte
	runes := 0
	for i, r := range text {
		if runes++; runes > leadRunes {
			return string(out), append(source, i)
		}
		plain := string(r)
		switch {
		case r == '\\' || r == '*' || r == '_':
			plain = ""
		case r == 'ـ':
			if last, _ := utf8.DecodeLastRune(out); arabic.IsArabic(last) {
				plain = ""
			} else {
				plain = "-"
			}
		case r >= utf8.RuneSelf && r != '٫': // the sign of decimals parts no levels
			plain = arabic.Fold(plain)
		case r == '\t':
			plain = " "
		}
		for range len(plain) {
			source = append(source, i)
		}
		out = append(out, plain...)
	}
	return string(out), append(source, len(text))
}

// findLead reads the number of a paragraph, item or heading off the beginning of a text; the zero lead where there is none.
// Whether a number in digits belongs to the document's numbering is for [numbering] to say.
func findLead(text string, heading bool) lead {
	head, source := plainHead(text)
	short := heading || len(text) < 200 && !endsSentence(text)
	at := func(n int, number string, style byte) lead {
		if n == len(head) && source[n] == len(text) {
			return lead{} // nothing follows
		}
		next := head[n:]
		return lead{source[n], number, style, next != "" && next[0] >= '0' && next[0] <= '9'}
	}
	if m := digitLead.FindStringSubmatch(head); m != nil {
		return at(len(m[0]), m[1], (m[2] + m[3])[0])
	}
	if m := levelLead.FindStringSubmatch(head); m != nil {
		return at(len(m[0]), m[1], ' ')
	}
	if m := itemLead.FindStringSubmatch(head); m != nil {
		return at(len(m[0]), m[1], '(')
	}
	if m := letterLead.FindStringSubmatch(head); m != nil {
		return at(len(m[0]), itemLetter(m[1]), 0)
	}
	if m := romanLead.FindStringSubmatch(head); m != nil && short && (len(m[1]) == 1 || arabic.ParseRoman(m[1]) > 0) {
		return at(len(m[0]), m[1], 0)
	}
	if m := ordinalLead.FindStringSubmatch(head); m != nil {
		if number := sectionNumber(m[1], short); number != "" {
			return at(len(m[0]), number, 0)
		}
	}
	return lead{}
}

// itemLetter is the number of an item: (ب) is "b", (aa) stays.
func itemLetter(s string) string {
	if letter := arabic.ItemLetter(strings.ReplaceAll(s, " ", "")); letter != "" {
		return letter
	}
	return s
}

// sectionNumber is the number that an Arabic word or letter gives a section, as English has it: أولا is "I", باء is "B". A
// single letter numbers a section where the text is short.
func sectionNumber(word string, short bool) string {
	if letter := arabic.LetterName(word); letter != "" {
		return letter
	}
	if letter := arabic.ItemLetter(word); len(letter) == 1 {
		if short {
			return strings.ToUpper(letter)
		}
		return "" // ه that begins a paragraph is a misread ٥
	}
	if strings.HasPrefix(word, "ال") {
		return "" // الأول names somebody or something; it numbers no section
	}
	return arabic.Roman(arabic.Ordinal(word))
}

// articleNumber is the number, in Western digits or a letter, of a heading such as "Article 1. Objectives" or
// "المادة الثالثة", and the length of what stands before its title (0 where it has none); "" for any other text.
func articleNumber(text string) (number string, length int) {
	head, source := plainHead(text)
	m := articleLead.FindStringSubmatchIndex(head)
	if m == nil || len(text) > 200 || m[4] >= 0 && endsSentence(text[source[m[1]]:]) {
		return "", 0
	}
	if number = articleDigits(head[m[2]:m[3]]); number == "" {
		return "", 0
	}
	if source[m[1]] < len(text) {
		length = source[m[1]]
	}
	return number, length
}

func articleDigits(s string) string {
	if s[0] >= '0' && s[0] <= '9' {
		return s
	}
	if n := arabic.ParseRoman(s); n > 0 {
		return strconv.Itoa(n)
	}
	if n := arabic.Ordinal(s); n > 0 {
		return strconv.Itoa(n)
	}
	if letter := arabic.LetterName(s); letter != "" {
		return letter
	}
	return strings.ToUpper(arabic.ItemLetter(s))
}

// endsSentence reports whether text ends as a sentence does, marks and quotes aside.
func endsSentence(text string) bool {
	if n := len(text) - 80; n > 0 { // the end tells
		for !utf8.RuneStart(text[n]) {
			n++
		}
		text = text[n:]
	}
	text = noteMark.ReplaceAllString(text, "")
	text = strings.TrimRight(text, "\"'”“»)]*_\\ \t\r\n")
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".؟?!؛;:…", last)
}
