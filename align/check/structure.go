package check

import (
	"fmt"

	"muqabala/corpus"
)

var mastheadInFlow = Check{"masthead-in-flow", "A masthead, running header or page number stands in the text.", func(p *Pass) (out []corpus.Finding) {
	for _, b := range p.Translation.Blocks {
		if b.Kind == corpus.Furniture || b.Kind == corpus.Masthead && b.ID == 1 {
			out = append(out, p.whole(b.ID, corpus.Info, p.placed(b.ID), "this belongs to the page, not to the text"))
		}
	}
	return out
}}

var duplicateParagraph = Check{"duplicate-paragraph", "A block repeats another one, to the letter or read anew, and the original does not.", func(p *Pass) (out []corpus.Finding) {
	for _, b := range p.Translation.Blocks {
		if of, ok := p.Layout.Duplicates[b.ID]; ok {
			f := p.whole(b.ID, corpus.Error, p.placed(b.ID), fmt.Sprintf("repeats block %d", of))
			f.Related, f.Cause = []corpus.BlockID{of}, "read-twice"
			out = append(out, f)
		}
	}
	return out
}}

var misorderedParagraph = Check{"misordered-paragraph", "A block stands in the wrong place.", func(p *Pass) (out []corpus.Finding) {
	next := map[corpus.BlockID]corpus.BlockID{}
	before := corpus.BlockID(0)
	for _, blocks := range p.Layout.Order {
		for _, id := range blocks {
			next[id], before = before, id
		}
	}
	for _, id := range p.Layout.Misplaced {
		f := p.whole(id, corpus.Error, p.placed(id), fmt.Sprintf("belongs after block %d", next[id]))
		f.Related, f.Cause = []corpus.BlockID{next[id]}, "columns-swapped"
		out = append(out, f)
	}
	return out
}}

var splitParagraph = Check{"split-paragraph", "A paragraph is torn: it goes on in another block.", func(p *Pass) (out []corpus.Finding) {
	for _, blocks := range p.Layout.Order {
		for i, id := range blocks[1:] {
			f := p.whole(id, corpus.Error, min(p.placed(id), p.placed(blocks[i])), fmt.Sprintf("goes on from block %d", blocks[i]))
			f.Related, f.Cause = []corpus.BlockID{blocks[i]}, "torn"
			out = append(out, f)
		}
	}
	return out
}}

var footnoteInFlow = Check{"footnote-in-flow", "A footnote stands between paragraphs of the text.", func(p *Pass) (out []corpus.Finding) {
	end := corpus.BlockID(0)
	for _, b := range p.Translation.Blocks {
		if b.Kind != corpus.Footnote && b.Kind != corpus.Furniture && b.Kind != corpus.Markup {
			end = b.ID
		}
	}
	for _, b := range p.Translation.Blocks {
		_, repeat := p.Layout.Duplicates[b.ID]
		if b.Kind == corpus.Footnote && b.ID < end && !repeat {
			out = append(out, p.whole(b.ID, corpus.Info, p.placed(b.ID), fmt.Sprintf("note %s interrupts the text", b.Mark)))
		}
	}
	return out
}}

var missingParagraph = Check{"missing-paragraph", "The translation lacks a paragraph of the original.", func(p *Pass) (out []corpus.Finding) {
	for _, id := range p.Layout.Missing {
		b := p.Original.Block(id)
		what := string(b.Kind) + " " + b.Number
		if b.Number == "" {
			what = "a " + string(b.Kind)
		}
		out = append(out, corpus.Finding{Severity: corpus.Error, Number: b.Number, Original: id, Confidence: max(leastPlaced, 1-p.Layout.Present[id-1]),
			Message: "there is no Arabic for " + what})
	}
	return out
}}

// leastPlaced keeps what the layout has decided against its own probabilities from looking impossible. unsaid stands for what a
// layout does not say.
const leastPlaced, unsaid = .05, .5

// placed is the probability that the layout has a block of the translation in the right place.
func (p *Pass) placed(id corpus.BlockID) float64 {
	if int(id) > len(p.Layout.Confidence) {
		return unsaid
	}
	return max(leastPlaced, p.Layout.Confidence[id-1])
}
