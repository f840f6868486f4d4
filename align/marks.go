package align

import "math"

// border is what stands on both sides of a border between two segments: how the one ends, and how the next begins.
type border [Endings][Begins]float64

// marks is what punctuation says of beads, in nats.
type marks struct {
	ends           [Endings][Endings]float64 // for the last segments of a bead ending so, rather than by chance
	innerO, innerT border                    // for a border being within a bead rather than between two
}

// newMarks is what is believed of marks before a text is seen: that the ends of a bead are alike.
func newMarks() *marks { return learnMarks(nil, nil, nil) }

// learnMarks counts the marks at the ends of beads and at the borders within them.
func learnMarks(beads []bead, o, t []Segment) *marks {
	m := &marks{}
	m.learnEnds(beads, o, t)
	learnBorders(&m.innerO, o, func(yield func(from, to int32)) {
		for _, b := range beads {
			if !b.null() {
				yield(b.o0, b.o1)
			}
		}
	})
	learnBorders(&m.innerT, t, func(yield func(from, to int32)) {
		for _, b := range beads {
			if !b.null() {
				yield(b.t0, b.t1)
			}
		}
	})
	return m
}

// learnEnds sets ends to ln p(e, f) / p(e)·p(f), with pairs of equal marks as prior.
func (m *marks) learnEnds(beads []bead, o, t []Segment) {
	var joint [Endings][Endings]float64
	for e := range joint {
		for f := range joint[e] {
			joint[e][f] = endStrength * .4 / float64(Endings*Endings)
		}
		joint[e][e] += endStrength * .6 / float64(Endings)
	}
	total := endStrength
	for _, b := range beads {
		if b.oneToOne() {
			joint[o[b.o1-1].End][t[b.t1-1].End]++
			total++
		}
	}
	var rows, columns [Endings]float64
	for e := range joint {
		for f, n := range joint[e] {
			rows[e] += n
			columns[f] += n
		}
	}
	for e := range joint {
		for f, n := range joint[e] {
			m.ends[e][f] = math.Log(n * total / rows[e] / columns[f])
		}
	}
}

// learnBorders sets inner to ln p(border | within a bead) / p(border | between beads).
func learnBorders(inner *border, segments []Segment, beads func(func(from, to int32))) {
	var within, between border
	kind := func(n *border, i int32) { n[segments[i-1].End][segments[i].Begin]++ }
	beads(func(from, to int32) {
		if from > 0 {
			kind(&between, from)
		}
		for i := from + 1; i < to; i++ {
			kind(&within, i)
		}
	})
	sumW, sumB := 0., 0.
	for e := range within {
		for b := range within[e] {
			sumW, sumB = sumW+within[e][b], sumB+between[e][b]
		}
	}
	for e := range inner {
		for b := range inner[e] {
			// Drawn towards equal odds in proportion to the share that the border has in the text.
			share := (within[e][b] + between[e][b] + 1) / (sumW + sumB + float64(Endings*Begins))
			w := (within[e][b] + borderStrength*share) / (sumW + borderStrength)
			o := (between[e][b] + borderStrength*share) / (sumB + borderStrength)
			inner[e][b] = math.Log(w / o)
		}
	}
}

// innerBefore cumulates what speaks for the borders before each segment lying within a bead.
func innerBefore(inner *border, segments []Segment) []float64 {
	out := make([]float64, len(segments))
	for i := 1; i < len(segments); i++ {
		out[i] = out[i-1] + inner[segments[i-1].End][segments[i].Begin]
	}
	return out
}
