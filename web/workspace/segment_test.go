package workspace

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"muqabala/corpus"
)

// twoSentences is a row of two sentences a side, opened.
func twoSentences(t *testing.T) *Bitext {
	return openedTexts(t, "1. The Council met in Vienna. It adopted a plan.", "١ - اجتمع المجلس في فيينا. واعتمد خطة.", true)
}

// beads is the sentences of a row and how they are linked: "[one][two] 0=0 1=1".
func beads(r *Row) string {
	var out strings.Builder
	for _, s := range r.TranslationSegments {
		fmt.Fprintf(&out, "[%s]", s.Text)
	}
	for i, b := range r.Beads {
		fmt.Fprintf(&out, " %v=%v%s", b.Original, b.Translation, r.BeadVerdict[i])
	}
	return out.String()
}

func onRow(b *Bitext, name string, segments ...SegmentID) Action {
	r := b.View().Rows[0]
	return Action{Name: name, Rows: []Target{{ID: r.ID, Seen: r.Seen}}, Bead: -1, Segments: segments}
}

func TestSentencesAreSplitAndJoinedAndLinksKept(t *testing.T) {
	b := twoSentences(t)
	second := SegmentID{corpus.TranslationSide, 1}
	confirm := onRow(b, "confirm")
	confirm.Bead = 1
	do(t, b, confirm)
	before := beads(b.View().Rows[0])
	split := onRow(b, "split-segment", second)
	split.Offset = strings.Index("واعتمد خطة.", "خطة")
	do(t, b, split)
	if got, want := beads(b.View().Rows[0]), "[١ - اجتمع المجلس في فيينا.][واعتمد][خطة.] [0]=[0] [1]=[1 2]confirmed"; got != want {
		t.Errorf("split: %s, want %s", got, want)
	}
	do(t, b, onRow(b, "merge-segment", second))
	if got := beads(b.View().Rows[0]); got != before {
		t.Errorf("joined again: %s, want %s", got, before)
	}
	do(t, b, Action{Name: "undo"})
	do(t, b, Action{Name: "undo"})
	if got := beads(b.View().Rows[0]); got != before {
		t.Errorf("undone: %s, want %s", got, before)
	}
}

func TestSplitInEditedTextKeepsTheLink(t *testing.T) {
	b := twoSentences(t)
	edit := onRow(b, "edit")
	edit.At, edit.Text = corpus.Place{Block: 1}, "١ - اجتمع المجلس في فيينا. واعتمدت خطط كثيرة جدا."
	do(t, b, edit)
	link := onRow(b, "link-segments", SegmentID{corpus.OriginalSide, 1}, SegmentID{corpus.TranslationSide, 1})
	do(t, b, link)
	split := onRow(b, "split-segment", SegmentID{corpus.TranslationSide, 1})
	split.Offset = strings.Index("واعتمدت خطط كثيرة جدا.", "كثيرة")
	do(t, b, split)
	if got, want := beads(b.View().Rows[0]), "[١ - اجتمع المجلس في فيينا.][واعتمدت خطط][كثيرة جدا.] [0]=[0] [1]=[1 2]"; got != want {
		t.Errorf("split: %s, want %s", got, want)
	}
	for _, l := range b.links() {
		if len(l.Translation) < 2 {
			t.Errorf("the link is %v", l)
		}
	}
}

func (b *Bitext) links() (out []corpus.LinkedPair) {
	b.Read(func(x *corpus.Bitext) { out = x.Links() })
	return out
}

func TestSentencesAreLinkedFreely(t *testing.T) {
	b := twoSentences(t)
	o := func(i int) SegmentID { return SegmentID{corpus.OriginalSide, i} }
	tr := func(i int) SegmentID { return SegmentID{corpus.TranslationSide, i} }
	do(t, b, onRow(b, "link-segments", o(0), tr(1))) // across: what is left belongs together by itself
	if got := beads(b.View().Rows[0]); !strings.Contains(got, "[0]=[1]") || strings.Contains(got, "[1]=[0 ") {
		t.Errorf("crossed: %s", got)
	}
	if n := len(b.links()); n != 1 {
		t.Errorf("%d links, want one: nothing was said of what is left", n)
	}
	do(t, b, onRow(b, "link-segments", o(1), o(0), tr(0), tr(1)))
	if got := beads(b.View().Rows[0]); !strings.HasSuffix(got, " [0 1]=[0 1]") {
		t.Errorf("all: %s", got)
	}
	do(t, b, onRow(b, "link-segments", o(1), tr(1)))
	if got := beads(b.View().Rows[0]); !strings.HasSuffix(got, " [0]=[0] [1]=[1]") {
		t.Errorf("a free cut: %s", got)
	}
	if n := len(b.links()); n != 2 {
		t.Errorf("%d links after the cut, want that and what is left in both texts", n)
	}
	do(t, b, onRow(b, "unlink-segments", o(0)))
	if got := beads(b.View().Rows[0]); !strings.Contains(got, " [0]=[]") || !strings.Contains(got, " []=[0]") || !strings.Contains(got, " [1]=[1]") {
		t.Errorf("unlinked: %s", got)
	}
	if _, err := b.Do(t.Context(), "Amal", onRow(b, "link-segments", o(0))); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("one side alone was linked: %v", err)
	}
}

