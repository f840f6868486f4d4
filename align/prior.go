package align

import "math"

// maxSide is the most segments that a bead takes of one side.
const maxSide = 4

// shares are probabilities of bead shapes, [original][translation] (Gale and Church 1993, table 5, with larger beads added).
type shares [maxSide + 1][maxSide + 1]float64

// priors are the logs of the probabilities of bead shapes, by what the last bead was.
type priors struct {
	pair [states]shares
	null [states]float64 // for the one side; the same for the other
}

// step is the log probability of a bead of m and n segments.
func (p *priors) step(from state, m, n uint8) float64 {
	if m == 0 || n == 0 {
		return p.null[from]
	}
	return p.pair[from][m][n]
}

// defaultShares are the shares among beads with two sides before a text is known: each segment more is rarer.
func defaultShares() (s shares) {
	total := 0.
	for m := 1; m <= maxSide; m++ {
		for n := 1; n <= maxSide; n++ {
			more := m + n - 2
			s[m][n] = math.Pow(perMore, float64(more-1)) * largeBead
			switch {
			case more == 0:
				s[m][n] = oneToOne
			case m > 1 && n > 1:
				s[m][n] *= crossed
			case more > 2:
				s[m][n] *= longest
			}
			total += s[m][n]
		}
	}
	for m := range s {
		for n := range s[m] {
			s[m][n] /= total
		}
	}
	return s
}

// learnPriors are the shares of the shapes in a text, as counted, drawn towards the default.
func learnPriors(beads []bead) priors {
	s := defaultShares()
	pairs, nulls, after := 0., [states]float64{}, [states]float64{}
	last := afterPair
	for _, b := range beads {
		after[last]++
		if b.null() {
			nulls[last]++
			last = afterNull
			continue
		}
		s[b.o1-b.o0][b.t1-b.t0] += 1 / priorStrength
		pairs++
		last = afterPair
	}
	var p priors
	for from, share := range [states]float64{nullShare, nullAgain} {
		strength := [states]float64{priorStrength, nullStrength}[from]
		share = (nulls[from] + strength*share) / (after[from] + strength)
		p.null[from] = math.Log(share / 2)
		for m := range s {
			for n := range s[m] {
				p.pair[from][m][n] = math.Log((1 - share) * s[m][n] / (1 + pairs/priorStrength))
			}
		}
	}
	return p
}
