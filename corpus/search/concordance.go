package search

import (
	"cmp"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Line is a match in its context: a line of a concordance ("keyword in context", Luhn 1960).
type Line struct {
	Hit    *Hit
	Before string // what stands before the match in the text, in the order of reading
	Match  string
	After  string
}

// Context says by which side of the match a concordance is sorted, in the order of reading: what stands before Arabic words
// is on their right.
type Context string

// The contexts.
const (
	Before Context = "before"
	After  Context = "after"
)

// Concordance has a line for every match on one side of the hits. Where a hit has no match there, the words that render its
// match are shown. Lines are sorted by the words next to the match, folded.
func Concordance(hits []Hit, side corpus.Side, by Context) []Line {
	var out []Line
	var keys []string
	for i := range hits {
		h := &hits[i]
		text := h.Text(side)
		for _, s := range runs(h, side) {
			l := Line{h, text[:s.Start], s.In(text), text[s.End:]}
			out = append(out, l)
			keys = append(keys, l.key(by))
		}
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	sorted := make([]Line, len(out))
	for i, at := range order {
		sorted[i] = out[at]
	}
	return sorted
}

// sortWords is how many words of the context count.
const sortWords = 6

// key sorts lines: the words of a side, the nearest first.
func (l Line) key(by Context) string {
	context := l.After
	if by == Before {
		context = l.Before
	}
	var words []string
	for _, w := range arabic.Words(context) {
		if w.Class != arabic.Punct {
			words = append(words, arabic.Fold(w.Text))
		}
	}
	if by == Before {
		slices.Reverse(words)
	}
	return strings.Join(words[:min(len(words), sortWords)], "\x00")
}

// runs are the matches of a hit on one side: words that are marked and follow each other count as one.
func runs(h *Hit, side corpus.Side) []corpus.Span {
	marks := h.Marks(side)
	counterparts := !slices.ContainsFunc(marks, func(m Mark) bool { return !m.Counterpart })
	var out []corpus.Span
	for _, m := range marks {
		if m.Counterpart != counterparts {
			continue
		}
		if n := len(out); n > 0 && strings.TrimSpace(h.Text(side)[out[n-1].End:m.Span.Start]) == "" {
			out[n-1].End = m.Span.End
		} else {
			out = append(out, m.Span)
		}
	}
	return out
}