func TestRowIsPartedByParagraphs(t *testing.T) {
	b := openedTexts(t, "1. The Council met in Vienna.\n\n2. It adopted a plan of action.", "١ - اجتمع المجلس في فيينا.\n\n٢ - واعتمد خطة عمل.", true)
	if n := len(b.View().Rows); n != 2 {
		t.Fatalf("%d rows", n)
	}
	shape := func() (out string) {
		for _, r := range b.View().Rows {
			out += fmt.Sprintf("%d=%d ", len(r.Original), len(r.Translation))
		}
		return out
	}
	do(t, b, onRow(b, "link"))
	if got := shape(); got != "2=2 " {
		t.Fatalf("linked: %s", got)
	}
	part := onRow(b, "part-row")
	part.Paragraphs = []SegmentID{{corpus.OriginalSide, 0}}
	do(t, b, part)
	if got := shape(); got != "1=0 1=2 " {
		t.Errorf("parted: %s", got)
	}
	all := onRow(b, "part-row")
	all.Paragraphs = []SegmentID{{corpus.OriginalSide, 0}}
	if _, err := b.Do(t.Context(), "Amal", all); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("nothing was left, yet it was parted: %v", err)
	}
}

// Whoever undoes takes back what is their own, and hears of it where there is nothing of theirs.
func TestUndoIsOfOnesOwn(t *testing.T) {
	b := opened(t, false)
	as := func(who, name string, i int) error {
		a := Action{Name: name, Bead: -1}
		if name == "confirm" {
			a.Rows = []Target{{ID: b.View().Rows[i].ID}}
		}
		_, err := b.Do(t.Context(), who, a)
		return err
	}
	verdicts := func() string { return fmt.Sprint(b.View().Rows[1].Verdict, " ", b.View().Rows[2].Verdict) }
	if err := errors.Join(as("Amal", "confirm", 1), as("Layla", "confirm", 2)); err != nil {
		t.Fatal(err)
	}
	if err := as("Amal", "undo", 0); err != nil || verdicts() != " confirmed" {
		t.Errorf("own undo: %v, %s", err, verdicts())
	}
	if err := as("Amal", "redo", 0); err != nil || verdicts() != "confirmed confirmed" {
		t.Errorf("own redo: %v, %s", err, verdicts())
	}
	var others *OthersError
	if err := as("Sami", "undo", 0); !errors.As(err, &others) || others.Edit.Author != "Layla" {
		t.Errorf("nothing of one's own: %v", err)
	}
	if err := as("Sami", "undo-last", 0); err != nil {
		t.Error(err)
	}
	if err := as("Layla", "redo", 0); !errors.As(err, &others) {
		t.Errorf("another's undo was taken back: %v", err)
	}
}

// A decision about a group can be for some of it.
func TestPartOfASeriesIsDecided(t *testing.T) {
	b := opened(t, false)
	group := func() []*Finding {
		for _, f := range b.View().Queue() {
			if f.Series != "" && f.Fixes && len(b.View().Together(f)) > 1 {
				return b.View().Together(f)
			}
		}
		t.Skip("the report has no series")
		return nil
	}
	g := group()
	do(t, b, Action{Name: "series", Finding: g[0].Key, Members: []string{g[1].Key}})
	if b.View().Finding(g[0].Key).State != Open || b.View().Finding(g[1].Key).State != Repaired {
		t.Error("the member chosen is not the one repaired")
	}
	do(t, b, Action{Name: "undo"})
	do(t, b, Action{Name: "dismiss-all", Finding: g[0].Key})
	for _, f := range g {
		if b.View().Finding(f.Key).State != Dismissed {
			t.Errorf("%s is not dismissed", f.Text)
		}
	}
	do(t, b, Action{Name: "reconsider", Finding: g[0].Key})
	if b.View().Finding(g[0].Key).State != Open {
		t.Error("it is not open again")
	}
}
