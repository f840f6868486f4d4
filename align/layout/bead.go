package layout

import "muqabala/corpus"

// Beads are the paragraph beads, 0-based, for an original of so many blocks: each of its blocks with all blocks of the
// translation that carry it, in the order of the original; then what is repeated, each in a bead of its own; then what
// has no counterpart.
func (l *Layout) Beads(original int) []corpus.Bead {
	out := make([]corpus.Bead, original)
	for o := range out {
		out[o] = corpus.Bead{Original: []int{o}, Confidence: .9}
	}
	var repeats, alone []corpus.Bead
	for t, o := range l.Match {
		_, repeat := l.Duplicates[corpus.BlockID(t+1)]
		switch {
		case o < 0:
			alone = append(alone, corpus.Bead{Translation: []int{t}, Confidence: .9})
		case repeat:
			repeats = append(repeats, corpus.Bead{Original: []int{o}, Translation: []int{t}, Confidence: .9, Repeat: true})
		default:
			out[o].Translation = append(out[o].Translation, t)
		}
	}
	return append(append(out, repeats...), alone...)
}
