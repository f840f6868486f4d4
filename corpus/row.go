package corpus

import "slices"

// Segment is a sentence of a reading.
type Segment struct {
	Refs []Ref  `json:"refs"` // what of the blocks, as they were read, it is made of; more than one where the paragraph was torn inside it
	Text string `json:"text"` // what stands there after the edits, outer white space removed
}

// Row is a paragraph bead of the two readings with its texts, parted into segments that are linked in their turn: the unit
// in which a bitext is shown, searched and exported. Rows are derived from a bitext and hold no decision of their own.
type Row struct {
	Original    []ReadingParagraph `json:"original"`    // usually one; none where the translation adds something
	Translation []ReadingParagraph `json:"translation"` // usually one; none where it is missing
	Confidence  float64            `json:"confidence"`  // probability that the bead is right, 0 to 1
	Moved       bool               `json:"moved,omitempty"`

	OriginalSegments    []Segment `json:"originalSegments"`
	TranslationSegments []Segment `json:"translationSegments"`
	Beads               []Bead    `json:"beads"` // over the segments, 0-based; every segment is in exactly one
}

// IsMarkup reports whether the row has nothing to translate: code, tags and rules on either side.
func (r Row) IsMarkup() bool {
	text := func(p ReadingParagraph) bool { return p.Kind != Markup }
	return !slices.ContainsFunc(r.Original, text) && !slices.ContainsFunc(r.Translation, text)
}

// Pair names the row by what of the blocks it links. Its key stays the same while texts are edited.
func (r Row) Pair() LinkedPair {
	return LinkedPair{paragraphRefs(r.Original), paragraphRefs(r.Translation)}
}

func paragraphRefs(paragraphs []ReadingParagraph) []Ref {
	var out []Ref
	for _, p := range paragraphs {
		for _, piece := range p.Pieces {
			out = append(out, Ref{piece.Block, piece.Span})
		}
	}
	return out
}

// BeadPair names a bead of the row likewise.
func (r Row) BeadPair(b Bead) LinkedPair {
	return LinkedPair{segmentRefs(r.OriginalSegments, b.Original), segmentRefs(r.TranslationSegments, b.Translation)}
}

func segmentRefs(segments []Segment, of []int) []Ref {
	var out []Ref
	for _, i := range of {
		out = append(out, segments[i].Refs...)
	}
	return out
}

// Segments parts a paragraph at byte spans of its [ReadingParagraph.Text], which must ascend, as what people decided about
// boundaries changes them; empty ones, white space aside, are left out. The marks of Markdown before a heading are in none.
func (p ReadingParagraph) Segments(spans []Span) []Segment {
	text := p.Text()
	var out []Segment
	begin := headingMarks(text)
	for _, s := range p.decided(spans) {
		s.Start = min(max(s.Start, begin), s.End)
		s = trimSpace(text, s)
		if s.Len() > 0 {
			out = append(out, Segment{p.refs(s), s.In(text)})
		}
	}
	return out
}

// headingMarks is the length of the marks of Markdown that a heading begins with: one to six signs and a space.
func headingMarks(text string) int {
	n := 0
	for n < len(text) && text[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n == len(text) || text[n] != ' ' {
		return 0
	}
	return n + 1
}

// trimSpace takes the white space at both ends off a span.
func trimSpace(text string, s Span) Span {
	for s.Start < s.End && isSpace(text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && isSpace(text[s.End-1]) {
		s.End--
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// refs are the bytes of the blocks that a span of the paragraph's text stands for.
func (p ReadingParagraph) refs(s Span) []Ref {
	var out []Ref
	at := 0
	for i, piece := range p.Pieces {
		if i > 0 && p.Pieces[i-1].Block != piece.Block {
			at++ // the space between torn pieces
		}
		in := Span{max(s.Start, at) - at, min(s.End, at+len(piece.Text)) - at}
		if in.Len() > 0 {
			out = append(out, Ref{piece.Block, Span{piece.Source(in.Start), piece.SourceEnd(in.End)}})
		}
		at += len(piece.Text)
	}
	return out
}
