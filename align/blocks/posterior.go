package blocks

import "math"

// edge is a way into a state of a layer.
type edge struct {
	to, from int32
	gain     float32 // the difference of their scores
}

// surest is the highest probability that is given: some errors the search cannot see.
const surest = .999

// layer is the states after one block, and the ways into them.
type layer struct {
	steps []step
	edges []edge
}

// evenness makes the scores less sure of themselves before they are taken for logarithms of probabilities: they add up what
// is not independent.
const evenness = .45

// posteriors is the probability of every state kept, layer by layer: how much of all ways through the blocks leads through
// it (Baum et al. 1970).
func (m *matcher) posteriors(layers []layer) [][]float64 {
	forward, back := make([][]float64, len(layers)), make([][]float64, len(layers))
	for t := range layers {
		forward[t], back[t] = logZeros(len(layers[t].steps)), logZeros(len(layers[t].steps))
	}
	forward[0][0] = 0
	for t := 1; t < len(layers); t++ {
		for _, e := range layers[t].edges {
			forward[t][e.to] = addLogs(forward[t][e.to], forward[t-1][e.from]+evenness*float64(e.gain))
		}
	}
	last := len(layers) - 1
	for k := range layers[last].steps {
		back[last][k] = -evenness * m.unread(&layers[last].steps[k])
	}
	for t := last; t > 0; t-- {
		for _, e := range layers[t].edges {
			back[t-1][e.from] = addLogs(back[t-1][e.from], back[t][e.to]+evenness*float64(e.gain))
		}
	}
	for t := range forward {
		all := math.Inf(-1)
		for k := range forward[t] {
			forward[t][k] += back[t][k]
			all = addLogs(all, forward[t][k])
		}
		for k := range forward[t] {
			forward[t][k] = math.Exp(forward[t][k] - all)
		}
	}
	return forward
}

func logZeros(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.Inf(-1)
	}
	return out
}

// addLogs is ln(eᵃ + eᵇ).
func addLogs(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// judge gives the places their confidence, and says of each block of the original how likely some block carries it.
func (m *matcher) judge(layers []layer, steps []step, out *Matching) {
	posterior := m.posteriors(layers)
	for t, s := range steps {
		sum := 0.
		there := map[int32]float64{}
		for k := range layers[t+1].steps {
			o := &layers[t+1].steps[k]
			if o.matched == s.matched && o.repeat == s.repeat && (!s.matched || o.here.at == s.here.at) {
				sum += posterior[t+1][k]
			}
			if o.matched {
				there[o.here.at] += posterior[t+1][k]
			}
		}
		out.Places[t].Confidence = min(sum, surest)
		for at, p := range there {
			o := m.spine[at]
			out.Present[o] = min(max(out.Present[o], p), surest)
		}
	}
}
