package workspace

import (
	"cmp"
	"iter"
	"slices"

	"muqabala/corpus"
)

// State says whether a finding still waits for somebody.
type State string

// The states of a finding.
const (
	Open      State = "open"
	Repaired  State = "repaired"  // an edit in force answers it
	Dismissed State = "dismissed" // a person said that it is no defect
)

// Finding is a finding with its state and the row that shows it.
type Finding struct {
	corpus.Finding
	Key   string
	State State
	Row   string // ID of the row; "" where no row shows it
	// Fixes says that the first suggestion can be put in its place as it stands.
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
			together[f.Group()]++
		}
	}
	value := func(f *Finding) float64 {
		v := f.Confidence * []float64{3, 2, .5, 0}[gravity(f.Severity)]
		if f.Group() != "" {
			v *= 1 + .1*float64(min(together[f.Group()], 10))
		}
		return v
	}
	slices.SortStableFunc(out, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(value(b), value(a)), cmp.Compare(a.Group(), b.Group()))
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

// finding gives a finding its state and the row that shows it.
func (b *Bitext) finding(bitext *corpus.Bitext, v *View, f *Finding, row int) Finding {
	n := *f
	n.State = v.stateOf(bitext, f)
	if row >= 0 {
		n.Row = v.Rows[row].ID
	}
	n.Fixes = n.State == Open && f.Block > 0 && len(f.Suggestions) > 0 && v.fits(f.Block, f.Span)
	return n
}

// same reports whether one finding is another as it was before.
func (f *Finding) same(old *Finding) bool {
	return f.Key == old.Key && f.State == old.State && f.Row == old.Row && f.Fixes == old.Fixes
}

// stateOf says whether a finding is answered.
func (v *View) stateOf(bitext *corpus.Bitext, f *Finding) State {
	if bitext.Verdict(f.Key) == corpus.Dismissed {
		return Dismissed
	}
	if f.Block == 0 {
		return Open
	}
	block := bitext.Translation.Block(f.Block)
	whole := block == nil || f.Span.Len() >= block.Span.Len()
	_, dropped := v.repeats[f.Block]
	switch {
	case dropped:
		return Repaired
	case whole && len(f.Suggestions) == 0 && structural(f.Check) && bitext.Placed(corpus.TranslationSide, f.Block):
		return Repaired
	case (!whole || len(f.Suggestions) > 0) && v.replaced(f.Block, f.Span):
		return Repaired
	}
	return Open
}

// pieces are what of a block of the translation stands in rows.
func (v *View) pieces(id corpus.BlockID) iter.Seq[*corpus.Piece] {
	return func(yield func(*corpus.Piece) bool) {
		for i := range v.rowsAt(corpus.TranslationSide, id) {
			for _, p := range v.Rows[i].Translation {
				for k := range p.Pieces {
					if p.Pieces[k].Block == id && !yield(&p.Pieces[k]) {
						return
					}
				}
			}
		}
	}
}

// replaced reports whether an edit has put other text where the span is.
func (v *View) replaced(id corpus.BlockID, span corpus.Span) bool {
	for p := range v.pieces(id) {
		for _, r := range p.Edited {
			if r.Span.Overlaps(span) {
				return true
			}
		}
	}
	return false
}

// fits reports whether the span lies within one piece and no edit has touched it.
func (v *View) fits(id corpus.BlockID, span corpus.Span) bool {
	for p := range v.pieces(id) {
		if p.Span.Contains(span) {
			return !v.replaced(id, span)
		}
	}
	return false
}

// structural reports whether moving, joining or dropping a block answers the check.
func structural(check string) bool {
	switch check {
	case "duplicate-paragraph", "misordered-paragraph", "split-paragraph", "footnote-in-flow", "masthead-in-flow":
		return true
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
