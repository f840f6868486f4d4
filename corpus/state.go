package corpus

import (
	"fmt"
	"slices"
)

// Side is one of the two texts of a bitext.
type Side string

// The two sides.
const (
	OriginalSide    Side = "original"
	TranslationSide Side = "translation"
)

// unit is a paragraph as the edits have left it: a node of the list that holds the reading order.
type unit struct {
	prev, next *unit // nil at the ends
	pieces     []Piece
	dropped    bool
	of         Place // what a dropped unit repeats

	shown   *ReadingParagraph // as last rendered; nil where its pieces have changed
	shownAt int               // the text's clock then
}

func (u *unit) at() Place { return u.pieces[0].Place() }

// text is one side of a bitext with the edits made to it so far.
type text struct {
	side        Side
	doc         *Document
	first, last *unit
	units       map[Place]*unit
	kinds       map[Place]Kind
	numbers     map[Place]string
	patches     map[BlockID][]Replacement    // ascending, never overlapping
	boundaries  map[BlockID][]PlacedBoundary // ascending
	decisions   map[BlockID]*Decisions
	read        *Reading // as last worked out; nil where an operation has come since
	clock       int      // counts changes of what blocks show
	touched     []int    // the clock at the last such change, by block; of block i+1
}

// newText is the document as it was read: a unit a block, in file order.
func newText(side Side, doc *Document) *text {
	t := &text{side: side, doc: doc, units: make(map[Place]*unit, len(doc.Blocks)), kinds: map[Place]Kind{},
		numbers: map[Place]string{}, patches: map[BlockID][]Replacement{}, boundaries: map[BlockID][]PlacedBoundary{},
		decisions: map[BlockID]*Decisions{}, touched: make([]int, len(doc.Blocks))}
	for _, b := range doc.Blocks {
		t.insert(&unit{pieces: []Piece{{Block: b.ID, Span: Span{0, b.Span.Len()}}}}, nil)
	}
	return t
}

// insert puts u before next (nil: at the end) and makes it known by its place.
func (t *text) insert(u, next *unit) {
	u.next = next
	if next == nil {
		u.prev, t.last = t.last, u
	} else {
		u.prev, next.prev = next.prev, u
	}
	if u.prev == nil {
		t.first = u
	} else {
		u.prev.next = u
	}
	t.units[u.at()] = u
}

// remove takes u out of the order.
func (t *text) remove(u *unit) {
	if u.prev == nil {
		t.first = u.next
	} else {
		u.prev.next = u.next
	}
	if u.next == nil {
		t.last = u.prev
	} else {
		u.next.prev = u.prev
	}
	delete(t.units, u.at())
}

// unit finds the unit that begins at p.
func (t *text) unit(p Place) (*unit, error) {
	if u := t.units[p]; u != nil {
		return u, nil
	}
	return nil, fmt.Errorf("no paragraph begins at byte %d of block %d: %w", p.Offset, p.Block, ErrConflict)
}

// before is the unit that begins at p, or nil for the end of the text where p is the zero Place.
func (t *text) before(p Place) (*unit, error) {
	if p == (Place{}) {
		return nil, nil
	}
	return t.unit(p)
}

// placeAfter names what follows u: the zero Place at the end.
func placeAfter(u *unit) Place {
	if u.next == nil {
		return Place{}
	}
	return u.next.at()
}

// kind is the kind of the unit that begins at p: as set, else as read; what was split off a block has the block's kind.
func (t *text) kind(p Place) Kind {
	if k, ok := t.kinds[p]; ok {
		return k
	}
	return t.doc.Block(p.Block).Kind
}

// number is the number of the unit that begins at p: as set, else as read; what was split off a block has none.
func (t *text) number(p Place) string {
	if n, ok := t.numbers[p]; ok {
		return n
	}
	if p.Offset > 0 {
		return ""
	}
	return t.doc.Block(p.Block).Number
}

// touch notes that what a block shows has changed.
func (t *text) touch(id BlockID) {
	t.clock++
	t.touched[id-1] = t.clock
}

// render is the text of a span of a block with its replacements, and these.
func (t *text) render(id BlockID, span Span) (string, []Replacement) {
	source := t.doc.Text(id)
	if len(t.patches[id]) == 0 {
		return span.In(source), nil
	}
	var edited []Replacement
	out, at := make([]byte, 0, span.Len()), span.Start
	for _, r := range t.patches[id] {
		if span.Contains(r.Span) {
			out = append(append(out, source[at:r.Span.Start]...), r.Text...)
			at = r.Span.End
			edited = append(edited, r)
		}
	}
	return string(append(out, source[at:span.End]...)), edited
}

// paragraph is the unit as a reading shows it, rendered anew only where something has changed.
func (t *text) paragraph(u *unit) ReadingParagraph {
	if u.shown != nil && !slices.ContainsFunc(u.pieces, func(p Piece) bool { return t.touched[p.Block-1] > u.shownAt }) {
		return *u.shown
	}
	pieces := slices.Clone(u.pieces)
	for i, p := range pieces {
		pieces[i].Text, pieces[i].Edited = t.render(p.Block, p.Span)
		pieces[i].Boundaries = boundariesIn(t.boundaries[p.Block], p.Span)
	}
	u.shown, u.shownAt = &ReadingParagraph{At: u.at(), Kind: t.kind(u.at()), Number: t.number(u.at()), Pieces: pieces}, t.clock
	return *u.shown
}

// reading is the text as the edits have left it.
func (t *text) reading() *Reading {
	if t.read != nil {
		return t.read
	}
	r := &Reading{Lang: t.doc.Lang, Paragraphs: make([]ReadingParagraph, 0, len(t.units))}
	for u := t.first; u != nil; u = u.next {
		if u.dropped {
			r.Dropped = append(r.Dropped, Dropped{t.paragraph(u), u.of})
		} else {
			r.Paragraphs = append(r.Paragraphs, t.paragraph(u))
		}
	}
	t.read = r
	return r
}

// Verdict is what a person decided about a bead or a finding.
type Verdict string

// The verdicts; "" is none.
const (
	Confirmed Verdict = "confirmed"
	Rejected  Verdict = "rejected"
	Dismissed Verdict = "dismissed" // of a finding: it is no defect
)

// state is what the log of edits amounts to.
type state struct {
	sides    map[Side]*text
	links    map[string]LinkedPair
	sorted   []LinkedPair // the links in the order of their keys; nil where they have changed since
	verdicts map[string]Verdict
	comments map[string]map[int]string
}

func newState(original, translation *Document) *state {
	return &state{
		sides:    map[Side]*text{OriginalSide: newText(OriginalSide, original), TranslationSide: newText(TranslationSide, translation)},
		links:    map[string]LinkedPair{},
		verdicts: map[string]Verdict{},
		comments: map[string]map[int]string{},
	}
}

// side is the text that an operation is about to change.
func (s *state) side(name Side) (*text, error) {
	if t := s.sides[name]; t != nil {
		t.read = nil
		return t, nil
	}
	return nil, fmt.Errorf("no side %q, only %q and %q: %w", name, OriginalSide, TranslationSide, ErrConflict)
}
