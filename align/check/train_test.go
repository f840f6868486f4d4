package check

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
)

// training is how the model is fitted: by steps down the slope of −ln of the posterior probability, worked out on a few examples at
// a time, of the size that Adam gives them (Kingma and Ba 2015). Weights are normal around 0 beforehand, or around what is believed
// of them where examples are rare; the linear weights of a kind around those that all kinds share.
type training struct {
	Rounds int     // over all examples
	Batch  int     // examples a step
	Rate   float64 // of the first steps; it goes down to 0

	// Half the inverse of the variance of weights.
	SharedPrior, OwnPrior, UnitPrior, OutputPrior float64
}

// DefaultTraining is what weights.tsv is fitted with.
var DefaultTraining = training{Rounds: 15, Batch: 256, Rate: .01, SharedPrior: 4, OwnPrior: 8, UnitPrior: 40, OutputPrior: 25}

// parameters are what is fitted. The units see features by their usual size.
type parameters struct {
	shared features
	model
	size features
}

// groups are the weights that have one prior.
func (p *parameters) groups(t *training) (weights [][]float64, priors []float64) {
	add := func(prior float64, w []float64) { weights, priors = append(weights, w), append(priors, prior) }
	add(t.SharedPrior, p.shared[:])
	for k := range p.linear {
		add(t.OwnPrior, p.linear[k][:])
		add(t.UnitPrior/3, p.bias[k][:])
		add(t.OutputPrior, p.output[k][:])
	}
	for i := range p.units {
		add(t.UnitPrior, p.units[i][:])
	}
	return weights, priors
}

// merged is the model of the parameters.
func (p *parameters) merged() *model {
	m := p.model
	for k := range m.linear {
		for i := range m.linear[k] {
			m.linear[k][i] += p.shared[i]
		}
	}
	for i := range m.units {
		for j := range m.units[i] {
			m.units[i][j] *= p.size[i]
		}
	}
	return &m
}

// Train fits the model.
func (t training) Train(examples []Example, log func(string)) *Model {
	r := rand.New(rand.NewPCG(1, 2))
	p := &parameters{size: sizes(examples)}
	scatter(r, p)
	believed := &parameters{}
	for at, b := range RareWeights {
		believed.linear[at.Kind][at.Feature] = b
	}
	mean, square, slopes := &parameters{}, &parameters{}, [2]*parameters{}
	order, steps := r.Perm(len(examples)), 0
	all := float64(t.Rounds * len(examples) / t.Batch)
	for round := range t.Rounds {
		r.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		loss := 0.
		for from := 0; from+t.Batch <= len(order); from += t.Batch {
			loss += p.slopes(examples, order[from:from+t.Batch], &slopes)
			steps++
			t.step(p, believed, mean, square, slopes, steps, float64(t.Batch)/float64(len(examples)), t.Rate*min(1, 1.5*(1-float64(steps)/all)))
		}
		log(fmt.Sprintf("round %d: loss %.1f", round+1, loss))
	}
	return p.merged()
}

// scatter gives the units weights by chance, so that they become different.
func scatter(r *rand.Rand, p *parameters) {
	for i := range p.units {
		for j := range p.units[i] {
			p.units[i][j] = .3 * r.NormFloat64()
		}
	}
	for k := range p.output {
		for j := range p.output[k] {
			p.output[k][j] = .1 * r.NormFloat64()
		}
	}
}

// sizes are what features are multiplied with to be about 1.
func sizes(examples []Example) (out features) {
	n := 0.
	for _, e := range examples {
		for _, h := range e.Hypotheses {
			n++
			for _, f := range h.Features {
				out[f.At] += float64(f.Value * f.Value)
			}
		}
	}
	for i, s := range out {
		out[i] = 1 / max(.3, 1.5*math.Sqrt(s/n))
	}
	return out
}

// step goes a step down.
func (t training) step(p, believed, mean, square *parameters, slopes [2]*parameters, steps int, share, rate float64) {
	const first, other = .9, .999
	weights, priors := p.groups(&t)
	b, _ := believed.groups(&t)
	m, _ := mean.groups(&t)
	s, _ := square.groups(&t)
	g0, _ := slopes[0].groups(&t)
	g1, _ := slopes[1].groups(&t)
	c1, c2 := 1-math.Pow(first, float64(steps)), 1-math.Pow(other, float64(steps))
	for q, w := range weights {
		for i := range w {
			g := g0[q][i] + g1[q][i] + 2*share*priors[q]*(w[i]-b[q][i])
			m[q][i] += (1 - first) * (g - m[q][i])
			s[q][i] += (1 - other) * (g*g - s[q][i])
			w[i] -= rate * m[q][i] / c1 / (math.Sqrt(s[q][i]/c2) + 1e-8)
		}
	}
}

// slopes works out the slope on some examples, in two halves at once, and gives −ln of their probability.
func (p *parameters) slopes(examples []Example, some []int, out *[2]*parameters) (loss float64) {
	var wg sync.WaitGroup
	var sums [2]float64
	for half := range out {
		wg.Go(func() {
			out[half] = &parameters{}
			for k := half; k < len(some); k += 2 {
				sums[half] += p.slope(&examples[some[k]], out[half])
			}
		})
	}
	wg.Wait()
	return sums[0] + sums[1]
}

// slope adds the slope of −ln of an example's probability to g and gives it.
func (p *parameters) slope(e *Example, g *parameters) float64 {
	odds, units := make([]float64, len(e.Hypotheses)), make([][hiddenUnits]float64, len(e.Hypotheses))
	sum := 1.
	for k := range e.Hypotheses {
		odds[k] = math.Exp(min(50, p.forward(&e.Hypotheses[k], &units[k])))
		sum += odds[k]
	}
	for k := range e.Hypotheses {
		d := odds[k] / sum
		if k == e.Truth {
			d--
		}
		if math.Abs(d) > 1e-5 {
			p.backward(&e.Hypotheses[k], &units[k], d*float64(e.Weight), g)
		}
	}
	if e.Truth < 0 {
		return float64(e.Weight) * math.Log(sum)
	}
	return float64(e.Weight) * (math.Log(sum) - math.Log(odds[e.Truth]))
}

// forward is the score of a hypothesis, and what each unit sees.
func (p *parameters) forward(h *Hypothesis, units *[hiddenUnits]float64) (sum float64) {
	*units = p.bias[h.Kind]
	for _, f := range h.Features {
		x := float64(f.Value)
		sum += x * (p.shared[f.At] + p.linear[h.Kind][f.At])
		for j, w := range &p.units[f.At] {
			units[j] += x * p.size[f.At] * w
		}
	}
	for j, x := range units {
		sum += max(0, x) * p.output[h.Kind][j]
	}
	return sum
}

// backward adds the slope of a hypothesis, d by its score, to g.
func (p *parameters) backward(h *Hypothesis, units *[hiddenUnits]float64, d float64, g *parameters) {
	var by [hiddenUnits]float64
	for j, x := range units {
		if x > 0 {
			g.output[h.Kind][j] += d * x
			by[j] = d * p.output[h.Kind][j]
			g.bias[h.Kind][j] += by[j]
		}
	}
	for _, f := range h.Features {
		x := float64(f.Value)
		g.shared[f.At] += d * x
		g.linear[h.Kind][f.At] += d * x
		for j, b := range &by {
			g.units[f.At][j] += b * x * p.size[f.At]
		}
	}
}
