package align

import (
	"fmt"
	"maps"
	"slices"

	"muqabala/corpus"
)

// Measure is how well one set agrees with another: precision, recall and their harmonic mean, each 0 to 1. Where nothing is
// there and nothing is claimed, all are 1.
type Measure struct{ Precision, Recall, F1 float64 }

// newMeasure is right of claimed, and found of wanted.
func newMeasure(right, claimed, found, wanted int) Measure {
	m := Measure{share(right, claimed), share(found, wanted), 0}
	if m.Precision+m.Recall > 0 {
		m.F1 = 2 * m.Precision * m.Recall / (m.Precision + m.Recall)
	}
	return m
}

// share is n of all, 1 where there is nothing.
func share(n, all int) float64 {
	if all == 0 {
		return 1
	}
	return float64(n) / float64(all)
}

// Evaluation compares beads with gold beads as the field does (Sennrich and Volk 2011; Thompson and Koehn 2019): precision
// counts every bead claimed, null beads too, an n–0 bead as n of 1–0; recall counts the gold beads that have two sides.
type Evaluation struct {
	Strict Measure // the bead is in the gold
	Lax    Measure // one of its links is
	Link   Measure // single pairs of segments
	Null   Measure // segments without a counterpart
	Moved  Measure // beads out of order
	Types  []TypeRecall
	// Calibration says for ranges of confidence how many of the beads were right, the surest first.
	Calibration []Reliability
}

// TypeRecall is how many of the gold beads of one shape were found.
type TypeRecall struct {
	Type       string // "1–2"
	Found, All int
}

// Reliability is how many of the beads with a confidence from From on (and below that of the range before) were right.
type Reliability struct {
	From       float64
	Confidence float64 // the mean
	Right, All int
}

// Evaluate compares beads with gold beads. Repeats count as segments without a counterpart.
func Evaluate(gold, test []corpus.Bead) Evaluation {
	g, t := newBeadSet(gold), newBeadSet(test)
	e := Evaluation{
		Strict: newMeasure(t.in(g, t.all()), len(t.all()), g.in(t, g.pairs), len(g.pairs)),
		Lax:    newMeasure(t.touching(g, t.all()), len(t.all()), g.touching(t, g.pairs), len(g.pairs)),
		Link:   newMeasure(both(t.links, g.links), len(t.links), both(t.links, g.links), len(g.links)),
		Null:   newMeasure(t.in(g, t.nulls), len(t.nulls), g.in(t, g.nulls), len(g.nulls)),
	}
	movedG, movedT := g.moved(), t.moved()
	e.Moved = newMeasure(t.in(g, movedT), len(movedT), g.in(t, movedG), len(movedG))
	e.Types = typeRecalls(g, t)
	e.Calibration = reliability(test, g)
	return e
}

// beadSet is beads by their key, those with two sides and null beads of one segment apart.
type beadSet struct {
	has          map[string]bool
	pairs, nulls []corpus.Bead
	links        map[[2]int]bool
}

func newBeadSet(beads []corpus.Bead) *beadSet {
	s := &beadSet{has: map[string]bool{}, links: map[[2]int]bool{}}
	for _, b := range beads {
		for _, b := range plain(b) {
			k := beadKey(b)
			if s.has[k] {
				continue
			}
			s.has[k] = true
			if b.IsNull() {
				s.nulls = append(s.nulls, b)
				continue
			}
			s.pairs = append(s.pairs, b)
			for _, l := range linksOf(b) {
				s.links[l] = true
			}
		}
	}
	return s
}

// plain is the bead as it is counted: null beads segment by segment, each side sorted.
func plain(b corpus.Bead) []corpus.Bead {
	o, t := slices.Sorted(slices.Values(b.Original)), slices.Sorted(slices.Values(b.Translation))
	if b.Repeat {
		o = nil
	}
	if len(o) > 0 && len(t) > 0 {
		return []corpus.Bead{{Original: o, Translation: t}}
	}
	var out []corpus.Bead
	for _, i := range o {
		out = append(out, corpus.Bead{Original: []int{i}})
	}
	for _, j := range t {
		out = append(out, corpus.Bead{Translation: []int{j}})
	}
	return out
}

func beadKey(b corpus.Bead) string { return fmt.Sprint(b.Original, b.Translation) }

func linksOf(b corpus.Bead) [][2]int {
	var out [][2]int
	for _, i := range b.Original {
		for _, j := range b.Translation {
			out = append(out, [2]int{i, j})
		}
	}
	return out
}

func (s *beadSet) all() []corpus.Bead { return slices.Concat(s.pairs, s.nulls) }

// in counts the beads that the other set has.
func (s *beadSet) in(other *beadSet, beads []corpus.Bead) int {
	n := 0
	for _, b := range beads {
		if other.has[beadKey(b)] {
			n++
		}
	}
	return n
}

// touching counts the beads that share a link with the other set, null beads that are in it.
func (s *beadSet) touching(other *beadSet, beads []corpus.Bead) int {
	n := 0
	for _, b := range beads {
		if other.has[beadKey(b)] || slices.ContainsFunc(linksOf(b), func(l [2]int) bool { return other.links[l] }) {
			n++
		}
	}
	return n
}

func both(a, b map[[2]int]bool) int {
	n := 0
	for l := range a {
		if b[l] {
			n++
		}
	}
	return n
}

// moved are the beads outside the longest chain that rises on both sides.
func (s *beadSet) moved() []corpus.Bead {
	points, originals := make([]point, 0, len(s.pairs)), 0
	at := map[[2]int32]int{}
	for k, b := range s.pairs {
		p := point{int32(b.Original[0]), int32(b.Translation[0]), 1}
		points = append(points, p)
		at[[2]int32{p.o, p.t}] = k
		originals = max(originals, b.Original[0]+1)
	}
	inOrder := make([]bool, len(s.pairs))
	for _, p := range chain(points, originals) {
		inOrder[at[[2]int32{p.o, p.t}]] = true
	}
	var out []corpus.Bead
	for k, b := range s.pairs {
		if !inOrder[k] {
			out = append(out, b)
		}
	}
	return out
}

func typeRecalls(gold, test *beadSet) []TypeRecall {
	counts := map[string]*TypeRecall{}
	for _, b := range gold.all() {
		c := counts[b.Type()]
		if c == nil {
			c = &TypeRecall{Type: b.Type()}
			counts[b.Type()] = c
		}
		c.All++
		if test.has[beadKey(b)] {
			c.Found++
		}
	}
	var out []TypeRecall
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, *counts[k])
	}
	return out
}

// reliability groups the beads by confidence.
func reliability(test []corpus.Bead, gold *beadSet) []Reliability {
	out := []Reliability{{From: .99}, {From: .95}, {From: .9}, {From: .8}, {From: .6}, {From: .4}, {From: 0}}
	for _, b := range test {
		k := slices.IndexFunc(out, func(r Reliability) bool { return b.Confidence >= r.From })
		if k < 0 {
			continue
		}
		out[k].All++
		out[k].Confidence += b.Confidence
		if right := plain(b); !slices.ContainsFunc(right, func(b corpus.Bead) bool { return !gold.has[beadKey(b)] }) {
			out[k].Right++
		}
	}
	for k := range out {
		if out[k].All > 0 {
			out[k].Confidence /= float64(out[k].All)
		}
	}
	return slices.DeleteFunc(out, func(r Reliability) bool { return r.All == 0 })
}
