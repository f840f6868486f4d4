package align

import (
	"math"
	"slices"
)

// bead is an n–m link of consecutive segments: o0 to o1 of the original, t0 to t1 of the translation, ends excluded.
type bead struct {
	o0, o1, t0, t1 int32
	score          float32 // in nats
	posterior      float32 // probability that it is right, 0 to 1
}

func (b bead) null() bool     { return b.o0 == b.o1 || b.t0 == b.t1 }
func (b bead) oneToOne() bool { return b.o1-b.o0 == 1 && b.t1-b.t0 == 1 }

// shift moves a bead from a part of the texts to its place in them.
func (b bead) shift(o, t int) bead {
	b.o0, b.o1, b.t0, b.t1 = b.o0+int32(o), b.o1+int32(o), b.t0+int32(t), b.t1+int32(t)
	return b
}

// move is a bead as a step of the search: m segments of the original and n of the translation, from another node.
type move struct {
	m, n  uint8
	from  int
	score float64
}

// moves appends the beads that end at node (i, j) and begin in the band.
func (l *lattice) moves(s *scorer, i, j int, out []move) []move {
	if i > 0 && l.has(i-1, j) {
		out = append(out, move{1, 0, l.node(i-1, j), s.prior[1][0]})
	}
	if j > 0 && l.has(i, j-1) {
		out = append(out, move{0, 1, l.node(i, j-1), s.prior[0][1]})
	}
	var back [maxSide]float32 // by n-1: Σ over the bead's segments of the original
	node := l.node(i, j)
	most := min(j, l.largest)
	for m := 1; m <= min(i, l.largest) && l.has(i-m+1, j); m++ {
		at := l.node(i-m+1, j) * maxSide
		forward := float32(0)
		for n := 1; n <= most; n++ {
			back[n-1] += l.back[at+n-1]
			if j-n+1 < int(l.lo[i]) {
				continue
			}
			forward += l.forward[(node-n+1)*maxSide+m-1]
			if l.has(i-m, j-n) {
				score := s.bead(i-m, i, j-n, j) + float64(forward+back[n-1])/2
				out = append(out, move{uint8(m), uint8(n), l.node(i-m, j-n), score})
			}
		}
	}
	return out
}

// ways is the sum over all ways to each node, and the best of them.
type ways struct {
	best  []float64 // score of the best way
	shape []uint8   // its last bead, m*8+n
	sum   []float64 // log of the sum over all ways of e^(score*temperature)
}

// temperature makes scores milder before they are read as probabilities: words of one sentence are no independent witnesses.
const temperature = .5

// negligible is how many nats below the best a way is left out of a sum.
const negligible = 15

// forwardWays goes through the lattice once (Viterbi 1967; Baum, Petrie, Soules and Weiss 1970).
func (l *lattice) forwardWays(s *scorer, rows int) ways {
	w := ways{make([]float64, l.nodes()), make([]uint8, l.nodes()), make([]float64, l.nodes())}
	var buffer [maxSide*maxSide + 2]move
	for i := 0; i <= rows; i++ {
		for j := int(l.lo[i]); j <= int(l.hi[i]); j++ {
			if i+j > 0 {
				w.enter(l.node(i, j), l.moves(s, i, j, buffer[:0]))
			}
		}
	}
	return w
}

// enter works out a node from the moves that end there.
func (w *ways) enter(node int, moves []move) {
	best, most := math.Inf(-1), math.Inf(-1)
	for k, m := range moves {
		if score := w.best[m.from] + m.score; score > best {
			best, w.shape[node] = score, m.m*8+m.n
		}
		moves[k].score = w.sum[m.from] + m.score*temperature
		most = max(most, moves[k].score)
	}
	sum := 0.
	for _, m := range moves {
		if d := m.score - most; d > -negligible {
			sum += math.Exp(d)
		}
	}
	w.best[node], w.sum[node] = best, most+math.Log(sum)
}

// path is the best way to the end, as beads.
func (l *lattice) path(w ways, rows, columns int) []bead {
	var out []bead
	for i, j := rows, columns; i > 0 || j > 0; {
		node := l.node(i, j)
		m, n := int(w.shape[node]/8), int(w.shape[node]%8)
		score := w.best[node] - w.best[l.node(i-m, j-n)]
		out = append(out, bead{o0: int32(i - m), o1: int32(i), t0: int32(j - n), t1: int32(j), score: float32(score)})
		i, j = i-m, j-n
	}
	slices.Reverse(out)
	return out
}

// posteriors sets the posterior of each bead of the path: the share of all ways, by weight, that go through it. Nodes that no
// likely way goes through are passed over, so that it costs little beside [lattice.forwardWays].
func (l *lattice) posteriors(s *scorer, w ways, path []bead, rows, columns int) {
	after := make([]float64, l.nodes()) // log of the sum over all ways from a node to the end
	for k := range after {
		after[k] = math.Inf(-1)
	}
	end := l.node(rows, columns)
	after[end] = 0
	total := w.sum[end]
	k := len(path) - 1
	var buffer [maxSide*maxSide + 2]move
	for i := rows; i >= 0; i-- {
		for j := int(l.hi[i]); j >= int(l.lo[i]); j-- {
			node := l.node(i, j)
			if i+j == 0 || w.sum[node]+after[node] < total-negligible {
				continue
			}
			onPath := k >= 0 && int(path[k].o1) == i && int(path[k].t1) == j
			for _, m := range l.moves(s, i, j, buffer[:0]) {
				way := m.score*temperature + after[node]
				after[m.from] = addLogs(after[m.from], way)
				if onPath && int32(m.m) == path[k].o1-path[k].o0 && int32(m.n) == path[k].t1-path[k].t0 {
					path[k].posterior = float32(min(1, math.Exp(w.sum[m.from]+way-total)))
				}
			}
			if onPath {
				k--
			}
		}
	}
}

// addLogs is ln(e^a + e^b).
func addLogs(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if b < a-negligible {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
