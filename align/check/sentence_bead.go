package check

import "muqabala/corpus"

// sentenceBead is sentences that translate each other, as the rows of the bitext have them.
type sentenceBead struct {
	original, translation []corpus.Ref // bytes of the blocks; a torn sentence has several
	confidence            float64      // probability that the bead is right, that of its row included
	row                   int          // index of its row
	paragraph             int          // index of the paragraph of the translation, −1 for none
}

// noBead is the index of no sentence bead: that of words that no row has.
const noBead = -1

// tieSentences reads the sentence beads of the rows, and notes for every word of both texts in which it stands.
func (p *Pass) tieSentences(rows []corpus.Row) {
	p.originalBeads, p.translationBeads = map[corpus.BlockID][]beadRef{}, map[corpus.BlockID][]beadRef{}
	for i := range rows {
		r := &rows[i]
		for _, b := range r.Beads {
			pair := r.BeadPair(b)
			index := int32(len(p.beads))
			p.beads = append(p.beads, sentenceBead{pair.Original, pair.Translation, r.Confidence * b.Confidence, i, -1})
			for _, ref := range pair.Original {
				p.originalBeads[ref.Block] = append(p.originalBeads[ref.Block], beadRef{ref.Span, index})
			}
			for _, ref := range pair.Translation {
				p.translationBeads[ref.Block] = append(p.translationBeads[ref.Block], beadRef{ref.Span, index})
			}
		}
	}
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		for i := range g.tokens {
			b := beadAt(p.translationBeads[g.tokens[i].block], g.tokens[i].span)
			if g.tokens[i].bead = b; b != noBead {
				p.beads[b].paragraph = gi
			}
		}
		for i := range g.english {
			g.english[i].bead = beadAt(p.originalBeads[g.english[i].block], g.english[i].span)
		}
	}
}

// beadRef is what of a block is in a sentence bead.
type beadRef struct {
	span corpus.Span
	bead int32
}

// beadAt is the bead that a word of a block begins in.
func beadAt(refs []beadRef, word corpus.Span) int32 {
	for _, r := range refs {
		if r.span.Start <= word.Start && word.Start < r.span.End {
			return r.bead
		}
	}
	return noBead
}
