package workspace

import (
	"fmt"

	"muqabala/corpus"
)

// paragraph is the paragraph of the action, on its side, and its place in that side's reading.
func (p *planner) paragraph(a Action) (i int, reading []corpus.ReadingParagraph, err error) {
	reading = p.bitext.Reading(a.Side).Paragraphs
	for i, q := range reading {
		if q.At == a.At {
			return i, reading, nil
		}
	}
	return 0, nil, fmt.Errorf("no paragraph begins at byte %d of block %d: %w", a.At.Offset, a.At.Block, corpus.ErrConflict)
}

// sided is the action with the side that is meant where none is named: the translation.
func sided(a Action) (Action, error) {
	switch a.Side {
	case "":
		a.Side = corpus.TranslationSide
	case corpus.OriginalSide, corpus.TranslationSide:
	default:
		return a, fmt.Errorf("no side %q: %w", a.Side, corpus.ErrConflict)
	}
	return a, nil
}

func at(reading []corpus.ReadingParagraph, i int) corpus.Place {
	if i >= len(reading) {
		return corpus.Place{}
	}
	return reading[i].At
}

// structure plans an operation on a paragraph.
func (p *planner) structure(a Action, what string, op func(i int, reading []corpus.ReadingParagraph) (corpus.Op, error)) error {
	a, err := sided(a)
	if err != nil {
		return err
	}
	i, reading, err := p.paragraph(a)
	if err != nil {
		return err
	}
	o, err := op(i, reading)
	if err != nil {
		return err
	}
	return p.enter(a.Name, fmt.Sprintf("%s: %s, block %d", what, reading[i].Kind, a.At.Block), o)
}

// split cuts a paragraph in two at To; the second part follows the first.
func (p *planner) split(a Action) error {
	return p.structure(a, "split a paragraph", func(i int, reading []corpus.ReadingParagraph) (corpus.Op, error) {
		return corpus.Split{Side: side(a), Head: a.At, Tail: a.To, Before: at(reading, i+1)}, nil
	})
}

func side(a Action) corpus.Side {
	if a.Side == "" {
		return corpus.TranslationSide
	}
	return a.Side
}

// mergeNext joins a paragraph with the one that follows it: torn halves made whole.
func (p *planner) mergeNext(a Action) error {
	return p.structure(a, "join with the next paragraph", func(i int, reading []corpus.ReadingParagraph) (corpus.Op, error) {
		tail := a.To
		if tail == (corpus.Place{}) {
			tail = at(reading, i+1)
		}
		if tail == (corpus.Place{}) {
			return nil, &Refusal{"last", "no paragraph follows"}
		}
		return corpus.Join{Side: side(a), Head: a.At, Tail: tail}, nil
	})
}

func (p *planner) mergePrevious(a Action) error {
	return p.structure(a, "join with the paragraph before", func(i int, reading []corpus.ReadingParagraph) (corpus.Op, error) {
		if i == 0 {
			return nil, &Refusal{"first", "no paragraph stands before"}
		}
		return corpus.Join{Side: side(a), Head: reading[i-1].At, Tail: a.At}, nil
	})
}

func (p *planner) moveUp(a Action) error {
	return p.structure(a, "move up", func(i int, reading []corpus.ReadingParagraph) (corpus.Op, error) {
		if i == 0 {
			return nil, &Refusal{"first", "it stands first already"}
		}
		return corpus.Move{Side: side(a), At: a.At, Before: reading[i-1].At}, nil
	})
}

func (p *planner) moveDown(a Action) error {
	return p.structure(a, "move down", func(i int, reading []corpus.ReadingParagraph) (corpus.Op, error) {
		if i+1 >= len(reading) {
			return nil, &Refusal{"last", "it stands last already"}
		}
		return corpus.Move{Side: side(a), At: a.At, Before: at(reading, i+2)}, nil
	})
}

// move puts a paragraph before the one at To; the zero place: at the end.
func (p *planner) move(a Action) error {
	return p.structure(a, "move", func(int, []corpus.ReadingParagraph) (corpus.Op, error) {
		return corpus.Move{Side: side(a), At: a.At, Before: a.To}, nil
	})
}

// moveHere puts the translation of the rows, in their order, before the paragraph at To; the zero place: at the end.
func (p *planner) moveHere(a Action) error {
	rows, err := p.rows(a)
	if err != nil {
		return err
	}
	var ops []corpus.Op
	for _, r := range rows {
		for _, q := range r.Translation {
			if q.At != a.To {
				ops = append(ops, corpus.Move{Side: corpus.TranslationSide, At: q.At, Before: a.To})
			}
		}
	}
	if len(ops) == 0 {
		return &Refusal{"nothing-to-move", "nothing of the rows can be moved there"}
	}
	return p.enter("move", "move "+labels(rows), ops...)
}

// drop leaves a paragraph out, as a repeat of the one at To; the zero place: of the one that a finding says, or for another
// reason.
func (p *planner) drop(a Action) error {
	for _, f := range p.view.Findings {
		if a.To == (corpus.Place{}) && f.Check == "duplicate-paragraph" && f.Block == a.At.Block && a.At.Offset == 0 && len(f.Related) > 0 {
			a.To = corpus.Place{Block: f.Related[0]}
		}
	}
	return p.structure(a, "leave out", func(int, []corpus.ReadingParagraph) (corpus.Op, error) {
		return corpus.Drop{Side: side(a), At: a.At, Of: a.To}, nil
	})
}

// restore takes a dropped paragraph back.
func (p *planner) restore(a Action) error {
	a, err := sided(a)
	if err != nil {
		return err
	}
	return p.enter("restore", fmt.Sprintf("keep block %d", a.At.Block), corpus.Restore{Side: a.Side, At: a.At})
}

func (p *planner) kind(a Action) error {
	return p.structure(a, "set the kind "+string(a.Kind), func(int, []corpus.ReadingParagraph) (corpus.Op, error) {
		return corpus.SetKind{Side: side(a), At: a.At, Kind: a.Kind}, nil
	})
}

// number sets a paragraph's number; digits of any script are kept as Western ones.
func (p *planner) number(a Action) error {
	return p.structure(a, "set the number "+a.Number, func(int, []corpus.ReadingParagraph) (corpus.Op, error) {
		if len(a.Number) > 40 {
			return nil, fmt.Errorf("a number has at most 40 bytes: %w", corpus.ErrConflict)
		}
		return corpus.SetNumber{Side: side(a), At: a.At, Number: a.Number}, nil
	})
}
