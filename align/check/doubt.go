package check

import (
	"math"
)

// doubted is how much more doubt than usual is worth a word.
const doubted = 1

// noteDoubts notes how much more than on average the OCR doubted each word, in nats of the odds against it. Formats with
// geometry carry how sure the OCR was (hOCR's x_wconf, ALTO's WC, PAGE's conf); programs count that in ways of their own, so
// only differences within the document say something.
func (p *Pass) noteDoubts() {
	sum, n := 0., 0
	var known []*token
	for i := range p.paragraphs {
		for k := range p.paragraphs[i].tokens {
			t := &p.paragraphs[i].tokens[k]
			if c, ok := p.ocrConfidence(t); ok {
				t.doubt = math.Log((1.05 - c) / (c + .05))
				sum += t.doubt
				n++
				known = append(known, t)
			}
		}
	}
	if p.Options.Habits == nil && n > 0 {
		p.doubt = sum / float64(n)
	}
	for _, t := range known {
		t.doubt -= p.doubt
	}
}

// ocrConfidence is how sure the OCR was of a word, of its least sure part.
func (p *Pass) ocrConfidence(t *token) (least float64, known bool) {
	g := p.Translation.Block(t.block).Geometry
	if g == nil {
		return 0, false
	}
	least = 1
	for _, w := range g.Words {
		if w.Span.Overlaps(t.span) {
			least, known = min(least, w.Confidence), true
		}
	}
	return least, known
}
