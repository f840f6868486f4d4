package check

import (
	"muqabala/align"
	"muqabala/corpus"
)

// beadText is one side of a sentence bead as one text, and where its bytes stand.
type beadText struct {
	text   string
	refs   []corpus.Ref
	starts []int // of each reference in the text
}

// beadTexts are both sides of a sentence bead.
func (p *Pass) beadTexts(b *sentenceBead) (original, translation beadText) {
	return newBeadText(p.Original, b.original), newBeadText(p.Translation, b.translation)
}

func newBeadText(d *corpus.Document, refs []corpus.Ref) beadText {
	b := beadText{refs: refs}
	for _, r := range refs {
		if len(b.text) > 0 {
			b.text += " "
		}
		b.starts = append(b.starts, len(b.text))
		b.text += r.Span.In(d.Text(r.Block))
	}
	return b
}

// place is where a span of the text stands in its block. Of one that goes over several blocks it is the part in the first.
func (b beadText) place(s corpus.Span) (corpus.BlockID, corpus.Span) {
	i := len(b.starts) - 1
	for i > 0 && b.starts[i] > s.Start {
		i--
	}
	r := b.refs[i]
	from := s.Start - b.starts[i] + r.Span.Start
	return r.Block, corpus.Span{Start: from, End: min(from+s.Len(), r.Span.End)}
}

// whole is where the text begins in its first block, to the end there.
func (b beadText) whole() (corpus.BlockID, corpus.Span) { return b.refs[0].Block, b.refs[0].Span }

// linked are the words of the translation that stand for a span of the original, as one span of it; false where they are none, or
// stand apart.
func linked(links []align.WordLink, original corpus.Span) (corpus.Span, bool) {
	var out corpus.Span
	n, length := 0, 0
	for _, l := range links {
		if l.Probability < surelyLinked || !original.Overlaps(l.Original) {
			continue
		}
		if n == 0 {
			out = l.Translation
		}
		out.Start, out.End = min(out.Start, l.Translation.Start), max(out.End, l.Translation.End)
		n, length = n+1, length+l.Translation.Len()+1
	}
	return out, n > 0 && out.Len() <= 2*length
}

// surelyLinked is what the probability of a word link must be for it to say where a word stands.
const surelyLinked = .3
