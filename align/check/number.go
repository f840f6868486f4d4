package check

import (
	"slices"

	"muqabala/align/quantity"
	"muqabala/corpus"
)

// Numbers are read by package quantity, so that words answer for digits and millions for zeros, and compared as multisets: in
// each sentence first, then in the whole paragraph, for a number may stand in the next sentence of the translation. What the
// paragraph does not account for is explained: as a misreading of a number that is left in the original (number_misread.go), or,
// where a sentence has one number left on either side, as the one in the place of the other.
var numberMismatch = Check{"number-mismatch", "A number is not that of the original: a digit misread or moved, groups of thousands broken or turned round, another month, date, time, ordinal, percentage, sum, currency or symbol.", func(p *Pass) []corpus.Finding {
	n := p.numbers()
	return slices.Concat(n.found, n.turned.exceptions(), n.backward.strictly())
}}

// compareAllNumbers compares the numbers of every paragraph.
func (p *Pass) compareAllNumbers() (out numbersFound) {
	if h := p.Options.Habits; h != nil {
		out.turned, out.backward = h.turned.others(), h.backward.others()
	}
	for i := range p.paragraphs {
		if g := &p.paragraphs[i]; p.Original != nil && len(g.originals) > 0 {
			c := p.compareNumbers(g)
			out.turned.add(c.turned, c.straight)
			out.backward.add(c.backward, c.grouped)
			out.found = append(out.found, c.found...)
		}
	}
	return out
}

// mention is a quantity where it stands.
type mention struct {
	quantity.Quantity
	block corpus.BlockID
	bead  int32
	peer  int // index of the mention on the other side that it is, −1 while there is none
	faces int // index of the mention that stands in the same place in the sentence, though it says something else; −1 for none
}

// comparison is the numbers of a paragraph on both sides.
type comparison struct {
	p         *Pass
	g         *paragraph
	original  []mention
	found     []corpus.Finding
	turned    []corpus.Finding // numbers turned round at their stroke or hyphen
	straight  int              // and how many are not
	backward  []corpus.Finding // numbers with their groups of digits in the wrong order
	grouped   int              // and how many are not
	translate []mention
}

// compareNumbers finds what the numbers of a paragraph do not have in common with those of its original.
func (p *Pass) compareNumbers(g *paragraph) *comparison {
	c := &comparison{p: p, g: g}
	for _, id := range g.originals {
		c.original = append(c.original, p.mentions(p.Original, id, p.originalBeads)...)
	}
	for _, id := range g.blocks {
		c.translate = append(c.translate, p.mentions(p.Translation, id, p.translationBeads)...)
	}
	c.inOrder()
	c.match(inSentence(same))
	c.match(same)
	c.match(inSentence(sameMonth))
	c.matchScaled()
	c.written()
	c.months()
	c.broken()
	c.misread()
	if p.alone(g) {
		c.lone()
	}
	return c
}

// mentions are the quantities of a block, spans in bytes of it.
func (p *Pass) mentions(d *corpus.Document, id corpus.BlockID, beads map[corpus.BlockID][]beadRef) []mention {
	lead := d.Block(id).Lead
	var out []mention
	for _, q := range quantity.Read(d.Body(id), d.Lang) {
		for _, s := range []*corpus.Span{&q.Span, &q.ScaleSpan, &q.UnitSpan, &q.Name} {
			if s.Len() > 0 {
				*s = s.Shift(lead)
			}
		}
		out = append(out, mention{q, id, beadAt(beads[id], q.Span), -1, -1})
	}
	return out
}

// same reports whether two mentions say the same: of months, also the day and year where both have them. The words for one and two
// answer for no digits: they stand in any text.
func same(t, o mention) bool {
	if !t.Same(o.Quantity) || len(t.Value) == 1 && (t.Weak && o.Digits != "" || o.Weak && t.Digits != "") {
		return false
	}
	return t.Kind != quantity.Month || agree(t.Day, o.Day) && agree(t.Year, o.Year)
}

// sameMonth reports whether two mentions name one month, though of another day or year: those are numbers of their own.
func sameMonth(t, o mention) bool {
	return t.Kind == quantity.Month && o.Kind == quantity.Month && t.Value == o.Value
}

// inSentence reports whether two mentions of one sentence are alike.
func inSentence(alike func(t, o mention) bool) func(t, o mention) bool {
	return func(t, o mention) bool { return t.bead == o.bead && alike(t, o) }
}

func agree(a, b string) bool { return a == "" || b == "" || a == b }

// match pairs what is left on both sides and is alike.
func (c *comparison) match(alike func(t, o mention) bool) {
	for i := range c.translate {
		t := &c.translate[i]
		if t.peer >= 0 {
			continue
		}
		o := slices.IndexFunc(c.original, func(o mention) bool { return o.peer < 0 && alike(*t, o) })
		if o >= 0 {
			c.pair(i, o)
		}
	}
}

func (c *comparison) pair(t, o int) {
	c.translate[t].peer, c.original[o].peer = o, t
}

// report adds a finding about what of the original one mention of it is.
func (c *comparison) report(t, o mention, span corpus.Span, severity corpus.Severity, confidence float64, message corpus.Message, suggestions ...string) {
	c.found = append(c.found, c.finding(t, o, span, severity, confidence, message, suggestions...))
}

func (c *comparison) finding(t, o mention, span corpus.Span, severity corpus.Severity, confidence float64, message corpus.Message, suggestions ...string) corpus.Finding {
	f := c.p.at(t.block, span, severity, confidence, message)
	f.Original, f.Suggestions = o.block, suggestions
	text := o.Quantity.Span.In(c.p.Original.Text(o.block))
	f.Evidence = []corpus.Evidence{{Kind: "original", Text: corpus.Say("the original has “%s”", text), Span: o.Quantity.Span}}
	return f
}

// hereIs is the message of most findings.
func (c *comparison) hereIs(o mention) corpus.Message {
	return corpus.Say("the original has %s here", o.Quantity.Span.In(c.p.Original.Text(o.block)))
}

// textOf is what a mention of the translation covers.
func (p *Pass) textOf(m mention) string { return m.Quantity.Span.In(p.Translation.Text(m.block)) }

// custom is what a document does with numbers such as those of resolutions, or with the groups of their digits, which files have the
// wrong way round that were typed for their looks. What it does more often than not is no defect.
type custom struct {
	turned    []corpus.Finding
	elsewhere int // how many more are turned round in the rest of the text
	straight  int // how many are not turned round
}

// others is the custom of the rest of a text.
func (u custom) others() custom { return custom{nil, u.elsewhere + len(u.turned), u.straight} }

func (u *custom) add(turned []corpus.Finding, straight int) {
	u.turned, u.straight = append(u.turned, turned...), u.straight+straight
}

// leastCustom is how many numbers make a custom, if they are as many as the others at least.
const leastCustom = 3

// exceptions are the findings where turning round is no custom.
func (u *custom) exceptions() []corpus.Finding {
	if n := len(u.turned) + u.elsewhere; n >= leastCustom && n >= u.straight {
		return nil
	}
	return u.turned
}

// strictly are the findings where not turning round is surely the custom.
func (u *custom) strictly() []corpus.Finding {
	if u.straight < leastCustom*max(1, len(u.turned)+u.elsewhere) {
		return nil
	}
	return u.turned
}
