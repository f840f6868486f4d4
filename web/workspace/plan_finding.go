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
		return &Refusal{"suggestion", "the suggestion does not fit the text as it is now"}
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

// group is the finding of the action and the open ones that the decision is about: all of its group, or those of it that were
// chosen.
func (p *planner) group(a Action) (*Finding, []*Finding, error) {
	f, err := p.finding(a)
	if err != nil {
		return nil, nil, err
	}
	all := p.view.Together(f)
	if len(a.Members) > 0 {
		all = slices.DeleteFunc(slices.Clone(all), func(g *Finding) bool { return !slices.Contains(a.Members, g.Key) })
	}
	if len(all) == 0 {
		return nil, nil, &Refusal{"no-finding", "none of the findings chosen is open"}
	}
	return f, all, nil
}

// series puts the first suggestion of every open finding of the group in its place, as one edit.
func (p *planner) series(a Action) error {
	f, group, err := p.group(a)
	if err != nil {
		return err
	}
	return p.mendAll(group, f.Check, func(n int) string { return fmt.Sprintf("%s → %s, in %d places", f.Text, f.Suggestions[0], n) })
}

// mendAll puts the first suggestion of each finding that has one in its place, as one edit; text says of how many places.
func (p *planner) mendAll(findings []*Finding, cause string, text func(places int) string) error {
	fixes := slices.DeleteFunc(slices.Clone(findings), func(g *Finding) bool { return !g.Fixes })
	ops := p.mend(0, fixes...)
	if len(ops) == 0 {
		return &Refusal{"suggestion", "no suggestion fits the text as it is now"}
	}
	return p.enter(cause, text(len(ops)), ops...)
}

// chosen are the open findings that the action names, or that it lets through, in the order of the file.
func (p *planner) chosen(a Action) ([]*Finding, error) {
	if a.Picked && len(a.Members) == 0 {
		return nil, &Refusal{"none-ticked", "none of the findings is ticked"}
	}
	var out []*Finding
	for _, f := range p.view.Findings {
		if f.State == Open && a.Which.Has(f) && (len(a.Members) == 0 || slices.Contains(a.Members, f.Key)) {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return nil, &Refusal{"no-finding", "none of the findings chosen is open"}
	}
	return out, nil
}

// acceptAll puts the first suggestions of findings in their places, whatever their groups, as one edit.
func (p *planner) acceptAll(a Action) error {
	all, err := p.chosen(a)
	if err != nil {
		return err
	}
	cause := "accept-all"
	if a.Which.Check != "" {
		cause = a.Which.Check
	}
	return p.mendAll(all, cause, func(n int) string { return fmt.Sprintf("suggestions accepted%s, in %d places", a.Which, n) })
}

// dismiss says that a finding is no defect.
func (p *planner) dismiss(a Action) error {
	f, err := p.finding(a)
	if err != nil {
		return err
	}
	return p.enter("dismiss", fmt.Sprintf("no defect: %s %s", f.Check, f.Text), corpus.Judge{Key: f.Key, Verdict: corpus.Dismissed})
}

// dismissAll says that the findings of the group, or those that are chosen otherwise, are none, as one edit.
func (p *planner) dismissAll(a Action) error {
	if a.Finding == "" {
		all, err := p.chosen(a)
		if err != nil {
			return err
		}
		return p.dismissEach(all, fmt.Sprintf("no defect%s, in %d places", a.Which, len(all)))
	}
	f, group, err := p.group(a)
	if err != nil {
		return err
	}
	return p.dismissEach(group, fmt.Sprintf("no defect: %s %s, in %d places", f.Check, f.Text, len(group)))
}

func (p *planner) dismissEach(group []*Finding, text string) error {
	var ops []corpus.Op
	for _, g := range group {
		ops = append(ops, corpus.Judge{Key: g.Key, Verdict: corpus.Dismissed})
	}
	return p.enter("dismiss", text, ops...)
}

// reconsider opens findings again that were said to be none.
func (p *planner) reconsider(a Action) error {
	f, err := p.finding(a)
	if err != nil {
		return err
	}
	if f.State != Dismissed {
		return fmt.Errorf("nobody has dismissed it: %w", corpus.ErrConflict)
	}
	return p.enter("reconsider", fmt.Sprintf("a defect after all: %s %s", f.Check, f.Text), corpus.Judge{Key: f.Key})
}

// blocks are those that a repair is to be made for or taken back for: the action's own, and those of the findings chosen of a
// group; none where all are meant.
func (p *planner) blocks(a Action) []corpus.BlockID {
	out := slices.Clone(a.Blocks)
	if f := p.view.Finding(a.Finding); f != nil && len(a.Members) >= len(p.view.Together(f)) {
		return out
	}
	for _, key := range a.Members {
		if f := p.view.Finding(key); f != nil {
			out = append(out, f.Block)
		}
	}
	return out
}

// repairs are those of the action's cause, with what of them it is about.
func (p *planner) repairs(a Action) ([]Repair, error) {
	if a.Picked && len(a.Blocks) == 0 {
		return nil, &Refusal{"none-picked", "none of the parts is ticked"}
	}
	var out []Repair
	for _, r := range p.view.Repairs {
		if r.Cause.Name == a.Cause && (a.Edit == 0 || a.Edit == r.ID) {
			out = append(out, r.only(a.Blocks))
		}
	}
	return out, nil
}

// applyCause makes the repairs of a cause that are not made yet, or those of some blocks alone, as one edit.
func (p *planner) applyCause(a Action) error {
	cause := corpus.Cause{Name: a.Cause}
	a.Blocks = p.blocks(a)
	repairs, err := p.repairs(a)
	if err != nil {
		return err
	}
	for _, r := range repairs {
		cause.Text, cause.Confidence = r.Cause.Text, r.Cause.Confidence
	}
	ops := p.owner.fit(repairs)
	if len(ops) == 0 {
		return &Refusal{"repaired", "nothing of this cause is left to repair"}
	}
	if len(a.Blocks) > 0 {
		cause.Text = fmt.Sprintf("%d blocks of: %s", len(a.Blocks), cause.Text)
	}
	return p.bitext.Apply(corpus.Edit{Author: p.who, Time: p.at, Cause: cause, Ops: ops})
}

// unapplyCause takes the repairs of a cause back: the edits in force that made them, the last first; or where some blocks
// alone are meant, or other edits stand in the way, what they did to the blocks, as one edit.
func (p *planner) unapplyCause(a Action) error {
	repairs, err := p.repairs(a)
	if err != nil {
		return err
	}
	if len(a.Blocks) == 0 {
		version := p.bitext.Version()
		done, err := p.revertCause(a.Cause)
		if err == nil && done > 0 {
			return nil
		}
		p.bitext.Rewind(version)
	}
	ops := p.owner.unfit(repairs)
	if len(ops) == 0 {
		return &Refusal{"joined", "nothing of this cause can be taken back alone; blocks that were joined to others are taken apart first"}
	}
	return p.enter(unapplied, fmt.Sprintf("take repairs of %s back, %d blocks", a.Cause, len(ops)), ops...)
}

// revertCause reverts the edits in force that were made for a cause.
func (p *planner) revertCause(cause string) (done int, err error) {
	for _, e := range slices.Backward(p.bitext.Log()) {
		if e.Undoes > 0 || !p.bitext.InForce(e.ID) || e.Cause.Name != cause {
			continue
		}
		if err := p.bitext.Revert(e.ID, p.who, p.at); err != nil {
			return 0, err
		}
		done++
	}
	return done, nil
}
