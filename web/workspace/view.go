package workspace

import (
	"math"
	"strconv"
	"strings"
	"time"

	"muqabala/corpus"
)

// View is a bitext as one version of its log has it. It never changes.
type View struct {
	Version      int // number of edits in the log
	Rows         []*Row
	Findings     []*Finding // in the order of the file
	Dropped      []corpus.Dropped
	Repairs      []Repair
	CanUndo      bool
	CanRedo      bool
	at           map[string]int            // place of a row by its ID
	originals    map[corpus.BlockID]int    // the first row that has a piece of a block
	translations map[corpus.BlockID]int    // likewise
	several      map[corpus.BlockID]bool   // blocks that stand in more rows than one
	reading      []corpus.ReadingParagraph // the translation's
	facts        *facts
}

// Row is a row with what people said of it.
type Row struct {
	corpus.Row
	ID          string // names the row in addresses: "o12", by the block that it begins with
	Key         string // names it for verdicts and comments
	Seen        string // a digest of its texts and paragraphs; another one means that it has changed
	Verdict     corpus.Verdict
	BeadKeys    []string // as Beads
	BeadVerdict []corpus.Verdict
	Comments    []Comment
	Findings    []*Finding // open and settled, in the order of the file
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

// Row finds a row by its ID, or by that of a row that it has become a part of. It gives its 0-based place, -1 for none.
func (v *View) Row(id string) int {
	if i, ok := v.at[id]; ok {
		return i
	}
	if len(id) < 2 {
		return -1
	}
	block, _, _ := strings.Cut(id[1:], ".")
	n, err := strconv.Atoi(block)
	if err != nil {
		return -1
	}
	rows := v.originals
	if id[0] == 't' {
		rows = v.translations
	}
	if i, ok := rows[corpus.BlockID(n)]; ok {
		return i
	}
	return -1
}

// RowOf is the place of the row that shows a block of a side, -1 for none.
func (v *View) RowOf(side corpus.Side, id corpus.BlockID) int {
	rows := v.translations
	if side == corpus.OriginalSide {
		rows = v.originals
	}
	if i, ok := rows[id]; ok {
		return i
	}
	return -1
}

// rowID names a row by the place where it begins: in the original, or where it has none of it, in the translation.
func rowID(r corpus.Row) string {
	letter, at := "o", corpus.Place{}
	if len(r.Original) > 0 {
		at = r.Original[0].At
	} else if len(r.Translation) > 0 {
		letter, at = "t", r.Translation[0].At
	}
	id := letter + strconv.Itoa(int(at.Block))
	if at.Offset > 0 {
		id += "." + strconv.Itoa(at.Offset)
	}
	return id
}

// Stats says how far the work has come.
type Stats struct {
	Rows, Confirmed, Rejected int
	// WrongLeft is how many of the rows that nobody has confirmed are expected to be wrong, and Spread its standard
	// deviation: each row is wrong with one less its confidence.
	WrongLeft, Spread float64
	Open              map[corpus.Severity]int // open findings
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
		if f.State == Open {
			s.Open[f.Severity]++
		}
	}
	return s
}
