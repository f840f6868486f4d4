package search

// Distance is the number of letters that must be changed, added or left out to make one word of another (Levenshtein 1966).
func Distance(a, b string) int {
	var buffers [3][32]rune // words are shorter: no memory is needed
	from, to := appendRunes(buffers[0][:0], a), appendRunes(buffers[1][:0], b)
	row := buffers[2][:0]
	for j := range len(to) + 1 {
		row = append(row, rune(j))
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = rune(i + 1)
		for j, s := range to {
			change := diagonal
			if r != s {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return int(row[len(to)])
}

func appendRunes(out []rune, s string) []rune {
	for _, r := range s {
		out = append(out, r)
	}
	return out
}
