package check

import (
	"context"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
)

func TestConfusion(t *testing.T) {
	for _, c := range [][3]string{
		{"كذب", "كثب", "ذ→ث"}, {"الاستئمانية", "الاستثنائية", ""}, {"مقري", "مقرري", "∅→ر"}, {"و التعاون", "والتعاون", "␣→∅"},
		{"كذبَ", "كثب", "ذ→ث"}, {"كثب", "كثب", ""}, {"", "كثب", ""}, {"عن كذب هذا", "عن كثب هذا", ""},
	} {
		if got := confusion(c[0], c[1]); got != c[2] {
			t.Errorf("%s for %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// TestDismissedStaysDismissed: the key of a finding outlives what happens elsewhere in the text, and goes with the words around.
func TestDismissedStaysDismissed(t *testing.T) {
	const text = "١ - قال إن هذه الفقرة الأولى فيها فيها كلمة مكررة.\n\n٢ - وهذه الفقرة الثانية كاملة.\n"
	key := func(text string) string {
		d, err := read.Text("ar.md", corpus.Arabic, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		found, err := Run(context.Background(), []Check{doubledWord}, pass(t, nil, d))
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		if left := (Config{Dismissed: []string{found[0].Key()}}).Apply(found); len(left) != 0 {
			t.Errorf("a dismissed finding is reported: %v", left)
		}
		return found[0].Key()
	}
	same := key(text)
	for change, want := range map[[2]string]bool{
		{"كاملة", "ناقصة"}:              true,
		{"١ - وهذه", "١ - وتلك"}:        true, // four words before
		{"٢ - ", "جملة جديدة.\n\n٢ - "}: true,
		{"كلمة مكررة", "لفظة مكررة"}:    false,
	} {
		if got := key(strings.Replace(text, change[0], change[1], 1)) == same; got != want {
			t.Errorf("after %s → %s: the same finding %v, want %v", change[0], change[1], got, want)
		}
	}
}

func TestOneErrorIsOneFinding(t *testing.T) {
	span := corpus.Span{Start: 3, End: 9}
	found := withoutEchoes([]corpus.Finding{{Check: "names", Block: 1, Span: span}, {Check: "ocr-character", Block: 1, Span: span}, {Check: "names", Block: 2, Span: span}})
	if len(found) != 2 || found[0].Check != "ocr-character" || found[1].Block != 2 {
		t.Errorf("left %+v", found)
	}
}
