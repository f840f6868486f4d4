package quantity

import (
	"strconv"

	"muqabala/corpus/arabic"
)

// numbered are words, folded, behind which a single letter is a Roman number.
var numbered = foldedSet("annex appendix article chapter part phase section title volume table figure protocol schedule class stage type level group tier habitat المرحلة الجزء المرفق الفصل الباب المادة القسم المجلد الجدول")

// roman reads a Roman number from two to 39 behind a word: "Phase III", "article VI". One in front of all is that of a heading.
func (r *reader) roman(i int) int {
	w := r.words[i]
	if w.Class != arabic.Latin || i == 0 || r.key(i-1) == "" || r.tight(i-1) || r.tight(i) {
		return i
	}
	n := romanValue(w.Text)
	if n < 2 || len(w.Text) == 1 && !numbered[r.key(i-1)] {
		return i
	}
	r.out = append(r.out, Quantity{Span: w.Span, Value: strconv.Itoa(n), Weak: n < 3})
	return i + 1
}

// romanValue is what a Roman number of I, V and X stands for, 0 for what is none.
func romanValue(text string) (n int) {
	values := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	for i := range len(text) {
		v := values[text[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(text) && v < values[text[i+1]] {
			v = -v
		}
		n += v
	}
	if n > 39 || romanOf(n) != text {
		return 0
	}
	return n
}

// romanOf writes a number below 40.
func romanOf(n int) (text string) {
	for _, s := range []struct {
		value int
		sign  string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= s.value; n -= s.value {
			text += s.sign
		}
	}
	return text
}
