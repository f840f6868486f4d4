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
	moved          bool    // it crosses the order of the others
	repeat         bool    // its translation stands in another bead already
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
		out = append(out, move{1, 0, l.node(i-1, j), s.null(&s.o[i-1])})
	}
	if j > 0 && l.has(i, j-1) {
		out = append(out, move{0, 1, l.node(i, j-1), s.null(&s.t[j-1])})
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

// state is what the last bead was: nulls come in runs (a paragraph left out, a page header), so that one null makes the next
// likelier.
type state uint8

const (
	afterPair state = iota
	afterNull
	states
)

// ways is the sum over all ways to each node and state, and the best of them: [node*states+state].
type ways struct {
	best  []float64 // score of the best way
	shape []uint8   // its last bead, m*8+n
	prev  []state   // the state before that
	sum   []float64 // log of the sum over all ways of e^(score*temperature)
}

// negligible is how many nats below the best a way is left out of a sum.
const negligible = 15

// forwardWays goes through the lattice once (Viterbi 1967; Baum, Petrie, Soules and Weiss 1970); the sums are needed for
// posteriors only.
func (l *lattice) forwardWays(s *scorer, rows int, sums bool) ways {
	n := l.nodes() * int(states)
	w := ways{best: make([]float64, n), shape: make([]uint8, n), prev: make([]state, n)}
	w.best[afterNull] = math.Inf(-1)
	if sums {
		w.sum = make([]float64, n)
		w.sum[afterNull] = math.Inf(-1)
	}
	var buffer [maxSide*maxSide + 2]move
	for i := 0; i <= rows; i++ {
		for j := int(l.lo[i]); j <= int(l.hi[i]); j++ {
			if i+j > 0 {
				moves := l.moves(s, i, j, buffer[:0])
				w.enter(l.node(i, j), moves, &s.prior)
				if sums {
					w.add(l.node(i, j), moves, &s.prior)
				}
			}
		}
	}
	return w
}

// enter finds the best way to a node among the moves that end there.
func (w *ways) enter(node int, moves []move, p *priors) {
	best := [states]float64{math.Inf(-1), math.Inf(-1)}
	for k := range moves {
		m := &moves[k]
		to := m.to()
		for from := range states {
			score := w.best[m.from*int(states)+int(from)] + m.score + p.step(from, m.m, m.n)
			if score > best[to] {
				at := node*int(states) + int(to)
				best[to], w.shape[at], w.prev[at] = score, m.m*8+m.n, from
			}
		}
	}
	copy(w.best[node*int(states):], best[:])
}

// add sums up all ways to a node by the moves that end there.
func (w *ways) add(node int, moves []move, p *priors) {
	var terms [states][2 * (maxSide*maxSide + 2)]float64
	var n [states]int
	most := [states]float64{math.Inf(-1), math.Inf(-1)}
	for k := range moves {
		m := &moves[k]
		to := m.to()
		for from := range states {
			term := w.sum[m.from*int(states)+int(from)] + (m.score+p.step(from, m.m, m.n))*temperature
			terms[to][n[to]] = term
			most[to] = max(most[to], term)
			n[to]++
		}
	}
	for to := range states {
		w.sum[node*int(states)+int(to)] = sumLogs(terms[to][:n[to]], most[to])
	}
}

// to is the state that the move leads to.
func (m move) to() state {
	if m.m == 0 || m.n == 0 {
		return afterNull
	}
	return afterPair
}

// sumLogs is the log of Σ e^term, of which most is the largest.
func sumLogs(terms []float64, most float64) float64 {
	if math.IsInf(most, -1) {
		return most
	}
	sum := 0.
	for _, t := range terms {
		if t > most-negligible {
			sum += math.Exp(t - most)
		}
	}
	return most + math.Log(sum)
}

// path is the best way to the end, as beads.
func (l *lattice) path(w ways, rows, columns int) []bead {
	var out []bead
	at := w.last(l.node(rows, columns))
	for i, j := rows, columns; i > 0 || j > 0; {
		m, n := int(w.shape[at]/8), int(w.shape[at]%8)
		before := l.node(i-m, j-n)*int(states) + int(w.prev[at])
		out = append(out, bead{o0: int32(i - m), o1: int32(i), t0: int32(j - n), t1: int32(j), score: float32(w.best[at] - w.best[before])})
		i, j, at = i-m, j-n, before
	}
	slices.Reverse(out)
	return out
}

// last is the better state at the last node.
func (w *ways) last(node int) int {
	at := node * int(states)
	if w.best[at+int(afterNull)] > w.best[at+int(afterPair)] {
		return at + int(afterNull)
	}
	return at
}

// posteriors sets the posterior of each bead of the path: the share of all ways, by weight, that go through it. Nodes that no
// likely way goes through are passed over, so that it costs little beside [lattice.forwardWays].
func (l *lattice) posteriors(s *scorer, w ways, path []bead, rows, columns int) {
	after := make([]float64, l.nodes()*int(states)) // log of the sum over all ways from a node to the end
	fill(after, math.Inf(-1))
	end := l.node(rows, columns) * int(states)
	after[end], after[end+1] = 0, 0
	total := addLogs(w.sum[end], w.sum[end+1])
	k := len(path) - 1
	var buffer [maxSide*maxSide + 2]move
	for i := rows; i >= 0; i-- {
		for j := int(l.hi[i]); j >= int(l.lo[i]); j-- {
			at := l.node(i, j) * int(states)
			if i+j == 0 || max(w.sum[at]+after[at], w.sum[at+1]+after[at+1]) < total-negligible {
				continue
			}
			var on *bead
			if k >= 0 && int(path[k].o1) == i && int(path[k].t1) == j {
				on = &path[k]
				k--
			}
			for _, m := range l.moves(s, i, j, buffer[:0]) {
				p := w.leave(m, after[at+int(m.to())], after, &s.prior, total)
				if on != nil && int32(m.m) == on.o1-on.o0 && int32(m.n) == on.t1-on.t0 {
					on.posterior = float32(min(1, p))
				}
			}
		}
	}
}

// leave adds what goes on from a move to the node before it, and gives the move's posterior.
func (w *ways) leave(m move, on float64, after []float64, p *priors, total float64) float64 {
	posterior := 0.
	for from := range states {
		before := m.from*int(states) + int(from)
		way := (m.score+p.step(from, m.m, m.n))*temperature + on
		after[before] = addLogs(after[before], way)
		posterior += math.Exp(w.sum[before] + way - total)
	}
	return posterior
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
