package lexicon

import (
	"fmt"
	"strings"
	"testing"

	"muqabala/corpus/arabic"
)

func TestFormOfTheCollocations(t *testing.T) {
	if n := len(lines("collocations")); n < 1000 {
		t.Errorf("only %d collocations", n)
	}
	before := ""
	for _, f := range lines("collocations") {
		if len(f) != 1 || f[0] <= before || !strings.Contains(f[0], " ") {
			t.Errorf("%q after %q: not sorted, twice, or one word", f, before)
		}
		before = f[0]
		checkArabic(t, "collocations", f[0])
	}
}

func TestBroken(t *testing.T) {
	c := NewCollocations([]string{"عن كثب", "على قدم المساواة", "وثائق التفويض"})
	for _, k := range []struct{ text, want string }{
		{"يتابع الوضع عن كذب", "عن كثب 2 1"},
		{"وعن كذب", "عن كثب 0 1"},
		{"يتابع الوضع عن كثب", ""},
		{"على قدم المساواه", ""}, // a spelling variant
		{"وعلى قدم المساولة", "على قدم المساواة 0 2"},
		{"على مقدم المساواة", "على قدم المساواة 0 1"},
		{"إلى قدم المساواة", "على قدم المساواة 0 0"},
		{"على مقدم المساولة", ""}, // two words differ
		{"رئيق التفويض", "وثائق التفويض 0 0"},
		{"ووثائق التفويض", ""},
		{"عن", ""},
		{"", ""},
	} {
		var got []string
		for _, b := range c.Broken(strings.Fields(arabic.Fold(k.text))) {
			got = append(got, fmt.Sprint(b.Text, " ", b.Start, " ", b.Missing))
		}
		if s := strings.Join(got, "; "); s != k.want {
			t.Errorf("%q: %q, want %q", k.text, s, k.want)
		}
	}
}

func TestBuiltinCollocationsAreNotBrokenInThemselves(t *testing.T) {
	c := BuiltinCollocations()
	for _, l := range c.All() {
		for _, b := range c.Broken(l.Keys) {
			if b.Text == l.Text {
				t.Errorf("%s is said to be broken", l.Text)
			}
		}
	}
}
