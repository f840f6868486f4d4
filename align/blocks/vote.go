package blocks

import (
	"cmp"
	"math"
	"slices"

	"muqabala/corpus"
)

const (
	votesKept   = 6
	rareBlocks  = 12  // a word in more blocks than this finds none
	commonShare = .15 // a word in a larger share of the blocks is left out
)

// index lists where rare words of the original stand, and what they say of each block of the translation.
func (m *matcher) index() {
	m.postings = make([][]int32, m.vocab.Len())
	for at, o := range m.spine {
		for _, w := range m.osegs[o].Tokens {
			if p := m.postings[w]; len(p) <= rareBlocks && (len(p) == 0 || p[len(p)-1] != int32(at)) {
				m.postings[w] = append(p, int32(at))
			}
		}
	}
	for w, p := range m.postings {
		if len(p) > rareBlocks {
			m.postings[w] = nil
		}
	}
	m.ballot.votes = make([]float32, len(m.spine))
	m.votes = make([][]int32, len(m.tsegs))
	for t := range m.votes {
		m.votes[t] = m.vote(t)
	}
}

// candidates are the places of the spine that a block's number and words speak for, and those before what the next block's
// speak for; ascending, each once.
func (m *matcher) candidates(t int) []int32 {
	out := slices.Clone(m.votes[t])
	for next := t + 1; next < min(t+4, len(m.tsegs)); next++ {
		if k := m.translation.Blocks[next].Kind; k == corpus.Paragraph || k == corpus.Heading {
			for _, at := range m.votes[next] {
				out = append(out, at, at-1, at-2)
			}
			if !m.tail(next) && len(m.votes[next]) > 0 {
				break
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(at int32) bool { return at < 0 })
}

// vote gives the places of the spine that a block's own words and number speak for, the best first.
func (m *matcher) vote(t int) []int32 {
	out := m.ballot.best(votesKept, func(yield func(at int32, weight float32)) {
		count := func(w int32, weight float32) {
			places := m.postings[w]
			for _, at := range places {
				yield(at, weight/float32(len(places)))
			}
		}
		for _, w := range m.tsegs[t].Tokens {
			count(w, 3)
			words, ratios := m.model.Counterparts(w)
			for k, o := range words {
				if ratios[k] > 4 && o != w {
					count(o, float32(math.Log(float64(ratios[k]))))
				}
			}
		}
	})
	b := &m.translation.Blocks[t]
	for _, at := range m.byNumber[b.Number] {
		if m.original.Blocks[m.spine[at]].Kind == b.Kind && len(out) < 2*votesKept {
			out = append(out, at)
		}
	}
	return out
}

// ballot counts votes for places.
type ballot struct {
	votes []float32
	met   []int32 // places that have votes
}

// best are the n places with most votes, the first the best; of equal ones the lower is the better.
func (b *ballot) best(n int, each func(yield func(at int32, weight float32))) []int32 {
	b.met = b.met[:0]
	each(func(at int32, weight float32) {
		if b.votes[at] == 0 {
			b.met = append(b.met, at)
		}
		b.votes[at] += weight
	})
	out := make([]int32, 0, 2*n)
	for _, at := range b.met {
		i, _ := slices.BinarySearchFunc(out, at, func(x, at int32) int {
			return cmp.Or(cmp.Compare(b.votes[at], b.votes[x]), cmp.Compare(x, at))
		})
		if i < n {
			out = slices.Insert(out[:min(len(out), n-1)], i, at)
		}
	}
	for _, at := range b.met {
		b.votes[at] = 0
	}
	return out
}
