package arabic

import (
	"strings"
	"unicode/utf8"
)

// FoldDigits makes Arabic-Indic (٠–٩) and Persian (۰–۹) digits Western ones and changes nothing else.
func FoldDigits(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 && IsDigit(r) }) < 0 {
		return s
	}
	dst := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if d := DigitValue(r); d >= 0 {
			dst = append(dst, '0'+byte(d))
		} else {
			dst = append(dst, s[i:i+n]...)
		}
		i += n
	}
	return string(dst)
}

// DigitValue is 0 to 9 for a Western, Arabic-Indic or Persian digit, and -1 for anything else.
func DigitValue(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case '٠' <= r && r <= '٩':
		return int(r - '٠')
	case '۰' <= r && r <= '۹':
		return int(r - '۰')
	}
	return -1
}

// IsDigit reports whether r is a Western, Arabic-Indic or Persian digit.
func IsDigit(r rune) bool { return DigitValue(r) >= 0 }
