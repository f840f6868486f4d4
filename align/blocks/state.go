package blocks

// cursor is a point of the original's flow that reading has come to.
type cursor struct {
	at    int32   // place of the spine, -1 before its start
	last  int32   // block of the translation that stands there, -1 for none
	read  float32 // runes of the place that have been read, about
	alone bool    // whether last has no counterpart, and stands behind the place
}

// start is where reading begins.
var start = cursor{at: -1, last: -1}

// step is a state of the search: what has been read after a block of the translation. Where the columns of a page are read
// in the opposite order, one of them is read too early: reading jumps ahead and leaves a gap. Then it goes back to the start
// of the gap, reads up to its end, and goes on behind what was read ahead. Of three columns or more each opens a gap of its
// own within the last one.
type step struct {
	here    cursor
	gap     cursor // inGap: where reading goes back to
	gapEnd  cursor // inGap: the start of what was read ahead
	bound   cursor // bounded: the start of what stands behind what is being read
	resume  cursor // bounded: where reading goes on when it comes to bound
	inGap   bool
	bounded bool
	matched bool // whether the block matches here.at
	repeat  bool // whether it is passed over as a copy
	move    move
	prev    int32 // state before the block
	score   float64
}

// move is how reading comes from one block of the file to the next.
type move uint8

const (
	ahead         move = iota // it goes on
	opened                    // to a column that is read too early
	closed                    // back to the column that the gap was left for
	resumed                   // on behind the columns of the page
	resumedOpened             // there, and to a column that is read too early
	jumped                    // anywhere
)

// after is the state before the next block, when s is the one numbered k of the layer.
func (s step) after(k int) step {
	s.prev, s.matched, s.repeat, s.move = int32(k), false, false, ahead
	return s
}

// open leaves a gap and goes to a column that begins at from; the block read there ends at here.
func (s step) open(from, here cursor) step {
	if s.inGap {
		if !s.bounded {
			s.resume = s.here
		}
		s.bound, s.bounded = s.gapEnd, true
	} else {
		s.gap, s.inGap = s.here, true
	}
	if s.move == resumed {
		s.move = resumedOpened
	} else {
		s.move = opened
	}
	s.gapEnd, s.here = from, here
	return s
}

// shut goes back to the start of the gap.
func (s step) shut() step {
	if !s.bounded {
		s.resume = s.here
	}
	s.here, s.bound, s.inGap, s.bounded, s.move = s.gap, s.gapEnd, false, true, closed
	return s
}

// goBehind goes on behind the columns of the page.
func (s step) goBehind() step {
	s.here, s.bounded, s.move = s.resume, false, resumed
	return s
}

// like reports whether two states have the same future, about.
func (s *step) like(o *step) bool {
	return s.here.last == o.here.last && s.here.like(&o.here) && s.inGap == o.inGap && s.bounded == o.bounded &&
		(!s.inGap || s.gap.like(&o.gap) && s.gapEnd.like(&o.gapEnd)) && (!s.bounded || s.bound.like(&o.bound) && s.resume.like(&o.resume))
}

func (c *cursor) like(o *cursor) bool {
	return c.at == o.at && c.alone == o.alone && (c.read == 0) == (o.read == 0) && abs32(c.read-o.read) < alike
}

// alike is how many runes two states may differ by that count as one.
const alike = 50
