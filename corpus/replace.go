package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Replacement is text to be put in the place of a span of a block as it was read.
type Replacement struct {
	Span Span   `json:"span"`
	Text string `json:"text"`
}

// Replace makes With the only replacements within Span of a block; with none, the source stands there again. A span that
// cuts an earlier replacement in two is a conflict.
type Replace struct {
	Side  Side          `json:"side"`
	Block BlockID       `json:"block"`
	Span  Span          `json:"span"`
	With  []Replacement `json:"with,omitempty"`
}

// ReplaceText is the operation that puts text in the place of a span of a block.
func ReplaceText(side Side, block BlockID, span Span, text string) Replace {
	return Replace{side, block, span, []Replacement{{span, text}}}
}

func (o Replace) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	if err := o.check(t); err != nil {
		return nil, err
	}
	inverse := Replace{Side: o.Side, Block: o.Block, Span: o.Span}
	kept := make([]Replacement, 0, len(t.patches[o.Block])+len(o.With))
	for _, r := range t.patches[o.Block] {
		if o.Span.Contains(r.Span) {
			inverse.With = append(inverse.With, r)
		} else {
			kept = append(kept, r)
		}
	}
	kept = append(kept, o.With...)
	slices.SortFunc(kept, func(a, b Replacement) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	t.patches[o.Block] = kept
	if len(kept) == 0 {
		delete(t.patches, o.Block)
	}
	t.touch(o.Block)
	return inverse, nil
}

func (o Replace) about() []subject { return []subject{{aspect: inText, side: o.Side, block: o.Block}} }

// check reports why the replacement does not fit the text, or nil.
func (o Replace) check(t *text) error {
	source := t.doc.Text(o.Block)
	bad := func(why string) error {
		return fmt.Errorf("bytes %v of block %d cannot be replaced: %s: %w", o.Span, o.Block, why, ErrConflict)
	}
	if o.Span.Len() <= 0 || !Span.Contains(Span{0, len(source)}, o.Span) {
		return bad("the block has no such bytes")
	}
	if !utf8.ValidString(o.Span.In(source)) {
		return bad("they cut a character in two")
	}
	for _, r := range t.patches[o.Block] {
		if r.Span.Overlaps(o.Span) && !o.Span.Contains(r.Span) {
			return bad("they cut an earlier replacement in two")
		}
	}
	if t.crossesPiece(o.Block, o.Span) {
		return bad("they reach over the end of a paragraph")
	}
	at := o.Span.Start
	for _, r := range o.With {
		if r.Span.Start < at || r.Span.End > o.Span.End || r.Span.Len() <= 0 || !utf8.ValidString(r.Text) || !utf8.ValidString(r.Span.In(source)) {
			return bad("the replacements do not fit them")
		}
		at = r.Span.End
	}
	return nil
}

// crossesPiece reports whether a paragraph begins inside the span.
func (t *text) crossesPiece(id BlockID, span Span) bool {
	for offset := span.Start + 1; offset < span.End; offset++ {
		if t.units[Place{id, offset}] != nil {
			return true
		}
	}
	return false
}
