package arabic

import (
	"strings"
	"unicode/utf8"
)

// Ordinal is the number of an adverb or adjective that numbers sections and articles: 1 for أولا, الأول and الأولى, 12 for
// ثاني عشر and الثانية عشرة, 21 for حادي وعشرون. It knows 1 to 99; for anything else it is 0. Spelling need not be folded.
func Ordinal(s string) int {
	words := strings.Fields(strings.ReplaceAll(Fold(s), "-", " "))
	switch len(words) {
	case 1:
		if n := unit(words[0]); n > 0 {
			return n
		}
		return tens(words[0])
	case 2:
		n := unit(words[0])
		if n == 0 || n > 9 {
			return 0
		}
		if w := words[1]; w == "عشر" || w == "عشره" || w == "عشرا" {
			return 10 + n
		}
		if t := tens(strings.TrimPrefix(words[1], "و")); t > 0 {
			return t + n
		}
	}
	return 0
}

// ordinalUnits lists the folded forms of first to tenth, without the article.
var ordinalUnits = [...]string{
	"اولا اول اولي واحد", "ثانيا ثاني ثانيه", "ثالثا ثالث ثالثه", "رابعا رابع رابعه", "خامسا خامس خامسه", "سادسا سادس سادسه",
	"سابعا سابع سابعه", "ثامنا ثامن ثامنه", "تاسعا تاسع تاسعه", "عاشرا عاشر عاشره",
}

func unit(w string) int {
	w = strings.TrimPrefix(w, "ال")
	if w == "حادي" || w == "حاديه" || w == "حاديا" {
		return 1
	}
	for i, forms := range ordinalUnits {
		if w != "" && hasField(forms, w) {
			return i + 1
		}
	}
	return 0
}

// ordinalTens lists twenty to ninety.
var ordinalTens = [...]string{"عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"}

func tens(w string) int {
	w = strings.TrimPrefix(w, "ال")
	root, ok := strings.CutSuffix(w, "ون")
	if !ok {
		root, ok = strings.CutSuffix(w, "ين")
	}
	for i, t := range ordinalTens {
		if ok && root == t {
			return 10 * (i + 2)
		}
	}
	return 0
}

func hasField(fields, w string) bool {
	for f := range strings.FieldsSeq(fields) {
		if f == w {
			return true
		}
	}
	return false
}

// abjad lists the letters in the order in which they number items, beside the Latin letter that the UN puts for each.
var abjad = [...]string{
	"ا", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت", "ث", "خ", "ذ", "ض",
}

// letterNames are the names of those letters, folded; they number sections ("ألف -" is "A.").
var letterNames = [...]string{
	"الف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون", "سين", "عين", "فاء", "صاد",
	"قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد",
}

// ItemLetter is the lower-case Latin letter for an Arabic letter that numbers an item, in abjad order: "a" for أ, "c" for ج,
// "e" for هـ, "aa" for أأ. "" for anything else.
func ItemLetter(s string) string {
	s = Fold(s)
	if n := utf8.RuneCountInString(s); n == 2 && s[:len(s)/2] == s[len(s)/2:] {
		one := ItemLetter(s[:len(s)/2])
		return one + one
	}
	for i, l := range abjad {
		if l == s {
			return string(rune('a' + i))
		}
	}
	return ""
}

// LetterName is the capital Latin letter for the name of an Arabic letter: "A" for ألف, "B" for باء. "" for anything else.
func LetterName(s string) string {
	s = Fold(s)
	for i, l := range letterNames {
		if l == s {
			return string(rune('A' + i))
		}
	}
	return ""
}

var romans = [...]struct {
	value int
	text  string
}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}

// Roman is n, 1 to 399, in capital Roman numerals; "" for other numbers.
func Roman(n int) string {
	if n < 1 || n > 399 {
		return ""
	}
	var b strings.Builder
	for _, r := range romans {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// ParseRoman is the number that Roman numerals in either case stand for, 1 to 399, and 0 where s is none in its proper form.
func ParseRoman(s string) int {
	up, n := strings.ToUpper(s), 0
	rest := up
	for _, r := range romans {
		for strings.HasPrefix(rest, r.text) {
			n, rest = n+r.value, rest[len(r.text):]
		}
	}
	if rest != "" || Roman(n) != up {
		return 0
	}
	return n
}
