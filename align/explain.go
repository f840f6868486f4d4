package align

import (
	"math"

	"muqabala/align/lexicon"
)

// Dictionary is what the built-in lexicon says of words that stand in the texts.
func Dictionary(v *Vocabulary) []Entry { return known(v, lexicon.BuiltinPairs(), termWeight) }

// Explainer scores long texts against each other, in time linear in the rows of the model that their words have. It is not
// safe for concurrent use.
type Explainer struct {
	model *Model
	sums  []float32 // by target word
}

// NewExplainer is an explainer of the model's words.
func NewExplainer(m *Model) *Explainer { return &Explainer{m, make([]float32, m.words())} }

// Translation says in nats how well the original explains the translation, as one direction of [Model.Score] does.
func (e *Explainer) Translation(original, translation []int32) float64 {
	return e.explain(&e.model.forward, original, translation)
}

// Original says how well the translation explains the original.
func (e *Explainer) Original(original, translation []int32) float64 {
	return e.explain(&e.model.back, translation, original)
}

func (e *Explainer) explain(t *table, source, target []int32) float64 {
	for _, s := range source {
		words, ratios := t.row(s)
		for k, w := range words {
			e.sums[w] += ratios[k]
		}
	}
	score, n := 0., float64(len(source)+1)
	for _, w := range target {
		if a := float64(t.shareOf(w)); a > 0 {
			score += math.Log((1 - a) + a*(1+float64(e.sums[w]))/n)
		}
	}
	for _, s := range source {
		words, _ := t.row(s)
		for _, w := range words {
			e.sums[w] = 0
		}
	}
	return score
}

// Counterparts are the words of the original that a word of the translation makes likelier, and how much: as ratios to
// chance, see [Model.Ratio].
func (m *Model) Counterparts(translation int32) (words []int32, ratios []float32) {
	return m.back.row(translation)
}
