package workspace

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/store/memory"
)

// ruled is a library with one bitext that is open, of which a word is doubled.
func ruled(t *testing.T) (*Library, *Bitext) {
	t.Helper()
	l := NewLibrary(&memory.Store{})
	id := added(t, l, twoParagraphs, "١ - اجتمع المجلس المجلس في فيينا عام ١٩٩٩.\n\n٢ - والفقرة الثانية تنهي التقرير.", true)
	b, err := l.Bitext(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return l, b
}

func TestRulesHoldAtOnce(t *testing.T) {
	l, b := ruled(t)
	ctx, versions := t.Context(), 0
	rule := func(change func(*Rules)) {
		t.Helper()
		if err := l.Rule(ctx, "Amal", versions, func(r *Rules) error { change(r); return nil }); err != nil {
			t.Fatal(err)
		}
		versions++
	}
	if n := len(doubled(b.View())); n != 1 {
		t.Fatalf("%d doubled words at first", n)
	}
	rule(func(r *Rules) { r.Check.Disable = []string{"doubled-word"} })
	if v := b.View(); len(doubled(v)) != 0 || len(v.Rows[0].Findings) != 0 {
		t.Error("a check that is switched off still reports")
	}
	rule(func(r *Rules) {
		r.Check.Disable, r.Check.Severity = nil, map[string]corpus.Severity{"doubled-word": corpus.Info}
	})
	if found := doubled(b.View()); len(found) != 1 || found[0].Severity != corpus.Info {
		t.Errorf("switched on again, as an info: %+v", found)
	}
	rule(func(r *Rules) { r.Check.Minimum = corpus.Warning })
	if len(doubled(b.View())) != 0 {
		t.Error("what is less grave than the least is reported")
	}
	if err := l.Rule(ctx, "Omar", versions-1, func(*Rules) error { return nil }); !errors.Is(err, ErrStale) {
		t.Errorf("a change by somebody who has not seen the last one: %v", err)
	}
	if err := l.Rule(ctx, "Omar", versions, func(r *Rules) error { r.Check.Enable = []string{"no-check"}; return nil }); err == nil {
		t.Error("a check that there is none of is taken")
	}
	all, err := l.Rulings(ctx)
	if err != nil || len(all) != versions || all[0].Author != "Amal" || !slices.Equal(all[0].Check.Disable, []string{"doubled-word"}) {
		t.Errorf("history %+v, %v", all, err)
	}
	shelf, err := l.Shelf(ctx)
	if err != nil || shelf[0].Stats.Open[corpus.Error]+shelf[0].Stats.Open[corpus.Warning] != len(b.View().Queue()) {
		t.Errorf("the library says %+v, %v", shelf[0].Stats, err)
	}
}

// A glossary that comes lets the texts be checked again by themselves, those that are open and those that are opened later; one that goes
// takes its findings with it.
func TestTermsAreCheckedByThemselves(t *testing.T) {
	l, b := ruled(t)
	ctx := t.Context()
	terms, err := l.KeepTerms(ctx, "terms.tsv", []lexicon.Entry{{English: "Council", Arabic: []string{"ديوان"}, Forbidden: []string{"مجلس"}}})
	if err != nil || terms.Entries != 1 {
		t.Fatal(terms, err)
	}
	waitTerms := func(want bool) {
		t.Helper()
		for range 500 {
			if slices.ContainsFunc(b.View().Queue(), func(f *Finding) bool { return f.Check == "terminology" }) == want {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Fatalf("terminology reported: %v", !want)
	}
	waitTerms(false)
	if err := l.Rule(ctx, "Amal", 0, func(r *Rules) error { r.Terms = []Terms{terms}; return nil }); err != nil {
		t.Fatal(err)
	}
	waitTerms(true)
	l.Close(b.ID)
	if b, err = l.Bitext(ctx, b.ID); err != nil {
		t.Fatal(err)
	}
	waitTerms(true)
	if err := l.Rule(ctx, "Amal", 1, func(r *Rules) error { r.Terms = nil; return nil }); err != nil {
		t.Fatal(err)
	}
	waitTerms(false)
}

// What the command line says holds as well, and is not kept.
func TestFixedRulesHoldBesides(t *testing.T) {
	l := NewLibrary(&memory.Store{})
	l.Fixed.Check.Disable = []string{"doubled-word"}
	id := added(t, l, twoParagraphs, "١ - اجتمع المجلس المجلس في فيينا عام ١٩٩٩.", true)
	b, err := l.Bitext(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if len(doubled(b.View())) != 0 {
		t.Error("a check that the command line switches off reports")
	}
	if all, err := l.Rulings(t.Context()); len(all) != 0 || err != nil {
		t.Errorf("kept: %v, %v", all, err)
	}
}
