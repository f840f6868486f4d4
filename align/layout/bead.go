package layout

import (
	"slices"

	"muqabala/corpus"
)

// Beads are the paragraph beads, 0-based, for an original of so many blocks: each of its blocks with all blocks of the
// translation that carry it, in the order of the original; then what is repeated, each in a bead of its own; then what
// has no counterpart.
func (l *Layout) Beads(original int) []corpus.Bead {
	out := make([]corpus.Bead, original)
	for o := range out {
		out[o] = corpus.Bead{Original: []int{o}}
	}
	var repeats, alone []corpus.Bead
	for t, o := range l.Match {
		_, repeat := l.Duplicates[corpus.BlockID(t+1)]
		switch {
		case o < 0:
			alone = append(alone, corpus.Bead{Translation: []int{t}})
		case repeat:
			repeats = append(repeats, corpus.Bead{Original: []int{o}, Translation: []int{t}, Repeat: true})
		default:
			out[o].Translation = append(out[o].Translation, t)
		}
	}
	out = slices.Concat(out, repeats, alone)
	for i := range out {
		out[i].Confidence = l.BeadConfidence(out[i].Original, out[i].Translation)
	}
	return out
}

// BeadConfidence is the probability that what these blocks of the translation, 0-based, are matched with is right; where
// there are none, that the translation lacks all of these of the original.
func (l *Layout) BeadConfidence(original, translation []int) float64 {
	sure := 1.
	for _, t := range translation {
		sure *= l.Confidence[t]
	}
	if len(translation) == 0 {
		for _, o := range original {
			sure = min(sure, 1-l.Present[o])
		}
	}
	return sure
}
