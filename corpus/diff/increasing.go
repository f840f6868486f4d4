package diff

import (
	"cmp"
	"slices"
)

// Increasing marks a longest increasing run of distinct values (patience sorting, Fredman 1975): what stands outside it is
// out of order.
func Increasing[T cmp.Ordered](values []T) []bool {
	var tops []int // index of the value on top of each pile
	below := make([]int, len(values))
	for i, v := range values {
		pile, _ := slices.BinarySearchFunc(tops, v, func(top int, v T) int { return cmp.Compare(values[top], v) })
		below[i] = -1
		if pile > 0 {
			below[i] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, i)
		} else {
			tops[pile] = i
		}
	}
	in := make([]bool, len(values))
	if len(tops) == 0 {
		return in
	}
	for i := tops[len(tops)-1]; i >= 0; i = below[i] {
		in[i] = true
	}
	return in
}
