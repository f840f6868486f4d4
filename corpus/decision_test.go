package corpus

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// key is what keys have always been: they stand in the logs of projects.
func key(p LinkedPair) string {
	var b strings.Builder
	for _, refs := range [][]Ref{p.Original, p.Translation} {
		for _, r := range refs {
			fmt.Fprintf(&b, "%d:%v ", r.Block, r.Span)
		}
		b.WriteString("| ")
	}
	return strings.TrimSpace(b.String())
}

func anyPair(t *rapid.T) LinkedPair {
	refs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Ref {
		start := rapid.IntRange(0, 300).Draw(t, "start")
		return Ref{BlockID(rapid.IntRange(1, 20000).Draw(t, "block")), Span{start, start + rapid.IntRange(1, 300).Draw(t, "length")}}
	}), 0, 3)
	return LinkedPair{refs.Draw(t, "original"), refs.Draw(t, "translation")}
}

func TestKeysOfPairsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		if p.Key() != key(p) {
			t.Fatalf("%v has the key %q, want %q", p, p.Key(), key(p))
		}
		if back, ok := ParsePair(p.Key()); !ok || back.Key() != p.Key() || len(back.Original) != len(p.Original) {
			t.Fatalf("%q is read as %v, %v", p.Key(), back, ok)
		}
	})
	for _, no := range []string{"", "ocr-word-0011223344556677", "1:0-3 | 2:0-5", "1:0-3 | 2:0-x |", "1:0-3| 2:0-5 |", "| | |"} {
		if p, ok := ParsePair(no); ok {
			t.Errorf("%q is read as %v", no, p)
		}
	}
}

func TestDecisionsAreKnownByTheirBlocks(t *testing.T) {
	b := NewBitext(document(English, "one two", "three"), document(Arabic, "واحد", "اثنان"))
	one := LinkedPair{[]Ref{{1, Span{0, 3}}, {1, Span{4, 7}}}, []Ref{{2, Span{0, 4}}}}
	two := LinkedPair{[]Ref{{2, Span{0, 5}}}, []Ref{{2, Span{0, 4}}}}
	apply(t, b, "Amal", Link{one}, Judge{two.Key(), Confirmed})
	before := b.Decisions(TranslationSide, 2)
	if len(before.Links) != 1 || len(before.Confirmed) != 1 || b.Decisions(OriginalSide, 2).Confirmed[0].Key() != two.Key() {
		t.Errorf("decisions %+v", before)
	}
	apply(t, b, "Amal", Judge{two.Key(), Rejected})
	if d := b.Decisions(TranslationSide, 2); len(before.Confirmed) != 1 || len(d.Confirmed) != 0 || d.Links[0].Key() != one.Key() {
		t.Errorf("once it is rejected: %+v, and what was known before is %+v", d, before)
	}
	apply(t, b, "Amal", Unlink{one})
	if d := b.Decisions(OriginalSide, 1); d != nil {
		t.Errorf("nothing is decided, yet %+v", d)
	}
}
