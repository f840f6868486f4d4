package workspace

import (
	"fmt"

	"muqabala/corpus"
)

// Where two paragraphs were parted in the wrong place, sentences are carried over the boundary: the one is split, and what comes off
// joined to the other, which keeps its kind and number. Both stay in their rows: links say so.

// carryNext carries a sentence, and those behind it in its paragraph, to the beginning of the paragraph that follows.
func (p *planner) carryNext(a Action) error {
	return p.carry(a, 0, func(i int, reading []corpus.ReadingParagraph, cut corpus.Place) (carried, error) {
		if i+1 >= len(reading) {
			return carried{}, &Refusal{"last", "no paragraph follows"}
		}
		next := reading[i+1]
		return carried{other: next, again: next, ops: []corpus.Op{corpus.Split{Side: a.Segments[0].Side, Head: reading[i].At, Tail: cut, Before: next.At},
			corpus.Join{Side: a.Segments[0].Side, Head: cut, Tail: next.At}}}, nil
	})
}

// carryPrevious carries a sentence, and those before it in its paragraph, to the end of the paragraph before.
func (p *planner) carryPrevious(a Action) error {
	return p.carry(a, 1, func(i int, reading []corpus.ReadingParagraph, cut corpus.Place) (carried, error) {
		if i == 0 {
			return carried{}, &Refusal{"first", "no paragraph stands before"}
		}
		return carried{other: reading[i-1], again: reading[i], ops: []corpus.Op{corpus.Split{Side: a.Segments[0].Side, Head: reading[i].At, Tail: cut, Before: at(reading, i+1)},
			corpus.Join{Side: a.Segments[0].Side, Head: reading[i-1].At, Tail: reading[i].At}}}, nil
	})
}

// carried is sentences on their way over the boundary of two paragraphs.
type carried struct {
	other corpus.ReadingParagraph // the one that gets them
	again corpus.ReadingParagraph // of the two, the one that begins elsewhere then: where it is cut
	ops   []corpus.Op
}

// carry plans it: the paragraph of the action's sentence is cut before that sentence, or before the one so many places behind it.
func (p *planner) carry(a Action, behind int, plan func(i int, reading []corpus.ReadingParagraph, cut corpus.Place) (carried, error)) error {
	r, err := p.rowOfSegments(a)
	if err != nil {
		return err
	}
	id := a.Segments[0]
	paragraphs, segments := r.side(id.Side)
	places, first := r.Sentences(id.Side), id.Index+behind
	if n := places[id.Index].Paragraph; n < 0 || first >= len(segments) || first == 0 || places[first-1].Paragraph != n || places[first].Paragraph != n {
		return &Refusal{"whole-paragraph", "all of the paragraph would go; join the paragraphs"}
	}
	cut := corpus.Place{Block: segments[first].Refs[0].Block, Offset: segments[first].Refs[0].Span.Start}
	i, reading, err := p.paragraph(Action{Side: id.Side, At: paragraphs[places[id.Index].Paragraph].At})
	if err != nil {
		return err
	}
	c, err := plan(i, reading, cut)
	if err != nil {
		return err
	}
	if c.ops, err = p.renamed(c, id.Side, cut); err != nil {
		return err
	}
	links, err := p.keptRows(r, c, id.Side, cut)
	if err != nil {
		return err
	}
	return p.enter(a.Name, fmt.Sprintf("move sentence %d of %s to the paragraph beside it", id.Index+1, label(r)), append(c.ops, links...)...)
}

// renamed are the operations with those that let the paragraph which is cut begin there with the kind and number that it had.
func (p *planner) renamed(c carried, side corpus.Side, cut corpus.Place) ([]corpus.Op, error) {
	is, err := p.readingAfter(side, c.ops)
	if err != nil {
		return nil, err
	}
	ops := c.ops
	if q := is[cut]; q.Kind != c.again.Kind {
		ops = append(ops, corpus.SetKind{Side: side, At: cut, Kind: c.again.Kind})
	}
	if q := is[cut]; q.Number != c.again.Number {
		ops = append(ops, corpus.SetNumber{Side: side, At: cut, Number: c.again.Number})
	}
	return ops, nil
}

// readingAfter is a side's paragraphs once operations are done, by where they begin; nothing is done.
func (p *planner) readingAfter(side corpus.Side, ops []corpus.Op) (map[corpus.Place]corpus.ReadingParagraph, error) {
	version := p.bitext.Version()
	if err := p.enter("", "", ops...); err != nil {
		return nil, err
	}
	defer p.bitext.Rewind(version)
	out := map[corpus.Place]corpus.ReadingParagraph{}
	for _, q := range p.bitext.Reading(side).Paragraphs {
		out[q.At] = q
	}
	return out, nil
}

// keptRows are the operations that let both paragraphs stay in their rows. Within one row none are needed. What people linked of the
// sentences carried goes; they are aligned again.
func (p *planner) keptRows(r *Row, c carried, side corpus.Side, cut corpus.Place) ([]corpus.Op, error) {
	k := p.view.RowOf(side, c.other.At.Block)
	for i := range p.view.rowsAt(side, c.other.At.Block) {
		if all, _ := p.view.Rows[i].side(side); contains(all, c.other.At) {
			k = i
		}
	}
	if k < 0 || p.view.Rows[k] == r {
		return nil, nil
	}
	is, err := p.readingAfter(side, c.ops)
	if err != nil {
		return nil, err
	}
	var links []corpus.Op
	var pairs corpus.LinkedPair
	for _, row := range []*Row{r, p.view.Rows[k]} {
		now := corpus.Row{Original: row.Original, Translation: row.Translation}
		mine := &now.Translation
		if side == corpus.OriginalSide {
			mine = &now.Original
		}
		was := *mine
		*mine = nil
		for _, q := range was {
			at := q.At
			if at == c.again.At {
				at = cut
			}
			*mine = append(*mine, is[at])
		}
		links = append(links, corpus.Link{Pair: now.Pair()})
		q := row.Pair()
		pairs = corpus.LinkedPair{Original: append(pairs.Original, q.Original...), Translation: append(pairs.Translation, q.Translation...)}
	}
	return append(p.unlinkCarried(pairs, side, r, p.view.Rows[k], cut), links...), nil
}

func contains(all []corpus.ReadingParagraph, at corpus.Place) bool {
	for _, q := range all {
		if q.At == at {
			return true
		}
	}
	return false
}

// unlinkCarried takes away the links of two rows, and those of sentences that a cut parts from their paragraph.
func (p *planner) unlinkCarried(pairs corpus.LinkedPair, side corpus.Side, r, other *Row, cut corpus.Place) (ops []corpus.Op) {
	for _, op := range p.unlinkWithin(pairs) {
		l := op.(corpus.Unlink).Pair
		if key := l.Key(); key == r.Key || key == other.Key || touchesBlock(*refsOf(&l, side), cut.Block) {
			ops = append(ops, op)
		}
	}
	return ops
}

func touchesBlock(refs []corpus.Ref, id corpus.BlockID) bool {
	for _, r := range refs {
		if r.Block == id {
			return true
		}
	}
	return false
}
