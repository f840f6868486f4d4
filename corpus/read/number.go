package read

import (
	"regexp"
	"strings"

	"muqabala/corpus/arabic"
)

// What may stand before the text of a block, after any Markdown heading marks.
var (
	headingMarks = regexp.MustCompile(`^#{1,6}[ \t]+`)
	// 27. · 27 - · ٢٧- · 27.1. · ٢٧)
	digitLead = regexp.MustCompile(`^([0-9٠-٩۰-۹]{1,4}(?:\.[0-9٠-٩۰-۹]{1,3}){0,3})(?:[ \t]*[-–—][ \t]*|[.)][ \t]+)`)
	// (a) · (أ) · (أ أ)
	letterLead = regexp.MustCompile(`^\(([a-z]{1,4}|[\x{0621}-\x{064a}]{1,3})\)[ \t]*`)
	// I. · II – · A.
	romanLead  = regexp.MustCompile(`^([IVXL]{1,6}|[A-Z])(?:\.[ \t]+|[ \t]+[-–—][ \t]+)`)
	arabicLead = regexp.MustCompile(`^([\x{0621}-\x{0652}]+(?: عشر)?)[ \t]*[-–—:][ \t]*`)
	// (1) text · ١ text in <sup> · \* text · [^1]: text
	noteLead = regexp.MustCompile(`^(?:\(([0-9٠-٩۰-۹]{1,3})\)|<sup>\(?([0-9٠-٩۰-۹*]{1,3})\)?</sup>|((?:\\?\*){1,3})|\[\^(\w{1,8})\]:)[ \t]*`)
	noteMark = regexp.MustCompile(`<sup>\(?([0-9٠-٩۰-۹*]{1,3})\)?</sup>|\(([0-9٠-٩۰-۹]{1,3})\)|(\\?\*)(?:$|[\s.،,])|\[\^(\w{1,8})\]`)
)

// ordinals and letters that number the sections of Arabic documents, with what English has there.
var ordinals = func() map[string]string {
	out := map[string]string{}
	for i, w := range strings.Fields("أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا") {
		out[arabic.Fold(w)] = roman(i + 1)
	}
	for i, w := range strings.Fields("حادي ثاني ثالث رابع خامس سادس سابع ثامن تاسع") {
		out[arabic.Fold(w+" عشر")] = roman(i + 11)
	}
	for i, w := range strings.Fields("ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون") {
		out[arabic.Fold(w)] = string(rune('A' + i))
	}
	return out
}()

// roman is n, up to 39, in Roman numerals.
func roman(n int) string {
	return strings.Repeat("X", n/10) + []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
}

// lead is what stands before the text of a block: its length in bytes, and the number that it gives in the form that both
// languages share ("27", "II", "A", "a"; "" for none).
func lead(text string, heading bool) (n int, number string) {
	if m := digitLead.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		return len(m[0]), arabic.FoldDigits(m[1])
	}
	if m := letterLead.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		return len(m[0]), itemLetter(m[1])
	}
	if m := romanLead.FindStringSubmatch(text); m != nil && (heading || len(text) < 120 && !endsSentence(text)) {
		return len(m[0]), m[1]
	}
	if m := arabicLead.FindStringSubmatch(text); m != nil {
		if number := ordinals[strings.TrimSuffix(arabic.Fold(m[1]), " ")]; number != "" {
			return len(m[0]), number
		}
	}
	return 0, ""
}

// itemLetter gives (أ) (ب) (ج) the English letters that stand there.
func itemLetter(s string) string {
	letters := []rune("ابجدهوزحطيكلمنسعفصقرشت")
	fold := []rune(arabic.Fold(s))
	for i, r := range letters {
		if len(fold) == 1 && fold[0] == r {
			return string(rune('a' + i))
		}
	}
	return s
}

// endsSentence reports whether text ends as a sentence does, marks and quotes aside.
func endsSentence(text string) bool {
	text = noteMark.ReplaceAllString(text, "")
	text = strings.TrimRight(text, "\"'”“»)]*_\\ \t\n")
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, "؟") || strings.HasSuffix(text, "?") ||
		strings.HasSuffix(text, "!") || strings.HasSuffix(text, "؛") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ";") ||
		strings.HasSuffix(text, "…")
}

// first is the first of the groups that is not empty.
func first(groups []string) string {
	for _, g := range groups {
		if g != "" {
			return g
		}
	}
	return ""
}

// mark is a footnote mark in the form that both languages share.
func mark(groups []string) string {
	return strings.ReplaceAll(arabic.FoldDigits(first(groups)), `\`, "")
}
