package workspace

import (
	"math"
	"testing"

	"muqabala/corpus"
)

// How many rows are likely to be wrong is the sum of what those that nobody has decided lack to certainty; what a person has
// decided is no guess any more.
func TestEstimateOfWhatIsWrong(t *testing.T) {
	row := func(confidence float64, verdict corpus.Verdict) *Row {
		return &Row{Row: &corpus.Row{Confidence: confidence}, Verdict: verdict}
	}
	v := &View{Rows: []*Row{row(.9, ""), row(.5, ""), row(1, ""), row(.2, corpus.Confirmed), row(.2, corpus.Rejected)}}
	s := v.Stats()
	if s.Rows != 5 || s.Confirmed != 1 || s.Rejected != 1 {
		t.Errorf("%+v", s)
	}
	if math.Abs(s.WrongLeft-.6) > 1e-9 || math.Abs(s.Spread-math.Sqrt(.09+.25)) > 1e-9 {
		t.Errorf("estimated %.3f ± %.3f, want 0.600 ± %.3f", s.WrongLeft, s.Spread, math.Sqrt(.34))
	}
}
