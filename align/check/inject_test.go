package check_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"muqabala/align/quantity"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// bilingual is a paragraph of sentences that translate each other one by one.
type bilingual struct{ english, arabic []string }

func (b bilingual) clone() bilingual {
	return bilingual{slices.Clone(b.english), slices.Clone(b.arabic)}
}

// defect puts a defect of one kind into a paragraph, if it can have one, and gives what stood there before: "" where no suggestion is
// asked for.
type defect struct {
	name   string
	checks string  // those that count as having found it, parted by spaces
	floor  float64 // the least recall
	inject func(r *rand.Rand, b *bilingual) (right string, ok bool)
}

var defects = []defect{
	{"sentence dropped", "omission length-anomaly sentence-count", .9, dropSentence},
	{"clause dropped", "omission length-anomaly", .45, dropClause},
	{"sentence added", "addition length-anomaly sentence-count", .85, addSentence},
	{"left in English", "untranslated", .95, leaveEnglish},
	{"bracket lost", "unpaired", .95, loseBracket},
	{"digit misread", "number-mismatch", .95, inNumber(misreadDigit)},
	{"number replaced", "number-mismatch", .7, inNumber(otherNumber)},
	{"digits reversed", "number-mismatch", .95, inNumber(reverseDigits)},
	{"groups broken", "number-mismatch", .8, breakGroups},
	{"month changed", "number-mismatch", .9, changeMonth},
	{"half a month changed", "number-mismatch", .9, changeHalfMonth},
	{"ordinal changed", "number-mismatch", .4, swapWords("الثانية والستين", "الثانية والسبعين", "السابعة والستين", "السابعة والخمسين", "التاسعة والستين", "التاسعة والخمسين", "السبعين", "الستين", "الثامنة والستين", "الثامنة والخمسين", "الثالثة", "الرابعة", "الخامسة", "السادسة", "الثالث", "الرابع")},
	{"number word changed", "number-mismatch", .45, swapWords("ثلاثة", "أربعة", "خمسة", "ستة", "ثلاث", "أربع", "خمس", "ست", "عشرين", "ثلاثين", "عشرة", "تسعة")},
	{"per cent made money", "number-mismatch", .8, swapWords("في المائة", "دولار")},
	{"currency changed", "number-mismatch", .5, swapWords("دولار", "يورو")},
	{"million for billion", "number-mismatch", .6, swapWords("مليون", "بليون")},
	{"symbol misread", "number-mismatch", .9, misreadSymbol},
	{"name misspelled", "names terminology ocr-character ocr-word", .3, misspellName},
}

func dropSentence(r *rand.Rand, b *bilingual) (string, bool) {
	i := r.IntN(len(b.arabic))
	if len(b.arabic) < 2 || words(b.arabic[i]) < 12 {
		return "", false
	}
	b.arabic[i] = ""
	return "", true
}

var clauseEnd = regexp.MustCompile(`[،؛] `)

func dropClause(r *rand.Rand, b *bilingual) (string, bool) {
	i := r.IntN(len(b.arabic))
	ends := clauseEnd.FindAllStringIndex(b.arabic[i], -1)
	for k := 1; k < len(ends); k++ {
		if clause := b.arabic[i][ends[k-1][0]:ends[k][0]]; words(clause) >= 10 {
			b.arabic[i] = b.arabic[i][:ends[k-1][0]] + b.arabic[i][ends[k][0]:]
			return "", true
		}
	}
	return "", false
}

func addSentence(r *rand.Rand, b *bilingual) (string, bool) {
	i := r.IntN(len(b.english))
	if len(b.english) < 2 || words(b.english[i]) < 12 {
		return "", false
	}
	b.english[i] = ""
	return "", true
}

func leaveEnglish(r *rand.Rand, b *bilingual) (string, bool) {
	i := r.IntN(len(b.arabic))
	if words(b.english[i]) < 8 {
		return "", false
	}
	b.arabic[i] = b.english[i]
	return "", true
}

func loseBracket(r *rand.Rand, b *bilingual) (string, bool) {
	for i, s := range b.arabic {
		for _, sign := range []string{")", "(", "”", "»", "]"} {
			if at := strings.Index(s, sign); at > 0 && strings.ContainsAny(b.english[i], "([“\"") {
				b.arabic[i] = s[:at] + s[at+len(sign):]
				return "", true
			}
		}
	}
	return "", false
}

// inNumber changes the digits of a number that stands on both sides.
func inNumber(change func(r *rand.Rand, digits []rune) bool) func(*rand.Rand, *bilingual) (string, bool) {
	return func(r *rand.Rand, b *bilingual) (string, bool) {
		i := r.IntN(len(b.arabic))
		for _, q := range quantity.Read(b.arabic[i], corpus.Arabic) {
			text := q.Span.In(b.arabic[i])
			both := slices.ContainsFunc(quantity.Read(b.english[i], corpus.English), func(o quantity.Quantity) bool { return o.Value == q.Value && o.Digits != "" })
			if digits := []rune(text); both && q.Kind == quantity.Number && q.Digits != "" && !strings.ContainsAny(text, " /.") && change(r, digits) {
				b.arabic[i] = b.arabic[i][:q.Span.Start] + string(digits) + b.arabic[i][q.Span.End:]
				return text, true
			}
		}
		return "", false
	}
}

