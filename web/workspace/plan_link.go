package workspace

import (
	"fmt"
	"slices"

	"muqabala/corpus"
)

// link makes the rows of the action one: what stands in them belongs together, n to m.
func (p *planner) link(a Action) error {
	rows, err := p.rows(a)
	if err != nil {
		return err
	}
	if len(rows) == 1 { // with the next
		i := p.view.Row(a.Rows[0].ID)
		if i+1 >= len(p.view.Rows) {
			return &Refusal{"no-row", "no row follows"}
		}
		rows = append(rows, p.view.Rows[i+1])
	}
	var pair corpus.LinkedPair
	for _, r := range rows {
		q := r.Pair()
		pair.Original, pair.Translation = append(pair.Original, q.Original...), append(pair.Translation, q.Translation...)
	}
	ops := append(p.unlinkWithin(pair), corpus.Link{Pair: pair})
	return p.enter("link", fmt.Sprintf("link %d rows from %s on", len(rows), label(rows[0])), ops...)
}

// unlink parts a row: each of its sides is said to have no counterpart. A link that a person made is only taken away.
func (p *planner) unlink(a Action) error {
	rows, err := p.rows(a)
	if err != nil {
		return err
	}
	var ops []corpus.Op
	for _, r := range rows {
		pair := r.Pair()
		if r.Linked {
			ops = append(ops, corpus.Unlink{Pair: pair})
			continue
		}
		if len(pair.Original) == 0 || len(pair.Translation) == 0 {
			return &Refusal{"alone", label(r) + " has one side only"}
		}
		ops = append(ops, p.unlinkWithin(pair)...)
		ops = append(ops, corpus.Link{Pair: corpus.LinkedPair{Original: pair.Original}}, corpus.Link{Pair: corpus.LinkedPair{Translation: pair.Translation}})
	}
	return p.enter("unlink", "unlink "+labels(rows), ops...)
}

// partRow makes the paragraphs named a row of their own; so is what is left.
func (p *planner) partRow(a Action) error {
	rows, err := p.rows(a)
	if err != nil {
		return err
	}
	r, chosen := rows[0], beadOf(a.Paragraphs)
	var mine, rest corpus.Row
	for i, q := range r.Original {
		part := &rest
		if slices.Contains(chosen.Original, i) {
			part = &mine
		}
		part.Original = append(part.Original, q)
	}
	for i, q := range r.Translation {
		part := &rest
		if slices.Contains(chosen.Translation, i) {
			part = &mine
		}
		part.Translation = append(part.Translation, q)
	}
	if len(mine.Original)+len(mine.Translation) == 0 || len(rest.Original)+len(rest.Translation) == 0 {
		return &Refusal{"part", "tick some of the paragraphs, and not all"}
	}
	ops := append(p.unlinkWithin(r.Pair()), corpus.Link{Pair: mine.Pair()}, corpus.Link{Pair: rest.Pair()})
	return p.enter("part-row", "part "+label(r), ops...)
}

// unlinkWithin takes away the links that a pair is to stand for.
func (p *planner) unlinkWithin(pair corpus.LinkedPair) []corpus.Op {
	var ops []corpus.Op
	for _, l := range p.bitext.Links() {
		if overlap(l.Original, pair.Original) || overlap(l.Translation, pair.Translation) {
			ops = append(ops, corpus.Unlink{Pair: l})
		}
	}
	return ops
}

func overlap(refs, others []corpus.Ref) bool {
	for _, r := range refs {
		for _, o := range others {
			if r.Block == o.Block && r.Span.Overlaps(o.Span) {
				return true
			}
		}
	}
	return false
}

// bead is the row and the bead of the action.
func (p *planner) bead(a Action) (*Row, corpus.Bead, error) {
	rows, err := p.rows(a)
	if err != nil {
		return nil, corpus.Bead{}, err
	}
	r := rows[0]
	if a.Bead < 0 || a.Bead >= len(r.Beads) {
		return nil, corpus.Bead{}, fmt.Errorf("row %s has no bead %d: %w", r.ID, a.Bead+1, corpus.ErrConflict)
	}
	return r, r.Beads[a.Bead], nil
}

// mergeBeads makes a bead and the one that follows it one.
func (p *planner) mergeBeads(a Action) error {
	r, first, err := p.bead(a)
	if err != nil {
		return err
	}
	if a.Bead+1 >= len(r.Beads) {
		return &Refusal{"no-sentence", "no sentences follow in this row"}
	}
	one, two := r.BeadPair(first), r.BeadPair(r.Beads[a.Bead+1])
	pair := corpus.LinkedPair{Original: append(one.Original, two.Original...), Translation: append(one.Translation, two.Translation...)}
	ops := append(p.unlinkBeads(r, pair), corpus.Link{Pair: pair})
	return p.enter("merge-beads", fmt.Sprintf("link sentences %d and %d of %s", a.Bead+1, a.Bead+2, label(r)), ops...)
}

// splitBead parts a bead: its first Choice segments of the original, and as many of the translation as there are before the
// Edit-th, belong together, and so does the rest.
func (p *planner) splitBead(a Action) error {
	r, bead, err := p.bead(a)
	if err != nil {
		return err
	}
	o, t := a.Choice, a.Edit
	if o < 0 || t < 0 || o > len(bead.Original) || t > len(bead.Translation) || o+t == 0 || o+t == len(bead.Original)+len(bead.Translation) {
		return &Refusal{"part-there", "the sentences cannot be parted there"}
	}
	one := r.BeadPair(corpus.Bead{Original: bead.Original[:o], Translation: bead.Translation[:t]})
	two := r.BeadPair(corpus.Bead{Original: bead.Original[o:], Translation: bead.Translation[t:]})
	ops := append(p.unlinkBeads(r, r.BeadPair(bead)), corpus.Link{Pair: one}, corpus.Link{Pair: two})
	return p.enter("split-bead", fmt.Sprintf("part sentence %d of %s", a.Bead+1, label(r)), ops...)
}

// unlinkBeads takes away the links of sentences that a pair is to stand for; that of the row itself stays.
func (p *planner) unlinkBeads(r *Row, pair corpus.LinkedPair) []corpus.Op {
	var ops []corpus.Op
	for _, op := range p.unlinkWithin(pair) {
		if op.(corpus.Unlink).Pair.Key() != r.Key {
			ops = append(ops, op)
		}
	}
	return ops
}
