package corpus

import (
	"cmp"
	"slices"
)

// Decisions are what people decided about what belongs together, as far as a block is in it, each list in the order of the
// keys. They never change: a new decision makes new ones.
type Decisions struct {
	Links     []LinkedPair // made by people
	Confirmed []LinkedPair // found, and confirmed by people
}

// Decisions are those about a block of a side, nil where there are none.
func (b *Bitext) Decisions(side Side, id BlockID) *Decisions {
	return b.state.sides[side].decisions[id]
}

// decide changes the decisions about every block of a pair.
func (s *state) decide(p LinkedPair, change func(*Decisions)) {
	for side, refs := range map[Side][]Ref{OriginalSide: p.Original, TranslationSide: p.Translation} {
		all := s.sides[side].decisions
		for i, r := range refs {
			if slices.ContainsFunc(refs[:i], func(before Ref) bool { return before.Block == r.Block }) {
				continue
			}
			var d Decisions
			if old := all[r.Block]; old != nil {
				d = *old
			}
			change(&d)
			if len(d.Links)+len(d.Confirmed) == 0 {
				delete(all, r.Block)
			} else {
				all[r.Block] = &d
			}
		}
	}
}

// withPair and withoutPair are the list with a pair, and without it.
func withPair(list []LinkedPair, p LinkedPair) []LinkedPair {
	i, found := findPair(list, p)
	if found {
		return list
	}
	return slices.Insert(slices.Clone(list), i, p)
}

func withoutPair(list []LinkedPair, p LinkedPair) []LinkedPair {
	i, found := findPair(list, p)
	if !found {
		return list
	}
	return slices.Delete(slices.Clone(list), i, i+1)
}

func findPair(list []LinkedPair, p LinkedPair) (int, bool) {
	return slices.BinarySearchFunc(list, p.Key(), func(q LinkedPair, key string) int { return cmp.Compare(q.Key(), key) })
}
