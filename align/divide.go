package align

import "slices"

// piece is a part of both texts that is searched at once, and the way through it as far as it is known.
type piece struct {
	section
	points []point // pairs on the way, in the pieces' own numbers; none where the whole is to be searched
}

const (
	pieceSize = 600 // segments of the original that a piece has at least
	sure      = 8.  // nats that each of three pairs in a row has, between which texts may be divided
)

// divide parts a section at pairs that are beyond doubt, into pieces that are searched each on its own: so memory is bounded,
// and processors share the work. points are pairs on the way, ascending on both sides.
func divide(s section, points []point) []piece {
	var out []piece
	from := 0
	cut := func(to int, o, t int) {
		p := piece{section: section{s.o0, o, s.t0, t}, points: make([]point, 0, to-from)}
		for _, q := range points[from:to] {
			p.points = append(p.points, point{q.o - int32(s.o0), q.t - int32(s.t0), q.weight})
		}
		out = append(out, p)
		s.o0, s.t0, from = o, t, to
	}
	for k := 1; k+1 < len(points); k++ {
		if p := points[k]; int(p.o)-s.o0 >= pieceSize && follow(points[k-1], p) && follow(p, points[k+1]) {
			cut(k, int(p.o), int(p.t))
		}
	}
	cut(len(points), s.o1, s.t1)
	return out
}

// follow reports whether two pairs are neighbours on both sides, and sure.
func follow(a, b point) bool { return a.o+1 == b.o && a.t+1 == b.t && min(a.weight, b.weight) >= sure }

// band is where the way through the piece is looked for.
func (p piece) band() band {
	if p.small() && len(p.points) == 0 {
		return fullBand(p.o1-p.o0, p.t1-p.t0)
	}
	return bandAround(p.points, p.o1-p.o0, p.t1-p.t0)
}

// small reports whether a section is searched wholly.
func (s section) small() bool { return (s.o1-s.o0+1)*(s.t1-s.t0+1) <= smallMatrix }

// firstBand is where the way is looked for when nothing is known but words.
func (l *learned) firstBand(o, t []Segment) band {
	p := piece{section: section{o1: len(o), t1: len(t)}}
	if !p.small() {
		p.points = l.way(o, t)
	}
	return p.band()
}

// way is a rising chain of pairs that words speak for.
func (l *learned) way(o, t []Segment) []point {
	return dropOutliers(chain(anchorPoints(l.model, o, t), len(o)))
}

const (
	margin      = 12        // segments that a band is wider than what lies between two points
	widestGap   = 400       // segments between two points that are searched wholly
	smallMatrix = 250 * 250 // nodes that are searched wholly without asking
)

// bandAround is the band that holds the points and all that lies between two of them, and a margin.
func bandAround(points []point, rows, columns int) band {
	lo, hi := make([]int32, rows+1), make([]int32, rows+1)
	for i := range lo {
		lo[i], hi[i] = int32(columns), 0
	}
	widen := func(i, from, to int) {
		if i >= 0 && i <= rows {
			lo[i], hi[i] = min(lo[i], int32(from)), max(hi[i], int32(to))
		}
	}
	o, t := 0, 0
	points = append(slices.Clip(points), point{o: int32(rows), t: int32(columns)})
	for _, p := range points {
		dO, dT := int(p.o)-o, int(p.t)-t
		for i := o - margin; i <= int(p.o)+margin; i++ {
			from, to := t, int(p.t)
			if dO > widestGap || dT > widestGap { // a way along the diagonal, as wide as the sides differ
				at := t + int(float64(min(max(i-o, 0), dO))/float64(max(1, dO))*float64(dT))
				slack := widestGap/4 + min(abs(dO-dT), 4*widestGap)
				from, to = max(t, at-slack), min(int(p.t), at+slack)
			}
			widen(i, from-margin, to+margin)
		}
		o, t = int(p.o), int(p.t)
	}
	return newBand(lo, hi, columns)
}

func abs(n int) int { return max(n, -n) }
