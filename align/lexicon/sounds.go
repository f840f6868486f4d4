package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sound is a letter of a name, or letters that are one sound together. English ones are written in ASCII, capitals for what
// two letters write: S sh, C ch, T th, D dh, K kh, G gh, Z zh; c is the soft one. Arabic ones are folded letters, with چ for تش.
type sound = rune

// englishSounds rewrites what English spelling has in several ways; longer ones first. A "c" or "g" is soft before e, i, y.
var englishSounds = strings.NewReplacer(
	"sch", "S", "tch", "C", "tsch", "C", "sh", "S", "ch", "C", "cz", "C", "th", "T", "dh", "D", "kh", "K", "gh", "G", "zh", "Z", "ph", "f", "wh", "w",
	"dj", "j", "dzh", "j", "ck", "k", "qu", "kw", "tz", "ts", "ce", "ce", "ci", "ci", "cy", "cy", "c", "k", "x", "ks", "ç", "s", "ll", "l", "ss", "s",
	"nn", "n", "tt", "t", "mm", "m", "rr", "r", "pp", "p", "bb", "b", "dd", "d", "gg", "g", "ff", "f", "zz", "z",
)

var arabicSounds = strings.NewReplacer("تش", "چ")

// near are the English sounds that stand for an Arabic one, each with the cost of taking the one for the other in hundredths.
// They are the equivalence classes of Freeman, Condon and Ackerman ("Cross Linguistic Name Matching in English and Arabic",
// HLT-NAACL 2006), with costs.
var near = parseNear(`
 ب b0 p0 v25    ت t0 T15 d50    ث T0 t20 s30      ج j0 g0 Z15 G20 C40 D50 y60 k60   ح h0 K30    خ K0 k25 h35 j50   د d0 D0 t40    ذ D0 d0 z20 T20
 ر r0           ز z0 s25 Z30    س s0 c0 z30 T40 C50  ش S0 C15 c30 Z25 s35 j50    ص s0 c10 z30    ض d0 D0 z30   ط t0 T20 d50   ظ z0 D0 d30
 غ G0 g0 r50 k60 ف f0 v0 p30    ق k0 q0 c30 g15 G30   ك k0 c25 q10 g30 K30 C50 G50 ل l0       م m0 n60    ن n0 m60    ه h0 a10 e10
 و w0 u0 o0 v10 a40 e40 y60   ي y0 i0 e5 j30 a30 u40 o60   ا a0 e10 o15 i20 u20 y40 w60 h60   ع a5 i20 e20 o20 u20 h50 G50   ء a0 e0 i0 o0 u0
 پ p0 b10   ڤ v0 f10   گ g0 k30   چ C0 c15 S15 j30 t50 g50   ژ Z0 j10 S30`)

// costs has the cost of every English sound for every Arabic one, by letter of the Arabic block and ASCII.
type costs [256][128]float32

func parseNear(table string) *costs {
	t := &costs{}
	for a := range t {
		for e := range t[a] {
			t[a][e] = noResembling
			if isVowel(rune(e)) && strings.ContainsRune("اويعء", rune(0x600+a)) {
				t[a][e] = otherVowel
			}
		}
	}
	var of int
	for field := range strings.FieldsSeq(table) {
		r, n := utf8.DecodeRuneInString(field)
		rest := field[n:]
		if rest == "" {
			of = int(r - 0x600)
			continue
		}
		cost := 0
		for _, d := range rest {
			cost = cost*10 + int(d-'0')
		}
		t[of][r] = float32(cost) / 100
	}
	return t
}

// Costs of sounds that only one side has, and what a vowel counts beside a consonant.
const (
	shortVowel   = .08 // Arabic seldom writes it
	longVowel    = .25
	firstVowel   = .4
	lastVowel    = .2 // but for e, which may be silent
	vowelWeight  = .25
	hCost        = .4
	ngCost       = .3 // the g of Washington
	otherVowel   = .5 // a vowel for another
	noResembling = 1.2
)

// substitute is the cost of an English sound for an Arabic one.
func substitute(a, e sound) float32 {
	if a < 0x600 || a > 0x6FF || e >= 0x80 {
		return noResembling
	}
	return near[a-0x600][e]
}

// dropArabic is the cost of an Arabic sound that English has not.
func dropArabic(sounds []sound, i int) float32 {
	switch sounds[i] {
	case 'ا', 'ء':
		if i == 0 {
			return firstVowel
		}
		return .15
	case 'و', 'ي':
		return longVowel
	case 'ع':
		return .3
	case 'ه':
		if i == len(sounds)-1 {
			return .1 // of a feminine ending
		}
		return hCost
	}
	return 1
}

// dropEnglish is the cost of an English sound that Arabic has not.
func dropEnglish(sounds []sound, i int) float32 {
	switch s := sounds[i]; {
	case isVowel(s) && i == 0:
		return firstVowel
	case isVowel(s) && s != 'e' && i == len(sounds)-1:
		return lastVowel
	case isVowel(s):
		return shortVowel
	case s == 'h', s == 'y', s == 'w':
		return hCost
	case s == 'g' && i > 0 && sounds[i-1] == 'n':
		return ngCost
	}
	return 1
}

func isVowel(s sound) bool { return s == 'a' || s == 'e' || s == 'i' || s == 'o' || s == 'u' }

// weak reports whether a sound of either language is a vowel, or may be written for one.
func weak(s sound) bool {
	switch s {
	case 'ا', 'و', 'ي', 'ع', 'ء', 'ه', 'y', 'w':
		return true
	}
	return isVowel(s)
}

// weight is how much there is to compare.
func weight(sounds []sound) float32 {
	w := float32(0)
	for _, s := range sounds {
		if weak(s) {
			w += vowelWeight
		} else {
			w++
		}
	}
	return w
}

func soundsOfEnglish(folded string) []sound { return letters(englishSounds.Replace(folded)) }

func soundsOfArabic(folded string) []sound {
	out := letters(arabicSounds.Replace(folded))
	if len(out) > 2 && out[0] == 'ا' && (out[1] == 'و' || out[1] == 'ي') {
		return out[1:] // the alif only carries the vowel that begins أوكرانيا and إيران
	}
	return out
}

func letters(s string) []sound {
	out := make([]sound, 0, len(s))
	for _, r := range s {
		if unicode.IsLetter(r) {
			out = append(out, r)
		}
	}
	return out
}
