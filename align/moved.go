package align

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// span32 is a run of segments of one side, the end excluded.
type span32 struct{ from, to int32 }

func (s span32) len() int { return int(s.to - s.from) }

// crossing looks for the blocks that stand out of order among what the monotone way left without a counterpart.
type crossing struct {
	*engine
	o, t []span32 // gaps: runs of segments in null or unlikely beads
	at   []int32  // for each segment of the original: where in the translation it would stand in order
}

const (
	movedGain   = 14. // nats that a moved run must be better than to have no counterpart
	movedFar    = 4.  // and for each time that it stands e times farther off than movedNear
	movedNear   = 10. // segments
	weakBead    = .3  // posterior below which a bead may give way to a moved run
	largestGap  = 256 // segments of a gap that are looked at
	gapPartners = 4   // gaps that each gap is compared with, the likeliest ones
)

// cross finds moved runs, the best first, and puts their beads in the place of those that they contradict.
func (e *engine) cross(ctx context.Context) error {
	free := e.freeBeads()
	c := crossing{engine: e, o: gaps(e.beads, free, true), t: gaps(e.beads, free, false), at: e.places()}
	w := &workspace{}
	var runs []run
	for _, pair := range c.candidates() {
		if err := ctx.Err(); err != nil {
			return err
		}
		runs = append(runs, c.local(pair[0], pair[1], w)...)
	}
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(b.gain, a.gain) })
	e.accept(runs, free)
	return nil
}

// places is where in the translation each segment of the original stands, or would stand in order.
func (e *engine) places() []int32 {
	at := make([]int32, len(e.o))
	for _, b := range e.beads {
		for i := b.o0; i < b.o1; i++ {
			at[i] = b.t0
		}
	}
	return at
}

// farness is what a run costs for standing where it does rather than in order.
func (c *crossing) farness(r run) float64 {
	first := r.beads[0]
	return movedFar * math.Log1p(math.Abs(float64(first.t0-c.at[first.o0]))/movedNear)
}

// freeBeads says which beads may give way.
func (e *engine) freeBeads() []bool {
	free := make([]bool, len(e.beads))
	for k, b := range e.beads {
		free[k] = b.null() || b.posterior < weakBead
	}
	return free
}

// gaps are the runs of segments of one side in free beads.
func gaps(beads []bead, free []bool, original bool) []span32 {
	var out []span32
	for k, b := range beads {
		s := span32{b.t0, b.t1}
		if original {
			s = span32{b.o0, b.o1}
		}
		switch last := len(out) - 1; {
		case !free[k] || s.len() == 0:
		case last >= 0 && out[last].to == s.from:
			out[last].to = s.to
		default:
			out = append(out, s)
		}
	}
	return out
}

