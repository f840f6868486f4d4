package workspace

import (
	"math"
	"time"

	"muqabala/corpus"
)

// View is a bitext as one version of its log has it. It never changes.
type View struct {
	Version      int // number of edits in the log
	Rows         []*Row
	Findings     []*Finding // in the order of the file; those that the text as it is now resolves as well
	Dropped      []corpus.Dropped
	Repairs      []Repair
	CanUndo      bool
	CanRedo      bool
	Checking     bool // the words were never checked: what is wrong with them is still to come
	originals    blockRows
	translations blockRows
	repeats      map[corpus.BlockID]corpus.BlockID // blocks that paragraphs left out begin with, by what they repeat; 0 for nothing
	reading      []corpus.ReadingParagraph         // the translation's
}

// Row is a row with what people said of it.
type Row struct {
	*corpus.Row        // never changes
	ID          string // names the row in addresses: "o12", by the block that it begins with
	Key         string // names it for verdicts and comments
	Seen        string // a digest of its texts and paragraphs; another one means that it has changed
	Verdict     corpus.Verdict
	BeadKeys    []string // as Beads
	BeadVerdict []corpus.Verdict
	Comments    []Comment
	Findings    []*Finding // open and dismissed, in the order of the file
	Linked      bool       // a person made it what it is
}

// Comment is a remark on a row.
type Comment struct {
	Index  int // names it for [corpus.Uncomment]
	Text   string
	Author string
	Time   time.Time
}

// Open reports whether the row has an open finding of that severity or a graver one.
func (r *Row) Open(atLeast corpus.Severity) bool {
	for _, f := range r.Findings {
		if f.State == Open && gravity(f.Severity) <= gravity(atLeast) {
			return true
		}
	}
	return false
}

// gravity orders severities, the gravest 0.
func gravity(s corpus.Severity) int {
	for i, t := range corpus.Severities {
		if s == t {
			return i
		}
	}
	return len(corpus.Severities)
}

// Stats says how far the work has come.
type Stats struct {
	Rows, Confirmed, Rejected int
	// WrongLeft is how many of the rows that nobody has confirmed are expected to be wrong, and Spread its standard
	// deviation: each row is wrong with one less its confidence.
	WrongLeft, Spread float64
	Open              map[corpus.Severity]int // open findings
	// Resolved is how many findings of the first check, or of the order of the text, are answered by how the text is now,
	// Dismissed how many people said to be no defects.
	Resolved, Dismissed int
}

// Stats counts the view.
func (v *View) Stats() Stats {
	s := Stats{Rows: len(v.Rows), Open: map[corpus.Severity]int{}}
	variance := 0.
	for _, r := range v.Rows {
		switch r.Verdict {
		case corpus.Confirmed:
			s.Confirmed++
		case corpus.Rejected:
			s.Rejected++
		default:
			s.WrongLeft += 1 - r.Confidence
			variance += r.Confidence * (1 - r.Confidence)
		}
	}
	s.Spread = math.Sqrt(variance)
	for _, f := range v.Findings {
		switch f.State {
		case Open:
			s.Open[f.Severity]++
		case Repaired:
			s.Resolved++
		case Dismissed:
			s.Dismissed++
		}
	}
	return s
}
