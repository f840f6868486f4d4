package workspace

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
)

// opened is the bundled report in a store of its own.
func opened(t testing.TB, asRead bool) *Bitext {
	t.Helper()
	return openedTexts(t, string(sample.Original()), string(sample.Translation()), asRead)
}

func openedTexts(t rapid.TB, en, ar string, asRead bool) *Bitext {
	t.Helper()
	l := NewLibrary(&memory.Store{})
	b, err := l.Bitext(context.Background(), added(t, l, en, ar, asRead))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// added adds two texts to a library.
func added(t rapid.TB, l *Library, en, ar string, asRead bool) store.ID {
	t.Helper()
	o, err := read.Text("en.md", corpus.English, []byte(en))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar.md", corpus.Arabic, []byte(ar))
	if err != nil {
		t.Fatal(err)
	}
	id, err := l.Add(context.Background(), New{Original: o, Translation: d, AsRead: asRead, Note: "a note"})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func do(t testing.TB, b *Bitext, a Action) Change {
	t.Helper()
	c, err := b.Do(context.Background(), "Amal", a)
	if err != nil {
		t.Fatalf("%+v: %v", a, err)
	}
	return c
}

// reading is the translation's paragraphs, a line each.
func reading(b *Bitext) (out string) {
	b.Read(func(x *corpus.Bitext) {
		for _, p := range x.Reading(corpus.TranslationSide).Paragraphs {
			out += p.Text() + "\n"
		}
	})
	return out
}

func TestRepairsByCauseGiveTheRepairedReading(t *testing.T) {
	want := reading(opened(t, false))
	b := opened(t, true)
	asRead := reading(b)
	if asRead == want {
		t.Fatal("the sample needs no repair")
	}
	causes := map[string]bool{}
	for _, r := range b.View().Repairs {
		causes[r.Cause.Name] = true
	}
	for name := range causes { // in any order
		do(t, b, Action{Name: "apply", Cause: name})
	}
	if got := reading(b); got != want {
		t.Errorf("after all causes the reading differs:\n%s", got)
	}
	for _, r := range b.View().Repairs {
		if !r.Made {
			t.Errorf("repair %d (%s) counts as not made", r.ID, r.Cause.Text)
		}
	}
	for _, name := range []string{"undo", "redo"} {
		for range causes {
			do(t, b, Action{Name: name})
		}
		if name == "undo" && reading(b) != asRead || name == "redo" && reading(b) != want {
			t.Errorf("%s of everything gives another reading", name)
		}
	}
}

func TestConfirmChangesOneRowOnly(t *testing.T) {
	b := opened(t, false)
	r := b.View().Rows[5]
	c := do(t, b, Action{Name: "confirm", Rows: []Target{{r.ID, r.Seen}}, Bead: -1})
	if c.Structure() || !slices.Equal(c.Rows(), []string{r.ID}) || c.View.Rows[5].Verdict != corpus.Confirmed {
		t.Errorf("changes %v", c.Splices)
	}
	if s := c.View.Stats(); s.Confirmed != 1 || s.Rows != len(c.View.Rows) {
		t.Errorf("stats %+v", s)
	}
}

func TestStaleRowIsRefusedAndForced(t *testing.T) {
	b := opened(t, false)
	r := b.View().Rows[10]
	p := r.Translation[0]
	edit := func(text string, force bool) error {
		_, err := b.Do(context.Background(), "Amal", Action{Name: "edit", Rows: []Target{{r.ID, r.Seen}}, At: p.At, Text: text, Force: force})
		return err
	}
	if err := edit(p.Text()+" أولا", false); err != nil {
		t.Fatal(err)
	}
	if err := edit(p.Text()+" ثانيا", false); !errors.Is(err, ErrStale) {
		t.Errorf("error %v, want ErrStale", err)
	}
	if err := edit(p.Text()+" ثانيا", true); err != nil || !strings.HasSuffix(b.View().Rows[10].Translation[0].Text(), " ثانيا") {
		t.Errorf("forced: %v, %q", err, b.View().Rows[10].Translation[0].Text())
	}
}

func TestFailedStoreLeavesEverythingAsItWas(t *testing.T) {
	b := opened(t, false)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	before, r := b.View(), b.View().Rows[3]
	if _, err := b.Do(ctx, "Amal", Action{Name: "confirm", Rows: []Target{{ID: r.ID}}, Bead: -1}); err == nil {
		t.Fatal("stored although the context had ended")
	}
	if b.View() != before {
		t.Error("the view changed")
	}
	do(t, b, Action{Name: "confirm", Rows: []Target{{ID: r.ID}}, Bead: -1})
}

func TestEditedTextIsWhatWasTyped(t *testing.T) {
	words := []string{"الأمم", "المتحدة", "في", "عام", "١٩٩٩", "و", "،", "", "\n", "  ", "vienna"}
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(t, "words"), " ")
	})
	const en = "1. The United Nations met in Vienna in 1999.\n\n2. The second paragraph ends it."
	rapid.Check(t, func(rt *rapid.T) {
		b := openedTexts(t, en, "١ - اجتمعت الأمم المتحدة\n\nفي فيينا عام ١٩٩٩.\n\n٢ - والفقرة الثانية تنهيها.", true)
		do(t, b, Action{Name: "merge-next", At: corpus.Place{Block: 1}})
		for range rapid.IntRange(1, 6).Draw(rt, "edits") {
			want := text.Draw(rt, "text")
			if strings.TrimSpace(want) == "" {
				continue
			}
			do(t, b, Action{Name: "edit", At: corpus.Place{Block: 1}, Text: want})
			got, _, _ := strings.Cut(reading(b), "\n٢")
			if joined := strings.TrimSuffix(got, "\n"); strings.Join(strings.Fields(joined), " ") != strings.Join(strings.Fields(want), " ") {
				rt.Fatalf("typed %q, reads %q", want, joined)
			}
		}
	})
}
