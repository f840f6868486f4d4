package check

import (
	"io"
	"slices"
	"strings"

	"muqabala/corpus"
)

// What tests outside the package need of it, because they prepare texts with package collate, which imports this one.

// Usage is counted in texts.
type Usage = usage

// CountUsage counts words in a text, line by line.
func CountUsage(text string) *Usage {
	u := newUsage()
	for line := range strings.Lines(text) {
		u.add(line)
	}
	return u
}

// Write writes usual.tsv.
func (u *usage) Write(w io.Writer) error { return u.write(w) }

// WithUsage puts what is usual in place of the built-in table.
func (o Options) WithUsage(u *Usage) Options {
	o.usage = u
	return o
}

// Weights of the model; kinds and features are counted from 0.
type Weights = weights

// Write writes weights.tsv.
func (w *weights) Write(out io.Writer) error { return w.write(out) }

// Fitted are the weights in use.
func Fitted() *Weights { return fittedWeights() }

// Plain is a word without tashkil and tatweel.
func Plain(word string) string { return plain(word) }

// AsRead is the truth of a word that was read right.
const AsRead = "as read"

// FeatureKind is the place of a weight.
type FeatureKind struct{ Kind, Feature int }

// RareWeights are what weights are believed to be for which there are hardly any examples: of duals where the original has "two",
// and of words that become names of the original.
var RareWeights = map[FeatureKind]float64{{int(changeTwo), fTwo}: 5.5, {int(changeOwner), fNextAgrees}: 2.5, {int(kindWord), fNameTo}: 2.5, {int(kindNonWord), fNameTo}: 2.5}

// KindName names a kind of candidate.
func KindName(kind int) string { return kindNames[kind] }

// Example is a word as read, and what may stand for it.
type Example struct {
	Read       string
	Hypotheses []Hypothesis
	Truth      int // the hypothesis that is right, −1 for the word as read
	Weight     int // how many words it stands for
}

// Hypothesis is a word that may have stood there, "" for one that is not known.
type Hypothesis struct {
	Word     string
	Kind     int
	Features []float32
}

// Truth is what stood where a word was read, and a mark behind it; known is false where nobody can say.
type Truth func(block corpus.BlockID, span corpus.Span) (right, mark string, known bool)

// Examples are the words of a pass that are judged, with their truth. Words that are wrong, though good Arabic, and whose right
// word is not among the candidates, are left out: no weights can find them. Of the good words that were read right one in five is
// there, and stands for the others.
func (p *Pass) Examples(truth Truth) (out []Example) {
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		for i, t := range g.tokens {
			right, mark, known := truth(t.block, t.span)
			if !known || runes(t.plain) < shortestWord || p.parts(g, i) || i > 0 && p.parts(g, i-1) {
				continue
			}
			e := Example{Read: t.plain, Truth: -1, Weight: 1}
			if (right == AsRead || right == t.plain && mark == "") && p.kindOf(t.plain) == kindWord {
				if e.Weight = 5; i%e.Weight > 0 {
					continue
				}
			}
			list := p.hypotheses(g, i)
			for k := range list {
				f, _ := p.features(g, i, &list[k])
				h := Hypothesis{list[k].word, int(list[k].kind), make([]float32, len(f))}
				for j, x := range f {
					h.Features[j] = float32(x)
				}
				e.Hypotheses = append(e.Hypotheses, h)
			}
			if right != AsRead && (right != t.plain || mark != "") {
				e.Truth = slices.IndexFunc(list, func(c candidate) bool { return plain(c.word) == right && c.tail == mark })
				if e.Truth < 0 {
					e.Truth = slices.IndexFunc(list, func(c candidate) bool { return c.word == "" })
				}
				if e.Truth < 0 {
					continue
				}
			}
			if len(list) > 0 {
				out = append(out, e)
			}
		}
	}
	return out
}
