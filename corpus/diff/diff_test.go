package diff

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muqabala/corpus"
)

func TestPhrases(t *testing.T) {
	got := Phrases("عقدت اللجنة اجتماعا رسميا أمس", "عقدت اللجنة مؤتمرا كبيرا أمس")
	want := []Change{{Same, "عقدت اللجنة "}, {Deleted, "اجتماعا رسميا"}, {Added, "مؤتمرا كبيرا"}, {Same, " أمس"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func ExampleWords() {
	for _, c := range Words("عن كذب", "عن كثب") {
		fmt.Printf("%d %q\n", c.Kind, c.Text)
	}
	// Output:
	// 0 "عن "
	// 1 "كذب"
	// 2 "كثب"
}

// TestWordsAreTheTexts: nothing is lost, and no word is cut.
func TestWordsAreTheTexts(t *testing.T) {
	text := rapid.StringMatching(`([عنكثب\x{E000}a.]{1,3}[ \n\x{00a0}]{0,2}){0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "before"), text.Draw(t, "after")
		for _, f := range []func(string, string) []Change{Words, Phrases} {
			before, after := "", ""
			for _, c := range f(a, b) {
				if c.Kind != Added {
					before += c.Text
				}
				if c.Kind != Deleted {
					after += c.Text
				}
				for _, w := range strings.Fields(c.Text) {
					if !slices.Contains(strings.Fields(a), w) && !slices.Contains(strings.Fields(b), w) {
						t.Fatalf("%q is no word of %q or %q", w, a, b)
					}
				}
			}
			if before != a || after != b {
				t.Fatalf("%q and %q from %q and %q", before, after, a, b)
			}
		}
	})
}

func document(texts ...string) *corpus.Document {
	d := &corpus.Document{Name: "test", Lang: corpus.Arabic, Source: strings.Join(texts, "\n\n")}
	at := 0
	for i, s := range texts {
		d.Blocks = append(d.Blocks, corpus.Block{ID: corpus.BlockID(i + 1), Kind: corpus.Paragraph, Span: corpus.Span{Start: at, End: at + len(s)}})
		at += len(s) + 2
	}
	return d
}

func TestVersions(t *testing.T) {
	doc := document("واحد", "اثنان", "ثلاثة", "أربعة", "واحد", "ستة")
	was := corpus.NewBitext(document("one"), doc)
	is := corpus.NewBitext(document("one"), doc)
	at := func(id corpus.BlockID) corpus.Place { return corpus.Place{Block: id} }
	if err := is.Apply(corpus.Edit{Ops: []corpus.Op{
		corpus.Move{Side: corpus.TranslationSide, At: at(4), Before: at(1)},
		corpus.Join{Side: corpus.TranslationSide, Head: at(2), Tail: at(3)},
		corpus.Drop{Side: corpus.TranslationSide, At: at(5), Of: at(1)},
		corpus.ReplaceText(corpus.TranslationSide, 6, corpus.Span{Start: 0, End: len("ستة")}, "سبعة"),
	}}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range Versions(corpus.TranslationSide, was, is) {
		got = append(got, fmt.Sprintf("%d from %d moved=%v joined=%v edited=%v gone=%v of=%d same=%v", p.At.Block, p.From, p.Moved, len(p.Joined), p.Edited(), p.Gone, p.Of.Block, p.Same()))
	}
	want := []string{
		"4 from 4 moved=true joined=0 edited=false gone=false of=0 same=false",
		"5 from 5 moved=false joined=0 edited=false gone=true of=1 same=false",
		"1 from 1 moved=false joined=0 edited=false gone=false of=0 same=true",
		"2 from 2 moved=false joined=1 edited=false gone=false of=0 same=false",
		"6 from 6 moved=false joined=0 edited=true gone=false of=0 same=false",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, p := range Versions(corpus.TranslationSide, is, is) {
		if !p.Same() {
			t.Errorf("a version differs from itself at block %d", p.At.Block)
		}
	}
}

func TestIncreasing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
			for i := range 8 {
				if !yield(i) {
					return
				}
			}
		})).Draw(t, "numbers")
		in := Increasing(n)
		last, count := -1, 0
		for i, x := range n {
			if in[i] {
				if x < last {
					t.Fatalf("%v of %v does not increase", in, n)
				}
				last, count = x, count+1
			}
		}
		longest := make([]int, len(n)) // by the quadratic way
		best := 0
		for i := range n {
			longest[i] = 1
			for j := range i {
				if n[j] < n[i] {
					longest[i] = max(longest[i], longest[j]+1)
				}
			}
			best = max(best, longest[i])
		}
		if count != best {
			t.Fatalf("%d of %v, want %d", count, n, best)
		}
	})
}
