package blocks

import "math"

// marks compares the places of words that surely translate each other.
func (m *matcher) marks(t, o int) []mark {
	so, st := m.osegs[o], m.tsegs[t]
	perO, perT := float64(so.Length)/float64(max(1, len(so.Tokens))), m.length(t)/float64(max(1, len(st.Tokens)))
	m.chains = chainsOf(m.chains, so.Tokens, m.vocab.Len())
	var out []mark
	for i, w := range st.Tokens {
		from := len(out)
		words, ratios := m.model.Counterparts(w)
		for k, s := range words {
			if ratios[k] < sureRatio {
				continue
			}
			for at := m.chains.first[s]; at > 0; at = m.chains.next[at-1] {
				out = append(out, mark{float32(perO*float64(at-1) - perT*float64(i)), min(1, float32(math.Log(float64(ratios[k])))/4)})
			}
		}
		n := len(out) - from
		if n > 3 {
			out = out[:from]
		}
		for k := from; k < len(out); k++ {
			out[k].weight /= float32(n)
		}
	}
	for _, w := range so.Tokens {
		m.chains.first[w] = 0
	}
	return out
}

// chains are where words stand in one text, chained: 1-based, 0 ends one.
type chains struct{ first, next []int32 }

func chainsOf(p chains, tokens []int32, words int) chains {
	if len(p.first) < words {
		p.first = make([]int32, words)
	}
	p.next = p.next[:0]
	for i, w := range tokens {
		p.next = append(p.next, p.first[w])
		p.first[w] = int32(i + 1)
	}
	return p
}

// spread is how far off a mark may be, in a block of the original of that length.
func spread(length float64) float64 { return 40 + .06*length }

// placed is what the marks say for a block that begins at from in a place of that length, in nats.
func placed(marks []mark, from float32, length float64) float64 {
	sum, b := float32(0), float32(spread(length))
	for _, k := range marks {
		sum += k.weight * (max(0, 1-abs32(k.from-from)/b)*(markGain+markLoss) - markLoss)
	}
	return float64(min(max(sum, -markCap), markCap))
}

// likeliest is where most marks say that the block begins, of a place of that length; -1 where they do not agree.
func likeliest(marks []mark, length float64) float32 {
	best, at := 0., float32(-1)
	for _, k := range marks {
		if s := placed(marks, k.from, length); s > best && k.from >= 0 {
			best, at = s, k.from
		}
	}
	return at
}
