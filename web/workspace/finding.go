package workspace

import (
	"cmp"
	"slices"

	"muqabala/align/check"
	"muqabala/corpus"
)

// State says whether a finding still waits for somebody.
type State string

// The states of a finding.
const (
	Open      State = "open"
	Repaired  State = "repaired"  // the text is now such that there is nothing to find
	Dismissed State = "dismissed" // a person said that it is no defect
)

// Finding is a finding with its state and the row that shows it.
type Finding struct {
	corpus.Finding
	Key   string
	State State
	Row   string // ID of the row; "" where no row shows it
	// At and In say where the words stand in the text as it is now: the paragraph, and bytes of its text. In is empty where
	// the finding is about no words, or these do not stand there any more.
	At corpus.Place
	In corpus.Span
	// Fixes says that a suggestion can be put in the place of the words.
	Fixes bool
}

// Queue is the open findings in the order in which deciding them is worth most: the gravest and surest first, those of a
// cause or series, which one decision answers together, before single ones.
func (v *View) Queue() []*Finding {
	var out []*Finding
	together := map[string]int{}
	for _, f := range v.Findings {
		if f.State == Open {
			out = append(out, f)
			if f.Group() != "" {
				together[f.Group()]++
			}
		}
	}
	worth := func(f *Finding) float64 { return check.Worth(f.Finding, together[f.Group()]) }
	slices.SortStableFunc(out, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(worth(b), worth(a)), cmp.Compare(a.Group(), b.Group()))
	})
	return out
}

// Group names the findings that one decision can answer together: a series, else a cause; "" for none.
func (f *Finding) Group() string { return cmp.Or(f.Series, f.Cause) }

// Together are the open findings of the group of f, itself included, in the order of the file.
func (v *View) Together(f *Finding) []*Finding {
	if f.Group() == "" {
		return []*Finding{f}
	}
	var out []*Finding
	for _, g := range v.Findings {
		if g.Group() == f.Group() && g.State == Open {
			out = append(out, g)
		}
	}
	return out
}

// Finding is the finding of that key, or nil.
func (v *View) Finding(key string) *Finding {
	for _, f := range v.Findings {
		if f.Key == key {
			return f
		}
	}
	return nil
}

// finding is what was found as it is now, and the place of the row that shows it, -1 for none.
func (v *View) finding(bitext *corpus.Bitext, f *found) (Finding, int) {
	n := Finding{Finding: f.Finding, Key: f.key, State: Open}
	w, stands := v.stand(&f.Found)
	row := v.rowOfFinding(f.Finding)
	if stands && w.row >= 0 {
		row = w.row
	}
	switch {
	case f.structure && v.mended(bitext, f), !f.structure && (!stands || f.refuted):
		n.State = Repaired
	case bitext.Verdict(f.key) == corpus.Dismissed:
		n.State = Dismissed
	}
	if row >= 0 {
		n.Row = v.Rows[row].ID
	}
	if stands && !f.structure && n.State != Repaired {
		n.At, n.In = w.at, w.span
	}
	n.Fixes = n.State == Open && n.In.Len() > 0 && len(f.Suggestions) > 0
	return n, row
}

// same reports whether one finding is another as it was before.
func (f *Finding) same(old *Finding) bool {
	return f.looks(old) && f.Row == old.Row && f.At == old.At && f.In == old.In && f.Confidence == old.Confidence
}

// looks reports whether the two look the same in a row.
func (f *Finding) looks(g *Finding) bool {
	return f.Key == g.Key && f.State == g.State && f.Severity == g.Severity && f.Fixes == g.Fixes && f.Message.Equal(g.Message) && slices.Equal(f.Suggestions, g.Suggestions)
}

// mended reports whether the reading is such now that a finding about its order is answered.
func (v *View) mended(bitext *corpus.Bitext, f *found) bool {
	if f.Block == 0 {
		return false
	}
	_, dropped := v.repeats[f.Block]
	return dropped || v.answered(bitext, f.Check, f.Block)
}

// answered reports whether where a block has come to stand answers what a check said of its place.
func (v *View) answered(bitext *corpus.Bitext, check string, id corpus.BlockID) bool {
	switch check {
	case "split-paragraph":
		return v.joined(id)
	case "duplicate-paragraph", "misordered-paragraph", "footnote-in-flow", "masthead-in-flow":
		e, moved := bitext.LastMove(corpus.TranslationSide, id)
		return moved && e.Cause.Name != unapplied || v.joined(id)
	}
	return false
}

// joined reports whether a block is a part of a paragraph that another one begins.
func (v *View) joined(id corpus.BlockID) bool {
	for i := range v.rowsAt(corpus.TranslationSide, id) {
		for _, p := range v.Rows[i].Translation {
			if p.At.Block != id && slices.Contains(p.Blocks(), id) {
				return true
			}
		}
	}
	return false
}

// rowOfFinding is the row that shows a finding: that of its block, of what the block repeats, or of the original's block.
func (v *View) rowOfFinding(f corpus.Finding) int {
	if i := v.RowOf(corpus.TranslationSide, f.Block); i >= 0 {
		return i
	}
	if i := v.RowOf(corpus.TranslationSide, v.repeats[f.Block]); i >= 0 {
		return i
	}
	return v.RowOf(corpus.OriginalSide, f.Original)
}
