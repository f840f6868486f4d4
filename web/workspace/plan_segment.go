package workspace

import (
	"fmt"
	"slices"

	"muqabala/corpus"
)

// SegmentID names a segment of a row.
type SegmentID struct {
	Side  corpus.Side
	Index int // 0-based, among those of its side
}

// splitSegment lets a segment begin at byte Offset of the action's segment.
func (p *planner) splitSegment(a Action) error {
	return p.resegment(a, "split sentence %d of %s", func(paragraph corpus.ReadingParagraph, s Sentence) ([]corpus.Op, error) {
		if a.Offset <= 0 || a.Offset >= s.Span.Len() {
			return nil, &Refusal{"split-there", "a sentence is split inside it"}
		}
		return p.bitext.SplitSegment(a.Segments[0].Side, paragraph, s.Span.Start+a.Offset)
	})
}

// mergeSegment makes a segment and the one that follows it in the paragraph one.
func (p *planner) mergeSegment(a Action) error {
	return p.resegment(a, "join sentence %d of %s with the next", func(paragraph corpus.ReadingParagraph, s Sentence) ([]corpus.Op, error) {
		rows, _ := p.rows(a) // as resegment has found it
		side, next := a.Segments[0].Side, a.Segments[0].Index+1
		all := rows[0].Sentences(side)
		if next >= len(all) || all[next].Paragraph != s.Paragraph {
			return nil, &Refusal{"no-sentence", "no sentence follows in the paragraph; join the paragraphs first"}
		}
		return p.bitext.MergeSegment(side, paragraph, all[next].Span.Start)
	})
}

// resegment changes where the segments of the action's paragraph begin. What people linked or decided about the beads whose
// segments become others goes for what they become.
func (p *planner) resegment(a Action, what string, plan func(corpus.ReadingParagraph, Sentence) ([]corpus.Op, error)) error {
	r, err := p.rowOfSegments(a)
	if err != nil {
		return err
	}
	id := a.Segments[0]
	s := r.Sentences(id.Side)[id.Index]
	if s.Paragraph < 0 {
		return fmt.Errorf("the sentence is not found in its paragraph: %w", corpus.ErrConflict)
	}
	paragraphs, _ := r.side(id.Side)
	ops, err := plan(paragraphs[s.Paragraph], s)
	if err != nil {
		return err
	}
	was := segmentsOf(p.bitext, id.Side, paragraphs[s.Paragraph].At)
	is, err := p.segmentsAfter(id.Side, paragraphs[s.Paragraph].At, ops)
	if err != nil {
		return err
	}
	ops = append(ops, p.rebound(r, id.Side, renewed(was, is), renewed(is, was))...)
	return p.enter(a.Name, fmt.Sprintf(what, id.Index+1, label(r)), ops...)
}

// segmentsAfter are the segments that a paragraph has once operations are done; nothing is done.
func (p *planner) segmentsAfter(side corpus.Side, at corpus.Place, ops []corpus.Op) ([]corpus.Segment, error) {
	version := p.bitext.Version()
	if err := p.enter("", "", ops...); err != nil {
		return nil, err
	}
	defer p.bitext.Rewind(version)
	return segmentsOf(p.bitext, side, at), nil
}

// renewed are the references of the segments that are not among the others.
func renewed(segments, others []corpus.Segment) []corpus.Ref {
	var out []corpus.Ref
	for _, s := range segments {
		if !slices.ContainsFunc(others, func(o corpus.Segment) bool { return slices.Equal(o.Refs, s.Refs) }) {
			out = append(out, s.Refs...)
		}
	}
	return out
}

// rebound are the operations that let what was linked or decided about the beads with the references gone go for the
// references that have come in their place: what of these beads belonged together still does.
func (p *planner) rebound(r *Row, side corpus.Side, gone, come []corpus.Ref) []corpus.Op {
	var ops []corpus.Op
	var union corpus.Bead
	verdicts := map[corpus.Verdict]bool{}
	linked := false
	for i, bead := range r.Beads {
		q := r.BeadPair(bead)
		if !overlap(*refsOf(&q, side), gone) {
			continue
		}
		union.Original, union.Translation = append(union.Original, bead.Original...), append(union.Translation, bead.Translation...)
		linked = linked || p.bitext.Linked(r.BeadKeys[i])
		verdicts[r.BeadVerdict[i]] = true
		if r.BeadKeys[i] == r.Key {
			continue // what is said of the row goes on
		}
		if p.bitext.Linked(r.BeadKeys[i]) {
			ops = append(ops, corpus.Unlink{Pair: q})
		}
		if r.BeadVerdict[i] != "" {
			ops = append(ops, corpus.Judge{Key: r.BeadKeys[i]})
		}
	}
	slices.Sort(union.Original)
	slices.Sort(union.Translation)
	pair := r.BeadPair(union)
	refs := refsOf(&pair, side)
	*refs = exchanged(*refs, gone, come)
	if linked && !p.bitext.Linked(pair.Key()) {
		ops = append(ops, corpus.Link{Pair: pair})
	}
	for v := range verdicts { // that of all of them, if it is one
		if len(verdicts) == 1 && v != "" {
			ops = append(ops, corpus.Judge{Key: pair.Key(), Verdict: v})
		}
	}
	return ops
}

