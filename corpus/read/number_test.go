package read

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFindLead(t *testing.T) {
	for _, c := range []struct {
		text, lead, number string
	}{
		{"٢٧ - نص", "٢٧ - ", "27"},
		{"\u200f٢٧\u200f ـ نص", "\u200f٢٧\u200f ـ ", "27"},
		{"**27\\.** text", "**27\\.** ", "27"},
		{"27.1. text", "27.1. ", "27.1"},
		{"(هـ) نص", "(هـ) ", "e"},
		{"(أأ) نص", "(أأ) ", "aa"},
		{"(iv) text", "(iv) ", "iv"},
		{"ﺛﺎﻧﻴـــﺎً – مقدمة", "ﺛﺎﻧﻴـــﺎً – ", "II"},
		{"حادي وعشرون - فرع", "حادي وعشرون - ", "XXI"},
		{"بـاء- فرع", "بـاء- ", "B"},
		{"XIV. PART", "XIV. ", "XIV"},
		{"IIX. PART", "", ""},
		{"27 -", "", ""},
		{"الأول: نص", "", ""},
		{"27 نص", "", ""},
	} {
		if l := findLead(c.text, false); c.text[:l.length] != c.lead || l.number != c.number {
			t.Errorf("%q: lead %q number %q", c.text, c.text[:l.length], l.number)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"٢٧ - نص", "**27.1** x", "(أ) نص", "المادة الثالثة: نص", "أولا - نص", "\u200f١ـ نص", "1/ see"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		l := findLead(s, false)
		number, n := articleNumber(s)
		for _, at := range []int{l.length, n} {
			if at < 0 || at > len(s) || at < len(s) && !utf8.RuneStart(s[at]) {
				t.Fatalf("%q: lead of %d bytes", s, at)
			}
		}
		if (l.number == "") != (l.length == 0) || strings.ContainsAny(l.number+number, " \n-") {
			t.Fatalf("%q: %+v, %q", s, l, number)
		}
	})
}
