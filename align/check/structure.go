package check

import (
	"muqabala/corpus"
)

var mastheadInFlow = Check{"masthead-in-flow", "A masthead, running header or page number stands in the text.", func(p *Pass) (out []corpus.Finding) {
	for _, b := range p.Translation.Blocks {
		if b.Kind == corpus.Furniture || b.Kind == corpus.Masthead && b.ID == 1 {
			out = append(out, p.whole(b.ID, corpus.Info, p.placed(b.ID), corpus.Say("this belongs to the page, not to the text")))
		}
	}
	return out
}}

var duplicateParagraph = Check{"duplicate-paragraph", "A block repeats another one, to the letter or read anew, and the original does not.", func(p *Pass) (out []corpus.Finding) {
	for _, b := range p.Translation.Blocks {
		if of, ok := p.Layout.Duplicates[b.ID]; ok {
			f := p.whole(b.ID, corpus.Error, p.placed(b.ID), corpus.Say("repeats block %s", of))
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
		f := p.whole(id, corpus.Error, p.placed(id), corpus.Say("belongs after block %s", next[id]))
		f.Related, f.Cause = []corpus.BlockID{next[id]}, "columns-swapped"
		out = append(out, f)
	}
	return out
}}

var splitParagraph = Check{"split-paragraph", "A paragraph is torn: it goes on in another block.", func(p *Pass) (out []corpus.Finding) {
	for _, blocks := range p.Layout.Order {
		for i, id := range blocks[1:] {
			f := p.whole(id, corpus.Error, min(p.placed(id), p.placed(blocks[i])), corpus.Say("goes on from block %s", blocks[i]))
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
			out = append(out, p.whole(b.ID, corpus.Info, p.placed(b.ID), corpus.Say("note %s interrupts the text", b.Mark)))
		}
	}
	return out
}}

var missingParagraph = Check{"missing-paragraph", "The translation lacks a paragraph of the original.", func(p *Pass) (out []corpus.Finding) {
	for _, id := range p.Layout.Missing {
		b := p.Original.Block(id)
		out = append(out, corpus.Finding{Severity: corpus.Error, Number: b.Number, Original: id, Confidence: max(leastPlaced, 1-p.Layout.Present[id-1]),
			Message: missing(b)})
	}
	return out
}}

// missing says which block of the original has no Arabic.
func missing(b *corpus.Block) corpus.Message {
	text, ok := missingKinds[b.Kind]
	if !ok {
		text = missingKinds[corpus.Paragraph]
	}
	if b.Number != "" && text.numbered != "" {
		return corpus.Say(text.numbered, b.Number)
	}
	return corpus.Say(text.plain)
}

var missingKinds = map[corpus.Kind]struct{ plain, numbered string }{
	corpus.Masthead:  {"there is no Arabic for a masthead", ""},
	corpus.Agenda:    {"there is no Arabic for an agenda item", ""},
	corpus.Title:     {"there is no Arabic for a title", ""},
	corpus.Heading:   {"there is no Arabic for a heading", "there is no Arabic for heading %s"},
	corpus.Paragraph: {"there is no Arabic for a paragraph", "there is no Arabic for paragraph %s"},
	corpus.Footnote:  {"there is no Arabic for a footnote", "there is no Arabic for footnote %s"},
}

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
