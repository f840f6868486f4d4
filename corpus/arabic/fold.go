package arabic

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces s to its match key: two spellings of one word have the same key. Alef, ya, ta marbuta and hamza forms become
// one letter each, tashkil, tatweel and bidi controls are dropped, presentation forms become plain letters, Arabic-Indic and
// Persian digits become Western ones, Latin letters lose their case and accents, and dashes, quotes and spaces become the
// ASCII ones. Fold(Fold(s)) == Fold(s). A byte that is not UTF-8 becomes U+FFFD.
func Fold(s string) string { return foldWith(s, &plain) }

// FoldDots is [Fold], then one letter for all that share a skeleton and differ in dots only: ب ت ث ن ي are ب, ج ح خ are ح,
// and so on. It matches words whose dots were misread.
func FoldDots(s string) string { return foldWith(s, &dotless) }

// table maps the Arabic block U+0600–U+06FF; 0 is dropped.
type table [256]rune

var (
	plain   = plainTable()
	dotless = dotlessTable()
)

// forms lists letters that count as their first.
var forms = []string{"اأإآٱٲٳٵ", "يىئیۍێېۓےٸ", "هةۀەۃہۂۿھ", "وؤۄۅۆۇۈۉۊۋٶٷ", "كکڪڭ", ".٫", ",٬", "%٪", "*٭"}

// skeletons lists letters that look like their first without dots.
var skeletons = []string{"بتثنيپٹںٮ", "حجخچ", "دذڈ", "رزژ", "سش", "صض", "طظ", "عغ", "فقڤٯڡ", "كگ"}

func plainTable() (t table) {
	for i := range t {
		r := rune(0x600 + i)
		if !ignorable(r) {
			t[i] = r
		}
	}
	t.unify(forms)
	for d := range rune(10) {
		t[0x60+d], t[0xF0+d] = '0'+d, '0'+d
	}
	return t
}

func dotlessTable() table {
	t := plainTable()
	t.unify(skeletons)
	for i, r := range t { // letters that plain folded into one that has dots: ى is ي, so ب
		if r >= 0x600 && r <= 0x6FF && t[r-0x600] != 0 {
			t[i] = t[r-0x600]
		}
	}
	return t
}

// unify makes each group's letters its first.
func (t *table) unify(groups []string) {
	for _, g := range groups {
		first, _ := utf8.DecodeRuneInString(g)
		for _, r := range g {
			if r >= 0x600 {
				t[r-0x600] = first
			}
		}
	}
}

// ignorable reports whether r never distinguishes words: tashkil and other combining marks, tatweel, bidi controls, joiners.
func ignorable(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r == '\u00AD', r == '\u0640', r == '\u061C', r == '\uFEFF':
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	}
	return unicode.Is(unicode.Mn, r)
}

func foldWith(s string, t *table) string {
	i := foldedPrefix(s, t)
	if i == len(s) {
		return s
	}
	dst := append(make([]byte, 0, len(s)+8), s[:i]...)
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		dst = t.append(dst, r)
		i += n
	}
	return string(dst)
}

// foldedPrefix is the length of what needs no folding, so that most words cost no memory.
func foldedPrefix(s string, t *table) int {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r < 0x80 && (r < 'A' || r > 'Z'):
		case r >= 0x600 && r <= 0x6FF && t[r-0x600] == r:
		default:
			return i
		}
		i += n
	}
	return len(s)
}

// append folds one rune onto dst: to nothing, one rune, or several (the ligature ﻻ is لا).
func (t *table) append(dst []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(dst, byte(r)+'a'-'A')
	case r < 0x80:
		return append(dst, byte(r))
	case 0x600 <= r && r <= 0x6FF:
		if f := t[r-0x600]; f != 0 {
			return utf8.AppendRune(dst, f)
		}
		return dst
	case ignorable(r):
		return dst
	}
	return t.appendRare(dst, r)
}

// appendRare folds what is neither ASCII nor in the Arabic block.
func (t *table) appendRare(dst []byte, r rune) []byte {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return append(dst, '-')
	case '‘', '’', '‛', '′', 'ʼ':
		return append(dst, '\'')
	case '“', '”', '„', '‟', '″':
		return append(dst, '"')
	}
	if unicode.Is(unicode.Zs, r) {
		return append(dst, ' ')
	}
	parts := decompose(r)
	if parts == "" {
		return utf8.AppendRune(dst, unicode.ToLower(r))
	}
	if parts[0] == ' ' && allIgnorable(parts[1:]) {
		return dst // a tashkil sign on its own: its decomposition stands on a space
	}
	for _, p := range parts {
		switch {
		case ignorable(p):
		case p >= 0x600 && p <= 0x6FF || p < 0x80:
			dst = t.append(dst, p)
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(p))
		}
	}
	return dst
}

// decompose is the compatibility decomposition of presentation forms and wide letters, and the canonical one of others
// (accents); "" where there is none.
func decompose(r rune) string {
	form := norm.NFD
	if r >= 0xFB00 && r <= 0xFB06 || r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFFEF {
		form = norm.NFKD
	}
	var buf [utf8.UTFMax]byte
	return string(form.Properties(utf8.AppendRune(buf[:0], r)).Decomposition())
}

func allIgnorable(s string) bool {
	for _, r := range s {
		if !ignorable(r) {
			return false
		}
	}
	return true
}
