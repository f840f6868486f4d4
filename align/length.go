package align

import "math"

// lengthModel says how the lengths of a bead's sides go together: the translation's runes are normally distributed around
// ratio times the original's, with a variance that grows with the length (Gale and Church 1993).
type lengthModel struct {
	ratio    float64 // runes of the translation for one of the original
	variance float64 // of the difference, per rune
}

// unLengths are those of the United Nations' English and Arabic.
var unLengths = lengthModel{ratio: 1 / 1.176, variance: 4.3}

// learnLengths measures the one-to-one beads of a text, drawn towards what was believed before.
func learnLengths(before lengthModel, beads []bead, o, t []int32) lengthModel {
	so, st := lengthStrength*100., lengthStrength*100.*before.ratio
	each := func(use func(lo, lt float64)) {
		for _, b := range beads {
			if b.o1-b.o0 == 1 && b.t1-b.t0 == 1 {
				use(float64(o[b.o1]-o[b.o0]), float64(t[b.t1]-t[b.t0]))
			}
		}
	}
	each(func(lo, lt float64) { so, st = so+lo, st+lt })
	m := lengthModel{ratio: st / so, variance: 1}
	sum, n := before.variance*lengthStrength, float64(lengthStrength)
	each(func(lo, lt float64) {
		z := m.z(lo, lt)
		sum, n = sum+min(z*z, 9*before.variance), n+1
	})
	m.variance = sum / n
	return m
}

// z is the difference of the two lengths in standard deviations.
func (m lengthModel) z(original, translation float64) float64 {
	expected := m.ratio * original
	return (translation - expected) / math.Sqrt(m.variance*(expected+translation)/2+1)
}

// score is the log of the chance that lengths differ so much or more.
func (m lengthModel) score(original, translation float64) float64 {
	return logTail(math.Abs(m.z(original, translation)))
}

const (
	tailStep = 64 // entries of the table a standard deviation
	tailEnd  = 16
)

// tails is ln erfc(z/√2), z in steps.
var tails = func() (t [tailStep*tailEnd + 2]float64) {
	for i := range t {
		t[i] = math.Log(math.Erfc(float64(i) / tailStep / math.Sqrt2))
	}
	return t
}()

// logTail is ln erfc(z/√2) for z ≥ 0, and what a straight line goes on with beyond the table.
func logTail(z float64) float64 {
	if z >= tailEnd {
		return tails[tailStep*tailEnd] - tailEnd*(z-tailEnd)
	}
	at := z * tailStep
	i := int(at)
	return tails[i] + (at-float64(i))*(tails[i+1]-tails[i])
}
