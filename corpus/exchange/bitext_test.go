package exchange

import (
	"errors"
	"iter"
	"testing"

	"pgregory.net/rapid"

	"muqabala/corpus"
)

func seq(units []Unit, end error) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		for _, u := range units {
			if !yield(u, nil) {
				return
			}
		}
		if end != nil {
			yield(Unit{}, end)
		}
	}
}

// TestBitext: the texts, the links, the verdicts and the comments of any units are in the bitext that they amount to.
func TestBitext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var units []Unit
		for i := range rapid.IntRange(1, 6).Draw(t, "units") {
			units = append(units, randomUnit(t, i))
		}
		o, a, edits, err := Bitext("test.tmx", seq(units, nil))
		if err != nil {
			t.Fatal(err)
		}
		b, err := corpus.Replay(o, a, edits)
		if err != nil {
			t.Fatal(err)
		}
		originals, translations := b.Reading(corpus.OriginalSide).Paragraphs, b.Reading(corpus.TranslationSide).Paragraphs
		links := map[string]bool{}
		for _, pair := range b.Links() {
			links[pair.Key()] = true
		}
		for _, u := range units {
			by := u.By
			u = cleaned(u)
			u.By = by
			row := corpus.Row{}
			if len(u.Original) > 0 {
				row.Original, originals = originals[:1], originals[1:]
			}
			if len(u.Translation) > 0 {
				row.Translation, translations = translations[:1], translations[1:]
			}
			key := row.Pair().Key()
			for got := range unitsOf(b, row, true) {
				if got.OriginalText() != u.OriginalText() || got.TranslationText() != u.TranslationText() || got.Status != u.Status || got.By != u.By || len(got.Notes) != len(u.Notes) || !links[key] {
					t.Fatalf("%+v became %+v; linked %v", u, got, links[key])
				}
			}
		}
		if len(originals)+len(translations) > 0 {
			t.Fatalf("%d paragraphs too many", len(originals)+len(translations))
		}
	})
}

func TestNoBitext(t *testing.T) {
	if _, _, _, err := Bitext("x", seq([]Unit{{ID: "blank", Original: []string{" "}}}, nil)); !errors.Is(err, corpus.ErrEmpty) {
		t.Errorf("of no units: %v", err)
	}
	if _, _, _, err := Bitext("x", seq(sampleUnits(), corpus.ErrFormat)); !errors.Is(err, corpus.ErrFormat) {
		t.Errorf("of a broken file: %v", err)
	}
}
