package workspace

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"muqabala/corpus"
)

// parts are the parts of all repairs, each as the action that makes it or takes it back.
func parts(v *View) []Action {
	var out []Action
	for _, r := range v.Repairs {
		for _, p := range r.Parts {
			out = append(out, Action{Cause: r.Cause.Name, Blocks: p.Blocks})
		}
	}
	return out
}

// order is the blocks of the translation's paragraphs: "8+10 9" is block 9 behind a paragraph of the blocks 8 and 10.
func order(b *Bitext) string {
	var out []string
	b.Read(func(x *corpus.Bitext) {
		for _, p := range x.Reading(corpus.TranslationSide).Paragraphs {
			var blocks []string
			for _, id := range p.Blocks() {
				blocks = append(blocks, fmt.Sprint(id))
			}
			out = append(out, strings.Join(blocks, "+"))
		}
	})
	return strings.Join(out, " ")
}

// Whatever order the parts of the repairs are made in, the reading is the repaired one; and taken back in any order, it is as
// it was read.
func TestRepairsCanBeMadeAndTakenBackInParts(t *testing.T) {
	want := order(opened(t, false))
	b := opened(t, true)
	asRead := order(b)
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 0))
		for again := true; again; { // what stood in its place may not do so when others have moved
			again = false
			for _, a := range shuffled(r, parts(b.View())) {
				if a.Name = "apply"; !made(b.View(), a) {
					do(t, b, a)
					again = true
				}
			}
		}
		if got := order(b); got != want {
			t.Fatalf("seed %d: made in parts, the order is\n%s\nwant\n%s", seed, got, want)
		}
		for left := shuffled(r, parts(b.View())); len(left) > 0; {
			var joined []Action // blocks that are joined to others go back once these are taken apart
			for _, a := range left {
				a.Name = "unapply"
				if _, err := b.Do(t.Context(), "Amal", a); err != nil {
					joined = append(joined, a)
				}
			}
			if len(joined) == len(left) {
				t.Fatalf("seed %d: %+v cannot be taken back", seed, joined)
			}
			left = joined
		}
		if got := order(b); got != asRead {
			t.Fatalf("seed %d: taken back in parts, the order is\n%s\nwant\n%s", seed, got, asRead)
		}
	}
}

func shuffled(r *rand.Rand, all []Action) []Action {
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// made reports whether the part of a repair that an action is about is made.
func made(v *View, a Action) bool {
	for _, r := range v.Repairs {
		for _, p := range r.Parts {
			if r.Cause.Name == a.Cause && p.Blocks[0] == a.Blocks[0] {
				return p.Made
			}
		}
	}
	return false
}

// A cause that was repaired at once can be taken back in part, and the findings of that part are open again.
func TestPartOfACauseIsTakenBack(t *testing.T) {
	b := opened(t, false)
	open := func() (n int) {
		for _, f := range b.View().Findings {
			if f.Check == "split-paragraph" && f.State == Open {
				n++
			}
		}
		return n
	}
	if open() != 0 {
		t.Fatal("a repaired text has torn paragraphs")
	}
	var torn Action
	for _, a := range parts(b.View()) {
		if a.Cause == "torn" {
			torn = a
		}
	}
	columns := Action{Name: "unapply", Cause: "columns-swapped"}
	do(t, b, columns) // although torn paragraphs are joined since
	columns.Name = "apply"
	do(t, b, columns)
	if reading(b) != reading(opened(t, false)) {
		t.Error("a cause taken back and made again gives another reading")
	}
	torn.Name = "unapply"
	do(t, b, torn)
	if made(b.View(), torn) || open() != 1 {
		t.Errorf("made %v, %d torn paragraphs are found, want 1", made(b.View(), torn), open())
	}
	do(t, b, Action{Name: "unapply", Cause: "torn"})
	if open() != 14 {
		t.Errorf("all taken back, %d torn paragraphs are found, want 14", open())
	}
	do(t, b, Action{Name: "apply", Cause: "torn"})
	if open() != 0 || reading(b) != reading(opened(t, false)) {
		t.Error("made again, it is not what it was")
	}
}
