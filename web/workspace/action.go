package workspace

import (
	"errors"
	"fmt"
	"time"

	"muqabala/corpus"
)

// ErrStale: a row is not as it was when the person saw it.
var ErrStale = errors.New("the row has changed since you saw it")

// Refusal is why an action that fits no longer, or never did, is not done. It wraps [corpus.ErrConflict].
type Refusal struct {
	Reason string // names it for pages, which have their own words
	Text   string
}

// Error says it.
func (r *Refusal) Error() string { return r.Text }

// Unwrap is the sentinel.
func (r *Refusal) Unwrap() error { return corpus.ErrConflict }

// Action is something that a person does to a bitext. Which of the fields count depends on its name; see [Names].
type Action struct {
	Name       string
	Rows       []Target    // the rows that it is about, the one that the person is at first
	Bead       int         // 0-based bead of the first row; -1 where the row as a whole is meant
	Side       corpus.Side // of the paragraph that it is about
	At         corpus.Place
	To         corpus.Place     // a second place: where to cut, what to move before, what is repeated
	Segments   []SegmentID      // of the first row: sentences
	Paragraphs []SegmentID      // of the first row likewise: paragraphs of its sides
	Offset     int              // where to split the first of Segments: a byte of its text
	Blocks     []corpus.BlockID // of a repair: those that it is to be made for, or taken back for; none: all
	Members    []string         // keys of the findings that are meant, of a group or of all that Which lets through; none: all of these
	Which      Which            // findings
	Text       string           // a paragraph's new text, a comment
	Kind       corpus.Kind
	Number     string
	Finding    string // key of a finding
	Choice     int    // 0-based suggestion
	Cause      string // name of a cause
	Edit       int    // ID of an edit
	Picked     bool   // of a repair: Blocks are ticked, and none means none
	Force      bool   // although the row has changed since it was seen
	By         string // tells whoever does it from others of the same name, or of none; see [corpus.Edit]
}

// Target is a row as a person saw it.
type Target struct {
	ID   string
	Seen string // [Row.Seen] then; "" where that does not matter
}

// planner turns an action into edits of the bitext.
type planner struct {
	owner  *Bitext
	bitext *corpus.Bitext
	view   *View
	who    string
	by     string
	at     time.Time
}

// plans is what each action does, by its name.
var plans = map[string]func(*planner, Action) error{
	"confirm":         (*planner).confirm,
	"reject":          (*planner).reject,
	"reopen":          (*planner).reopen,
	"comment":         (*planner).comment,
	"uncomment":       (*planner).uncomment,
	"edit":            (*planner).edit,
	"split":           (*planner).split,
	"merge-next":      (*planner).mergeNext,
	"merge-previous":  (*planner).mergePrevious,
	"move-up":         (*planner).moveUp,
	"move-down":       (*planner).moveDown,
	"move":            (*planner).move,
	"move-here":       (*planner).moveHere,
	"drop":            (*planner).drop,
	"restore":         (*planner).restore,
	"kind":            (*planner).kind,
	"number":          (*planner).number,
	"link":            (*planner).link,
	"unlink":          (*planner).unlink,
	"merge-beads":     (*planner).mergeBeads,
	"split-bead":      (*planner).splitBead,
	"link-segments":   (*planner).linkSegments,
	"unlink-segments": (*planner).unlinkSegments,
	"split-segment":   (*planner).splitSegment,
	"merge-segment":   (*planner).mergeSegment,
	"part-row":        (*planner).partRow,
	"carry-next":      (*planner).carryNext,
	"carry-previous":  (*planner).carryPrevious,
	"accept":          (*planner).accept,
	"series":          (*planner).series,
	"dismiss":         (*planner).dismiss,
	"dismiss-all":     (*planner).dismissAll,
	"accept-all":      (*planner).acceptAll,
	"reconsider":      (*planner).reconsider,
	"apply":           (*planner).applyCause,
	"unapply":         (*planner).unapplyCause,
	"undo":            (*planner).undo,
	"undo-last":       (*planner).undoLast,
	"redo":            (*planner).redo,
	"redo-last":       (*planner).redoLast,
	"revert":          (*planner).revert,
}

// Known reports whether there is an action of that name.
func Known(name string) bool { return plans[name] != nil }

// run carries the action out on the bitext; what an error leaves in it is for the caller to take back.
func (p *planner) run(a Action) error {
	plan := plans[a.Name]
	if plan == nil {
		return fmt.Errorf("no action %q: %w", a.Name, corpus.ErrConflict)
	}
	if !a.Force {
		for _, t := range a.Rows {
			if i := p.view.Row(t.ID); t.Seen != "" && (i < 0 || p.view.Rows[i].Seen != t.Seen) {
				return fmt.Errorf("row %s: %w", t.ID, ErrStale)
			}
		}
	}
	return plan(p, a)
}

// enter makes an edit of operations. None make none.
func (p *planner) enter(cause, text string, ops ...corpus.Op) error {
	if len(ops) == 0 {
		return nil
	}
	return p.bitext.Apply(corpus.Edit{Author: p.who, Time: p.at, Cause: corpus.Cause{Name: cause, Text: text}, Ops: ops})
}

// rows are the rows of the action, in its order.
func (p *planner) rows(a Action) ([]*Row, error) {
	var out []*Row
	for _, t := range a.Rows {
		i := p.view.Row(t.ID)
		if i < 0 {
			return nil, fmt.Errorf("no row %q: %w", t.ID, corpus.ErrConflict)
		}
		out = append(out, p.view.Rows[i])
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no row was named: %w", corpus.ErrConflict)
	}
	return out, nil
}

// label names a row in the log, for people.
func label(r *Row) string {
	for _, paragraphs := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		if len(paragraphs) > 0 && paragraphs[0].Number != "" {
			return fmt.Sprintf("%s %s", paragraphs[0].Kind, paragraphs[0].Number)
		}
	}
	return "row " + r.ID
}

// labels is the label of one row, or how many there are.
func labels(rows []*Row) string {
	if len(rows) == 1 {
		return label(rows[0])
	}
	return fmt.Sprintf("%d rows", len(rows))
}
