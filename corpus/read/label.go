package read

import (
	"strconv"
	"strings"

	"muqabala/corpus/arabic"
)

// Letters that number items, in order.
var (
	latinLetters = strings.Split("a b c d e f g h i j k l m n o p q r s t u v w x y z", " ")
	abjadLetters = strings.Split("أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ", " ")
	hijaiLetters = strings.Split("أ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن هـ و ي", " ")
)

// letters is n, from 1, as a letter; after the last one they are doubled: z, aa, bb.
func letters(n int, alphabet []string) string {
	if n < 1 || n > 100*len(alphabet) {
		return strconv.Itoa(n)
	}
	return strings.Repeat(alphabet[(n-1)%len(alphabet)], 1+(n-1)/len(alphabet))
}

// roman is n in Roman numerals, and in digits where there are none.
func roman(n int) string {
	if s := arabic.Roman(n); s != "" {
		return s
	}
	return strconv.Itoa(n)
}
