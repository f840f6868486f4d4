package workspace

import (
	"cmp"
	"fmt"
	"slices"

	"muqabala/corpus"
)

// finding is the finding of the action.
func (p *planner) finding(a Action) (*Finding, error) {
	if f := p.view.Finding(a.Finding); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("no finding %q: %w", a.Finding, corpus.ErrConflict)
}

// accept puts a suggestion in its place.
func (p *planner) accept(a Action) error {
	f, err := p.finding(a)
	if err != nil {
		return err
	}
	if !f.Fixes || a.Choice < 0 || a.Choice >= len(f.Suggestions) {
		return fmt.Errorf("the suggestion does not fit the text as it is now: %w", corpus.ErrConflict)
	}
	text := f.Suggestions[a.Choice]
	return p.enter(f.Check, fmt.Sprintf("%s → %s", f.Text, text), p.mend(a.Choice, f)...)
}

// mend are the operations that put a suggestion in the place of the words of each finding. Of two that overlap the surer one
// goes first, and the other is left out.
func (p *planner) mend(choice int, findings ...*Finding) []corpus.Op {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(f, g *Finding) int { return cmp.Compare(g.Confidence, f.Confidence) })
	hunks := map[corpus.Place][]hunk{} // by paragraph
	for _, f := range sorted {
		if !slices.ContainsFunc(hunks[f.At], func(h hunk) bool { return h.span.Overlaps(f.In) }) {
			hunks[f.At] = append(hunks[f.At], hunk{f.In, f.Suggestions[choice]})
		}
	}
	var ops []corpus.Op
	for _, q := range p.bitext.Reading(corpus.TranslationSide).Paragraphs {
		if mine := hunks[q.At]; len(mine) > 0 {
			slices.SortFunc(mine, func(g, h hunk) int { return cmp.Compare(g.span.Start, h.span.Start) })
			ops = append(ops, replaced(p.bitext.Translation, corpus.TranslationSide, q, mine)...)
		}
	}
	return ops
}

// series puts the first suggestion of every open finding of the group in its place, as one edit.
func (p *planner) series(a Action) error {
	f, err := p.finding(a)
	if err != nil {
		return err
	}
	fixes := slices.DeleteFunc(slices.Clone(p.view.Together(f)), func(g *Finding) bool { return !g.Fixes })
	ops := p.mend(0, fixes...)
	if len(ops) == 0 {
		return fmt.Errorf("no suggestion of the series fits the text as it is now: %w", corpus.ErrConflict)
	}
	return p.enter(f.Check, fmt.Sprintf("%s → %s, in %d places", f.Text, f.Suggestions[0], len(ops)), ops...)
}

// dismiss says that a finding is no defect; with Force, the whole group.
func (p *planner) dismiss(a Action) error {
	f, err := p.finding(a)
	if err != nil {
		return err
	}
	all := []*Finding{f}
	if a.Force {
		all = p.view.Together(f)
	}
	var ops []corpus.Op
	for _, g := range all {
		ops = append(ops, corpus.Judge{Key: g.Key, Verdict: corpus.Dismissed})
	}
	return p.enter("dismiss", fmt.Sprintf("no defect: %s %s", f.Check, f.Text), ops...)
}

// applyCause makes the repairs of a cause that are not made yet, as one edit.
func (p *planner) applyCause(a Action) error {
	cause := corpus.Cause{Name: a.Cause}
	var repairs []Repair
	for _, r := range p.view.Repairs {
		if r.Cause.Name == a.Cause && !r.Made && (a.Edit == 0 || a.Edit == r.ID) {
			cause.Text, cause.Confidence = r.Cause.Text, r.Cause.Confidence
			repairs = append(repairs, r)
		}
	}
	ops := p.owner.fit(repairs)
	if len(ops) == 0 {
		return fmt.Errorf("nothing of this cause is left to repair: %w", corpus.ErrConflict)
	}
	return p.bitext.Apply(corpus.Edit{Author: p.who, Time: p.at, Cause: cause, Ops: ops})
}

// unapplyCause takes back the edits in force that were made for a cause, the last first.
func (p *planner) unapplyCause(a Action) error {
	done := 0
	for _, e := range slices.Backward(p.bitext.Log()) {
		if e.Undoes > 0 || !p.bitext.InForce(e.ID) || e.Cause.Name != a.Cause || a.Edit > 0 && e.Cause.Text != p.repairText(a.Edit) {
			continue
		}
		if err := p.bitext.Revert(e.ID, p.who, p.at); err != nil {
			return err
		}
		done++
	}
	if done == 0 {
		return fmt.Errorf("nothing was repaired for this cause: %w", corpus.ErrConflict)
	}
	return nil
}

func (p *planner) repairText(id int) string {
	for _, r := range p.view.Repairs {
		if r.ID == id {
			return r.Cause.Text
		}
	}
	return ""
}
