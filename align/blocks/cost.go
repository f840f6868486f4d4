package blocks

import (
	"math"

	"muqabala/corpus"
)

// Costs of reading, in nats. A column out of place costs little beside what words and numbers say, and much beside nothing.
const (
	openCost   = .8  // to read a column too early; how many of this document are comes on top
	hiddenCost = 2.  // the same where no block shows it, by not ending or by going on from another
	hangCost   = 4.  // a column ends with a heading
	stayCost   = 3.  // a block that visibly does not end goes on in the next one, within the columns of a page
	nestCost   = 6.  // of a third column of the page, more than of the second
	jumpCost   = 12. // to go on anywhere else in the original, with what is passed over forgotten
	distance   = 1.3 // of a jump, times the log of the blocks jumped over
	breakCost  = 4.  // a paragraph that does not end is left, or one is entered in its middle that has no beginning
	againCost  = 3.  // a block goes on with a paragraph that has come to an end
	skipCost   = 3.  // to leave one block of the original out
	skipsMost  = 4   // blocks for which that is counted
	nullCost   = 6.  // to give a block no counterpart
	nullOnCost = 1.  // to go on with a paragraph that has none
	repeatCost = .5  // to pass over a copy of an earlier block
	legitCost  = 3.  // the same where the original says the same twice
	shortCopy  = 100 // runes; shorter blocks are alike by chance sometimes
	sameCopy   = .8  // but not so much
	pageCost   = 2.  // a page ends with columns of it still to be read
	closedCost = 6.  // to begin a numbered paragraph without its number
	lengthCost = 10. // at most, of lengths that do not fit
)

// misfit is the cost of a difference of lengths in a block of the original of that length.
func misfit(difference, length float64) float64 {
	if length == 0 {
		return 0 // it is not known
	}
	z := difference / (12 + .12*length)
	return math.Min(z*z/2, lengthCost)
}

// skips is the cost of leaving out n blocks of the original.
func skips(n int32) float64 { return skipCost * float64(min(max(n, 0), skipsMost)) }

// open reports whether the block that stands at c does not end.
func (m *matcher) open(c cursor) bool { return c.last >= 0 && !m.ended[c.last] }

// over is the cost of more text than a place has.
func (m *matcher) over(c cursor) float64 {
	w := m.whole(c.at)
	return misfit(math.Max(0, float64(c.read)-w), w)
}

// leave is the cost of leaving a place that has not been read to its end.
func (m *matcher) leave(c cursor) float64 {
	if c.at < 0 {
		return 0
	}
	w := m.whole(c.at)
	cost := misfit(math.Max(0, w-float64(c.read)), w)
	if m.open(c) {
		cost += breakCost
	}
	return cost
}

// seam is the cost of what begins at next being read after c.
func (m *matcher) seam(c, next cursor) float64 {
	switch {
	case next.alone && c.at <= next.at:
		return m.leave(c) + skips(next.at-c.at)
	case c.at > next.at, c.at == next.at && next.read == 0:
		return 2 * lengthCost
	case c.at < next.at:
		cost := m.leave(c) + skips(next.at-c.at-1)
		if next.read > 0 {
			cost += breakCost/2 + misfit(float64(next.read), m.whole(next.at))
		}
		return cost
	}
	cost := misfit(float64(c.read-next.read), m.whole(c.at))
	if c.last >= 0 && !m.open(c) {
		cost += againCost
	}
	return cost
}

// unread is the cost of what the end of the file leaves open.
func (m *matcher) unread(s *step) float64 {
	cost, end := 0., s.here
	if s.inGap {
		cost += m.seam(s.gap, s.gapEnd)
	}
	if s.bounded {
		cost += m.seam(s.here, s.bound)
		end = s.resume
	}
	return cost + skips(int32(len(m.spine))-1-end.at)
}

// null is the cost of giving block t, read after c, no counterpart.
func (m *matcher) null(t int, c cursor) float64 {
	switch b := &m.translation.Blocks[t]; {
	case m.bare && m.loose(t) && !m.open(c):
		return 0
	case !c.alone || !m.open(c):
		return nullCost
	case b.Kind == corpus.Paragraph && b.Number == "":
		return nullOnCost
	}
	return nullCost + breakCost
}

// begin is the cost of beginning a column that is read too early with block t, after c.
func (m *matcher) begin(t int, c cursor) float64 {
	cost := openCost - math.Log(m.swapped) + m.hang(c)
	if !m.open(c) && !m.tail(t) {
		cost += hiddenCost
	}
	return cost
}

// hang is the cost of a column that ends at c.
func (m *matcher) hang(c cursor) float64 {
	if c.last >= 0 && m.translation.Blocks[c.last].Kind == corpus.Heading {
		return hangCost
	}
	return 0
}

// stay is the cost of going on in file order where a column visibly ends.
func (m *matcher) stay(s *step) float64 {
	if !m.open(s.here) {
		return 0
	}
	if s.inGap || s.bounded {
		return stayCost
	}
	return -math.Log(1 - m.swapped)
}
