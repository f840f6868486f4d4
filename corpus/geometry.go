package corpus

// Geometry is where a block stood on its page, as OCR or a PDF file has it. Coordinates are in the unit of the file
// (pixels, mostly) from the upper left corner of the page.
type Geometry struct {
	Page   int    `json:"page"`             // 1-based, in the order of the file
	Column int    `json:"column,omitempty"` // 1-based in reading order: the right one is first in Arabic; 0 for a page of one, and what spans all
	Box    Box    `json:"box"`
	Lines  []Line `json:"lines,omitempty"`
	Words  []Word `json:"words,omitempty"` // those whose confidence is known
}

// Box is a rectangle with sides parallel to those of the page.
type Box struct {
	Left   float64 `json:"left"`
	Top    float64 `json:"top"`
	Right  float64 `json:"right"`
	Bottom float64 `json:"bottom"`
}

// Line is a line of a block as it stood on the page.
type Line struct {
	Span Span `json:"span"` // bytes of the block
	Box  Box  `json:"box"`
}

// Word is a word of a block and how sure the OCR was of it.
type Word struct {
	Span       Span    `json:"span"`       // bytes of the block
	Confidence float64 `json:"confidence"` // 0 to 1
}

// Width and Height are those of the box.
func (b Box) Width() float64  { return b.Right - b.Left }
func (b Box) Height() float64 { return b.Bottom - b.Top }

// Union is the smallest box around both. The zero Box is around nothing.
func (b Box) Union(c Box) Box {
	switch {
	case b == Box{}:
		return c
	case c == Box{}:
		return b
	}
	return Box{min(b.Left, c.Left), min(b.Top, c.Top), max(b.Right, c.Right), max(b.Bottom, c.Bottom)}
}
