package arabic

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"muqabala/corpus"
)

var foldSeeds = []string{
	"", "الأُمَمُ المتّحدة ١٩٩٩", "\u200f٢٧ – ﻻ ﷲ ﷺ", "Côte d’Ivoire ½", "\xff\xfe bad \xd8", "مـــسؤولية", "e\u0301 É ﬁ Ａ", "\uFEFFabc", "ًﱞx", "İstanbul Å",
}

func FuzzFoldMap(f *testing.F) {
	for _, s := range foldSeeds {
		f.Add(s, 1, 5)
	}
	f.Fuzz(func(t *testing.T, s string, a, b int) {
		checkFoldMap(t, s)
		FoldMap(s).Source(corpus.Span{Start: a, End: b})
	})
}

// checkFoldMap holds the map to what it promises, for every rune of the key.
func checkFoldMap(t *testing.T, s string) {
	m := FoldMap(s)
	if m.Text != Fold(s) {
		t.Fatalf("FoldMap(%q).Text = %q, Fold gives %q", s, m.Text, Fold(s))
	}
	if again := Fold(m.Text); again != m.Text {
		t.Fatalf("Fold(%q) = %q is folded to %q", s, m.Text, again)
	}
	end := 0
	for i, r := range m.Text {
		span := m.Source(corpus.Span{Start: i, End: i + utf8.RuneLen(r)})
		if span.Start > end || span.End < end || span.End > len(s) {
			t.Fatalf("%q: byte %d of %q comes from %v, after %d", s, i, m.Text, span, end)
		}
		if !boundary(s, span.Start) || !boundary(s, span.End) {
			t.Fatalf("%q: %v is not on rune boundaries", s, span)
		}
		if !strings.ContainsRune(Fold(span.In(s)), r) {
			t.Fatalf("%q: %q comes from %q", s, r, span.In(s))
		}
		end = span.End
	}
	if m.Text != "" && end != len(s) {
		t.Fatalf("%q: covered to %d only", s, end)
	}
}

// boundary reports whether no rune goes across byte i.
func boundary(s string, i int) bool {
	if i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	r, n := utf8.DecodeLastRuneInString(s[:i])
	return r != utf8.RuneError || n != 1 || !utf8.ValidString(s)
}

func TestFoldMapWords(t *testing.T) {
	for _, s := range foldSeeds {
		checkFoldMap(t, s)
		m := FoldMap(s)
		at := 0
		for _, w := range strings.Fields(m.Text) {
			at += strings.Index(m.Text[at:], w)
			span := m.Source(corpus.Span{Start: at, End: at + len(w)})
			if got := Fold(span.In(s)); strings.TrimSpace(got) != w && span.In(s) != "ﷺ" { // ﷺ is four words
				t.Errorf("%q: word %q comes from %q", s, w, span.In(s))
			}
			at += len(w)
		}
	}
}

func ExampleFoldMap() {
	text := "أكّدت الأُمَمُ المتّحدة في ١٩٩٩"
	m := FoldMap(text)
	at := strings.Index(m.Text, "الامم")
	fmt.Println(m.Source(corpus.Span{Start: at, End: at + len("الامم")}).In(text))
	// Output: الأُمَمُ
}

func ExampleFold() {
	fmt.Println(Fold("الأُمَمُ المتّحدة ١٩٩٩"))
	// Output: الامم المتحده 1999
}

func TestNumerals(t *testing.T) {
	for in, want := range map[string]int{"أولاً": 1, "الأولى": 1, "ثاني عشر": 12, "الحادي والعشرون": 21, "عاشرا": 10, "ثلاثون": 30, "مقدمة": 0, "": 0, "الرابع": 4, "حاديَ عشرَ": 11} {
		if got := Ordinal(in); got != want {
			t.Errorf("Ordinal(%q) = %d, want %d", in, got, want)
		}
	}
	for in, want := range map[string]string{"أ": "a", "هـ": "e", "ج": "c", "أأ": "aa", "من": "", "ي": "j"} {
		if got := ItemLetter(in); got != want {
			t.Errorf("ItemLetter(%q) = %q, want %q", in, got, want)
		}
	}
	if LetterName("يـاء") != "J" || LetterName("ألف") != "A" || LetterName("من") != "" {
		t.Error("LetterName")
	}
	for n := 1; n < 400; n++ {
		if ParseRoman(Roman(n)) != n {
			t.Errorf("Roman(%d) = %q, read as %d", n, Roman(n), ParseRoman(Roman(n)))
		}
	}
	if ParseRoman("IIII") != 0 || ParseRoman("") != 0 || ParseRoman("vi") != 6 {
		t.Error("ParseRoman")
	}
}

func BenchmarkFold(b *testing.B) {
	text := strings.Repeat("قررت الجمعيّة العامّة في ١٥ كانون الأول/ديسمبر ١٩٩٩ ", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Fold(text)
	}
}

func BenchmarkFoldMap(b *testing.B) {
	text := strings.Repeat("قررت الجمعيّة العامّة في ١٥ كانون الأول/ديسمبر ١٩٩٩ ", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		FoldMap(text)
	}
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("قررت الجمعيّة العامّة (A/48/185) في ١٥ كانون الأول/ديسمبر ١٩٩٩ ", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Words(text)
	}
}
