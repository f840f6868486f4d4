package corpus

import (
	"fmt"
	"strconv"
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
	b := make([]byte, 0, 16*(len(p.Original)+len(p.Translation))+3)
	for _, r := range p.Original {
		b = append(r.appendTo(b), ' ')
	}
	b = append(b, '|')
	for _, r := range p.Translation {
		b = r.appendTo(append(b, ' '))
	}
	return string(append(b, " |"...))
}

// appendTo writes the reference as "block:start-end".
func (r Ref) appendTo(b []byte) []byte {
	b = append(strconv.AppendInt(b, int64(r.Block), 10), ':')
	b = append(strconv.AppendInt(b, int64(r.Span.Start), 10), '-')
	return strconv.AppendInt(b, int64(r.Span.End), 10)
}

// ParsePair is the pair that has the key, and false for what is no key of a pair.
func ParsePair(key string) (LinkedPair, bool) {
	original, translation, ok := strings.Cut(key, "|")
	translation, end, more := strings.Cut(translation, "|")
	if !ok || !more || end != "" {
		return LinkedPair{}, false
	}
	o, okO := parseRefs(original)
	t, okT := parseRefs(translation)
	p := LinkedPair{o, t}
	return p, okO && okT && p.Key() == key
}

func parseRefs(text string) ([]Ref, bool) {
	var out []Ref
	for _, field := range strings.Fields(text) {
		var r Ref
		if n, err := fmt.Sscanf(field, "%d:%d-%d", &r.Block, &r.Span.Start, &r.Span.End); n < 3 || err != nil {
			return nil, false
		}
		out = append(out, r)
	}
	return out, true
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
	s.links[o.Pair.Key()], s.sorted = o.Pair, nil
	s.decide(o.Pair, func(d *Decisions) { d.Links = withPair(d.Links, o.Pair) })
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
	s.sorted = nil
	s.decide(o.Pair, func(d *Decisions) { d.Links = withoutPair(d.Links, o.Pair) })
	return Link(o), nil
}

func (o Unlink) about() []subject { return Link(o).about() }
