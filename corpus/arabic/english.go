package arabic

import "strings"

// StemEnglish takes the endings of number and tense off a folded English word, and makes -y, -ie and -e one, as the S
// stemmer (Harman 1991) and Porter's first step do. Three letters are left at least.
func StemEnglish(w string) string {
	w = strings.TrimSuffix(w, "'s")
	switch {
	case len(w) < 4:
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "i"
	case strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && strings.IndexByte("sui", w[len(w)-2]) < 0:
		w = w[:len(w)-1]
	}
	for _, ending := range []string{"ing", "ed"} {
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) >= 3 && strings.ContainsAny(base, "aeiouy") {
			w = undouble(base)
			break
		}
	}
	switch {
	case len(w) < 4:
	case w[len(w)-1] == 'e':
		return w[:len(w)-1]
	case w[len(w)-1] == 'y':
		return w[:len(w)-1] + "i"
	}
	return w
}

// undouble makes "stopp" of "stopped" "stop".
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && strings.IndexByte("lsz", w[n-1]) < 0 {
		return w[:n-1]
	}
	return w
}
