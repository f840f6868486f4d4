package workspace

import (
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Sentence is where a segment of a row stands.
type Sentence struct {
	Paragraph int         // 0-based place among those of its side of the row; -1 where it could not be found
	Span      corpus.Span // bytes of the paragraph's text
}

// Sentences are the places of the segments of a side, in their order.
func (r *Row) Sentences(side corpus.Side) []Sentence {
	paragraphs, segments := r.side(side)
	out := make([]Sentence, len(segments))
	n, text, at := 0, "", 0
	if len(paragraphs) > 0 {
		text = paragraphs[0].Text()
	}
	for i, s := range segments {
		found := strings.Index(text[at:], s.Text)
		for found < 0 && n+1 < len(paragraphs) {
			n++
			text, at = paragraphs[n].Text(), 0
			found = strings.Index(text, s.Text)
		}
		if found < 0 {
			out[i] = Sentence{Paragraph: -1}
			continue
		}
		start := at + found
		at = start + len(s.Text)
		out[i] = Sentence{n, corpus.Span{Start: start, End: at}}
	}
	return out
}

// side is the paragraphs and the segments of a side of the row.
func (r *Row) side(side corpus.Side) ([]corpus.ReadingParagraph, []corpus.Segment) {
	if side == corpus.OriginalSide {
		return r.Original, r.OriginalSegments
	}
	return r.Translation, r.TranslationSegments
}

// segmentsOf are the segments of a paragraph as it stands in the bitext now.
func segmentsOf(b *corpus.Bitext, side corpus.Side, at corpus.Place) []corpus.Segment {
	lang := corpus.Arabic
	if side == corpus.OriginalSide {
		lang = corpus.English
	}
	for _, p := range b.Reading(side).Paragraphs {
		if p.At == at {
			return p.Segments(arabic.Sentences(p.Text(), lang))
		}
	}
	return nil
}