func misreadDigit(r *rand.Rand, digits []rune) bool {
	at := r.IntN(len(digits))
	if len(digits) < 2 || !arabic.IsDigit(digits[at]) {
		return false
	}
	zero := digits[at] - rune(arabic.DigitValue(digits[at]))
	digits[at] = zero + (digits[at]-zero+1+rune(r.IntN(8)))%10
	return digits[0] != zero
}

func otherNumber(r *rand.Rand, digits []rune) bool {
	for at := range digits {
		if !arabic.IsDigit(digits[at]) {
			return false
		}
		zero := digits[at] - rune(arabic.DigitValue(digits[at]))
		digits[at] = zero + (digits[at]-zero+3+rune(at))%9 + 1
	}
	return len(digits) > 1
}

func reverseDigits(_ *rand.Rand, digits []rune) bool {
	before := string(digits)
	slices.Reverse(digits)
	return len(digits) > 2 && string(digits) != before
}

var groups = regexp.MustCompile(`[٠-٩]{1,3} [٠-٩]{3}|[1-9][0-9]? [0-9]{3}`)

func breakGroups(r *rand.Rand, b *bilingual) (string, bool) {
	for i, s := range b.arabic {
		if m := groups.FindString(s); m != "" && strings.Contains(b.english[i], ",") {
			broken := strings.Replace(m, " ", []string{".", " .", ". ", "، "}[r.IntN(4)], 1)
			b.arabic[i] = strings.Replace(s, m, broken, 1)
			return m, true
		}
	}
	return "", false
}

var (
	fullMonth = regexp.MustCompile(`(كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول)/\p{L}+`)
	otherName = map[string]string{"كانون الثاني/يناير": "كانون الأول/ديسمبر", "كانون الأول/ديسمبر": "كانون الثاني/يناير", "آذار/مارس": "أيار/مايو", "أيار/مايو": "آذار/مارس",
		"حزيران/يونيه": "تموز/يوليه", "تموز/يوليه": "حزيران/يونيه", "تشرين الأول/أكتوبر": "تشرين الثاني/نوفمبر", "تشرين الثاني/نوفمبر": "تشرين الأول/أكتوبر",
		"أيلول/سبتمبر": "نيسان/أبريل", "نيسان/أبريل": "أيلول/سبتمبر", "شباط/فبراير": "آب/أغسطس", "آب/أغسطس": "شباط/فبراير"}
)

func changeMonth(_ *rand.Rand, b *bilingual) (string, bool) {
	for i, s := range b.arabic {
		if m := fullMonth.FindString(s); otherName[m] != "" {
			b.arabic[i] = strings.Replace(s, m, otherName[m], 1)
			return m, true
		}
	}
	return "", false
}

func changeHalfMonth(_ *rand.Rand, b *bilingual) (string, bool) {
	for i, s := range b.arabic {
		if m := fullMonth.FindString(s); otherName[m] != "" {
			first, _, _ := strings.Cut(m, "/")
			_, second, _ := strings.Cut(otherName[m], "/")
			b.arabic[i] = strings.Replace(s, m, first+"/"+second, 1)
			return m, true
		}
	}
	return "", false
}

// swapWords puts the second of two words in the place of the first, or the other way round.
func swapWords(pairs ...string) func(*rand.Rand, *bilingual) (string, bool) {
	return func(r *rand.Rand, b *bilingual) (string, bool) {
		for i, s := range b.arabic {
			for k, w := range pairs {
				padded := " " + s + " "
				if strings.Contains(padded, " "+w+" ") {
					b.arabic[i] = strings.TrimSpace(strings.Replace(padded, " "+w+" ", " "+pairs[k^1]+" ", 1))
					return w, true
				}
			}
		}
		return "", false
	}
}

var documentSymbol = regexp.MustCompile(`[A-Z](?:/[A-Z0-9._]+)+/([0-9]{2,})`)

func misreadSymbol(r *rand.Rand, b *bilingual) (string, bool) {
	for i, s := range b.arabic {
		if m := documentSymbol.FindStringSubmatchIndex(s); m != nil && strings.Contains(b.english[i], s[m[0]:m[1]]) {
			digit := s[m[2]]
			b.arabic[i] = s[:m[2]] + string('0'+(digit-'0'+3)%10) + s[m[2]+1:]
			return s[m[0]:m[1]], true
		}
	}
	return "", false
}

// names that stand in these texts often enough.
var famous = regexp.MustCompile(`(أفغانستان|الصومال|السودان|إسرائيل|لبنان|العراق|كوسوفو|جنيف|نيويورك|فيينا|ليبريا|رواندا|أوكرانيا|الكونغو|ووهان|الصين|غيت هاب|روبي|لينكس)`)

func misspellName(r *rand.Rand, b *bilingual) (string, bool) {
	for i, s := range b.arabic {
		if m := famous.FindString(s); m != "" {
			letters := []rune(m)
			at := len(letters) - 2
			letters[at], letters[at-1] = letters[at-1], letters[at]
			if string(letters) != m {
				b.arabic[i] = strings.Replace(s, m, string(letters), 1)
				return m, true
			}
		}
	}
	return "", false
}

func words(s string) int { return len(strings.Fields(s)) }
