package corpus

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Op is one reversible operation on a bitext. Applied, it gives its exact inverse; where it no longer fits the bitext it
// changes nothing and gives an error that wraps [ErrConflict].
type Op interface {
	apply(*state) (inverse Op, err error)
}

// Move puts the paragraph that begins at At before the one that begins at Before (the zero Place: at the end).
type Move struct {
	Side   Side  `json:"side"`
	At     Place `json:"at"`
	Before Place `json:"before"`
}

func (o Move) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	u, err := t.unit(o.At)
	if err != nil {
		return nil, err
	}
	next, err := t.before(o.Before)
	if err != nil {
		return nil, err
	}
	if u == next {
		return nil, fmt.Errorf("a paragraph cannot stand before itself: %w", ErrConflict)
	}
	inverse := Move{o.Side, o.At, placeAfter(u)}
	t.remove(u)
	t.insert(u, next)
	return inverse, nil
}

// Join puts the paragraph that begins at Tail behind the one that begins at Head and makes the two one.
type Join struct {
	Side Side  `json:"side"`
	Head Place `json:"head"`
	Tail Place `json:"tail"`
}

func (o Join) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	head, err := t.unit(o.Head)
	if err != nil {
		return nil, err
	}
	tail, err := t.unit(o.Tail)
	if err != nil {
		return nil, err
	}
	if head == tail || head.dropped || tail.dropped {
		return nil, fmt.Errorf("blocks %d and %d cannot be joined: %w", o.Head.Block, o.Tail.Block, ErrConflict)
	}
	inverse := Split{o.Side, o.Head, o.Tail, placeAfter(tail)}
	t.remove(tail)
	head.pieces = appendPieces(head.pieces, tail.pieces)
	return inverse, nil
}

// appendPieces joins two runs of pieces; a piece that goes on in the same block where the last one ends is made one with it.
func appendPieces(head, tail []Piece) []Piece {
	out := slices.Clone(head)
	if last := &out[len(out)-1]; last.Block == tail[0].Block && last.Span.End == tail[0].Span.Start {
		last.Span.End, tail = tail[0].Span.End, tail[1:]
	}
	return append(out, tail...)
}

// Split cuts the paragraph that begins at Head in two at Tail, a byte of one of its pieces, and puts the second part
// before the paragraph that begins at Before (the zero Place: at the end).
type Split struct {
	Side   Side  `json:"side"`
	Head   Place `json:"head"`
	Tail   Place `json:"tail"`
	Before Place `json:"before"`
}

func (o Split) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	u, err := t.unit(o.Head)
	if err != nil {
		return nil, err
	}
	next, err := t.before(o.Before)
	if err != nil {
		return nil, err
	}
	head, tail, ok := t.cut(u.pieces, o.Tail)
	if !ok || u.dropped {
		return nil, fmt.Errorf("the paragraph cannot be cut at byte %d of block %d: %w", o.Tail.Offset, o.Tail.Block, ErrConflict)
	}
	u.pieces = head
	t.insert(&unit{pieces: tail}, next)
	return Join{o.Side, o.Head, o.Tail}, nil
}

// cut parts pieces at p, unless p is at their start, in none of them, in a patch or inside a character.
func (t *text) cut(pieces []Piece, p Place) (head, tail []Piece, ok bool) {
	for i, q := range pieces {
		if q.Block != p.Block || p.Offset < q.Span.Start || p.Offset >= q.Span.End {
			continue
		}
		if p.Offset == q.Span.Start {
			return slices.Clone(pieces[:i]), slices.Clone(pieces[i:]), i > 0
		}
		if !utf8.RuneStart(t.doc.Text(p.Block)[p.Offset]) || t.patched(p) {
			return nil, nil, false
		}
		head = append(slices.Clone(pieces[:i]), Piece{Block: q.Block, Span: Span{q.Span.Start, p.Offset}})
		tail = append([]Piece{{Block: q.Block, Span: Span{p.Offset, q.Span.End}}}, pieces[i+1:]...)
		return head, tail, true
	}
	return nil, nil, false
}

// patched reports whether a patch covers the bytes on both sides of p.
func (t *text) patched(p Place) bool {
	return slices.ContainsFunc(t.patches[p.Block], func(q patch) bool { return q.span.Start < p.Offset && p.Offset < q.span.End })
}

// Drop leaves the paragraph that begins at At out of the reading, as a repeat of the one that begins at Of (the zero
// Place: for another reason, such as a running header).
type Drop struct {
	Side Side  `json:"side"`
	At   Place `json:"at"`
	Of   Place `json:"of"`
}

func (o Drop) apply(s *state) (Op, error) { return setDropped(s, o.Side, o.At, true, o.Of) }

// Restore takes a dropped paragraph back into the reading, where it stood.
type Restore struct {
	Side Side  `json:"side"`
	At   Place `json:"at"`
}

func (o Restore) apply(s *state) (Op, error) { return setDropped(s, o.Side, o.At, false, Place{}) }

