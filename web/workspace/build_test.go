package workspace

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"muqabala/corpus"
)

// shown is all that a view shows, for comparison.
func shown(v *View) string {
	out := fmt.Sprintln(v.Version, v.CanUndo, v.CanRedo, len(v.Dropped))
	for i, r := range v.Rows {
		out += fmt.Sprintln(i, r.ID, r.Key, r.Seen, r.Verdict, r.BeadKeys, r.BeadVerdict, len(r.Comments), r.Linked, v.Row(r.ID))
		for _, f := range r.Findings {
			out += fmt.Sprintln("  ", f.Key, f.State, f.Fixes)
		}
	}
	for _, f := range v.Findings {
		out += fmt.Sprintln(f.Key, f.State, f.Fixes, f.Row)
	}
	for _, r := range v.Repairs {
		out += fmt.Sprintln(r.ID, r.Made)
	}
	return out
}

// randomAction draws an action that may or may not fit.
func randomAction(t *rapid.T, v *View) Action {
	r := rapid.SampledFrom(v.Rows).Draw(t, "row")
	a := Action{Rows: []Target{{ID: r.ID}}, Bead: rapid.IntRange(-1, len(r.Beads)-1).Draw(t, "bead")}
	if len(r.Translation) > 0 {
		p := r.Translation[0]
		a.At, a.Text = p.At, rapid.SampledFrom([]string{"", "نص ", p.Text() + " "}).Draw(t, "before")+"كلمة"
		if i := len(r.TranslationSegments) - 1; i > 0 {
			ref := r.TranslationSegments[i].Refs[0]
			a.To = corpus.Place{Block: ref.Block, Offset: ref.Span.Start}
		}
	}
	if len(v.Findings) > 0 {
		a.Finding = rapid.SampledFrom(v.Findings).Draw(t, "finding").Key
	}
	if len(v.Repairs) > 0 {
		a.Cause = rapid.SampledFrom(v.Repairs).Draw(t, "cause").Cause.Name
	}
	for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
		if _, all := r.side(side); len(all) > 0 {
			a.Segments = append(a.Segments, SegmentID{side, rapid.IntRange(0, len(all)-1).Draw(t, "segment")})
		}
	}
	a.Paragraphs, a.Offset = a.Segments[:1], rapid.IntRange(1, 20).Draw(t, "offset")
	a.Kind, a.Choice = corpus.Heading, rapid.IntRange(0, 1).Draw(t, "choice")
	a.Edit = rapid.IntRange(0, 1).Draw(t, "edit")
	a.Name = rapid.SampledFrom([]string{"confirm", "reject", "reopen", "comment", "uncomment", "edit", "edit", "split", "merge-next", "merge-previous", "move-up",
		"move-down", "drop", "kind", "link", "unlink", "merge-beads", "split-bead", "link-segments", "unlink-segments", "split-segment", "merge-segment", "carry-next", "carry-previous", "part-row", "accept", "accept", "dismiss", "apply", "unapply", "undo", "undo", "redo"}).Draw(t, "action")
	return a
}

// What is worked out after an edit is what would be worked out from nothing.
func TestViewsAreWorkedOutAgainWhereTheyMust(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		b := openedTexts(t, "# Report\n\n1. The Council met in Vienna in 1999. It adopted a plan.\n\n2. The plan has three parts. All are new.\n\n3. The third paragraph ends the report.",
			"# تقرير\n\n٢ - وللخطة ثلاثة أجزاء. وكلها\n\n١ - اجتمع المجلس في فيينا عام ١٩٩٨ . واعتمد خطة خطة.\n\nجديدة.\n\n٣ - والفقرة الثالثة تنهي التقرير.", true)
		for range rapid.IntRange(1, 12).Draw(t, "actions") {
			before := b.View()
			if _, err := b.Do(ctx, "Amal", randomAction(t, before)); err != nil && b.View() != before {
				t.Fatalf("refused (%v), yet the view is another", err)
			}
			var fresh *View
			if err := b.session.Read(func(x *corpus.Bitext) (err error) {
				again := &Bitext{collation: b.collation, found: b.found, proposed: b.proposed, ranks: b.ranks} // what was found is a matter of when it was checked
				fresh, err = again.build(ctx, x, nil)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			if got, want := shown(b.View()), shown(fresh); got != want {
				t.Fatalf("the view is\n%s\nwant\n%s", got, want)
			}
		}
	})
}
