package align

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"muqabala/corpus"
)

func beadsOf(t testing.TB, tsv string) []corpus.Bead {
	t.Helper()
	beads, err := ReadBeads(strings.NewReader(tsv), "beads.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return beads
}

func TestEvaluateCountsAsTheFieldDoes(t *testing.T) {
	gold := beadsOf(t, "0\t0\n1,2\t1\n3\t\n4\t3\n5\t2\n")
	test := beadsOf(t, "0\t0\t.99\n1\t1\t.5\n2,3\t\t.4\n4\t3\t.9\n5\t2\t.9\n")
	e := Evaluate(gold, test)
	for _, c := range []struct {
		name      string
		got, want Measure
	}{
		{"strict", e.Strict, newMeasure(4, 6, 3, 4)}, // 0, 4, 5 and the null bead 3 of six claimed; three of four gold pairs
		{"lax", e.Lax, newMeasure(5, 6, 4, 4)},
		{"link", e.Link, newMeasure(4, 4, 4, 5)},
		{"null", e.Null, newMeasure(1, 2, 1, 1)},
		{"moved", e.Moved, newMeasure(1, 1, 1, 1)},
	} {
		if c.got != c.want {
			t.Errorf("%s is %+v, want %+v", c.name, c.got, c.want)
		}
	}
	if got, want := fmt.Sprint(e.Types), "[{1–0 1 1} {1–1 3 3} {2–1 0 1}]"; got != want {
		t.Errorf("types %s, want %s", got, want)
	}
	if got := e.Calibration[0]; got.Right != 1 || got.All != 1 {
		t.Errorf("the surest bead is right, but %+v", got)
	}
}

func TestEvaluateTakesARepeatForASegmentWithoutCounterpart(t *testing.T) {
	gold := beadsOf(t, "0\t0\n\t1\n")
	test := []corpus.Bead{{Original: []int{0}, Translation: []int{0}}, {Original: []int{0}, Translation: []int{1}, Repeat: true}}
	if e := Evaluate(gold, test); e.Strict.F1 != 1 {
		t.Errorf("strict %+v", e.Strict)
	}
}

func TestEvaluateOfNothing(t *testing.T) {
	if e := Evaluate(nil, nil); e.Strict.F1 != 1 || e.Moved.F1 != 1 {
		t.Errorf("nothing to find and nothing claimed: %+v", e)
	}
}

func TestReadBeadsNamesThePlaceOfAFault(t *testing.T) {
	for _, c := range []struct{ tsv, want string }{
		{"0\t0\nx\ty\n", "beads.tsv:2: no 0-based index: \"x\": not in the format expected at byte 4"},
		{"0\n", "beads.tsv:1: not a bead"},
		{"0\t-1\n", "beads.tsv:1: no 0-based index: \"-1\""},
	} {
		_, err := ReadBeads(strings.NewReader(c.tsv), "beads.tsv")
		if !errors.Is(err, corpus.ErrFormat) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s…", c.tsv, err, c.want)
		}
	}
}

func FuzzReadBeads(f *testing.F) {
	f.Add("0\t0\t1-1\n1,2\t1\t.95\tmoved\n\t2\n")
	f.Add("1,\t,\n")
	f.Fuzz(func(t *testing.T, tsv string) {
		beads, err := ReadBeads(strings.NewReader(tsv), "f")
		if err == nil {
			Evaluate(beads, beads)
		}
	})
}
