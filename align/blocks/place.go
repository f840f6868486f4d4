package blocks

import (
	"math"
	"slices"

	"muqabala/corpus"
)

// Matching is what was found about a translation and its original.
type Matching struct {
	Places  []Place   // of the blocks of the translation
	Present []float64 // for each block of the original, the probability that the translation has it
}

// Place is what a block of a translation carries, and where it belongs.
type Place struct {
	Original int  // 0-based block of the original, -1 for none
	After    int  // the same, or the block that it stands behind in reading order; -1 before the first
	Rank     int  // place in the reading order, among blocks that belong to the same one of the original
	Repeat   bool // whether it says again what an earlier block has said
	// Confidence is the probability that this is right, as the search sees it.
	Confidence float64
}

// places says where the steps put each block.
func (m *matcher) places(steps []step) []Place {
	out := make([]Place, len(steps))
	for rank, t := range readingOrder(steps) {
		out[t].Rank = rank
	}
	for t, s := range steps {
		p := &out[t]
		p.Original, p.After, p.Repeat = -1, -1, s.repeat
		if s.here.at >= 0 {
			p.After = int(m.spine[s.here.at])
		}
		switch {
		case s.matched:
			p.Original = p.After
		case s.repeat:
			p.Original = out[m.copies[t].Of].Original
		case m.numbered:
			p.After = m.before(&m.translation.Blocks[t], p.After)
		}
	}
	return out
}

// readingOrder is the blocks in the order in which the steps say that they are to be read.
func readingOrder(steps []step) []int {
	order := make([]int, 0, len(steps))
	at, gap := 0, 0 // where in the order reading goes on, and where the gap is
	for t, s := range steps {
		switch {
		case s.move == closed, s.move == opened && s.bounded: // the second: a gap within a gap
			at = gap
		case s.move == resumed, s.move == jumped:
			at = len(order)
		case s.move == opened, s.move == resumedOpened:
			gap, at = len(order), len(order)
		}
		order = slices.Insert(order, at, t)
		at++
	}
	return order
}

// before is the last block of the original with a lower number than a paragraph that has no counterpart; otherwise, where
// the numbers allow that or say nothing.
func (m *matcher) before(b *corpus.Block, otherwise int) int {
	n, ok := integer(b)
	if !ok {
		return otherwise
	}
	low, high, at := 0, math.MaxInt, otherwise
	for _, o := range m.spine {
		k, ok := integer(&m.original.Blocks[o])
		switch {
		case !ok:
		case k < n && k > low:
			low, at = k, int(o)
		case k > n && k < high:
			high = k
			if at <= otherwise && otherwise < int(o) {
				return otherwise
			}
		}
	}
	return at
}
