package quantity

import (
	"strconv"
	"strings"

	"muqabala/corpus/arabic"
)

// numberWords are number words by their values: cardinals and ordinals, folded.
type numberWords map[string]int

// cardinals and ordinals are the English ones below a hundred.
var (
	cardinals = listed("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen").tens("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
	ordinals = listed("first", "second", "third thirdly", "fourth fourthly", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth").tens("twentieth", "thirtieth", "fortieth", "fiftieth",
		"sixtieth", "seventieth", "eightieth", "ninetieth")
)

// units are the Arabic ones to ten, without article; tens and hundreds are read as one word.
var (
	units = listed(
		"واحد واحدة أحد إحدى حادي حادية أول أولى", "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي ثان ثاني ثانية",
		"ثلاث ثلاثة ثلاثا ثالث ثالثة ثالثا", "أربع أربعة أربعا رابع رابعة رابعا", "خمس خمسة خمسا خامس خامسة خامسا", "ست ستة ستا سادس سادسة سادسا",
		"سبع سبعة سبعا سابع سابعة سابعا", "ثمان ثماني ثمانية ثمانيا ثامن ثامنة ثامنا", "تسع تسعة تسعا تاسع تاسعة تاسعا", "عشر عشرة عشرا عاشر عاشرة عاشرا")
	tens = numberWords{}.tens("عشرون عشرين", "ثلاثون ثلاثين", "أربعون أربعين", "خمسون خمسين", "ستون ستين", "سبعون سبعين", "ثمانون ثمانين", "تسعون تسعين")
	// hundreds are written as one word, in both spellings
	hundreds = func() numberWords {
		out := numberWords{}
		for i, root := range strings.Fields("- مائت ثلاث أربع خمس ست سبع ثمان تسع") {
			for _, h := range []string{"مائة", "مئة"} {
				out[arabic.Fold(root+h)] = 100 * (i + 1)
			}
		}
		for _, w := range strings.Fields("مائة مئة") {
			out[arabic.Fold(w)] = 100
		}
		for _, w := range strings.Fields("مائتان مائتين مئتان مئتين مائتا مائتي مئتا مئتي") {
			out[arabic.Fold(w)] = 200
		}
		return out
	}()
	duals = numberWords{"الفان": 2_000, "الفين": 2_000, "مليونان": 2_000_000, "مليونين": 2_000_000, "مليوني": 2_000_000}
)

// listed numbers lists of words from one on.
func listed(words ...string) numberWords {
	out := numberWords{}
	for i, list := range words {
		for w := range strings.FieldsSeq(list) {
			out[arabic.Fold(w)] = i + 1
		}
	}
	return out
}

// tens adds words from twenty on.
func (n numberWords) tens(words ...string) numberWords {
	for i, list := range words {
		for w := range strings.FieldsSeq(list) {
			n[arabic.Fold(w)] = 10 * (i + 2)
		}
	}
	return n
}

// largest is what number words are read to.
const largest = 1_000_000_000_000

// spelled reads a number in words.
func (r *reader) spelled(i int) int {
	value, end := 0, i
	if r.arabic {
		value, end = r.arabicNumber(i)
	} else {
		value, end = r.englishNumber(i)
	}
	if end == i {
		return i
	}
	q := Quantity{Span: r.span(i, end), Value: strconv.Itoa(value), Weak: value < 3 || value >= 100 && roundest(value)}
	if r.arabic && end == i+1 && tens[strings.TrimPrefix(strings.TrimPrefix(r.key(i), "و"), "ال")] > 0 && strings.HasPrefix(r.key(i), "و") {
		q.Weak = true // the units before it may have been misread
	}
	end = r.units(&q, i, end)
	r.out = append(r.out, q)
	return end
}

// roundest reports whether a number is a power of ten.
func roundest(n int) bool {
	for n%10 == 0 {
		n /= 10
	}
	return n == 1
}

// englishNumber reads "fifty-fourth", "two hundred and fifty thousand", "a hundred".
func (r *reader) englishNumber(i int) (value, end int) {
	total, current, at := 0, 0, i
	if r.key(i) == "a" && scales[r.key(i+1)] > 0 {
		current, at = 1, i+1
	}
	for {
		n, next, last := r.belowHundred(at)
		zeros := scales[r.key(at)]
		switch {
		case n > 0 && current%100 == 0:
			current, at = current+n, next
			if last {
				return total + current, at
			}
		case zeros == 2 && current > 0 && current < 100:
			current, at = 100*current, at+1
		case zeros > 2 && current > 0 && current < largest/power(zeros):
			total, current, at = total+current*power(zeros), 0, at+1
		case r.key(at) == "and" && current >= 100 && current%100 == 0 && cardinals[r.key(at+1)]+ordinals[r.key(at+1)] > 0:
			at++
		default:
			return total + current, r.behind(i, at, total+current)
		}
	}
}

// belowHundred reads "fifty-four", "fifty four", "fifty", "four" and their ordinals, which end a number.
func (r *reader) belowHundred(i int) (n, end int, ordinal bool) {
	if n = ordinals[r.key(i)]; n > 0 {
		return n, i + 1, true
	}
	if n = cardinals[r.key(i)]; n < 20 {
		return n, i + 1, false
	}
	next := i + 1
	if r.sign(next, "-") {
		next++
	}
	if unit := ordinals[r.key(next)]; unit > 0 && unit < 10 {
		return n + unit, next + 1, true
	}
	if unit := cardinals[r.key(next)]; unit > 0 && unit < 10 {
		return n + unit, next + 1, false
	}
	return n, i + 1, false
}

// behind is at where a number was read, i where none was.
func (r *reader) behind(i, at, value int) int {
	if value == 0 {
		return i
	}
	return at
}

func power(zeros int) int {
	n := 1
	for range zeros {
		n *= 10
	}
	return n
}

// arabicNumber reads "الرابعة والخمسين", "ثلاثمائة وخمسة وعشرون ألفا", "إحدى عشرة", "مليون".
func (r *reader) arabicNumber(i int) (value, end int) {
	total, current, at := 0, 0, i
	for {
		n, next := r.term(at, at > i)
		if n == 0 || current > 0 && !fits(current, n) {
			break
		}
		current, at = current+n, next
		if zeros := scales[r.key(at)]; zeros > 2 && current < largest/power(zeros) {
			total, current, at = total+current*power(zeros), 0, at+1
		}
	}
	if at == i {
		return r.loneScale(i)
	}
	return total + current, at
}

// loneScale is a word such as million by itself, which then is one million.
func (r *reader) loneScale(i int) (value, end int) {
	for _, p := range []string{"", "و", "ب", "ل"} {
		switch rest, ok := strings.CutPrefix(r.key(i), p); {
		case ok && (rest == "الف" || rest == "مليون" || rest == "بليون" || rest == "مليار"):
			return power(scales[rest]), i + 1
		}
	}
	return 0, i
}

// fits reports whether a term may follow a sum: the tens behind the units, the rest from larger to smaller.
func fits(sum, term int) bool {
	if term >= 20 && term < 100 {
		return sum%100 > 0 && sum%100 < 10 || sum%100 == 0
	}
	return term < 100 && sum%100 == 0 && sum >= 100
}

// term reads one member of a sum: a unit, eleven to nineteen, tens, hundreds. Behind others it begins with "and".
func (r *reader) term(i int, joined bool) (value, end int) {
	w, and := r.bare(i)
	if w == "" || joined && !and || partOf[r.key(i+1)] != "" {
		return 0, i
	}
	if n := duals[w]; n > 0 {
		return n, i + 1
	}
	if n := tens[w]; n > 0 {
		return n, i + 1
	}
	if n := hundreds[w]; n > 0 && !(r.key(i-1) == "في" && n == 100) {
		return n, i + 1
	}
	n := units[w]
	switch next := strings.TrimPrefix(r.key(i+1), "ال"); {
	case n == 0:
		return 0, i
	case n < 10 && (next == "عشر" || next == "عشره"):
		return 10 + n, i + 2
	case n > 2 && n < 10 && hundreds[next] == 100:
		return 100 * n, i + 2
	}
	return n, i + 1
}

// bare is a word without what is written on it before it: conjunction, preposition and article; and says that the conjunction was there.
func (r *reader) bare(i int) (word string, and bool) {
	key := r.key(i)
	if key == "" || r.words[i].Class != arabic.Letters {
		return "", false
	}
	if one := strings.TrimPrefix(key, "و"); one == "احد" && one != key && (r.key(i+1) == "عشر" || r.key(i+1) == "عشره") {
		return one, true // "and one" is written as "one"
	}
	for _, p := range []string{"", "ال", "و", "وال", "ب", "ل", "ف", "ك", "بال", "لل", "وب", "ول", "فال", "كال", "ولل", "وبال"} {
		if rest, ok := strings.CutPrefix(key, p); ok && (units[rest] > 0 || tens[rest] > 0 || hundreds[rest] > 0 || duals[rest] > 0) {
			return rest, strings.HasPrefix(p, "و")
		}
	}
	return "", false
}

// partOf are the plurals of parts, folded: "three quarters" is no three.
var partOf = map[string]string{"ارباع": "4", "اخماس": "5", "اسداس": "6", "اعشار": "10", "اثلاث": "3"}

// fractions are words for one part or two, folded.
var fractions = map[string]string{
	"half": "1/2", "نصف": "1/2", "ربع": "1/4", "ثلث": "1/3", "ثلثا": "2/3", "ثلثي": "2/3", "ثلثين": "2/3", "ثلثان": "2/3", "quarter": "1/4", "quarters": "1/4",
}

// fraction reads a part: "two thirds", "one-third", "ثلثي", "ثلاثة أرباع".
func (r *reader) fraction(i int) int {
	if r.arabic {
		w, _ := r.bare(i)
		if part := partOf[r.key(i+1)]; part != "" && units[w] > 2 {
			return r.part(i, i+2, strconv.Itoa(units[w])+"/"+part)
		}
		for _, p := range []string{"", "ال", "و", "ب", "ل", "وال", "بال", "لل"} {
			if rest, ok := strings.CutPrefix(r.key(i), p); ok && fractions[rest] != "" {
				return r.part(i, i+1, fractions[rest])
			}
		}
		return i
	}
	next := i + 1
	if r.sign(next, "-") {
		next++
	}
	n, part := cardinals[r.key(i)], englishPart(r.key(next))
	switch {
	case n > 0 && n < 10 && part > 0:
		return r.part(i, next+1, strconv.Itoa(n)+"/"+strconv.Itoa(part))
	case fractions[r.key(i)] == "1/2" || r.key(i) == "quarter" && r.key(i-1) == "a":
		return r.part(i, i+1, fractions[r.key(i)])
	}
	return i
}

// englishPart is the number of parts that a word names, 0 for none.
func englishPart(w string) int {
	switch w {
	case "half", "halves":
		return 2
	case "third", "thirds":
		return 3
	case "quarter", "quarters":
		return 4
	case "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths":
		return ordinals[strings.TrimSuffix(w, "s")]
	}
	return 0
}

func (r *reader) part(i, end int, value string) int {
	r.out = append(r.out, Quantity{Span: r.span(i, end), Kind: Fraction, Value: value})
	return end
}
