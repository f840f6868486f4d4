package align

import "slices"

// repeats deals with runs of the translation that stand twice: the first copy gets the beads, the later one is reported as a
// repeat of them.
type repeats struct {
	*engine
	copies []int32 // for each segment of the translation that is in a null bead: the segment like it that is not, or −1
	free   []bool  // segments of the translation in null beads
}

const (
	copyShare  = .5 // of the words of two segments together that both have, from which they are copies
	copyWords  = 4  // the least words of a copy
	copyPlaces = 32 // a word in more segments than this finds no copies
)

// settleRepeats gives each bead to the first of several copies, and the later ones beads of their own.
func (e *engine) settleRepeats() {
	r := repeats{engine: e, free: make([]bool, len(e.t)), copies: make([]int32, len(e.t))}
	for _, b := range e.beads {
		if b.null() {
			fillTrue(r.free[b.t0:b.t1])
		}
	}
	r.findCopies()
	r.preferFirst()
	r.rest()
}

// findCopies compares the segments in null beads with those that share a rare word with them.
func (r *repeats) findCopies() {
	places := postings(wordsOf(r.t), r.t)
	for j := range r.t {
		r.copies[j] = -1
		if r.free[j] && len(r.t[j].Tokens) >= copyWords {
			r.copies[j] = r.copyOf(int32(j), &places)
		}
	}
}

// copyOf is the segment in a bead with two sides that is most like segment j, −1 where none is.
func (r *repeats) copyOf(j int32, places *lists) int32 {
	best, most := int32(-1), copyShare
	var seen []int32
	for _, w := range r.t[j].Tokens {
		at := places.of(w)
		if len(at) > copyPlaces {
			continue
		}
		for _, k := range at {
			if r.free[k] || slices.Contains(seen, k) {
				continue
			}
			seen = append(seen, k)
			if s := shareInCommon(r.t[j].Tokens, r.t[k].Tokens); s >= most {
				best, most = k, s
			}
		}
	}
	return best
}

// shareInCommon is the size of the intersection of two bags of words over that of their union, 0 to 1.
func shareInCommon(a, b []int32) float64 {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			both, i, j = both+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}

// preferFirst moves beads to an earlier copy where nothing between the two has a counterpart.
func (r *repeats) preferFirst() {
	first := make(map[int32]int32) // by segment in a bead: its earliest copy
	for j, k := range slices.Backward(r.copies) {
		if k > int32(j) {
			first[k] = int32(j)
		}
	}
	for k := range r.beads {
		b := &r.beads[k]
		j, ok := first[b.t0]
		n := b.t1 - b.t0
		if b.null() || !ok || j+n > b.t0 || slices.Contains(r.free[j:b.t0], false) {
			continue
		}
		whole := true
		for d := range n {
			whole = whole && r.copies[j+d] == b.t0+d
		}
		if !whole {
			continue
		}
		for d := range n {
			r.free[j+d], r.copies[j+d] = false, -1
			r.free[b.t0+d], r.copies[b.t0+d] = true, j+d
		}
		b.t0, b.t1 = j, j+n
	}
}

// rest makes the null beads of the translation anew, and those that repeat what another bead has as beads of their own.
func (r *repeats) rest() {
	posterior := make([]float32, len(r.t))
	for _, b := range r.beads {
		for j := b.t0; j < b.t1; j++ {
			posterior[j] = b.posterior
		}
	}
	r.beads = slices.DeleteFunc(r.beads, func(b bead) bool { return b.o0 == b.o1 })
	at := make([]int32, len(r.t)) // bead of each segment
	for k, b := range r.beads {
		for j := b.t0; j < b.t1; j++ {
			at[j] = int32(k)
		}
	}
	last := -1 // the repeat before
	for j := int32(0); int(j) < len(r.t); j++ {
		if !r.free[j] {
			continue
		}
		if k := r.copies[j]; k < 0 || r.free[k] {
			r.beads = append(r.beads, bead{t0: j, t1: j + 1, posterior: posterior[j]})
			continue
		}
		of := r.beads[at[r.copies[j]]]
		if last >= 0 && r.beads[last].t1 == j && r.beads[last].o0 == of.o0 {
			r.beads[last].t1++
			continue
		}
		last = len(r.beads)
		r.beads = append(r.beads, bead{o0: of.o0, o1: of.o1, t0: j, t1: j + 1, posterior: of.posterior, repeat: true})
	}
}