func setDropped(s *state, side Side, at Place, dropped bool, of Place) (Op, error) {
	t, err := s.side(side)
	if err != nil {
		return nil, err
	}
	u, err := t.unit(at)
	if err != nil {
		return nil, err
	}
	if u.dropped == dropped {
		return nil, fmt.Errorf("block %d is so already: %w", at.Block, ErrConflict)
	}
	inverse := Op(Restore{side, at})
	if u.dropped {
		inverse = Drop{side, at, u.of}
	}
	u.dropped, u.of = dropped, of
	return inverse, nil
}

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
	kept := make([]patch, 0, len(t.patches[o.Block])+len(o.With))
	for _, p := range t.patches[o.Block] {
		if o.Span.Contains(p.span) {
			inverse.With = append(inverse.With, Replacement{p.span, p.text})
		} else {
			kept = append(kept, p)
		}
	}
	for _, r := range o.With {
		kept = append(kept, patch{r.Span, r.Text})
	}
	slices.SortFunc(kept, func(a, b patch) int { return a.span.Start - b.span.Start })
	t.patches[o.Block] = kept
	if len(kept) == 0 {
		delete(t.patches, o.Block)
	}
	return inverse, nil
}

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
	for _, p := range t.patches[o.Block] {
		if p.span.Overlaps(o.Span) && !o.Span.Contains(p.span) {
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

// SetKind makes the paragraph that begins at At one of another kind.
type SetKind struct {
	Side Side  `json:"side"`
	At   Place `json:"at"`
	Kind Kind  `json:"kind"`
}

func (o SetKind) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	if _, err := t.unit(o.At); err != nil {
		return nil, err
	}
	if !slices.Contains(Kinds, o.Kind) {
		return nil, fmt.Errorf("no kind %q: %w", o.Kind, ErrConflict)
	}
	inverse := SetKind{o.Side, o.At, t.kind(o.At)}
	t.kinds[o.At] = o.Kind
	return inverse, nil
}

// SetNumber gives the paragraph that begins at At another number, or none.
type SetNumber struct {
	Side   Side   `json:"side"`
	At     Place  `json:"at"`
	Number string `json:"number"`
}

func (o SetNumber) apply(s *state) (Op, error) {
	t, err := s.side(o.Side)
	if err != nil {
		return nil, err
	}
	if _, err := t.unit(o.At); err != nil {
		return nil, err
	}
	inverse := SetNumber{o.Side, o.At, t.number(o.At)}
	t.numbers[o.At] = o.Number
	return inverse, nil
}

// Ref names a stretch of a block as it was read. Edits of the text leave it as it is.
type Ref struct {
	Block BlockID `json:"block"`
	Span  Span    `json:"span"`
}

// LinkedPair is a bead made by a person: what belongs together, whatever the texts become.
type LinkedPair struct {
	Original    []Ref `json:"original"`
	Translation []Ref `json:"translation"`
}

// Key names the pair: the same for the same references.
func (p LinkedPair) Key() string {
	var b strings.Builder
	for _, refs := range [][]Ref{p.Original, p.Translation} {
		for _, r := range refs {
			fmt.Fprintf(&b, "%d:%v ", r.Block, r.Span)
		}
		b.WriteString("| ")
	}
	return strings.TrimSpace(b.String())
}

// Link makes a bead.
type Link struct {
	Pair LinkedPair `json:"pair"`
}

func (o Link) apply(s *state) (Op, error) {
	if _, ok := s.links[o.Pair.Key()]; ok {
		return nil, fmt.Errorf("linked already: %w", ErrConflict)
	}
	if err := s.checkPair(o.Pair); err != nil {
		return nil, err
	}
	s.links[o.Pair.Key()] = o.Pair
	return Unlink(o), nil
}

// checkPair reports a reference to text that is not there.
func (s *state) checkPair(p LinkedPair) error {
	for side, refs := range map[Side][]Ref{OriginalSide: p.Original, TranslationSide: p.Translation} {
		for _, r := range refs {
			if b := s.sides[side].doc.Block(r.Block); b == nil || r.Span.Len() < 0 || !Span.Contains(Span{0, b.Span.Len()}, r.Span) {
				return fmt.Errorf("the %s has no bytes %v in block %d: %w", side, r.Span, r.Block, ErrConflict)
			}
		}
	}
	return nil
}

// Unlink takes a bead away.
type Unlink struct {
	Pair LinkedPair `json:"pair"`
}

func (o Unlink) apply(s *state) (Op, error) {
	if _, ok := s.links[o.Pair.Key()]; !ok {
		return nil, fmt.Errorf("not linked: %w", ErrConflict)
	}
	delete(s.links, o.Pair.Key())
	return Link(o), nil
}

// Judge records a person's verdict on a bead or a finding, by its key; the empty verdict takes it back.
type Judge struct {
	Key     string  `json:"key"`
	Verdict Verdict `json:"verdict"`
}

func (o Judge) apply(s *state) (Op, error) {
	inverse := Judge{o.Key, s.verdicts[o.Key]}
	if o.Verdict == "" {
		delete(s.verdicts, o.Key)
	} else {
		s.verdicts[o.Key] = o.Verdict
	}
	return inverse, nil
}

// Comment puts a remark on a bead, a finding or a paragraph, by its key, as the one at Index (0-based) of its remarks.
type Comment struct {
	Key   string `json:"key"`
	Index int    `json:"index"`
	Text  string `json:"text"`
}

func (o Comment) apply(s *state) (Op, error) {
	if o.Index < 0 || o.Index > len(s.comments[o.Key]) {
		return nil, fmt.Errorf("comment %d has no place: %w", o.Index, ErrConflict)
	}
	s.comments[o.Key] = slices.Insert(slices.Clone(s.comments[o.Key]), o.Index, o.Text)
	return Uncomment(o), nil
}

// Uncomment takes a remark away.
type Uncomment struct {
	Key   string `json:"key"`
	Index int    `json:"index"`
	Text  string `json:"text"`
}

func (o Uncomment) apply(s *state) (Op, error) {
	all := s.comments[o.Key]
	if o.Index < 0 || o.Index >= len(all) || all[o.Index] != o.Text {
		return nil, fmt.Errorf("no such comment %d: %w", o.Index, ErrConflict)
	}
	s.comments[o.Key] = slices.Delete(slices.Clone(all), o.Index, o.Index+1)
	if len(s.comments[o.Key]) == 0 {
		delete(s.comments, o.Key)
	}
	return Comment(o), nil
}
