package check

import (
	"fmt"
	"math"
	"slices"

	"muqabala/corpus"
)

// A paragraph is too long or short where its length is off the document's own proportion by this factor, and by this many
// times what half of the paragraphs stay within (the median absolute deviation, of logarithms). Short ones are left out:
// a heading may well be twice as long as its original.
const (
	offFactor    = 2.
	offSpread    = 5.
	leastSpread  = .08
	shortestText = 120 // runes of the original
)

var lengthAnomaly = Check{"length-anomaly", "A paragraph is much longer or shorter than its original, beside the others of the document.", func(p *Pass) (out []corpus.Finding) {
	if p.Original == nil {
		return nil
	}
	ratios, known := p.lengthRatios()
	if len(known) < 5 {
		return nil
	}
	middle := median(known)
	for i, r := range known {
		known[i] = math.Abs(r - middle)
	}
	spread := max(leastSpread, median(known))
	for i, g := range p.paragraphs {
		off := ratios[i] - middle
		if math.IsNaN(off) || math.Abs(off) < max(math.Log(offFactor), offSpread*spread) {
			continue
		}
		message := "%s times longer than the others beside their originals"
		if off < 0 {
			message = "%s times shorter than the others beside their originals"
		}
		f := p.whole(g.blocks[0], corpus.Info, .6, corpus.Say(message, fmt.Sprintf("%.1f", math.Exp(math.Abs(off)))))
		f.Original, f.Related = g.originals[0], g.blocks[1:]
		out = append(out, f)
	}
	return out
}}

// lengthRatios is ln(Arabic runes / English runes) of every paragraph, NaN where that says nothing, and those that say
// something.
func (p *Pass) lengthRatios() (all, known []float64) {
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		ar, en := 0, 0
		for _, id := range g.blocks {
			ar += runes(p.Translation.Body(id))
		}
		for _, id := range g.originals {
			en += runes(p.Original.Body(id))
		}
		r := math.NaN()
		if ar > 0 && en >= shortestText && p.alone(g) {
			r = math.Log(float64(ar) / float64(en))
			known = append(known, r)
		}
		all = append(all, r)
	}
	return all, known
}

// alone reports whether no other paragraph shares the blocks of the original with this one: then lengths compare.
func (p *Pass) alone(g *paragraph) bool {
	if len(g.originals) != 1 {
		return false
	}
	n := 0
	for _, blocks := range p.Layout.Order {
		if slices.ContainsFunc(blocks, func(id corpus.BlockID) bool { return p.Layout.Match[id-1] == int(g.originals[0])-1 }) {
			n++
		}
	}
	return n == 1
}

func median(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
