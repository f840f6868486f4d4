package collate

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muqabala/align/check"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
)

// report is the bundled report as it is repaired.
func report(t testing.TB) *Collation {
	t.Helper()
	o, err := read.Text("en", corpus.English, sample.Original())
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, sample.Translation())
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(context.Background(), o, d, Options{Checks: []check.Check{}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func present(t testing.TB, c *Collation) []Found {
	t.Helper()
	p, err := c.Present(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	found, _, err := p.Check(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Every finding stands where it says, in the text as it is now.
func standing(c *Collation, f Found) error {
	for _, p := range c.Bitext.Reading(corpus.TranslationSide).Paragraphs {
		for i := range p.Pieces {
			if piece := &p.Pieces[i]; piece.Block == f.Block && piece.Span.Contains(f.Span) {
				if in, ok := f.In(piece); !ok || in.In(piece.Text) != f.Text {
					return fmt.Errorf("%s of %q: %v is %q", f.Check, f.Text, in, f.Text)
				}
				return nil
			}
		}
	}
	return fmt.Errorf("%s of %q: no piece has bytes %v of block %d", f.Check, f.Text, f.Span, f.Block)
}

func TestFindingsOfTheTextAsItStands(t *testing.T) {
	c := report(t)
	found := present(t, c)
	if len(found) < 20 {
		t.Fatalf("%d findings in a text that has many defects", len(found))
	}
	for _, f := range found {
		if err := standing(c, f); err != nil {
			t.Error(err)
		}
	}
}

func TestWhatAnEditMendsIsFoundNoMoreAndWhatItBreaksIs(t *testing.T) {
	c := collated(t)
	block := corpus.BlockID(4)
	text := c.Bitext.Translation.Text(block)
	at := strings.Index(text, "تنهي")
	apply := func(to string) {
		t.Helper()
		op := corpus.ReplaceText(corpus.TranslationSide, block, corpus.Span{Start: at, End: at + len("تنهي")}, to)
		if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{op}}); err != nil {
			t.Fatal(err)
		}
	}
	doubled := func() (out []Found) {
		for _, f := range present(t, c) {
			if f.Check == "doubled-word" {
				out = append(out, f)
			}
		}
		return out
	}
	if n := len(doubled()); n != 0 {
		t.Errorf("%d doubled words in a text without", n)
	}
	apply("وهي تنهي تنهي")
	found := doubled()
	if len(found) != 1 || found[0].Text != "تنهي تنهي" || found[0].Offset != len("وهي ") || found[0].Span.In(text) != "تنهي" {
		t.Fatalf("found %+v", found)
	}
	if err := standing(c, found[0]); err != nil {
		t.Error(err)
	}
	apply("تنهي")
	if n := len(doubled()); n != 0 {
		t.Errorf("%d doubled words once it is mended", n)
	}
}

// Whatever has been edited, no finding points outside the text.
func TestFindingsStandWhereTheySay(t *testing.T) {
	start := collated(t)
	rapid.Check(t, func(t *rapid.T) {
		b, err := corpus.Replay(start.Bitext.Original, start.Bitext.Translation, start.Bitext.Log())
		if err != nil {
			t.Fatal(err)
		}
		c := &Collation{Bitext: b, Layout: start.Layout, kept: kept{aligner: start.kept.aligner}}
		for range rapid.IntRange(1, 6).Draw(t, "edits") {
			rows, err := c.Rows(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			_ = b.Apply(corpus.Edit{Ops: []corpus.Op{randomOp(t, b, rows)}}) // those that do not fit change nothing
		}
		p, err := c.Present(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		found, _, err := p.Check(context.Background(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if err := standing(c, f); f.Block > 0 && err != nil {
				t.Fatal(err)
			}
		}
	})
}
