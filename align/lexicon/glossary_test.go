package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus/arabic"
)

func TestTermsAreTheLongest(t *testing.T) {
	g := NewGlossary([]Entry{
		{English: "fund", Arabic: []string{"صندوق"}}, {English: "trust fund", Arabic: []string{"صندوق استئماني"}}, {English: "trust", Arabic: []string{"ثقة"}}, {English: "May", Arabic: []string{"أيار"}},
		{English: "Secretary-General", Arabic: []string{"الأمين العام"}}, {English: "children's fund", Arabic: []string{"منظمة الطفولة"}}, {English: "follow-up", Arabic: []string{"متابعة"}},
	})
	for _, c := range []struct{ text, want string }{
		{"the Trust Funds", "trust fund"},
		{"trust in the fund", "trust, fund"},
		{"it may in May", "May"},
		{"The Secretary-General’s report", "Secretary-General"},
		{"Secretary General", "Secretary-General"},
		{"the children’s funds", "children's fund"},
		{"followed up", "follow-up"},
		{"trust, fund", "trust, fund"},
		{"trust", "trust"},
		{"", ""},
		{"٩٩ – ’s", ""},
	} {
		words := arabic.Words(c.text)
		var got []string
		for _, term := range g.Terms(words) {
			if term.Start < 0 || term.End > len(words) || term.Start >= term.End {
				t.Fatalf("%q: %d to %d of %d words", c.text, term.Start, term.End, len(words))
			}
			got = append(got, term.Entry.English)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func TestRenderings(t *testing.T) {
	e := Entry{English: "in accordance with", Arabic: []string{"وفقا ل", "طبقا ل"}}
	for _, c := range []struct {
		entry Entry
		text  string
		want  []Rendering
	}{
		{e, "ووفقا للقرار", []Rendering{{0, 1, "وفقا ل"}}},
		{Entry{English: "fund", Arabic: []string{"صندوق", "صناديق"}}, "بالصندوق وصناديقها ولصندوق", []Rendering{{0, 1, "صندوق"}, {2, 3, "صندوق"}, {1, 2, "صناديق"}}},
		{Entry{English: "trust fund", Arabic: []string{"صندوق استئماني"}}, "في الصندوق الاستئماني", []Rendering{{1, 3, "صندوق استئماني"}}},
		{Entry{English: "trust fund", Arabic: []string{"صندوق استئماني"}}, "الصندوق الاستثنائي", nil},
		{Entry{English: "adopt", Arabic: []string{"اعتمد"}}, "وستعتمد فاعتمد", []Rendering{{1, 2, "اعتمد"}}},
		{e, "", nil},
	} {
		if got := c.entry.Renderings(arabic.Words(c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%s in %q: %v, want %v", c.entry.English, c.text, got, c.want)
		}
	}
}

func ExampleGlossary_Terms() {
	english := arabic.Words("The Trust Fund was established in accordance with the resolution.")
	translation := arabic.Words("وأنشئ الصندوق الاستئماني وفقا للقرار.")
	for _, t := range BuiltinGlossary().Terms(english) {
		for _, r := range t.Entry.Renderings(translation)[:1] {
			fmt.Println(t.Entry.English, "=", translation[r.Start].Text)
		}
	}
	// Output:
	// trust fund = الصندوق
	// establish = وأنشئ
	// in accordance with = وفقا
	// resolution = للقرار
}

func BenchmarkTerms(b *testing.B) {
	words := arabic.Words(strings.Repeat("The trust fund was established by the Secretary-General in accordance with the resolution. ", 100))
	g := BuiltinGlossary()
	b.ReportAllocs()
	for b.Loop() {
		g.Terms(words)
	}
}
