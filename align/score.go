package align

// scorer says how likely a bead is, words aside: by its shape, its lengths, and where its segments end and begin.
type scorer struct {
	prior          priors
	lengths        lengthModel
	marks          *marks
	o, t           []Segment
	lenO, lenT     []int32   // runes before each segment
	innerO, innerT []float64 // Σ of what speaks for the border before each segment lying within a bead
}

// newScorer prepares the scoring of parts of two texts.
func newScorer(prior priors, lengths lengthModel, marks *marks, o, t []Segment) *scorer {
	return &scorer{prior, lengths, marks, o, t, runesBefore(o), runesBefore(t), innerBefore(&marks.innerO, o), innerBefore(&marks.innerT, t)}
}

// runesBefore are cumulated lengths: that of segments i to j is at(j) − at(i).
func runesBefore(segments []Segment) []int32 {
	out := make([]int32, len(segments)+1)
	for i, s := range segments {
		out[i+1] = out[i] + int32(s.Length)
	}
	return out
}

// bead is the score of segments o0 to o1 as the original of t0 to t1, ends excluded, but for their words.
func (s *scorer) bead(o0, o1, t0, t1 int) float64 {
	score := s.lengths.score(float64(s.lenO[o1]-s.lenO[o0]), float64(s.lenT[t1]-s.lenT[t0]))
	score += s.innerO[o1-1] - s.innerO[o0] + s.innerT[t1-1] - s.innerT[t0]
	return score + s.marks.ends[s.o[o1-1].End][s.t[t1-1].End]
}

// null is what speaks for a segment having no counterpart, shares aside.
func (s *scorer) null(segment *Segment) float64 {
	if segment.furniture {
		return furnitureNull
	}
	return 0
}
