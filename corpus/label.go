package corpus

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

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
	t.touch(o.At.Block)
	return inverse, nil
}

func (o SetKind) about() []subject {
	return []subject{{aspect: inKind, side: o.Side, block: o.At.Block}}
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
	if !utf8.ValidString(o.Number) {
		return nil, fmt.Errorf("number %q is no text: %w", o.Number, ErrConflict)
	}
	inverse := SetNumber{o.Side, o.At, t.number(o.At)}
	t.numbers[o.At] = o.Number
	t.touch(o.At.Block)
	return inverse, nil
}

func (o SetNumber) about() []subject {
	return []subject{{aspect: inNumber, side: o.Side, block: o.At.Block}}
}
