package check

import (
	"bytes"
	"io"
	"math/rand/v2"
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
	var table bytes.Buffer
	if err := u.write(&table); err != nil {
		panic(err) // a buffer takes everything
	}
	u, err := readUsage(&table) // what is left out of the table is not known
	if err != nil {
		panic(err) // it was just written
	}
	return u
}

// Write writes usual.tsv.
func (u *usage) Write(w io.Writer) error { return u.write(w) }

// Fitting puts what is usual in place of the built-in table, and no model in place of the built-in one.
func (o Options) Fitting(u *Usage) Options {
	o.usage, o.model = u, &model{}
	return o
}

// Model has the weights; kinds and features are counted from 0.
type Model = model

// Write writes weights.tsv.
func (m *model) Write(out io.Writer) error { return m.write(out) }

// Score is ln of the odds of a hypothesis.
func (m *model) Score(h *Hypothesis) float64 {
	var f features
	for _, x := range h.Features {
		f[x.At] = float64(x.Value)
	}
	return m.score(kind(h.Kind), &f)
}

// Fitted is the model in use.
func Fitted() *Model { return fittedModel() }

// Plain is a word without tashkil and tatweel.
func Plain(word string) string { return plain(word) }

// AsRead is the truth of a word that was read right.
const AsRead = "as read"

// FeatureKind is the place of a weight.
type FeatureKind struct{ Kind, Feature int }

// RareWeights are what weights are believed to be for which there are hardly any examples: of duals where the original has "two",
// and of words that become names of the original.
var RareWeights = map[FeatureKind]float64{{int(changeTwo), fTwo}: 10, {int(changeOwner), fNextAgrees}: 4, {int(kindWord), fNameTo}: 2.5, {int(kindNonWord), fNameTo}: 2.5}

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
	Features []Feature // those that are not 0
}

// Feature is one that speaks for a hypothesis, counted from 0.
type Feature struct {
	At    int
	Value float32
}

// Truth is what stood where a word was read, and a mark behind it; known is false where nobody can say.
type Truth func(block corpus.BlockID, span corpus.Span) (right, mark string, known bool)

// Examples are the words of a pass that are judged, and the pairs of words that may be one, with their truth. Words that are wrong,
// though good Arabic, and whose right word is not among the candidates, are left out: no weights can find them. Of the good words that
// were read right one in thinned is there, by chance, and stands for the others.
func (p *Pass) Examples(truth Truth, thinned int) (out []Example) {
	r := rand.New(rand.NewPCG(uint64(len(p.Translation.Source)), uint64(thinned)))
	keep := func() int {
		if r.IntN(thinned) > 0 {
			return 0
		}
		return thinned
	}
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		for i, t := range g.tokens {
			if c, ok := p.rejoined(g, i); ok {
				out = p.example(out, g, i, []candidate{c}, corpus.Span{Start: t.span.Start, End: g.tokens[i+1].span.End}, truth, keep)
			}
			if runes(t.plain) >= shortestWord {
				out = p.example(out, g, i, p.hypotheses(g, i), t.span, truth, keep)
			}
		}
	}
	return out
}

// example adds token i, where the hypotheses are for a span, if its truth is known.
func (p *Pass) example(out []Example, g *paragraph, i int, list []candidate, span corpus.Span, truth Truth, keep func() int) []Example {
	t := &g.tokens[i]
	right, mark, known := truth(t.block, span)
	if !known || len(list) == 0 {
		return out
	}
	read := t.plain
	if list[0].more() > 0 {
		read += " " + g.tokens[i+1].plain
	}
	e := Example{Read: read, Truth: -1, Weight: 1}
	wrong := right != AsRead && (right != read || mark != "")
	if !wrong && p.kindOf(t.plain) == kindWord && list[0].more() == 0 {
		if e.Weight = keep(); e.Weight == 0 {
			return out
		}
	}
	if wrong {
		e.Truth = slices.IndexFunc(list, func(c candidate) bool { return plain(c.word) == right && c.tail == mark })
		if e.Truth < 0 {
			e.Truth = slices.IndexFunc(list, func(c candidate) bool { return c.word == "" })
		}
		if e.Truth < 0 {
			return out
		}
	}
	for k := range list {
		f, _ := p.features(g, i, &list[k])
		h := Hypothesis{Word: list[k].word, Kind: int(list[k].kind)}
		for j, x := range f {
			if x != 0 {
				h.Features = append(h.Features, Feature{j, float32(x)})
			}
		}
		e.Hypotheses = append(e.Hypotheses, h)
	}
	return append(out, e)
}
