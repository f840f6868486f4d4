package workspace

import (
	"fmt"
	"testing"

	"muqabala/corpus"
)

// rowsOf is what stands in each row, with the number of the translation's first paragraph.
func rowsOf(b *Bitext) (out string) {
	for _, r := range b.View().Rows {
		for _, p := range r.Original {
			out += p.Text() + " "
		}
		out += "="
		for _, p := range r.Translation {
			out += fmt.Sprintf(" [%s %s] %s", p.Kind, p.Number, p.Text())
		}
		out += "\n"
	}
	return out
}

// A sentence that stands on the wrong side of the boundary of two paragraphs is carried over it; both keep their rows, kinds and numbers,
// and one undo takes it back.
func TestSentencesAreCarriedOverABoundary(t *testing.T) {
	const en = "1. The Council met in Vienna. It adopted a plan.\n\n2. The plan is new. It has three parts.\n\n3. The report ends here."
	const whole = "1. The Council met in Vienna. It adopted a plan. = [paragraph 1] ١ - اجتمع المجلس في فيينا. واعتمد خطة.\n" +
		"2. The plan is new. It has three parts. = [paragraph 2] ٢ - والخطة جديدة. ولها ثلاثة أجزاء.\n" +
		"3. The report ends here. = [paragraph 3] ٣ - وهنا ينتهي التقرير.\n"
	b := openedTexts(t, en, "١ - اجتمع المجلس في فيينا. واعتمد خطة.\n\n٢ - والخطة جديدة. ولها ثلاثة أجزاء.\n\n٣ - وهنا ينتهي التقرير.", true)
	if got := rowsOf(b); got != whole {
		t.Fatalf("at first\n%s", got)
	}
	carry := func(name, row string, side corpus.Side, index int) error {
		_, err := b.Do(t.Context(), "Amal", Action{Name: name, Rows: []Target{{ID: row}}, Segments: []SegmentID{{side, index}}})
		return err
	}
	last := 1
	if n := len(b.View().Rows[0].TranslationSegments); n != 2 {
		last = n - 1
	}
	if err := carry("carry-next", "o1", corpus.TranslationSide, last); err != nil {
		t.Fatal(err)
	}
	const forth = "1. The Council met in Vienna. It adopted a plan. = [paragraph 1] ١ - اجتمع المجلس في فيينا. \n" +
		"2. The plan is new. It has three parts. = [paragraph 2] واعتمد خطة. ٢ - والخطة جديدة. ولها ثلاثة أجزاء.\n" +
		"3. The report ends here. = [paragraph 3] ٣ - وهنا ينتهي التقرير.\n"
	if got := rowsOf(b); got != forth {
		t.Errorf("carried to the next:\n%s", got)
	}
	if err := carry("carry-previous", "o2", corpus.TranslationSide, 0); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(b); got != whole {
		t.Errorf("carried back:\n%s", got)
	}
	for range 2 {
		do(t, b, Action{Name: "undo"})
	}
	if got := rowsOf(b); got != whole || b.View().Rows[0].Linked {
		t.Errorf("both undone:\n%s", got)
	}
	for what, err := range map[string]error{"whole-paragraph": carry("carry-next", "o3", corpus.TranslationSide, 0),
		"last": carry("carry-next", "o3", corpus.OriginalSide, 0)} {
		if reason := reasonOf(err); reason != "whole-paragraph" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := carry("carry-next", "o2", corpus.OriginalSide, len(b.View().Rows[1].OriginalSegments)-1); err != nil {
		t.Fatal(err)
	}
	if r := b.View().Rows[2]; r.Original[0].Number != "3" || r.Original[0].Text() != "It has three parts. 3. The report ends here." || len(r.Translation) != 1 {
		t.Errorf("of the original: %q", rowsOf(b))
	}
}
