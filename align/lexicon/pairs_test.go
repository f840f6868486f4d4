package lexicon

import (
	"fmt"
	"slices"
	"testing"

	"muqabala/corpus/arabic"
)

func key(word string) string {
	w := arabic.Words(word)[0]
	return Key(w.Text, w.Class)
}

func TestWordPairs(t *testing.T) {
	pairs := WordPairs([]Entry{
		{English: "fund", Arabic: []string{"صندوق", "صناديق"}},
		{English: "trust fund", Arabic: []string{"صندوق استئماني"}},
		{English: "rule of law", Arabic: []string{"سيادة القانون"}},
		{English: "the", Arabic: []string{"ال"}},
	})
	weight := func(english, other string) float32 {
		at := slices.IndexFunc(pairs, func(p WordPair) bool { return p.English == key(english) && p.Arabic == key(other) })
		if at < 0 {
			return 0
		}
		return pairs[at].Weight
	}
	for _, c := range []struct {
		english, arabic string
		want            float32
	}{
		{"fund", "صندوق", 1}, {"funds", "الصناديق", 1},
		{"trust", "استئماني", .9},  // the word that is left, once صندوق is known
		{"trust", "صندوق", 0},      // it stands for fund
		{"rule", "سيادة", .45},     // nothing says which is which
		{"rule", "القانون", .45},   // so each may be
		{"trust", "استئمانية", .9}, // the same stem
		{"the", "ال", 0},           // a function word
		{"of", "سيادة", 0},         // another
		{"fund", "الاستئماني", 0},  // no entry says so
	} {
		if got := weight(c.english, c.arabic); got != c.want {
			t.Errorf("%s %s: %v, want %v", c.english, c.arabic, got, c.want)
		}
	}
}

// TestBuiltinPairsReachInflectedWords: words as they stand in texts, with clitics, article, number and tense, have a pair.
func TestBuiltinPairsReachInflectedWords(t *testing.T) {
	known := map[[2]string]bool{}
	for _, p := range BuiltinPairs() {
		known[[2]string{p.English, p.Arabic}] = true
	}
	for _, c := range [][2]string{
		{"organizations", "والمنظمتان"}, {"organization", "للمنظمة"}, {"organizations", "منظمتين"}, {"decided", "وقررت"}, {"decides", "تقرر"},
		{"policies", "السياسات"}, {"funds", "الصناديق"}, {"children", "والأطفال"}, {"trust", "الاستئمانية"}, {"Ukrainian", "الأوكرانية"},
		{"December", "ديسمبر"}, {"December", "كانون"}, {"third", "الثالثة"}, {"two", "اثنتين"}, {"held", "المعقودة"}, {"submitted", "المقدم"},
		{"implementation", "التنفيذ"}, {"resolutions", "القرارات"}, {"sustainable", "المستدامة"}, {"States", "الدول"}, {"women", "والمرأة"},
		{"reports", "التقارير"}, {"ceasefire", "إطلاق"}, {"peacekeeping", "السلام"}, {"Kosovo", "كوسوفو"}, {"Abkhazia", "أبخازيا"},
		{"mandate", "الولاية"}, {"coronavirus", "كورونا"}, {"repository", "المستودع"}, {"licensor", "المرخص"}, {"seventieth", "السبعين"},
	} {
		if !known[[2]string{key(c[0]), key(c[1])}] {
			t.Errorf("%s does not reach %s (%s, %s)", c[0], c[1], key(c[0]), key(c[1]))
		}
	}
}

func TestPairsAreSorted(t *testing.T) {
	pairs := BuiltinPairs()
	for i := 1; i < len(pairs); i++ {
		a, b := pairs[i-1], pairs[i]
		if a.English > b.English || a.English == b.English && a.Arabic >= b.Arabic {
			t.Fatalf("%v before %v", a, b)
		}
	}
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		WordPairs(load())
	}
}

func ExampleWordPairs() {
	for _, p := range WordPairs([]Entry{{English: "fund", Arabic: []string{"صندوق"}}, {English: "trust fund", Arabic: []string{"صندوق استئماني"}}}) {
		fmt.Println(p.English, p.Arabic, p.Weight)
	}
	// Output:
	// fund صندوق 1
	// trust استيمان 0.9
}

// TestOneWordIsAsWordsSays: the short way of contentKeys gives what the long one does.
func TestOneWordIsAsWordsSays(t *testing.T) {
	for _, e := range Builtin() {
		for _, phrase := range append([]string{e.English}, e.Arabic...) {
			class, ok := oneWord(phrase)
			words := arabic.Words(phrase)
			if ok && (len(words) != 1 || words[0].Class != class || words[0].Text != phrase) {
				t.Errorf("%q is one word, but %v", phrase, words)
			}
		}
	}
	for _, phrase := range []string{"trust fund", "e-mail", "D'Ivoire", "٣", "قرار،", "x٣"} {
		if _, ok := oneWord(phrase); ok {
			t.Errorf("%q is no word of plain letters", phrase)
		}
	}
}
