package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Judge records a person's verdict on a bead or a finding, by its key; the empty verdict takes it back.
type Judge struct {
	Key     string  `json:"key"`
	Verdict Verdict `json:"verdict"`
}

func (o Judge) apply(s *state) (Op, error) {
	if !utf8.ValidString(o.Key) || !slices.Contains([]Verdict{"", Confirmed, Rejected, Dismissed}, o.Verdict) {
		return nil, fmt.Errorf("no verdict %q: %w", o.Verdict, ErrConflict)
	}
	inverse := Judge{o.Key, s.verdicts[o.Key]}
	if o.Verdict == "" {
		delete(s.verdicts, o.Key)
	} else {
		s.verdicts[o.Key] = o.Verdict
	}
	if pair, ok := ParsePair(o.Key); ok && inverse.Verdict != o.Verdict {
		s.decide(pair, func(d *Decisions) {
			d.Confirmed = withoutPair(d.Confirmed, pair)
			if o.Verdict == Confirmed {
				d.Confirmed = withPair(d.Confirmed, pair)
			}
		})
	}
	return inverse, nil
}

func (o Judge) about() []subject { return []subject{{aspect: inVerdict, key: o.Key}} }

// Comment makes a remark on a bead, a finding or a paragraph, by its key. Index (0-based) names it among the remarks there
// and must be free; [Bitext.CommentOn] takes the next one.
type Comment struct {
	Key   string `json:"key"`
	Index int    `json:"index"`
	Text  string `json:"text"`
}

func (o Comment) apply(s *state) (Op, error) {
	if _, taken := s.comments[o.Key][o.Index]; taken || o.Index < 0 {
		return nil, fmt.Errorf("comment %d has no place: %w", o.Index, ErrConflict)
	}
	if strings.TrimSpace(o.Text) == "" || !utf8.ValidString(o.Key+o.Text) {
		return nil, fmt.Errorf("a comment needs words: %w", ErrConflict)
	}
	if s.comments[o.Key] == nil {
		s.comments[o.Key] = map[int]string{}
	}
	s.comments[o.Key][o.Index] = o.Text
	return Uncomment(o), nil
}

func (o Comment) about() []subject { return []subject{{aspect: inComments, key: o.Key}} }

// Uncomment takes a remark away. The others keep their indexes.
type Uncomment struct {
	Key   string `json:"key"`
	Index int    `json:"index"`
	Text  string `json:"text"`
}

func (o Uncomment) apply(s *state) (Op, error) {
	if text, ok := s.comments[o.Key][o.Index]; !ok || text != o.Text {
		return nil, fmt.Errorf("no such comment %d: %w", o.Index, ErrConflict)
	}
	delete(s.comments[o.Key], o.Index)
	if len(s.comments[o.Key]) == 0 {
		delete(s.comments, o.Key)
	}
	return Comment(o), nil
}

func (o Uncomment) about() []subject { return Comment(o).about() }

// CommentOn is the operation that makes a remark behind those that are there.
func (b *Bitext) CommentOn(key, text string) Comment {
	next := 0
	for i := range b.state.comments[key] {
		next = max(next, i+1)
	}
	return Comment{key, next, text}
}

// Comments are the remarks on a bead, a finding or a paragraph, in their order.
func (b *Bitext) Comments(key string) []string {
	var out []string
	for _, i := range slices.Sorted(maps.Keys(b.state.comments[key])) {
		out = append(out, b.state.comments[key][i])
	}
	return out
}

// Remark is a comment with who made it.
type Remark struct {
	Index int // as in [Comment]
	Text  string
	By    Edit // that made it
}

// Remarks are the comments under a key with who made them, in their order.
func (b *Bitext) Remarks(key string) []Remark {
	out := map[int]Remark{}
	for _, e := range b.made(subject{aspect: inComments, key: key}) {
		for _, op := range e.Ops {
			c, ok := op.(Comment)
			if text, stands := b.state.comments[key][c.Index]; ok && c.Key == key && stands && text == c.Text {
				out[c.Index] = Remark{c.Index, c.Text, e}
			}
		}
	}
	return slices.SortedFunc(maps.Values(out), func(x, y Remark) int { return cmp.Compare(x.Index, y.Index) })
}

// Verdict is what a person decided about a bead or a finding; "" for nothing.
func (b *Bitext) Verdict(key string) Verdict { return b.state.verdicts[key] }

// Judgement is the edit that made the verdict on a bead or a finding, and whether there is one.
func (b *Bitext) Judgement(key string) (Edit, bool) {
	for _, e := range slices.Backward(b.made(subject{aspect: inVerdict, key: key})) {
		if slices.Contains(e.Ops, Op(Judge{key, b.state.verdicts[key]})) {
			return e, b.state.verdicts[key] != ""
		}
	}
	return Edit{}, false
}
