package align

import "math"

// maxSide is the most segments that a bead takes of one side.
const maxSide = 4

// priors are the log probabilities of bead shapes, [original][translation] (Gale and Church 1993, table 5, with larger
// beads added: each segment more is five times rarer).
type priors [maxSide + 1][maxSide + 1]float64

// newPriors is the table to begin with.
func newPriors() priors { return sharesToPriors(defaultShares()) }

// defaultShares are the probabilities of the shapes before a text is known.
func defaultShares() (p [maxSide + 1][maxSide + 1]float64) {
	for m := range p {
		for n := range p[m] {
			switch {
			case m+n == 0:
			case m == 1 && n == 1:
				p[m][n] = oneToOne
			case m+n == 1:
				p[m][n] = nullShare
			case m == 0 || n == 0: // several nulls are as many beads
			default:
				p[m][n] = largeBead * math.Pow(perMore, float64(m+n-3))
				if m > 1 && n > 1 {
					p[m][n] /= 2
				}
			}
		}
	}
	return p
}

func sharesToPriors(p [maxSide + 1][maxSide + 1]float64) (out priors) {
	for m := range p {
		for n := range p[m] {
			out[m][n] = math.Log(p[m][n])
		}
	}
	return out
}

// learnPriors are the shares of the shapes in a text, as counted, drawn towards the default.
func learnPriors(beads []bead) priors {
	p := defaultShares()
	sum := 0.
	for m := range p {
		for n := range p[m] {
			sum += p[m][n]
		}
	}
	total := priorStrength + float64(len(beads))
	for m := range p {
		for n := range p[m] {
			p[m][n] *= priorStrength / sum / total
		}
	}
	for _, b := range beads {
		p[b.o1-b.o0][b.t1-b.t0] += 1 / total
	}
	return sharesToPriors(p)
}
