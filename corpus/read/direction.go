package read

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"muqabala/corpus/arabic"
)

// logicalOrder puts the words of a line in the order in which they are read. Most programs write them so; where the boxes of
// a line in a right-to-left script run from left to right, they were written as they look.
func logicalOrder(words []pageWord, rightLeft bool) []pageWord {
	if !rightLeft {
		return words
	}
	up, down := 0, 0
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		if !isArabicWord(a.text) || !isArabicWord(b.text) {
			continue
		}
		switch cmp.Compare(a.box.Left, b.box.Left) {
		case -1:
			up++
		case 1:
			down++
		}
	}
	if up <= down {
		return words
	}
	return fromVisual(words)
}

// fromVisual orders the words of a right-to-left line by their boxes: from the right, but Latin words that follow each other,
// and numbers to the right of one, from the left (the rules of UAX #9 turned round).
func fromVisual(words []pageWord) []pageWord {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b pageWord) int { return cmp.Compare(a.box.Left, b.box.Left) })
	out := make([]pageWord, 0, len(words))
	for end := len(words); end > 0; {
		start := end - 1
		for i := end - 1; i >= 0 && (isLatinWord(words[i].text) || isNumberWord(words[i].text)); i-- {
			if isLatinWord(words[i].text) {
				start = i
			}
		}
		out = append(out, words[start:end]...)
		end = start
	}
	return out
}

func isArabicWord(s string) bool { return strings.ContainsFunc(s, arabic.IsArabic) }

func isLatinWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) && !isArabicWord(s)
}

func isNumberWord(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, unicode.IsLetter)
}

// turnWord turns a word whose letters stand as they look, from left to right, into the order in which they are read. Runs of
// Latin letters and of digits, with what joins them, keep their order; marks stay behind their letters.
func turnWord(s string) string {
	if !strings.ContainsFunc(s, rightLeft) {
		return s
	}
	runes := []rune(s)
	out := make([]rune, 0, len(runes))
	for end := len(runes); end > 0; {
		start := end - 1
		for start > 0 && unicode.Is(unicode.Mn, runes[start]) {
			start--
		}
		if leftRight(runes[start]) {
			for start > 0 && (leftRight(runes[start-1]) || start > 1 && joins(runes[start-1]) && leftRight(runes[start-2])) {
				start--
			}
		}
		out = append(out, runes[start:end]...)
		end = start
	}
	return lamAlef(string(out))
}

// lamAlef mends the ligature of lam and alef: some files have its two letters as they are read where all others stand as they
// look, so that turning swaps them. Only what no other word can be is mended.
func lamAlef(s string) string {
	if s == "ال" {
		return "لا"
	}
	for _, article := range []string{"ا", "وا", "فا", "با", "كا"} {
		if rest, ok := strings.CutPrefix(s, article+"ال"); ok {
			s = article + "لا" + rest
		}
	}
	return strings.NewReplacer("األ", "الأ", "اإل", "الإ", "اآل", "الآ").Replace(s)
}

// rightLeft reports whether r is a letter or sign, but no digit, of the Arabic script.
func rightLeft(r rune) bool {
	return (r >= 0x600 && r <= 0x6ff || r >= 0xfb50 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc) && !unicode.IsDigit(r)
}

func leftRight(r rune) bool { return unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) }

func joins(r rune) bool { return strings.ContainsRune("/.,:-٫٬", r) }
