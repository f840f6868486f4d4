package check

import (
	"cmp"
	"slices"
	"strings"

	"muqabala/align/quantity"
	"muqabala/corpus"
)

// surelyAligned is what the confidence of a sentence bead must be for it to say that a number stands for another.
const surelyAligned = .6

// inOrder pairs the numbers of each sentence that say the same in the same order on both sides, and notes which face each other there
// but say something else: the cheapest way from the one row of numbers to the other (Levenshtein 1966).
func (c *comparison) inOrder() {
	rows := map[int32][2][]int{}
	for side, mentions := range [][]mention{c.original, c.translate} {
		for i, m := range mentions {
			if m.bead != noBead {
				row := rows[m.bead]
				row[side] = append(row[side], i)
				rows[m.bead] = row
			}
		}
	}
	for _, row := range rows {
		c.alignRow(row[0], row[1])
	}
}

// costFacing is what it costs that two numbers face each other; one without the other costs 1.
const costFacing = 1.5

// alignRow does this for the numbers of one sentence.
func (c *comparison) alignRow(original, translate []int) {
	cost := make([][]float64, len(original)+1) // of what is left from each place on
	for i := range cost {
		cost[i] = make([]float64, len(translate)+1)
	}
	for i := len(original); i >= 0; i-- {
		for j := len(translate); j >= 0; j-- {
			switch {
			case i == len(original):
				cost[i][j] = float64(len(translate) - j)
			case j == len(translate):
				cost[i][j] = float64(len(original) - i)
			default:
				cost[i][j] = min(1+min(cost[i+1][j], cost[i][j+1]), c.facing(translate[j], original[i])+cost[i+1][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(original) && j < len(translate); {
		o, t := original[i], translate[j]
		switch d := c.facing(t, o); {
		case cost[i][j] == d+cost[i+1][j+1]:
			if d == 0 {
				c.pair(t, o)
			}
			c.translate[t].faces = o
			i, j = i+1, j+1
		case cost[i][j] == 1+cost[i+1][j]:
			i++
		default:
			j++
		}
	}
}

// facing is what it costs that mention t faces o: more than both alone where they cannot.
func (c *comparison) facing(t, o int) float64 {
	switch a, b := c.translate[t], c.original[o]; {
	case same(a, b):
		return 0
	case a.Kind != b.Kind || a.Kind == quantity.Month || a.Weak || b.Weak:
		return 3
	}
	return costFacing
}

// lone reports the numbers that are left in a sentence and whose counterpart in the original is known by their place, or because it is the
// only one left there. One that stands elsewhere in the sentence on the other side is left out, but for those that face each other: it
// may be a repetition.
func (c *comparison) lone() {
	c.match(inSentence(func(t, o mention) bool { return t.Kind == quantity.Number && t.Same(o.Quantity) })) // 2 for "the second"
	for i, t := range c.translate {
		if t.peer >= 0 || t.Weak || t.bead == noBead || t.Kind == quantity.Month || c.p.beads[t.bead].confidence < surelyAligned {
			continue
		}
		at := c.counterpart(i)
		if at < 0 {
			continue
		}
		o := c.original[at]
		c.pair(i, at)
		if t.Digits != "" && o.Digits != "" && t.Kind != quantity.Time {
			c.report(t, o, t.Quantity.Span, corpus.Warning, .75, c.hereIs(o), inDigitsOf(c.p.textOf(t), o.Digits))
			continue
		}
		c.report(t, o, t.Quantity.Span, corpus.Warning, .7, c.hereIs(o))
	}
	slices.SortStableFunc(c.found, func(a, b corpus.Finding) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Span.Start, b.Span.Start))
	})
}

// counterpart is the mention of the original that mention t of the translation, which is left, stands for; −1 where that is not known.
func (c *comparison) counterpart(t int) int {
	a := c.translate[t]
	left := func(mentions []mention, alike func(mention) bool) (out []int) {
		for i, m := range mentions {
			if m.peer < 0 && !m.Weak && m.bead == a.bead && alike(m) {
				out = append(out, i)
			}
		}
		return out
	}
	all := func(mention) bool { return true }
	written := func(m mention) bool { return (m.Digits == "") == (a.Digits == "") } // in digits, or in words
	original, translate := left(c.original, all), left(c.translate, all)
	if f := a.faces; f >= 0 && c.original[f].peer < 0 && len(original) == len(translate) && !partOfWords(a, c.original[f]) {
		return f
	}
	if len(original) != 1 || len(translate) != 1 {
		original, translate = left(c.original, written), left(c.translate, written)
	}
	if len(original) != 1 || len(translate) != 1 || c.original[original[0]].Kind != a.Kind || c.elsewhere(a, c.original[original[0]]) {
		return -1
	}
	return original[0]
}

// partOfWords reports whether one is the beginning or end of the other in words, so that what is misread is the word beside it.
func partOfWords(t, o mention) bool {
	return t.Digits == "" && len(o.Value) > len(t.Value) && (strings.HasSuffix(o.Value, t.Value) || strings.HasPrefix(o.Value, strings.TrimRight(t.Value, "0")))
}

// elsewhere reports whether the other side has the value of either mention elsewhere in the sentence, so that it may be a repetition.
func (c *comparison) elsewhere(t, o mention) bool {
	return partOfWords(t, o) || slices.ContainsFunc(c.original, func(m mention) bool { return m.bead == o.bead && m.Same(t.Quantity) }) ||
		slices.ContainsFunc(c.translate, func(m mention) bool { return m.bead == t.bead && m.Same(o.Quantity) })
}
