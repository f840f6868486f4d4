package blocks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
)

func document(t testing.TB, lang corpus.Lang, paragraphs ...string) *corpus.Document {
	t.Helper()
	d, err := read.Text("test", lang, []byte(strings.Join(paragraphs, "\n\n")))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSimilarity(t *testing.T) {
	const a = "ونظمت دورات تدريبية في نيروبي والقاهرة وليما للمهندسين والمحامين."
	for _, c := range []struct {
		b         string
		low, high float64
	}{
		{a, 1, 1},
		{"ونظمث دوراب تدرببية فى نيروبي والقاهرة وليما للمهندسين والمحامين.", .9, 1}, // dots only
		{"ونظمت دورات تدريية في نيروبي والقاهرة وليا للمهندسين والمحامين.", .5, .95},
		{"ويبلغ رصيد الصندوق الاستئماني ٣ ملايين دولار، قدمت معظمه النرويج واليابان.", 0, .2},
		{"", 0, 0},
	} {
		if s := Similarity(a, c.b); s < c.low || s > c.high {
			t.Errorf("similarity %.3f to %q, want %v to %v", s, c.b, c.low, c.high)
		}
	}
}

func TestCopies(t *testing.T) {
	d := document(t, corpus.Arabic,
		"١ - ونظمت دورات تدريبية في نيروبي والقاهرة وليما للمهندسين والمحامين.",
		"٢ - ويبلغ رصيد الصندوق الاستئماني ٣ ملايين دولار، قدمت معظمه النرويج واليابان.",
		"## مقدمة",
		"٢ - ويبلغ رصيد الصندوق الاستثنائي ٣ ملايين دولار، قدمت معظمه النرويح واليابان.",
		"## مقدهة", // too short for 5-grams, but it goes on behind a copy
		"٣ - ويبلغ رصيد الصندوق الاستئماني ٣ ملايين دولار، قدمت معظمه النرويج واليابان.")
	var got []int
	for _, c := range Copies(d) {
		got = append(got, c.Of)
	}
	if want := []int{-1, -1, -1, 1, 2, -1}; !slices.Equal(got, want) {
		t.Errorf("copies %v, want %v: numbers that differ are no copies", got, want)
	}
}

func TestReadingOrder(t *testing.T) {
	inGap := func(m move) step { return step{move: m, inGap: true} }
	for name, c := range map[string]struct {
		steps []step
		want  []int
	}{
		"in order":      {[]step{{}, {}, {}}, []int{0, 1, 2}},
		"two columns":   {[]step{{}, inGap(opened), inGap(ahead), {move: closed}, {}, {move: resumed}}, []int{0, 3, 4, 1, 2, 5}},
		"two pages":     {[]step{inGap(opened), {move: closed}, inGap(resumedOpened), {move: closed}}, []int{1, 0, 3, 2}},
		"three columns": {[]step{inGap(opened), {move: opened, inGap: true, bounded: true}, {move: closed}, {move: resumed}}, []int{2, 1, 0, 3}},
	} {
		if got := readingOrder(c.steps); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	numbered := document(t, corpus.Arabic, "٣ - نص.", "وبقية.", "١ - نص.", "٢ - نص.", "(أ) بند.")
	if d := Numbers(numbered); d == nil || len(d.Blocks) != 3 || d.Blocks[2].Number != "3" {
		t.Errorf("numbers %+v, want 1 to 3", d)
	}
	for _, d := range []*corpus.Document{document(t, corpus.Arabic, "نص.", "نص آخر."), document(t, corpus.Arabic, "٩ - نص.", "٨٠ - نص.", "نص.")} {
		if n := Numbers(d); n != nil {
			t.Errorf("numbers of %q: %+v, want none", d.Source, n)
		}
	}
}

func ExampleComplete() {
	d, _ := read.Text("", corpus.Arabic, []byte("وانتهت الفقرة(١).\n\nوتجتمع اللجنة في\n\nوقالت: \"نعم.\""))
	for _, b := range d.Blocks {
		fmt.Println(b.ID, Complete(d, b.ID))
	}
	// Output:
	// 1 true
	// 2 false
	// 3 true
}
