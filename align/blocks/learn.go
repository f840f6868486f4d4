package blocks

import (
	"math"

	"muqabala/align"
)

// cellsMost bounds the work and the memory of training: words of the original times words of the translation, summed over
// the pairs.
const cellsMost = 8 << 20

// pairs are the matches to learn from; of a very long text, every so many.
func (m *matcher) pairs(steps []step) []align.Pair {
	var out []align.Pair
	cells := 0
	for t, s := range steps {
		if s.matched && len(m.tsegs[t].Tokens) > 0 {
			p := align.Pair{Original: m.stretch(t, s.here), Translation: m.tsegs[t].Tokens, Weight: 1}
			cells += len(p.Original) * len(p.Translation)
			out = append(out, p)
		}
	}
	every, kept := 1+cells/cellsMost, 0
	for i := 0; i < len(out); i += every {
		out[kept] = out[i]
		kept++
	}
	return out[:kept]
}

// stretch is the words of the original that block t carries when reading has come to c, with some on both sides.
func (m *matcher) stretch(t int, c cursor) []int32 {
	tokens, w := m.osegs[m.spine[c.at]].Tokens, m.whole(c.at)
	if len(tokens) == 0 {
		return nil
	}
	slack := spread(w)
	from, to := float64(c.read)-m.length(t)-slack, float64(c.read)+slack
	if w-to < slack {
		to = w
	}
	n := float64(len(tokens)) / w
	i, j := int(math.Max(0, from*n)), int(math.Min(w, to)*n)
	return tokens[min(i, len(tokens)):max(min(i, len(tokens)), min(j, len(tokens)))]
}

// measure learns how much longer the original is from the blocks matched so far.
func (m *matcher) measure(steps []step) {
	read := map[int32]int{}
	for t, s := range steps {
		if s.matched {
			read[s.here.at] += m.tsegs[t].Length
		}
	}
	o, t := 200*arabicToEnglish, 200.
	for at, n := range read {
		if whole := float64(m.osegs[m.spine[at]].Length); math.Abs(whole/(arabicToEnglish*float64(n))-1) < .4 {
			o, t = o+whole, t+float64(n)
		}
	}
	m.ratio = o / t
	m.swapped = m.share(steps)
	words, n := 0., 1.
	for t, s := range steps {
		if s.matched {
			words += m.words(t, int(m.spine[s.here.at]))
			n += float64(len(m.tsegs[t].Tokens))
		}
	}
	m.usual = words / n
}

// share is that of the columns that visibly end and are followed by one that is read too early, among those followed by
// one in order.
func (m *matcher) share(steps []step) float64 {
	opens, all := 1., 2.
	for t := 1; t < len(steps); t++ {
		switch s := &steps[t]; {
		case s.move == opened && !s.bounded, s.move == resumedOpened:
			opens, all = opens+1, all+1
		case s.move == ahead && s.matched && !s.inGap && !s.bounded && steps[t-1].matched && !m.ended[t-1]:
			all++
		}
	}
	return min(opens/all, .97)
}
