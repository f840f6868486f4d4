package collate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
)

const english = "# Report\n\n1. The Council met in Vienna. It adopted a plan.\n\n2. The plan has three parts.\n\n3. The third paragraph ends the report."
const arabicText = "# تقرير\n\n٢ - وللخطة ثلاثة أجزاء.\n\n١ - اجتمع المجلس في فيينا. واعتمد خطة.\n\n٣ - والفقرة الثالثة تنهي التقرير."

func collated(t *testing.T) *Collation {
	t.Helper()
	o, err := read.Text("en", corpus.English, []byte(english))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(arabicText))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(context.Background(), o, d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// shape is the blocks of each row: "2=3" is block 2 of the original beside block 3 of the translation.
func shape(t *testing.T, c *Collation) string {
	t.Helper()
	rows, err := c.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprintf("%v=%v", blocks(r.Original), blocks(r.Translation)))
	}
	return strings.Join(out, " ")
}

func blocks(paragraphs []corpus.ReadingParagraph) []corpus.BlockID {
	var out []corpus.BlockID
	for _, p := range paragraphs {
		out = append(out, p.Blocks()...)
	}
	return out
}

func TestRowsFollowTheOriginal(t *testing.T) {
	if got := shape(t, collated(t)); got != "[1]=[1] [2]=[3] [3]=[2] [4]=[4]" {
		t.Error(got)
	}
}

func TestLinksOfPeopleGoFirst(t *testing.T) {
	c := collated(t)
	o, d := c.Bitext.Original, c.Bitext.Translation
	ref := func(d *corpus.Document, id corpus.BlockID) corpus.Ref {
		return corpus.Ref{Block: id, Span: corpus.Span{Start: 0, End: len(d.Text(id))}}
	}
	for _, op := range []corpus.Op{
		corpus.Link{Pair: corpus.LinkedPair{Original: []corpus.Ref{ref(o, 2), ref(o, 3)}, Translation: []corpus.Ref{ref(d, 3)}}},
		corpus.Link{Pair: corpus.LinkedPair{Translation: []corpus.Ref{ref(d, 2)}}},
	} {
		if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{op}}); err != nil {
			t.Fatal(err)
		}
	}
	if got := shape(t, c); got != "[1]=[1] [2 3]=[3] []=[2] [4]=[4]" {
		t.Error(got)
	}
}

func TestEverySegmentIsInOneBead(t *testing.T) {
	rows, err := collated(t).Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		var os, ts []int
		for _, b := range r.Beads {
			os, ts = append(os, b.Original...), append(ts, b.Translation...)
		}
		slices.Sort(os)
		slices.Sort(ts)
		if !slices.Equal(os, upTo(len(r.OriginalSegments))) || !slices.Equal(ts, upTo(len(r.TranslationSegments))) {
			t.Errorf("segments %v and %v of %d and %d", os, ts, len(r.OriginalSegments), len(r.TranslationSegments))
		}
	}
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestSentencesAreLinkedWithinARow(t *testing.T) {
	rows, err := collated(t).Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(types(rows[1].Beads)); got != "[1–1 1–1]" {
		t.Errorf("beads of two sentences each: %v", got)
	}
}

func types(beads []corpus.Bead) []string {
	var out []string
	for _, b := range beads {
		out = append(out, b.Type())
	}
	return out
}

func TestLinkedSentencesStayLinked(t *testing.T) {
	c := collated(t)
	rows, err := c.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	whole := corpus.Bead{Original: []int{0, 1}, Translation: []int{0, 1}}
	if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{corpus.Link{Pair: rows[1].BeadPair(whole)}}}); err != nil {
		t.Fatal(err)
	}
	if rows, err = c.Rows(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(types(rows[1].Beads)); got != "[2–2]" {
		t.Errorf("a person linked all of the row, the beads are %v", got)
	}
}

func TestAnEditChangesOnlyItsRow(t *testing.T) {
	c := collated(t)
	before, err := c.Shared(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(c.Bitext.Translation.Text(3), "فيينا")
	op := corpus.ReplaceText(corpus.TranslationSide, 3, corpus.Span{Start: at, End: at + len("فيينا")}, "جنيف")
	if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{op}}); err != nil {
		t.Fatal(err)
	}
	after, err := c.Shared(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for i := range after {
		if same, edited := after[i] == before[i], i == 1; same == edited {
			t.Errorf("row %d: kept %v", i, same)
		}
	}
	if !strings.Contains(after[1].TranslationSegments[0].Text, "جنيف") {
		t.Errorf("the edit is not in %q", after[1].TranslationSegments[0].Text)
	}
}

// TestSegmentationOfPeople: what a person merges and splits is so in the next rows, in those that were kept too.
func TestSegmentationOfPeople(t *testing.T) {
	c := collated(t)
	want := func(first string, n int) {
		t.Helper()
		rows, err := c.Rows(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if s := rows[1].OriginalSegments; len(s) != n || s[0].Text != first {
			t.Errorf("segments %+v, want %d that begin with %q", s, n, first)
		}
	}
	decide := func(at string, do func(corpus.Side, corpus.ReadingParagraph, int) ([]corpus.Op, error)) {
		t.Helper()
		p := c.Bitext.Reading(corpus.OriginalSide).Paragraphs[1]
		ops, err := do(corpus.OriginalSide, p, strings.Index(p.Text(), at))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Bitext.Apply(corpus.Edit{Ops: ops}); err != nil {
			t.Fatal(err)
		}
	}
	want("1. The Council met in Vienna.", 2)
	decide("It adopted", c.Bitext.MergeSegment)
	want("1. The Council met in Vienna. It adopted a plan.", 1)
	decide("a plan", c.Bitext.SplitSegment)
	want("1. The Council met in Vienna. It adopted", 2)
}

func TestConfirmedBeadsStay(t *testing.T) {
	c := collated(t)
	rows, err := c.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	whole := rows[1].BeadPair(corpus.Bead{Original: []int{0, 1}, Translation: []int{0, 1}}).Key()
	if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{corpus.Judge{Key: whole, Verdict: corpus.Confirmed}}}); err != nil {
		t.Fatal(err)
	}
	again := &Collation{Bitext: c.Bitext, Layout: c.Layout}
	if rows, err = again.Rows(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(types(rows[1].Beads)); got != "[2–2]" {
		t.Errorf("a person confirmed 2–2, the beads are %v", got)
	}
}