func refsOf(p *corpus.LinkedPair, side corpus.Side) *[]corpus.Ref {
	if side == corpus.OriginalSide {
		return &p.Original
	}
	return &p.Translation
}

// exchanged is a list of references with those that have come where the first of those gone was.
func exchanged(refs, gone, come []corpus.Ref) []corpus.Ref {
	var out []corpus.Ref
	for _, r := range refs {
		if slices.Contains(gone, r) {
			out, come = append(out, come...), nil
		} else {
			out = append(out, r)
		}
	}
	return out
}

// rowOfSegments is the row of the action, which must have the segments that it names.
func (p *planner) rowOfSegments(a Action) (*Row, error) {
	rows, err := p.rows(a)
	if err != nil {
		return nil, err
	}
	if len(a.Segments) == 0 {
		return nil, fmt.Errorf("no sentence was named: %w", corpus.ErrConflict)
	}
	for _, id := range a.Segments {
		if _, all := rows[0].side(id.Side); id.Index < 0 || id.Index >= len(all) {
			return nil, fmt.Errorf("row %s has no sentence %d on that side: %w", rows[0].ID, id.Index+1, corpus.ErrConflict)
		}
	}
	return rows[0], nil
}

// linkSegments makes the segments named a bead, whatever beads they were in.
func (p *planner) linkSegments(a Action) error {
	r, err := p.rowOfSegments(a)
	if err != nil {
		return err
	}
	bead := beadOf(a.Segments)
	if bead.IsNull() {
		return &Refusal{"one-side", "sentences of both texts are linked; tick some of the other, too"}
	}
	return p.rebead(r, bead, []corpus.Bead{bead}, "link-segments", fmt.Sprintf("link sentences %s of %s", bead.Type(), label(r)))
}

// unlinkSegments says that the segments named, or those of the bead, have no counterpart.
func (p *planner) unlinkSegments(a Action) error {
	if len(a.Segments) == 0 {
		r, bead, err := p.bead(a)
		if err != nil {
			return err
		}
		return p.unlinkBead(r, bead)
	}
	r, err := p.rowOfSegments(a)
	if err != nil {
		return err
	}
	return p.unlinkBead(r, beadOf(a.Segments))
}

func (p *planner) unlinkBead(r *Row, bead corpus.Bead) error {
	var alone []corpus.Bead
	for _, b := range []corpus.Bead{{Original: bead.Original}, {Translation: bead.Translation}} {
		if len(b.Original)+len(b.Translation) > 0 {
			alone = append(alone, b)
		}
	}
	return p.rebead(r, bead, alone, "unlink-segments", fmt.Sprintf("unlink %d sentences of %s", len(bead.Original)+len(bead.Translation), label(r)))
}

// beadOf is a bead of the segments named.
func beadOf(segments []SegmentID) corpus.Bead {
	var b corpus.Bead
	for _, id := range segments {
		if id.Side == corpus.OriginalSide {
			b.Original = append(b.Original, id.Index)
		} else {
			b.Translation = append(b.Translation, id.Index)
		}
	}
	slices.Sort(b.Original)
	slices.Sort(b.Translation)
	b.Original, b.Translation = slices.Compact(b.Original), slices.Compact(b.Translation)
	return b
}

// rebead puts beads in the place of those that have a segment of taken. What is left of one of these in both texts still belongs
// together; what is left in one text alone is free to be aligned again.
func (p *planner) rebead(r *Row, taken corpus.Bead, beads []corpus.Bead, name, text string) error {
	var touched corpus.LinkedPair
	for _, b := range r.Beads {
		rest := corpus.Bead{Original: without(b.Original, taken.Original), Translation: without(b.Translation, taken.Translation)}
		if n := len(rest.Original) + len(rest.Translation); n == len(b.Original)+len(b.Translation) {
			continue
		} else if !rest.IsNull() {
			beads = append(beads, rest)
		}
		q := r.BeadPair(b)
		touched = corpus.LinkedPair{Original: append(touched.Original, q.Original...), Translation: append(touched.Translation, q.Translation...)}
	}
	ops := p.unlinkBeads(r, touched)
	for _, b := range beads {
		if pair := r.BeadPair(b); pair.Key() != r.Key {
			ops = append(ops, corpus.Link{Pair: pair})
		}
	}
	return p.enter(name, text, ops...)
}

// without is the numbers that are not among the others.
func without(all, others []int) []int {
	return slices.DeleteFunc(slices.Clone(all), func(i int) bool { return slices.Contains(others, i) })
}
