package quantity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

var (
	grouped    = regexp.MustCompile(`^[0-9]{1,3}(?:[ ,.٬][0-9]{3})+(?:[.,٫][0-9]{1,2})?$`)
	evenGroups = regexp.MustCompile(`^[0-9]{3}(?: [0-9]{3})+$`)
	onePart    = regexp.MustCompile(`^[0-9]{1,3}[.,][0-9]{3}$`)
)

// numeral reads a number in digits, with its scale and unit.
func (r *reader) numeral(i int) int {
	if r.words[i].Class != arabic.Number || r.partOfName(i) {
		return i
	}
	end, backward := r.groups(i)
	span := r.span(i, end)
	q := Quantity{Span: span, Digits: strings.ReplaceAll(arabic.FoldDigits(span.In(r.text)), "\u00a0", " ")}
	if r.islamic(i, end) {
		return end
	}
	q.Backward, q.Weak = backward, !backward && strings.HasPrefix(q.Digits, "000")
	q.Value, q.Other = values(q.Digits, r.arabic, backward)
	q.Range = r.rangeFrom(end)
	if !r.arabic && end < len(r.words) && r.tight(end-1) && slices.Contains([]string{"st", "nd", "rd", "th"}, r.key(end)) {
		end++
	}
	end = r.units(&q, i, end)
	r.out = append(r.out, q)
	return end
}

// partOfName reports whether letters and a hyphen stand right before word i: COVID-19, كوفيد-19, but not "post-2015". Codes of currencies
// may stand right before it.
func (r *reader) partOfName(i int) bool {
	if r.tight(i-1) && (r.sign(i-1, "-") || r.sign(i-1, "_")) && r.tight(i-2) {
		switch w := r.words[i-2]; w.Class {
		case arabic.Latin:
			return len(w.Text) > 1 && w.Text != strings.ToLower(w.Text)
		case arabic.Letters:
			return digitCount(r.words[i].Text) < 3
		}
	}
	return r.tight(i-1) && r.words[i-1].Class == arabic.Latin && currencies[r.key(i-1)] == ""
}

// groups is the end of the number that begins at i, and whether its groups of three digits stand the wrong way round, the last
// first, as they do where a right-to-left line was typed in the order of its looks. Groups have one space between them.
func (r *reader) groups(i int) (end int, backward bool) {
	end = i + 1
	if r.arabic && digitCount(r.words[i].Text) > 0 && r.decimals(end) {
		return end + 2, false
	}
	run := end // of numbers with a space between them
	for run < len(r.words) && r.words[run].Class == arabic.Number && r.spaced(run-1) && sameDigits(r.words[i].Text, r.words[run].Text) {
		run++
	}
	if n := digitCount(r.words[i].Text); n >= 1 && n <= 3 {
		for end < run && r.isGroup(end) {
			end++
		}
	}
	if end > i+1 && !(end == i+2 && r.plainGroup(i) && strings.HasPrefix(arabic.FoldDigits(r.words[i].Text), "0")) || !r.arabic || !r.isGroup(i) {
		return end, false
	}
	for end = i + 1; end < run && r.plainGroup(end) && end+1 < run; end++ {
	}
	if n := digitCount(r.words[min(end, run-1)].Text); end < run && n >= 1 && n <= 3 && !strings.HasPrefix(arabic.FoldDigits(r.words[end].Text), "0") {
		return end + 1, true
	}
	return i + 1, false
}

// plainGroup reports whether word i is three digits and nothing else.
func (r *reader) plainGroup(i int) bool { return digitCount(r.words[i].Text) == 3 }

// decimals reports whether a comma and one or two digits stand right behind the number before word i, as Arabic writes decimals.
func (r *reader) decimals(i int) bool {
	if !r.sign(i, ",") || !r.tight(i-1) || !r.tight(i) {
		return false
	}
	n := digitCount(r.words[i+1].Text)
	return n == 1 || n == 2
}

// isGroup reports whether word i is three digits, a decimal part behind them aside.
func (r *reader) isGroup(i int) bool {
	text := arabic.FoldDigits(r.words[i].Text)
	whole, _, _ := strings.Cut(strings.ReplaceAll(text, "٫", "."), ".")
	return len(whole) == 3 && digitCount(whole) == 3
}

// spaced reports whether one space and nothing else stands between word i and the next.
func (r *reader) spaced(i int) bool {
	between := r.text[r.words[i].Span.End:r.words[i+1].Span.Start]
	return between == " " || between == "\u00a0" || between == "\u202f"
}

// digitCount is how many digits a word of digits alone has, 0 for any other.
func digitCount(s string) (n int) {
	for _, c := range s {
		if !arabic.IsDigit(c) {
			return 0
		}
		n++
	}
	return n
}

