package align

import (
	"cmp"
	"slices"

	"muqabala/corpus"
)

// rest is what fixed beads leave to be aligned: the segments that are in none of them, and the sections between those fixed
// beads that follow one another on both sides, which no other bead may cross.
type rest struct {
	fixed                 []corpus.Bead
	original, translation []int // indexes of the free segments, ascending
	sections              []section
}

// section is a part of both texts that is searched on its own.
type section struct{ o0, o1, t0, t1 int }

// newRest finds what the fixed beads leave of texts of so many segments.
func newRest(originals, translations int, fixed []corpus.Bead) *rest {
	r := &rest{fixed: fixed, original: without(originals, fixed, originalOf), translation: without(translations, fixed, translationOf)}
	var points []point
	for _, b := range fixed {
		if !b.IsNull() {
			points = append(points, point{int32(slices.Min(b.Original)), int32(slices.Min(b.Translation)), 1})
		}
	}
	slices.SortFunc(points, func(a, b point) int { return cmp.Compare(a.t, b.t) })
	o, t := 0, 0
	for _, wall := range append(chain(points, originals), point{int32(originals), int32(translations), 0}) {
		s := section{o0: o, t0: t}
		s.o1, _ = slices.BinarySearch(r.original, int(wall.o))
		s.t1, _ = slices.BinarySearch(r.translation, int(wall.t))
		if o, t = s.o1, s.t1; s.o1 > s.o0 || s.t1 > s.t0 {
			r.sections = append(r.sections, s)
		}
	}
	return r
}

func originalOf(b corpus.Bead) []int    { return b.Original }
func translationOf(b corpus.Bead) []int { return b.Translation }

// without lists 0 to n-1 but for what the beads have on one side.
func without(n int, beads []corpus.Bead, side func(corpus.Bead) []int) []int {
	taken := make([]bool, n)
	for _, b := range beads {
		for _, i := range side(b) {
			taken[i] = true
		}
	}
	out := make([]int, 0, n)
	for i, t := range taken {
		if !t {
			out = append(out, i)
		}
	}
	return out
}

// pick is the texts with the indexes.
func pick(texts []string, indexes []int) []string {
	if len(texts) == len(indexes) {
		return texts
	}
	out := make([]string, len(indexes))
	for k, i := range indexes {
		out[k] = texts[i]
	}
	return out
}

// beads are the fixed beads and those found in the rest, in the order of the original; what has none stands behind what it
// follows in the translation.
func (r *rest) beads(found []bead) []corpus.Bead {
	out := make([]corpus.Bead, 0, len(found)+len(r.fixed))
	for _, b := range found {
		out = append(out, corpus.Bead{Original: slices.Clone(r.original[b.o0:b.o1]), Translation: slices.Clone(r.translation[b.t0:b.t1]),
			Confidence: float64(b.posterior), Moved: b.moved, Repeat: b.repeat})
	}
	return inOrder(append(out, r.fixed...))
}

// inOrder sorts beads by their first segment of the original; one without stands behind the bead before it in the
// translation.
func inOrder(beads []corpus.Bead) []corpus.Bead {
	slices.SortStableFunc(beads, func(a, b corpus.Bead) int { return cmp.Compare(first(a.Translation, -1), first(b.Translation, -1)) })
	place := make(map[int]int, len(beads)) // by first segment of the translation
	last := -1
	for _, b := range beads {
		if len(b.Translation) > 0 {
			last = first(b.Original, last)
			place[b.Translation[0]] = last
		}
	}
	slices.SortStableFunc(beads, func(a, b corpus.Bead) int {
		return cmp.Compare(first(a.Original, place[first(a.Translation, -1)]), first(b.Original, place[first(b.Translation, -1)]))
	})
	return beads
}

// first is the first of the indexes, or instead where there is none.
func first(indexes []int, instead int) int {
	if len(indexes) == 0 {
		return instead
	}
	return indexes[0]
}
