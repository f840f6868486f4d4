package corpus

import "strings"

// Place names a point of a document for good: a byte offset in a block as it was read. The zero Place is nowhere.
type Place struct {
	Block  BlockID `json:"block"`
	Offset int     `json:"offset,omitempty"` // in bytes of the block
}

// Piece is a stretch of one block that a paragraph of a reading is made of.
type Piece struct {
	Block BlockID `json:"block"`
	Span  Span    `json:"span"` // bytes of the block as it was read
	Text  string  `json:"text"` // what stands there after the edits; unedited, it is the source to the byte
	// Edited is what was put in the place of spans of the block, ascending.
	Edited []Replacement `json:"edited,omitempty"`
	// Boundaries are what people decided about where segments begin, ascending.
	Boundaries []PlacedBoundary `json:"boundaries,omitempty"`
}

// Source is the byte of the block, as it was read, that byte i of the piece's text comes from: inside a replacement, where
// what it replaces begins.
func (p Piece) Source(i int) int { return p.source(i, false) }

// SourceEnd is the same for the end of a span: inside a replacement, where what it replaces ends.
func (p Piece) SourceEnd(i int) int { return p.source(i, true) }

func (p Piece) source(i int, end bool) int {
	text, block := 0, p.Span.Start // the same place in the text and in the block
	for _, r := range p.Edited {
		if plain := r.Span.Start - block; i < text+plain || end && i == text+plain {
			break
		} else if i < text+plain+len(r.Text) || end && i == text+plain+len(r.Text) {
			if end {
				return r.Span.End
			}
			return r.Span.Start
		} else {
			text, block = text+plain+len(r.Text), r.Span.End
		}
	}
	return block + i - text
}

// Place is where the piece begins.
func (p Piece) Place() Place { return Place{p.Block, p.Span.Start} }

// ReadingParagraph is a unit of a reading: a paragraph, heading, note … made of one or more pieces, in order.
type ReadingParagraph struct {
	At     Place   `json:"at"` // where its first piece begins; it names the paragraph while that piece stays first
	Kind   Kind    `json:"kind"`
	Number string  `json:"number,omitempty"` // in Western digits
	Pieces []Piece `json:"pieces"`
}

// Text is the text of all pieces. Torn pieces are joined by one space; pieces of one block keep what stood between them.
func (p ReadingParagraph) Text() string {
	var b strings.Builder
	for i, piece := range p.Pieces {
		if i > 0 && p.Pieces[i-1].Block != piece.Block {
			b.WriteByte(' ')
		}
		b.WriteString(piece.Text)
	}
	return b.String()
}

// Blocks are the blocks that the paragraph is made of, in its order, each once.
func (p ReadingParagraph) Blocks() []BlockID {
	out := make([]BlockID, 0, len(p.Pieces))
	for _, piece := range p.Pieces {
		if len(out) == 0 || out[len(out)-1] != piece.Block {
			out = append(out, piece.Block)
		}
	}
	return out
}

// Dropped is a paragraph that is left out of a reading.
type Dropped struct {
	ReadingParagraph
	Of Place `json:"of"` // the paragraph that it repeats; the zero Place where it is left out for another reason
}

// Reading is a document as it is to be read: a pure function of the document and the edits made to it.
type Reading struct {
	Lang       Lang               `json:"lang"`
	Paragraphs []ReadingParagraph `json:"paragraphs"`        // in reading order
	Dropped    []Dropped          `json:"dropped,omitempty"` // in the order in which they would stand
}
