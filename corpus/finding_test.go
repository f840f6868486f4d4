package corpus

import (
	"testing"
)

func TestKeyOutlivesOtherPlaces(t *testing.T) {
	f := Finding{Check: "ocr-word", Block: 7, Span: Span{10, 20}, Text: "كذب", Before: "عن", After: "مع"}
	moved, elsewhere, twin := f, f, f
	moved.Block, moved.Span, moved.Confidence, moved.Suggestions = 9, Span{0, 10}, .5, []string{"كثب"}
	elsewhere.After = "هنا"
	twin.Nth = 1
	if f.Key() != moved.Key() {
		t.Error("the key changes with the place in the file")
	}
	if f.Key() == elsewhere.Key() || f.Key() == twin.Key() {
		t.Error("the key does not change with the words around, or with the count")
	}
}

func TestKeyOfWhatIsMissing(t *testing.T) {
	a, b := Finding{Check: "missing-paragraph", Original: 3}, Finding{Check: "missing-paragraph", Original: 4}
	if a.Key() == b.Key() {
		t.Error("two missing paragraphs have one key")
	}
}

func TestFixRepairsASeriesAtOnce(t *testing.T) {
	b := NewBitext(document(English, "A."), document(Arabic, "كيפור كذب كيפור."))
	series := []Finding{
		{Block: 1, Span: Span{0, 10}, Suggestions: []string{"كيفور"}, Confidence: .9},
		{Block: 1, Span: Span{18, 28}, Suggestions: []string{"كيفور"}, Confidence: .9},
		{Block: 1, Span: Span{11, 28}, Suggestions: []string{"x"}, Confidence: .3}, // overlaps, and is less sure
		{Block: 1, Span: Span{11, 17}, Confidence: .9},                             // has nothing to put there
	}
	if err := b.Apply(Edit{Ops: Fix(series...)}); err != nil {
		t.Fatal(err)
	}
	if got := b.Reading(TranslationSide).Paragraphs[0].Text(); got != "كيفور كذب كيفور." {
		t.Errorf("repaired text %q", got)
	}
}
