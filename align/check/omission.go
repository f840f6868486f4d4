package check

import (
	"fmt"
	"slices"
	"strings"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// What is left out or added is looked for within sentence beads: a sentence without any counterpart, and in a bead the clauses of
// which hardly a word is linked to the other side, where the rest is linked well and the lengths agree that so much is missing.
const (
	leastContent   = 5   // content words of what is missing
	leastAdded     = 12  // of a clause that is added: shorter ones may spell out an abbreviation of the original
	mostCovered    = .15 // share of them that may be linked all the same
	othersCovered  = .5  // share of the others that must be
	fewestAround   = 5   // content words of the others
	sureNull       = .6  // confidence of a bead without a counterpart
	nullChance     = .75
	omissionChance = .65
	additionChance = .5
)

var omission = Check{"omission", "A sentence or clause of the original has no counterpart in the Arabic of its paragraph.", func(p *Pass) (out []corpus.Finding) {
	p.eachPaired(func(i int, b *sentenceBead) {
		if len(b.translation) > 0 {
			out = append(out, p.omittedClauses(b)...)
			return
		}
		near, ok := p.neighbour(i)
		text := newBeadText(p.Original, b.original)
		if !ok || b.confidence < sureNull || contentWords(text.text) < leastContent {
			return
		}
		block, span := newBeadText(p.Translation, near.translation).whole()
		f := p.at(block, span, corpus.Warning, nullChance*b.confidence, corpus.Say("after this there is no Arabic for: %s", begins(text.text)))
		f.Original = text.refs[0].Block
		f.Evidence = []corpus.Evidence{{Kind: "original", Text: corpus.Say("no sentence of the Arabic paragraph stands for it"), Span: text.refs[0].Span}}
		out = append(out, f)
	})
	return out
}}

var addition = Check{"addition", "An Arabic sentence or clause has no counterpart in the original of its paragraph.", func(p *Pass) (out []corpus.Finding) {
	p.eachPaired(func(i int, b *sentenceBead) {
		if len(b.original) > 0 {
			out = append(out, p.addedClauses(b)...)
			return
		}
		near, ok := p.neighbour(i)
		text := newBeadText(p.Translation, b.translation)
		if !ok || b.confidence < sureNull || contentWords(text.text) < leastContent {
			return
		}
		block, span := text.whole()
		f := p.at(block, span, corpus.Warning, nullChance*b.confidence, corpus.Say("nothing in the original stands behind this"))
		f.Original = near.original[0].Block
		f.Evidence = []corpus.Evidence{{Kind: "original", Text: corpus.Say("no sentence of the original's paragraph stands for it")}}
		out = append(out, f)
	})
	return out
}}

// eachPaired calls f for the sentence beads of paragraphs that have one original and share it with no other.
func (p *Pass) eachPaired(f func(i int, b *sentenceBead)) {
	if p.Options.Aligner == nil {
		return
	}
	alone := make([]bool, len(p.paragraphs))
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		alone[i] = p.alone(g) && p.Translation.Block(g.blocks[0]).Kind == corpus.Paragraph
	}
	for i := range p.beads {
		b := &p.beads[i]
		at := b.paragraph
		if near, ok := p.neighbour(i); at < 0 && ok {
			at = near.paragraph
		}
		if at >= 0 && alone[at] {
			f(i, b)
		}
	}
}

// neighbour is the nearest bead before bead i of its row, else behind it, that has both sides.
func (p *Pass) neighbour(i int) (*sentenceBead, bool) {
	row := p.beads[i].row
	for k := i; k >= 0 && p.beads[k].row == row; k-- {
		if b := &p.beads[k]; len(b.original) > 0 && len(b.translation) > 0 {
			return b, true
		}
	}
	for k := i; k < len(p.beads) && p.beads[k].row == row; k++ {
		if b := &p.beads[k]; len(b.original) > 0 && len(b.translation) > 0 {
			return b, true
		}
	}
	return nil, false
}

// contentWords counts the words of a text that are no function words.
func contentWords(text string) (n int) {
	for _, w := range arabic.Words(text) {
		n += int(is(isContent(w)))
	}
	return n
}

func isContent(w arabic.Word) bool {
	switch w.Class {
	case arabic.Latin:
		return !lexicon.IsFunctionWord(strings.ToLower(w.Text))
	case arabic.Letters:
		return runes(w.Text) > 3
	}
	return false
}

