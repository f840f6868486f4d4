package layout

import (
	"slices"

	"muqabala/align"
	"muqabala/corpus"
)

// copied is the similarity (see [align.Similarity]) from which two blocks are copies of each other.
const copied = .5

// copiedOn is enough where the blocks before the two are copies already: the column goes on.
const copiedOn = .15

// duplicates finds repeats: of blocks that are alike, as many stay as the original has of the paragraph that they carry.
func (a *analysis) duplicates() {
	for _, group := range a.copies() {
		keep := a.wanted(group)
		for _, t := range group[min(keep, len(group)):] {
			a.of[a.translation.Blocks[t].ID] = a.translation.Blocks[group[0]].ID
		}
	}
}

// copies are the groups of two or more blocks that are alike, each in file order. Candidates are found by shared rare
// 5-grams, so that time is near-linear.
func (a *analysis) copies() [][]int {
	at := map[uint64][]int{}
	var groups [][]int
	group := map[int]int{}
	for t, s := range a.shingles {
		b := &a.translation.Blocks[t]
		if b.Kind != corpus.Paragraph && b.Kind != corpus.Heading && b.Kind != corpus.Footnote {
			continue
		}
		if u, ok := a.copyBefore(t, at); ok {
			a.before[t] = u
			g, known := group[u]
			if !known {
				g = len(groups)
				groups, group[u] = append(groups, []int{u}), g
			}
			groups[g], group[t] = append(groups[g], t), g
		}
		for _, h := range s {
			if len(at[h]) < 8 {
				at[h] = append(at[h], t)
			}
		}
	}
	return groups
}

// copyBefore is the earlier block most like t, where it is a copy.
func (a *analysis) copyBefore(t int, at map[uint64][]int) (int, bool) {
	shared := map[int]int{}
	for _, h := range a.shingles[t] {
		for _, u := range at[h] {
			shared[u]++
		}
	}
	best, score := -1, copied
	if u, ok := a.before[t-1]; ok && u+1 < t && a.comparable(t, u+1) && a.shingles[t].Jaccard(a.shingles[u+1]) >= copiedOn {
		best, score = u+1, copiedOn
	}
	for u := range t {
		if shared[u] == 0 || !a.comparable(t, u) {
			continue
		}
		if s := a.shingles[t].Jaccard(a.shingles[u]); s >= score && (s > score || best < 0) {
			best, score = u, s
		}
	}
	return best, best >= 0
}

// comparable reports whether one block can be a copy of the other: of one kind, and not of different numbers.
func (a *analysis) comparable(t, u int) bool {
	bt, bu := &a.translation.Blocks[t], &a.translation.Blocks[u]
	return bt.Kind == bu.Kind && bt.Number == bu.Number && bt.Mark == bu.Mark
}

// wanted is how many of a group of copies belong there: as many as the original has, one at least. Without an original, a
// short line may well stand more than once.
func (a *analysis) wanted(group []int) int {
	if a.original == nil {
		if a.translation.Blocks[group[0]].Number == "" && len(a.shingles[group[0]]) < 40 {
			return len(group)
		}
		return 1
	}
	matched := slices.IndexFunc(group, func(t int) bool { return a.match[t] >= 0 })
	if matched < 0 {
		return 1
	}
	b := &a.original.Blocks[a.match[group[matched]]]
	shingles, n := align.NewShingles(a.original.Body(b.ID)), 0
	for i := range a.original.Blocks {
		o := &a.original.Blocks[i]
		if o.Kind == b.Kind && o.Number == b.Number && shingles.Jaccard(align.NewShingles(a.original.Body(o.ID))) >= copied {
			n++
		}
	}
	return max(1, n)
}
