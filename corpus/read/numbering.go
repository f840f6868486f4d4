package read

import (
	"strconv"
	"strings"

	"muqabala/corpus"
)

// How far a number may stand from another one that stands nearby in the file: one that is written as the others are may
// follow a gap of missing paragraphs; for any other the next or the same number must be there.
const (
	nearGap = 10
	nextGap = 1
	nearby  = 10 // so many numbered paragraphs before and behind it
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
// begin with a year, an amount or the number of an article, and OCR misreads numbers; these are no numbers of paragraphs.
func numbering(candidates []candidate) {
	style, known := commonStyle(candidates), map[string]int{}
	for _, c := range candidates {
		known[c.number]++
	}
	if misread(candidates, style) {
		return
	}
	for i, c := range candidates {
		_, single := c.value()
		ok := false
		switch {
		case c.style == '(':
			ok = style == '(' || style == 0 // elsewhere they are items below numbered paragraphs
		case !single:
			ok = c.style != ' ' || inLevels(c.number, known)
		default:
			ok = fits(candidates, i, style, known)
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

// misread reports whether the numbers of a document are not to be trusted at all: next to few of them stand the numbers
// before and after them, as where OCR knows one digit of two.
func misread(candidates []candidate, style byte) bool {
	all, followed := 0, 0
	for i, c := range candidates {
		n, single := c.value()
		if !single || c.style != style || c.digits {
			continue
		}
		all++
		if beside(candidates, i, n-1) || beside(candidates, i, n+1) {
			followed++
		}
	}
	return all >= fewNumbers && followed*20 < all*17
}

// fewNumbers is how many numbers there must be to judge them.
const fewNumbers = 8

// beside reports whether the number n stands nearby the i-th candidate.
func beside(candidates []candidate, i, n int) bool {
	for j := max(0, i-nearby); j < len(candidates) && j <= i+nearby; j++ {
		if m, single := candidates[j].value(); single && m == n && j != i {
			return true
		}
	}
	return false
}

// inLevels reports whether the number before or after a number of several levels is known; before the first of a level, the
// number above it.
func inLevels(number string, known map[string]int) bool {
	dot := strings.LastIndexByte(number, '.')
	above := number[:dot]
	last, _ := strconv.Atoi(number[dot+1:])
	return last == 1 && known[above] > 0 || known[above+"."+strconv.Itoa(last-1)] > 0 || known[above+"."+strconv.Itoa(last+1)] > 0
}

// fits reports whether the i-th candidate, of one level, has a number near that of another nearby, is the only one, or is
// the only 1.
func fits(candidates []candidate, i int, style byte, known map[string]int) bool {
	c := candidates[i]
	n, _ := c.value()
	if n >= 1000 || c.digits && len(candidates) == 1 {
		return false
	}
	if len(candidates) == 1 || n == 1 && !c.digits && known[c.number] == 1 {
		return true
	}
	gap := nextGap
	if c.style == style && !c.digits && known[c.number] == 1 { // one that stands twice was read twice, begins again, or is misread
		gap = nearGap
	}
	for j := max(0, i-nearby); j < len(candidates) && j <= i+nearby; j++ {
		other := candidates[j]
		m, single := other.value()
		if j != i && single && (other.style == style || other.style == c.style) && other.style != '(' && m-n <= gap && n-m <= gap {
			return true
		}
	}
	return false
}
