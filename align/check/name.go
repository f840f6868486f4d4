package check

import (
	"strings"
	"unicode"

	"muqabala/corpus/arabic"
)

// sounds gives letters of both scripts one sign for what a transliteration makes of them; vowels, h, w, y and the letters
// that Latin has not are left out. Letters that transliterations confuse share a sign.
var sounds = func() map[rune]byte {
	out := map[rune]byte{}
	for sign, letters := range map[byte]string{
		'b': "بbp", 't': "تطثt", 'j': "جغgj", 'k': "خقكkq", 'd': "دذضظd", 'r': "رr", 's': "سصزشszc", 'f': "فvf", 'l': "لl", 'm': "مm", 'n': "نn",
	} {
		for _, r := range letters {
			out[r] = sign
		}
	}
	return out
}()

// latinSounds are letters that stand for one sound together, and others that do.
var latinSounds = strings.NewReplacer("sh", "s", "ch", "s", "tch", "s", "kh", "k", "th", "t", "ph", "f", "gh", "g", "dj", "g", "zh", "j", "ts", "s", "x", "ks",
	"ca", "ka", "co", "ko", "cu", "ku", "cl", "kl", "cr", "kr", "ck", "k")

var arabicSounds = strings.NewReplacer("تش", "ش", "كس", "كس", "تس", "س", "دج", "ج")

// skeleton is what is left of a word when only its sounds are kept.
func skeleton(word string) string {
	word = latinSounds.Replace(arabicSounds.Replace(arabic.Fold(word)))
	out := make([]byte, 0, len(word))
	for _, r := range word {
		if s := sounds[r]; s != 0 && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	return string(out)
}

// names are the words with capital letters in the original that stand nowhere without, by their first sound.
type names map[byte][]name

type name struct{ letters, sounds string }

func (p *Pass) readNames() names {
	out, common := names{}, map[string]bool{}
	for gi := range p.paragraphs {
		for i := range p.paragraphs[gi].english {
			if w := p.paragraphs[gi].english[i].text; !unicode.IsUpper(firstRune(w)) {
				common[w] = true
			}
		}
	}
	for gi := range p.paragraphs {
		for i := range p.paragraphs[gi].english {
			w := &p.paragraphs[gi].english[i]
			if common[w.lower] {
				continue
			}
			common[w.lower] = true
			if s := skeleton(w.text); s != "" {
				out[s[0]] = append(out[s[0]], name{arabic.Fold(w.text), s})
			}
		}
	}
	return out
}

// like says how much an Arabic word sounds like a name of the original, 0 to 1.
func (n names) like(word string) float64 {
	best := 0.
	for _, start := range []string{"", "ال", "و", "ب", "ل", "وال", "بال", "لل", "ولل", "وب", "ول", "ك"} {
		rest, ok := strings.CutPrefix(word, start)
		if !ok || runes(rest) < 3 {
			continue
		}
		s := skeleton(rest)
		if s == "" {
			continue
		}
		for _, other := range n[s[0]] {
			if d := len(s) - len(other.sounds); d < 3 && d > -3 && 2*edits(s, other.sounds) <= len(s) {
				best = max(best, transliterates([]rune(rest), other.letters))
			}
		}
	}
	return best
}

// What a letter costs that has no counterpart in the other script, of the letters of the Arabic word.
const (
	costConsonant  = 1.
	costLongVowel  = .6
	costLatinVowel = .15 // Arabic does not write short vowels
	costSoft       = .3  // h, w, y and doubled letters
)

// transliterates says how well a word in Latin letters spells an Arabic one, 0 to 1: the cheapest alignment of their letters.
func transliterates(word []rune, latin string) float64 {
	row := make([]float64, len(latin)+1)
	for j := range len(latin) {
		row[j+1] = row[j] + latinCost(latin, j)
	}
	for _, r := range word {
		skip := costConsonant
		if strings.ContainsRune("اويىآأإءعهة", r) {
			skip = costLongVowel
		}
		diagonal := row[0]
		row[0] += skip
		for j := range len(latin) {
			best := min(row[j+1]+skip, row[j]+latinCost(latin, j))
			if sounds[r] != 0 && sounds[r] == sounds[rune(latin[j])] || strings.Contains(vowelOf[r], latin[j:j+1]) {
				best = min(best, diagonal)
			}
			diagonal, row[j+1] = row[j+1], best
		}
	}
	return max(0, 1-row[len(latin)]/float64(len(word)))
}

// vowelOf are the Latin letters that Arabic long vowels and soft consonants stand for.
var vowelOf = map[rune]string{'ا': "ae", 'و': "ouwv", 'ي': "iyej", 'ى': "a", 'ه': "ah", 'ح': "h", 'ة': "ah", 'أ': "aeuoi", 'إ': "eia", 'آ': "a", 'ء': "'", 'ع': "aeiou'", 'ش': "ch", 'ث': "sh", 'خ': "h", 'ف': "p"}

func latinCost(latin string, j int) float64 {
	switch c := latin[j]; {
	case strings.IndexByte("aeiou", c) >= 0:
		return costLatinVowel
	case strings.IndexByte("hwyg'-", c) >= 0, j > 0 && latin[j-1] == c:
		return costSoft
	}
	return costConsonant
}

// edits is the edit distance of Levenshtein (1966) in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := diagonal
			if a[i-1] != b[j-1] {
				change++
			}
			diagonal = row[j]
			row[j] = min(change, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
