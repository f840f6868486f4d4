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
	m.postings = map[int32][]int32{}
	for at, o := range m.spine {
		for _, w := range m.osegs[o].Tokens {
			if p := m.postings[w]; len(p) == 0 || p[len(p)-1] != int32(at) {
				m.postings[w] = append(p, int32(at))
			}
		}
	}
	for w, p := range m.postings {
		if len(p) > rareBlocks {
			delete(m.postings, w)
		}
	}
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

// vote gives the places of the spine that a block's own number and words speak for.
func (m *matcher) vote(t int) []int32 {
	votes := map[int32]float64{}
	count := func(w int32, weight float64) {
		for _, at := range m.postings[w] {
			votes[at] += weight / float64(len(m.postings[w]))
		}
	}
	for _, w := range m.tsegs[t].Tokens {
		count(w, 3)
		words, ratios := m.model.Counterparts(w)
		for k, o := range words {
			if ratios[k] > 4 && o != w {
				count(o, math.Log(float64(ratios[k])))
			}
		}
	}
	out := make([]int32, 0, len(votes))
	for at := range votes {
		out = append(out, at)
	}
	slices.SortFunc(out, func(a, b int32) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b)) })
	out = out[:min(len(out), votesKept)]
	if n := m.translation.Blocks[t].Number; n != "" {
		for _, at := range m.byNumber[n] {
			if m.original.Blocks[m.spine[at]].Kind == m.translation.Blocks[t].Kind && len(out) < 2*votesKept {
				out = append(out, at)
			}
		}
	}
	return out
}
