package lexicon

import (
	"strings"
	"testing"
	"unicode"
)

func TestFormOfTheBuiltinLexicon(t *testing.T) {
	entries := Builtin()
	if len(entries) < 350 {
		t.Errorf("only %d entries", len(entries))
	}
	for i, e := range entries {
		if i > 0 && strings.ToLower(entries[i-1].English) >= strings.ToLower(e.English) {
			t.Errorf("%q after %q: not sorted, or twice", e.English, entries[i-1].English)
		}
		for _, w := range e.Arabic {
			if w == "" || strings.IndexFunc(w, func(r rune) bool { return !unicode.Is(unicode.Arabic, r) }) >= 0 {
				t.Errorf("%s: %q is no Arabic word", e.English, w)
			}
		}
	}
}
