package views

import "muqabala/corpus"

// Row is a paragraph pair.
type Row struct {
	ID      string
	Bitext  string // ID of the bitext, for addresses
	Seen    string // digest, sent back with what is done to it
	Index   int    // 0-based place among all rows
	Kind    corpus.Kind
	Number  string
	Verdict corpus.Verdict
	// Confidence of the pair, 0 to 1.
	Confidence  float64
	Type        string // of the paragraph bead where it is not 1–1: "1–2"
	Badges      []Badge
	Original    []Paragraph
	Translation []Paragraph
	Findings    []Finding
	Comments    []Comment
	Open        *OpenRow // nil where it is closed
}

// Comment is a remark on a row.
type Comment struct {
	Index  int
	Text   string
	Author string
	Time   string
}

// Badge is a state in an icon and a word, never by colour alone.
type Badge struct {
	Icon, Word string
	Class      string
}

// Paragraph is one paragraph of a side, in runs.
type Paragraph struct {
	Side   corpus.Side
	At     string // its place, for addresses and actions: "45.0"
	Kind   corpus.Kind
	Number string
	Runs   []Run
	Text   string // as it is edited
}

// Run is a stretch of text that looks the same.
type Run struct {
	Text  string
	Class string // "", "error", "warning", "info", "edited"
	Title string // what is behind it, for people
	Key   string // of the finding; "" for none
}

// OpenRow is what a row shows when it is opened.
type OpenRow struct {
	Beads       []Bead
	Unlinked    bool // one side only
	CanJoinRows bool
	Linked      bool // made by a person
	Dropped     []DroppedParagraph
	Previous    string // ID of the row before; "" for none
	Next        string
}

// Bead is a line of an open row: sentences that belong together.
type Bead struct {
	Index       int
	Type        string // "1–2"
	Plain       bool   // 1–1
	Verdict     corpus.Verdict
	Confidence  float64
	Moved       bool
	Original    []Segment
	Translation []Segment
	Last        bool // nothing follows it in the row
}

// Segment is a sentence.
type Segment struct {
	ID    string // names it in the row: "t0" is the first of the translation
	Side  corpus.Side
	Runs  []Run
	Joins bool   // another one follows it in its paragraph
	Split string // place where the paragraph can be cut before it: "45.120"; "" where it begins one
	Head  string // the paragraph that is then cut
	Cut   int    // with this many segments of its side the bead can be parted before it; 0 for none
}

// DroppedParagraph is a paragraph that is left out as a repeat of one in the row.
type DroppedParagraph struct {
	At   string
	Text string
}

// Finding is what a check found.
type Finding struct {
	Key         string
	Bitext      string
	Row         string // ID of the row; "" for none
	RowSeen     string
	Check       string
	Severity    corpus.Severity
	State       string // "open", "repaired", "dismissed"
	Message     corpus.Message
	Text        string // the words meant; "" where the whole paragraph is
	Suggestions []string
	Fixes       bool // the suggestions fit the text as it is
	Evidence    []corpus.Message
	Together    int    // open findings of its group, itself included
	Series      string // "series", "cause" or ""
	Cause       string // name of the cause
	Confidence  float64
	Context     [3]string // before, the words, after: the words around them
	Original    []Run     // what the original says there
	Members     []Member  // the open findings of its group, where they are to be chosen from
}

// Member is a finding of a group.
type Member struct {
	Key, Row   string
	Severity   corpus.Severity
	Confidence float64
	Context    [3]string // as in Finding, shorter
	Lang       corpus.Lang
	Suggestion string // the first; "" for none
}
