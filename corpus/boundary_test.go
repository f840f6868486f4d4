package corpus

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sentences are spans that end behind each full stop, as rules would find them.
func sentences(text string) []Span {
	var out []Span
	at := 0
	for i, r := range text {
		if r == '.' || i+1 == len(text) {
			out = append(out, Span{at, i + 1})
			at = i + 1
		}
	}
	if at < len(text) {
		out = append(out, Span{at, len(text)})
	}
	return out
}

func segments(b *Bitext, paragraph int) string {
	p := b.Reading(TranslationSide).Paragraphs[paragraph]
	var out []string
	for _, s := range p.Segments(sentences(p.Text())) {
		out = append(out, s.Text)
	}
	return strings.Join(out, "|")
}

func segmented(t *testing.T, b *Bitext, do func(Side, ReadingParagraph, int) ([]Op, error), at string) {
	t.Helper()
	p := b.Reading(TranslationSide).Paragraphs[0]
	ops, err := do(TranslationSide, p, strings.Index(p.Text(), at))
	if err != nil {
		t.Fatal(err)
	}
	apply(t, b, "leila", ops...)
}

func TestSegmentation(t *testing.T) {
	b := NewBitext(document(English, "one"), document(Arabic, "A b c. D e", "f. G."))
	want := func(s string) {
		t.Helper()
		if got := segments(b, 0); got != s {
			t.Errorf("segments %q, want %q", got, s)
		}
	}
	want("A b c.|D e")
	segmented(t, b, b.MergeSegment, "D")
	want("A b c. D e")
	segmented(t, b, b.SplitSegment, "c")
	want("A b|c. D e")
	apply(t, b, "leila", Join{TranslationSide, Place{Block: 1}, Place{Block: 2}})
	want("A b|c. D e f.|G.")
	apply(t, b, "leila", ReplaceText(TranslationSide, 1, Span{0, 1}, "A longer beginning"), ReplaceText(TranslationSide, 1, Span{4, 5}, "C"))
	want("A longer beginning b|C. D e f.|G.")
	segmented(t, b, b.MergeSegment, "G")
	segmented(t, b, b.SplitSegment, "D")
	want("A longer beginning b|C.|D e f. G.")
	segmented(t, b, b.SplitSegment, "beginning") // inside what replaced a single letter
	want("A longer|beginning b|C.|D e f. G.")
	for range 7 {
		if ok, err := b.Undo("", b.log[0].Time); !ok || err != nil {
			t.Fatalf("undo: %v, %v", ok, err)
		}
	}
	want("A b c.|D e")
}

func TestSegmentationInReplacements(t *testing.T) {
	b := NewBitext(document(English, "one"), document(Arabic, "كتب نص"))
	apply(t, b, "", ReplaceText(TranslationSide, 1, Span{0, 6}, "قرأ. ثم كتب"))
	segmented(t, b, b.MergeSegment, "ثم")
	if got := segments(b, 0); got != "قرأ. ثم كتب نص" {
		t.Errorf("merged: %q", got)
	}
	segmented(t, b, b.SplitSegment, "كتب")
	if got := segments(b, 0); got != "قرأ. ثم|كتب نص" {
		t.Errorf("split: %q", got)
	}
	p := b.Reading(TranslationSide).Paragraphs[0]
	for _, i := range []int{-1, 1, len(p.Text())} {
		if _, err := b.SplitSegment(TranslationSide, p, i); !errors.Is(err, ErrConflict) && i != 1 {
			t.Errorf("split at byte %d: %v", i, err)
		}
	}
}

// TestLaterDecisionWins: an earlier decision that a replacement has swallowed does not stop a split at its beginning.
func TestLaterDecisionWins(t *testing.T) {
	b := NewBitext(document(English, "one"), document(Arabic, "ثلاثة"))
	apply(t, b, "", ReplaceText(TranslationSide, 1, Span{0, 6}, "نص"), SetBoundary{TranslationSide, Place{1, 4}, Continues})
	segmented(t, b, b.SplitSegment, "ص")
	if got := segments(b, 0); got != "ن|صثة" {
		t.Errorf("segments %q", got)
	}
}

// TestSplitAnywhere: wherever a person splits, a segment begins there, in edited text too, and the text stays the same.
func TestSplitAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bitext()
		for range rapid.IntRange(0, 12).Draw(t, "edits") {
			b.Apply(Edit{Ops: []Op{randomOp(t, b)}})
		}
		side := b.Reading(TranslationSide)
		if len(side.Paragraphs) == 0 {
			return
		}
		n := rapid.IntRange(0, len(side.Paragraphs)-1).Draw(t, "paragraph")
		p := side.Paragraphs[n]
		var starts []int
		for i, r := range p.Text() {
			if i > 0 && r != ' ' {
				starts = append(starts, i)
			}
		}
		if len(starts) == 0 {
			return
		}
		at := rapid.SampledFrom(starts).Draw(t, "at")
		ops, err := b.SplitSegment(TranslationSide, p, at)
		if err != nil {
			if !errors.Is(err, ErrConflict) {
				t.Fatal(err)
			}
			return
		}
		if err := b.Apply(Edit{Ops: ops}); err != nil {
			t.Fatalf("%+v: %v", ops, err)
		}
		after := b.Reading(TranslationSide).Paragraphs[n]
		begins := slices.ContainsFunc(after.decided([]Span{{0, len(p.Text())}}), func(s Span) bool { return s.Start == at })
		if after.Text() != p.Text() || !begins {
			t.Fatalf("split %q at %d by %+v: %q, %+v", p.Text(), at, ops, after.Text(), after.decided([]Span{{0, len(p.Text())}}))
		}
	})
}
