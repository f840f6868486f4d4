package read

import (
	"strconv"
	"strings"

	"muqabala/corpus"
)

// How far a number may stand from the nearest other number of the document: one that is written as the others are may
// follow a gap of missing paragraphs; for any other the next or the same number must be there.
const (
	nearGap = 10
	nextGap = 1
)

// candidate is a paragraph that begins with a number in digits.
type candidate struct {
	block *corpus.Block
	lead
}

// value is the number, and whether it is of one level.
func (c candidate) value() (int, bool) {
	n, err := strconv.Atoi(c.number)
	return n, err == nil
}

// numbering gives the candidates that belong to the document's numbering their numbers. A fragment of a torn paragraph may
// begin with a year, an amount or the number of an article; these are no numbers of paragraphs.
func numbering(candidates []candidate) {
	style, known := commonStyle(candidates), map[string]int{}
	for _, c := range candidates {
		known[c.number]++
	}
	for _, c := range candidates {
		n, single := c.value()
		ok := false
		switch {
		case c.style == '(':
			ok = style == '(' || style == 0 // elsewhere they are items below numbered paragraphs
		case !single:
			ok = c.style != ' ' || inLevels(c.number, known)
		default:
			ok = fits(n, c, candidates, style)
		}
		if ok {
			c.block.Number, c.block.Lead = c.number, c.length
		}
	}
}

// commonStyle is how most paragraphs are numbered; 0 where none is.
func commonStyle(candidates []candidate) (style byte) {
	count := map[byte]int{}
	for _, c := range candidates {
		if _, single := c.value(); !single || c.digits {
			continue
		}
		if count[c.style]++; style == 0 || count[c.style] > count[style] {
			style = c.style
		}
	}
	return style
}

// inLevels reports whether the number before or after a number of several levels is known; before the first of a level, the
// number above it.
func inLevels(number string, known map[string]int) bool {
	dot := strings.LastIndexByte(number, '.')
	above := number[:dot]
	last, _ := strconv.Atoi(number[dot+1:])
	return last == 1 && known[above] > 0 || known[above+"."+strconv.Itoa(last-1)] > 0 || known[above+"."+strconv.Itoa(last+1)] > 0
}

// fits reports whether n begins a list, or another paragraph has a number near it.
func fits(n int, c candidate, candidates []candidate, style byte) bool {
	if n == 1 && !c.digits {
		return true
	}
	gap := nextGap
	if c.style == style && !c.digits && n < 1000 {
		gap = nearGap
	}
	alone := true
	for _, other := range candidates {
		m, single := other.value()
		if other.block == c.block || !single || other.style == '(' {
			continue
		}
		alone = false
		if other.style == style && m-n <= gap && n-m <= gap {
			return true
		}
	}
	return alone && n < 1000 && !c.digits
}