// candidates are the pairs of gaps that words speak for.
func (c *crossing) candidates() [][2]span32 {
	var o, t []Segment
	var gapO, gapT []int32
	for g, s := range c.o {
		o = append(o, c.engine.o[s.from:s.to]...)
		gapO = appendRepeated(gapO, int32(g), s.len())
	}
	for g, s := range c.t {
		t = append(t, c.engine.t[s.from:s.to]...)
		gapT = appendRepeated(gapT, int32(g), s.len())
	}
	weights := map[[2]int32]float32{}
	for _, p := range anchorPoints(c.model, o, t) {
		weights[[2]int32{gapO[p.o], gapT[p.t]}] += p.weight
	}
	pairs := make([][2]int32, 0, len(weights))
	for pair := range weights {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, func(a, b [2]int32) int {
		return cmp.Or(cmp.Compare(weights[b], weights[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	usedO, usedT := make([]int, len(c.o)), make([]int, len(c.t))
	var out [][2]span32
	for _, p := range pairs {
		if usedO[p[0]] < gapPartners+c.o[p[0]].len() && usedT[p[1]] < gapPartners+c.t[p[1]].len() {
			usedO[p[0]]++
			usedT[p[1]]++
			out = append(out, [2]span32{c.o[p[0]], c.t[p[1]]})
		}
	}
	return out
}

func appendRepeated(s []int32, v int32, n int) []int32 {
	for range n {
		s = append(s, v)
	}
	return s
}

// run is a row of beads, and how much better they are than to leave their segments without a counterpart.
type run struct {
	beads []bead
	gain  float64
}

// local finds the runs of beads between two gaps that gain enough: local alignment (Smith and Waterman 1981), each segment
// left out costing nothing before and behind a run.
func (c *crossing) local(o, t span32, w *workspace) []run {
	if o.len() > largestGap || t.len() > largestGap {
		return nil
	}
	originals, translations := c.engine.o[o.from:o.to], c.engine.t[t.from:t.to]
	l := &w.lattice
	l.band, l.largest = fullBand(len(originals), len(translations)), maxSide
	l.fill(c.model, originals, translations, &w.scratch)
	s := newScorer(c.prior, c.lengths, c.marks, originals, translations)
	gain, shape := l.gains(s, len(originals), len(translations))
	var out []run
	for {
		r := l.bestRun(gain, shape, len(originals), len(translations))
		if r.gain < movedGain {
			return out
		}
		for k := range r.beads {
			r.beads[k] = r.beads[k].shift(int(o.from), int(t.from))
		}
		r.gain -= c.farness(r)
		if r.gain < movedGain {
			continue
		}
		for k := range r.beads {
			r.beads[k].posterior = float32(1 - 1/(2+r.gain-movedGain))
		}
		out = append(out, r)
	}
}

// gains is the best gain of a run that ends at each node, and its last bead as m*8+n, 0 where none gains.
func (l *lattice) gains(s *scorer, rows, columns int) ([]float64, []uint8) {
	gain, shape := make([]float64, l.nodes()), make([]uint8, l.nodes())
	var buffer [maxSide*maxSide + 2]move
	for i := 0; i <= rows; i++ {
		for j := 0; j <= columns; j++ {
			node := l.node(i, j)
			for _, m := range l.moves(s, i, j, buffer[:0]) {
				g := gain[m.from] + m.score + s.prior.step(afterPair, m.m, m.n)
				if m.to() == afterPair {
					g -= float64(m.m+m.n) * s.prior.null[afterNull]
				}
				if g > gain[node] {
					gain[node], shape[node] = g, m.m*8+m.n
				}
			}
		}
	}
	return gain, shape
}

// bestRun takes the best run out of the gains: no later one shares a segment with it.
func (l *lattice) bestRun(gain []float64, shape []uint8, rows, columns int) run {
	var r run
	endI, endJ := 0, 0
	for i := 0; i <= rows; i++ {
		for j := 0; j <= columns; j++ {
			if g := gain[l.node(i, j)]; g > r.gain && l.whole(shape, i, j) {
				r.gain, endI, endJ = g, i, j
			}
		}
	}
	i, j := endI, endJ
	for r.gain > 0 && shape[l.node(i, j)] != 0 {
		m, n := int(shape[l.node(i, j)]/8), int(shape[l.node(i, j)]%8)
		if m > 0 && n > 0 {
			r.beads = append(r.beads, bead{o0: int32(i - m), o1: int32(i), t0: int32(j - n), t1: int32(j)})
		}
		i, j = i-m, j-n
	}
	slices.Reverse(r.beads)
	l.forget(gain, shape, i, endI, j, endJ, rows, columns)
	return r
}

// whole reports whether the run that ends at (i, j) was not cut by another that was taken out.
func (l *lattice) whole(shape []uint8, i, j int) bool {
	for shape[l.node(i, j)] != 0 {
		if shape[l.node(i, j)] == taken {
			return false
		}
		m, n := int(shape[l.node(i, j)]/8), int(shape[l.node(i, j)]%8)
		i, j = i-m, j-n
	}
	return true
}

// taken marks nodes that belong to a run that was taken out.
const taken = 255

// forget takes the rows and columns of a run out.
func (l *lattice) forget(gain []float64, shape []uint8, i0, i1, j0, j1, rows, columns int) {
	for i := 0; i <= rows; i++ {
		for j := 0; j <= columns; j++ {
			if i > i0 && i <= i1 || j > j0 && j <= j1 {
				gain[l.node(i, j)], shape[l.node(i, j)] = 0, taken
			}
		}
	}
}

// accept puts runs in the place of the free beads that they contradict, the best first; what those leave is without a
// counterpart.
func (e *engine) accept(runs []run, free []bool) {
	takenO, takenT := make([]bool, len(e.o)), make([]bool, len(e.t))
	var moved []bead
	for _, r := range runs {
		if slices.ContainsFunc(r.beads, func(b bead) bool {
			return slices.Contains(takenO[b.o0:b.o1], true) || slices.Contains(takenT[b.t0:b.t1], true)
		}) {
			continue
		}
		for _, b := range r.beads {
			fillTrue(takenO[b.o0:b.o1])
			fillTrue(takenT[b.t0:b.t1])
			b.moved = true
			moved = append(moved, b)
		}
	}
	if len(moved) == 0 {
		return
	}
	var out []bead
	for k, b := range e.beads {
		if !free[k] || !slices.Contains(takenO[b.o0:b.o1], true) && !slices.Contains(takenT[b.t0:b.t1], true) {
			out = append(out, b)
			continue
		}
		for i := b.o0; i < b.o1; i++ {
			if !takenO[i] {
				out = append(out, bead{o0: i, o1: i + 1, t0: b.t0, t1: b.t0, posterior: b.posterior})
			}
		}
		for j := b.t0; j < b.t1; j++ {
			if !takenT[j] {
				out = append(out, bead{o0: b.o1, o1: b.o1, t0: j, t1: j + 1, posterior: b.posterior})
			}
		}
	}
	e.beads = append(out, moved...)
}

func fillTrue(s []bool) {
	for i := range s {
		s[i] = true
	}
}
