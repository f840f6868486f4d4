package search

import "muqabala/corpus/arabic"

// Distance is the number of letters that must be changed, added or left out, or of neighbours that must change places, to make one
// word of another (Damerau 1964; no letter is changed twice).
func Distance(a, b string) int {
	var buffers [5][32]rune // words are shorter: no memory is needed
	from, to := appendRunes(buffers[0][:0], a), appendRunes(buffers[1][:0], b)
	return edits(from, to, [3][]rune{buffers[2][:0], buffers[3][:0], buffers[4][:0]}, 1, func(i, j int) rune {
		if from[i] == to[j] {
			return 0
		}
		return 1
	})
}

func appendRunes(out []rune, s string) []rune {
	for _, r := range s {
		out = append(out, r)
	}
	return out
}

// apart is how far two folded words are from each other in halves of letters, as [Distance] counts them: letters that differ in their
// dots only are half a letter apart.
func apart(a, b string) int {
	var buffers [7][32]rune
	from, to := appendRunes(buffers[0][:0], a), appendRunes(buffers[1][:0], b)
	fromBare, toBare := appendRunes(buffers[2][:0], arabic.FoldDots(a)), appendRunes(buffers[3][:0], arabic.FoldDots(b))
	if len(fromBare) != len(from) || len(toBare) != len(to) { // not folded
		fromBare, toBare = from, to
	}
	return edits(from, to, [3][]rune{buffers[4][:0], buffers[5][:0], buffers[6][:0]}, 2, func(i, j int) rune {
		switch {
		case from[i] == to[j]:
			return 0
		case fromBare[i] == toBare[j]:
			return 1
		}
		return 2
	})
}

// edits is the least cost of making one word of another: letter is that of a letter added, left out or moved one place, change that
// of making letter i of the one letter j of the other. rows are for its work.
func edits(from, to []rune, rows [3][]rune, letter rune, change func(i, j int) rune) int {
	before, row, next := rows[0], rows[1], rows[2]
	for j := range len(to) + 1 {
		row = append(row, letter*rune(j))
	}
	for i := range from {
		next = append(next[:0], letter*rune(i+1))
		for j := range to {
			best := min(row[j]+change(i, j), row[j+1]+letter, next[j]+letter)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				best = min(best, before[j-1]+letter)
			}
			next = append(next, best)
		}
		before, row, next = row, next, before
	}
	return int(row[len(to)])
}
