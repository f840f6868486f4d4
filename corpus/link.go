package corpus

import (
	"fmt"
	"strings"
)

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

func (o Link) about() []subject { return []subject{{aspect: inLinks, key: o.Pair.Key()}} }

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

func (o Unlink) about() []subject { return Link(o).about() }
