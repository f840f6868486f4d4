package blocks

import (
	"math"
	"slices"

	"muqabala/corpus"
)

// Probabilities that a footnote is matched rightly: by its mark, and that it has no counterpart where no mark is its own.
const noteSure, noteUnsure = .97, .8

// notes matches footnotes by their marks; of several with one mark, by their words and their order. One without
// counterpart belongs behind the nearest paragraph that bears its mark.
func (m *matcher) notes(out *Matching) {
	match := out.Places
	used := map[int]bool{}
	byMark := map[string][]int{}
	for o, e := range m.original.Blocks {
		if e.Kind == corpus.Footnote {
			byMark[e.Mark] = append(byMark[e.Mark], o)
		}
	}
	bearers := m.bearers()
	for t, b := range m.translation.Blocks {
		if b.Kind != corpus.Footnote {
			continue
		}
		if u := m.copies[t].Of; u >= 0 {
			match[t].Original, match[t].After, match[t].Repeat = match[u].Original, match[u].After, true
			continue
		}
		best, score := -1, math.Inf(-1)
		for _, o := range byMark[b.Mark] {
			s := m.words(t, o)
			if used[o] {
				s -= jumpCost
			}
			if s > score {
				best, score = o, s
			}
		}
		match[t].Confidence = noteUnsure
		if best >= 0 {
			match[t].Confidence, out.Present[best] = noteSure, noteSure
			match[t].Original, match[t].After, used[best] = best, best, true
		} else if u, ok := nearest(bearers[b.Mark], t); ok {
			match[t].After = match[u].After
		}
	}
}

// bearers lists for each mark the blocks of the translation that bear it.
func (m *matcher) bearers() map[string][]int {
	out := map[string][]int{}
	for t, b := range m.translation.Blocks {
		for _, mark := range b.Marks {
			out[mark.Mark] = append(out[mark.Mark], t)
		}
	}
	return out
}

// nearest is the block nearest to t in the file, the one before it where two are.
func nearest(blocks []int, t int) (int, bool) {
	i, _ := slices.BinarySearch(blocks, t)
	switch {
	case len(blocks) == 0:
		return 0, false
	case i == len(blocks), i > 0 && t-blocks[i-1] <= blocks[i]-t:
		return blocks[i-1], true
	}
	return blocks[i], true
}
