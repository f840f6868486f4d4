package arabic

import (
	"slices"
	"strings"
)

// A letter of the Arabic block is two bytes.
const letter = 2

// Stem is a light stem of one folded Arabic word (see [Fold]): the conjunction, article and preposition that are written on
// it are taken off, then the endings of gender, number and possession, as light10 does (Larkey, Ballesteros and Connell
// 2007). It never leaves fewer than three letters, two after an article. A word that is not Arabic is returned as it is.
func Stem(folded string) string {
	if len(folded) <= 3*letter || folded[0] < 0xD8 || folded[0] > 0xDB {
		return folded
	}
	return stripSuffixes(stripPrefix(folded))
}

// articles are taken off where two letters are left.
var articles = []string{"وبال", "وكال", "ولل", "وال", "بال", "كال", "فال", "فلل", "لل", "ال"}

// rootWaw begins words whose و is their own, not "and".
var rootWaw = []string{
	"وثيق", "وثاي", "وزار", "وزير", "وزرا", "وضع", "وقت", "وفد", "وفود", "وطن", "ولاي", "وكال", "وكيل", "وسيل", "وساي", "وسيط",
	"وساط", "واجب", "واحد", "وجود", "وجه", "وحد", "ورد", "وقف", "وقوع", "وقع", "واقع", "وارد", "واسع", "واضح", "وضوح", "وظيف", "وظاي", "وفا",
	"وفق", "وفر", "وقاي", "ولد", "ولاد", "ورق", "ورش", "وصول", "وصف", "وعي", "وباء", "وديع", "ودايع", "وصي", "وليد", "وسط", "وسع", "وصل",
}

// rootAlif begins words whose ال is their own, not the article: التزام, ألمانيا. rootAlifWhole are such words that begin
// others with the article: آلات, الاتحاد.
var (
	rootAlif = []string{
		"التزام", "التزم", "التهاب", "التحاق", "التقاء", "التفاف", "التفات", "التباس", "التيام", "الغاء", "الزام", "القاء", "الحاق",
		"الماني", "الباني", "الكترون", "الوان", "الياف",
	}
	rootAlifWhole = []string{
		"التمس", "التمست", "التماس", "التماسا", "التماسات", "التحق", "التحقت", "التقي", "التقت", "الغي", "الغيت", "الغت", "الاف", "الات", "الغام",
		"اليه", "اليات", "اليتها", "اليتين", "اليتان",
	}
)

func stripPrefix(w string) string {
	if ownAlif(w) {
		return w
	}
	if strings.ContainsAny(w[:letter], "وبكفل") && ownAlif(w[letter:]) {
		return w[letter:]
	}
	for _, p := range articles {
		if strings.HasPrefix(w, p) && len(w)-len(p) >= 2*letter {
			return w[len(p):]
		}
	}
	if strings.HasPrefix(w, "و") && len(w) > 3*letter && !beginsWith(w, rootWaw) {
		return w[letter:]
	}
	return w
}

func ownAlif(w string) bool {
	return strings.HasPrefix(w, "ال") && (beginsWith(w, rootAlif) || slices.Contains(rootAlifWhole, w))
}

func beginsWith(w string, starts []string) bool {
	for _, s := range starts {
		if strings.HasPrefix(w, s) {
			return true
		}
	}
	return false
}

// suffixes are taken off in this order, each once, where three letters are left.
var suffixes = []string{"هما", "ها", "هم", "هن", "نا", "تان", "تين", "ان", "ات", "ون", "ين", "يه", "وا", "ه", "ي"}

// possessives are how many of the suffixes are pronouns: before them the ending of the feminine is ت, سياستها.
const possessives = 5

func stripSuffixes(w string) string {
	for i, s := range suffixes {
		if !strings.HasSuffix(w, s) || len(w)-len(s) < 3*letter {
			continue
		}
		w = w[:len(w)-len(s)]
		if i < possessives && strings.HasSuffix(w, "ت") && !strings.HasSuffix(w, "ات") && len(w) >= 4*letter {
			w = w[:len(w)-letter]
		}
	}
	return w
}