// omittedClauses are the clauses of a bead's original that the translation lacks.
func (p *Pass) omittedClauses(b *sentenceBead) (out []corpus.Finding) {
	o, t := p.beadTexts(b)
	if b.confidence < surelyAligned || t.short(o, p.lengthRatio()) < 0 {
		return nil
	}
	linked, _ := p.linked(o, t)
	for _, s := range uncovered(o.text, linked) {
		if missing := float64(s.Len()) * p.lengthRatio() / 2; t.short(o, p.lengthRatio()) < missing {
			continue
		}
		block, span := t.whole()
		f := p.at(block, span, corpus.Warning, omissionChance, corpus.Say("there is no Arabic here for: %s", begins(s.In(o.text))))
		var at corpus.Span
		f.Original, at = o.place(s)
		f.Evidence = []corpus.Evidence{{Kind: "original", Text: corpus.Say("hardly a word of it is linked to the Arabic, which is as much shorter than usual"), Span: at}}
		out = append(out, f)
	}
	return out
}

// addedClauses are the clauses of a bead's translation that the original lacks.
func (p *Pass) addedClauses(b *sentenceBead) (out []corpus.Finding) {
	o, t := p.beadTexts(b)
	if b.confidence < surelyAligned || t.short(o, p.lengthRatio()) > 0 {
		return nil
	}
	_, linked := p.linked(o, t)
	for _, s := range uncovered(t.text, linked) {
		if -t.short(o, p.lengthRatio()) < float64(s.Len())/2 || contentWords(s.In(t.text)) < leastAdded {
			continue
		}
		block, span := t.place(s)
		f := p.at(block, span, corpus.Info, additionChance, corpus.Say("nothing in the original stands behind this"))
		f.Original = o.refs[0].Block
		f.Evidence = []corpus.Evidence{{Kind: "original", Text: corpus.Say("hardly a word of it is linked to the original, and the sentence is as much longer than usual"), Span: o.refs[0].Span}}
		out = append(out, f)
	}
	return out
}

// linked are the words of both texts of a bead that surely stand for each other.
func (p *Pass) linked(o, t beadText) (original, translation []corpus.Span) {
	for _, l := range p.Options.Aligner.Words(o.text, t.text) {
		if l.Probability >= surelyLinked {
			original, translation = append(original, l.Original), append(translation, l.Translation)
		}
	}
	return original, translation
}

// short is how many bytes a translation is shorter than its original lets expect, by the document's usual ratio.
func (b beadText) short(original beadText, ratio float64) float64 {
	return ratio*float64(len(original.text)) - float64(len(b.text))
}

// lengthRatio is how many bytes of translation the document has for a byte of the original.
func (p *Pass) lengthRatio() float64 {
	if p.ratio == 0 {
		o, t := 1, 1
		for _, b := range p.beads {
			if len(b.original) > 0 && len(b.translation) > 0 {
				for _, r := range b.original {
					o += r.Span.Len()
				}
				for _, r := range b.translation {
					t += r.Span.Len()
				}
			}
		}
		p.ratio = float64(t) / float64(o)
	}
	return p.ratio
}

// clauseMarks part clauses.
const clauseMarks = ",;:.()–—،؛؟!?"

// clause is a stretch of words between marks, and how many of its content words are linked.
type clause struct {
	span             corpus.Span
	content, covered int
}

// uncovered are the runs of clauses of a text hardly a word of which is among the spans, where the others are linked well.
func uncovered(text string, spans []corpus.Span) (out []corpus.Span) {
	clauses := clausesOf(text, spans)
	var content, covered int
	for _, c := range clauses {
		content, covered = content+c.content, covered+c.covered
	}
	for i := 0; i < len(clauses); i++ {
		run := clauses[i]
		if !hardlyCovered(run) {
			continue
		}
		for i+1 < len(clauses) && hardlyCovered(clauses[i+1]) {
			i++
			run = clause{corpus.Span{Start: run.span.Start, End: clauses[i].span.End}, run.content + clauses[i].content, run.covered + clauses[i].covered}
		}
		rest := content - run.content
		if run.content >= leastContent && rest >= fewestAround && float64(covered-run.covered) >= othersCovered*float64(rest) {
			out = append(out, run.span)
		}
	}
	return out
}

func hardlyCovered(c clause) bool {
	return c.content > 0 && float64(c.covered) <= mostCovered*float64(c.content)
}

func clausesOf(text string, spans []corpus.Span) (out []clause) {
	fresh := true
	for _, w := range arabic.Words(text) {
		if w.Class == arabic.Punct {
			fresh = fresh || strings.Contains(clauseMarks, w.Text)
			continue
		}
		if fresh {
			out, fresh = append(out, clause{span: w.Span}), false
		}
		c := &out[len(out)-1]
		c.span.End = w.Span.End
		if isContent(w) {
			c.content++
			c.covered += int(is(slices.ContainsFunc(spans, w.Span.Overlaps)))
		}
	}
	return out
}

// begins is the beginning of a text.
func begins(text string) string {
	if r := []rune(text); len(r) > 60 {
		return fmt.Sprintf("%s…", string(r[:60]))
	}
	return text
}
