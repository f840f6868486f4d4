package views

import "muqabala/corpus"

// Review is the page where a bitext is read row by row.
type Review struct {
	Filter Filter
	Frame  Frame
	Strip  Picture
	Map    Picture
	Match  int // rows that the filter lets through
}

// Frame is the rows: some of them, and room for those that are fetched when they come near.
type Frame struct {
	Bitext string
	Chunks []Chunk
	Empty  bool // the filter lets nothing through
}

// Chunk is a run of rows.
type Chunk struct {
	From, Count int    // 0-based place of the first among those that the filter lets through
	At          string // ID of the first; "" for the beginning of the text
	Page        string // that has it, for browsers without scripts
	Lines       int    // of text, roughly, to keep room for
	Rows        []Row  // nil where they are to be fetched
}

// Filter says which rows are shown; the zero Filter shows all.
type Filter struct {
	Kind     string
	Status   string
	Bead     string
	Check    string
	Severity string
	Text     string
	Checks   []string // to choose from
	Kinds    []corpus.Kind
}

// Any reports whether it filters at all.
func (f Filter) Any() bool {
	return f.Kind+f.Status+f.Bead+f.Check+f.Severity+f.Text != ""
}

// The values of a filter, beside the kinds and checks that a text has.
var (
	statuses  = []string{"unconfirmed", "confirmed", "rejected", "unsure", "commented", "edited"}
	beadTypes = []string{"1-1", "1-2", "2-1", "2-2", "other", "null", "moved"}
)

// Picture is the whole document at a glance, in units of its own.
type Picture struct {
	Width, Height int
	Marks         []PictureMark
}

// PictureMark is one row or block, or a few, in a picture.
type PictureMark struct {
	X, Y, W, H int
	Class      string
	Href       string
	Row        string // ID of the row that it leads to
	Label      string
}