// sameDigits reports whether two numbers are written with the same digits: Western or not.
func sameDigits(a, b string) bool { return a[0] < utf8.RuneSelf == (b[0] < utf8.RuneSelf) }

// values are what digits stand for. English has a comma between thousands and a point before decimals; Arabic has either sign
// for either.
// Groups that stand backward are put in order; three and three digits may be read in either order.
func values(digits string, isArabic, backward bool) (value, other string) {
	plain := strings.NewReplacer(" ", "", ",", "", "٬", "").Replace(digits)
	decimal := strings.NewReplacer(",", ".", "٫", ".").Replace(digits)
	switch {
	case backward:
		return reverseGroups(digits), ""
	case strings.Contains(digits, "/"):
		return trimZeros(digits), ""
	case isArabic && grouped.MatchString(digits):
		value = strings.ReplaceAll(strings.ReplaceAll(decimalPart(digits), " ", ""), "٬", "")
		switch {
		case onePart.MatchString(digits):
			other = trimDecimals(decimal)
		case evenGroups.MatchString(digits) && digits[len(digits)-3] != '0':
			other = reverseGroups(digits)
		}
		return value, other
	case isArabic:
		return trimDecimals(strings.ReplaceAll(decimal, " ", "")), ""
	}
	if onePart.MatchString(digits) && strings.Contains(digits, ".") {
		other = strings.ReplaceAll(digits, ".", "") // as much of Europe writes it
	}
	return trimDecimals(strings.ReplaceAll(plain, "٫", ".")), other
}

// decimalPart takes the marks out of groups of three and leaves a point before what is no group.
func decimalPart(digits string) string {
	at := strings.LastIndexAny(digits, ".,٫")
	plain := strings.NewReplacer(",", "", ".", "", "٫", "")
	if at < 0 || len(digits)-at > 3 {
		return plain.Replace(digits)
	}
	_, n := utf8.DecodeRuneInString(digits[at:])
	if len(digits)-at-n > 2 {
		return plain.Replace(digits)
	}
	return plain.Replace(digits[:at]) + "." + digits[at+n:]
}

// trimDecimals drops zeros at the end of decimals: 2.50 is 2.5.
func trimDecimals(s string) string {
	if strings.Count(s, ".") != 1 {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// trimZeros drops zeros before each part: 05/2010.
func trimZeros(s string) string {
	parts := strings.Split(s, "/")
	for i, p := range parts {
		if len(p) == 2 && p[0] == '0' {
			parts[i] = p[1:]
		}
	}
	return strings.Join(parts, "/")
}

// reverseGroups joins groups from the last to the first; the decimals of the first stay at the end.
func reverseGroups(digits string) string {
	parts := strings.Split(strings.ReplaceAll(digits, "٫", "."), " ")
	whole, decimals, ok := strings.Cut(strings.ReplaceAll(parts[0], ",", "."), ".")
	parts[0] = whole
	slices.Reverse(parts)
	if ok {
		decimals = "." + decimals
	}
	return strings.Join(parts, "") + decimals
}

// rangeFrom reports whether a hyphen and another number stand right behind the number that ends before word end.
func (r *reader) rangeFrom(end int) bool {
	return r.tight(end-1) && (r.sign(end, "-") || r.sign(end, "–")) && r.tight(end) && r.words[end+1].Class == arabic.Number
}

// islamicMonths are the months of the Islamic calendar, folded.
var islamicMonths = foldedSet("محرم المحرم صفر ربيع جمادى رجب شعبان رمضان شوال ذو ذي القعدة الحجة هـ هجرية هجري ه")

// islamic reports whether the number from i to end is a date of the Islamic calendar.
func (r *reader) islamic(i, end int) bool {
	return r.arabic && (islamicMonths[r.key(end)] || r.key(i-1) != "" && islamicMonths[r.key(i-1)])
}

func foldedSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[arabic.Fold(w)] = true
	}
	return out
}

// shift multiplies a decimal number by ten to the power of zeros.
func shift(value string, zeros int) string {
	whole, part, _ := strings.Cut(value, ".")
	if strings.ContainsAny(value, "/") {
		return value
	}
	for len(part) < zeros {
		part += "0"
	}
	value = whole + part[:zeros]
	if rest := strings.TrimRight(part[zeros:], "0"); rest != "" {
		value += "." + rest
	}
	return strings.TrimLeft(value, "0")
}

// isAddress reports whether a symbol is a web or mail address.
func isAddress(text string) bool {
	return strings.ContainsAny(text, "@:") || strings.HasPrefix(text, "www.")
}

// at is the span of word i.
func (r *reader) at(i int) corpus.Span { return r.words[i].Span }
