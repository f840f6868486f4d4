package collate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"muqabala/align/check"
	"muqabala/corpus"
)

// A row that was edited is found to have the same defects when it is checked alone, by what was learnt of the text before, as when the
// whole text is checked.
func TestPartIsCheckedAsTheWhole(t *testing.T) {
	ctx, c := context.Background(), report(t)
	p, err := c.Present(ctx)
	if err != nil {
		t.Fatal(err)
	}
	_, habits, err := p.Check(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 5))
	same, all := 0, 0
	for range 25 {
		before, row := edited(t, c, r)
		rows, err := c.Shared(ctx)
		if err != nil {
			t.Fatal(err)
		}
		part, err := c.Part(ctx, rows[row:row+1])
		if err != nil {
			t.Fatal(err)
		}
		found, err := part.CheckPart(ctx, Options{}, habits.Without(before))
		if err != nil {
			t.Fatal(err)
		}
		alone, whole := says(found, rows[row]), says(present(t, c), rows[row])
		all += len(whole) + len(alone)
		for _, f := range whole {
			if slices.Contains(alone, f) {
				same += 2
			}
		}
		if !slices.Equal(alone, whole) {
			t.Logf("row %d:\nalone %q\nwhole %q", row, alone, whole)
		}
	}
	if agreement := float64(same) / float64(all); agreement < .97 || all == 0 {
		t.Errorf("%.3f of %d findings agree", agreement, all)
	}
}

// edited doubles a word of some paragraph and exchanges letters of another, and gives what stood there before and its row.
func edited(t *testing.T, c *Collation, r *rand.Rand) (before []string, row int) {
	t.Helper()
	rows, err := c.Shared(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for {
		row = r.IntN(len(rows))
		if len(rows[row].Translation) == 0 || len(rows[row].Original) == 0 {
			continue
		}
		piece := rows[row].Translation[0].Pieces[0]
		words := strings.Fields(piece.Text)
		if len(piece.Edited) > 0 || len(words) < 12 {
			continue
		}
		for _, p := range rows[row].Translation {
			before = append(before, p.Text())
		}
		k := 2 + r.IntN(len(words)-4)
		at := strings.Index(piece.Text, " "+words[k]+" ") + 1
		span := corpus.Span{Start: piece.Span.Start + at, End: piece.Span.Start + at + len(words[k])}
		to := []string{words[k] + " " + words[k], strings.NewReplacer("ت", "ن", "ب", "ي", "ف", "ق", "ر", "و").Replace(words[k])}[r.IntN(2)]
		if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{corpus.ReplaceText(corpus.TranslationSide, piece.Block, span, to)}}); err != nil {
			t.Fatal(err)
		}
		return before, row
	}
}

// says is what findings of those checks that look at a part say of a row.
func says(found []Found, r *corpus.Row) (out []string) {
	for _, f := range found {
		own := slices.ContainsFunc(r.Translation, func(p corpus.ReadingParagraph) bool { return slices.Contains(p.Blocks(), f.Block) })
		if own && slices.ContainsFunc(check.Part(), func(c check.Check) bool { return c.Name == f.Check }) {
			out = append(out, fmt.Sprintf("%s %d %v+%d %s %v", f.Check, f.Block, f.Span, f.Offset, f.Text, f.Suggestions))
		}
	}
	return out
}
