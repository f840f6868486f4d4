package read

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Many fonts draw lam and alef as one sign. Some PDF files give its two letters in the order in which they are read where all
// others stand as they look, so that turning a line swaps them: أوال for أولا. pdftotext does not say which files do. Brackets
// have the same trouble: some files have them as they look, some as they are read.

// impossible is what only such a swap can bring forth: no Arabic word has a hamza on the alef behind an article, two alefs
// behind each other, or an article alone.
var impossible = regexp.MustCompile(`األ|اإل|اآل|اال|(?:^|[\s(«"])[وف]?ال(?:$|[\s)»".،؛:؟!])`)

// mendLook puts lam and alef, and brackets, right in all pieces of a file from right to left where they are swapped.
func mendLook(pieces []piece) []piece {
	swapped, right, closed, open := 0, 0, 0, 0
	for _, p := range pieces {
		swapped += len(impossible.FindAllString(p.text, -1))
		right += strings.Count(p.text, "لا") + strings.Count(p.text, "لأ") + strings.Count(p.text, "لإ")
		c, o := bracketPairs(p.text)
		closed, open = closed+c, open+o
	}
	for i, p := range pieces {
		if !strings.ContainsFunc(p.text, isArabicLetter) {
			continue
		}
		p.text = swaps.Replace(p.text)
		if swapped > right { // where they are swapped they are next to never right
			p.text = arabicWord.ReplaceAllStringFunc(p.text, lamAlef)
		}
		if closed > open {
			p.text = mirrored.Replace(p.text)
		}
		pieces[i].text = p.text // as long as before, so that its geometry still fits
	}
	return pieces
}

func isArabicLetter(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }

var arabicWord = regexp.MustCompile(`\p{Arabic}+`)

// mirrored exchanges brackets and quotation marks.
var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "{", "}", "}", "{", "«", "»", "»", "«")

// bracketPairs counts the pairs of brackets that begin with the closing one, and those that begin with the opening one.
func bracketPairs(text string) (closed, open int) {
	last := rune(0) // the bracket before that has no partner yet
	for _, r := range text {
		switch r {
		case '(', '[', '«':
			if last == ')' {
				closed, last = closed+1, 0
			} else {
				last = '('
			}
		case ')', ']', '»':
			if last == '(' {
				open, last = open+1, 0
			} else {
				last = ')'
			}
		}
	}
	return closed, open
}

// lamAlef mends a word of a file that swaps lam and alef. Many words can be either, so that it mends what begins or ends as such
// words do, and what has a stem that is known.
func lamAlef(word string) string {
	if rest := strings.TrimLeft(word, "وف"); rest == "ال" {
		return strings.TrimSuffix(word, "ال") + "لا"
	}
	prefix, rest := article(word)
	rest = beginning(rest)
	for _, stem := range stems {
		rest = strings.Replace(rest, strings.Replace(stem, "لا", "ال", 1), stem, 1)
	}
	return prefix + ending(rest)
}

// swaps are those of [impossible].
var swaps = strings.NewReplacer("األ", "الأ", "اإل", "الإ", "اآل", "الآ", "اهلل", "الله", "اال", "الا")

// article parts the article, with what is written together with it, from a word.
func article(word string) (prefix, rest string) {
	for _, p := range []string{"وبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل"} {
		if rest, ok := strings.CutPrefix(word, p); ok && rest != "" {
			return p, rest
		}
	}
	return "", word
}

// What words begin with that do begin with a hamza and lam; behind others the lam is the preposition, as in لإدارة and لأن.
var (
	hamzaBelow = regexp.MustCompile(`^([وف]?)إل([^ىياغزكمحقهصت])`)
	hamzaAbove = regexp.MustCompile(`^([وف]?)أل([نيجرسخهدتكصشطثظضذئ])`)
)

func beginning(word string) string {
	word = hamzaBelow.ReplaceAllString(word, "${1}لإ$2")
	return hamzaAbove.ReplaceAllString(word, "${1}لأ$2")
}

// What words end with: the plural ات, its suffixed form, and the accusative of words such as طويل and وصول. Words that do end
// so otherwise are named.
var (
	plural     = regexp.MustCompile(`^(.{3,})الت$`)
	suffixed   = regexp.MustCompile(`^(.{4,})الت(ه|ها|هم|هما|هن|نا|كم)$`)
	accusative = regexp.MustCompile(`^(.{2,}[يو])ال$`)
	otherwise  = strings.Fields("أزالت أحالت استقالت استحالت أجيال أذيال أميال اغتيال احتيال منوال تجوال سروال")
)

func ending(word string) string {
	bare := strings.TrimLeft(word, "وفبكل")
	if slices.Contains(otherwise, bare) || strings.HasPrefix(bare, "است") || strings.HasPrefix(bare, "أ") && strings.HasSuffix(bare, "وال") {
		return word
	}
	word = plural.ReplaceAllString(word, "${1}لات")
	word = suffixed.ReplaceAllString(word, "${1}لات$2")
	return accusative.ReplaceAllString(word, "${1}لا")
}

// stems are common ones with lam and alef inside whose swap is no other word.
var stems = strings.Fields(`خلال ثلاثين ثلاثون ثلاثاء ثلاثمائة سلام سلاح علاق إعلام إعلان إعلاء بلاد إبلاغ فلاح إصلاح صلاحي كلام ملاحظ ملائ ملاحق
	ولاية ولايات ولايته ولايتها أولاد أولا لاجئ لاحقة لاحقا لازم لاسلكي إلا استقلال احتلال انحلال إخلال إجلاء إخلاء إدلاء استيلاء استعلام
	إسلام إطلاق انطلاق طلاق أخلاق إغلاق إفلات اختلاف ائتلاف إتلاف غلاف انقلاب ميلاد أفلام أقلام كلاهما علاوة تلاوة فضلا بدلا كاملا شاملا
	أصلا مستقلا هائلا فاعلا مقابلا متبادلا جدولا ولاء زملاء عملاء وكلاء نبلاء هؤلاء مسؤولا دلائل سلاسل سلالة ضلال ظلال هلال أغلال دولار
	ملايين بلايين إملاء استغلال استهلاك امتلاك تلاميذ قلادة فلاسف ثلاجة ملاذ ملاعب ملابس طلاء غلاء بلاء`)
