package blocks

import (
	"cmp"
	"context"
	"math"
	"slices"

	"muqabala/corpus"
)

const (
	beamWidth  = 48
	beamDepth  = 40. // states worse than the best by so much are left out
	edgeDepth  = 15. // ways into a state worse than the best by so much add nothing to its probability
	jumpers    = 8   // states that may jump: the best will do
	aheadMost  = 4   // places of the original that reading may go ahead without a jump
	windowSize = 30  // places ahead of the best state that are looked at whatever the words say
)

// read finds the best way through the blocks of the translation in file order, by beam search (Lowerre 1976).
func (m *matcher) read(ctx context.Context) ([]layer, error) {
	clear(m.knownAt)
	layers := make([]layer, 1, len(m.tsegs)+1)
	layers[0].steps = []step{{here: start}}
	for t := range m.tsegs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		layers = append(layers, m.advance(t, layers[t].steps))
	}
	return layers, nil
}

// path follows the best state back: a step for each block.
func (m *matcher) path(layers []layer) []step {
	k, best := int32(0), math.Inf(-1)
	for i, s := range layers[len(layers)-1].steps {
		if score := s.score - m.unread(&s); score > best {
			k, best = int32(i), score
		}
	}
	out := make([]step, len(layers)-1)
	for t := len(out) - 1; t >= 0; t-- {
		out[t] = layers[t+1].steps[k]
		k = out[t].prev
	}
	return out
}

// advance is the states after block t, the best first.
func (m *matcher) advance(t int, before []step) layer {
	m.beam.reset()
	switch m.translation.Blocks[t].Kind {
	case corpus.Footnote, corpus.Furniture:
		m.pass(before, pageCost)
		return m.beam.keep(before)
	case corpus.Markup:
		m.pass(before, 0)
		return m.beam.keep(before)
	}
	m.findEntries(t, before[0].here.at)
	again := m.again(t)
	for k, s := range before {
		s := s.after(k)
		if m.copies[t].Of >= 0 {
			pass := s
			pass.score, pass.repeat = s.score+again, true
			m.beam.offer(pass)
		}
		m.goOn(t, s)
		m.goAhead(t, s)
		if s.inGap {
			back := s.shut()
			back.score -= m.hang(s.here)
			if s.bounded {
				back.score -= m.seam(s.here, s.bound)
			}
			m.goOn(t, back)
		} else if s.bounded {
			on := s.goBehind()
			on.score -= m.seam(s.here, s.bound) + m.hang(s.here)
			m.goOn(t, on)
			m.goAhead(t, on)
		}
	}
	for k, s := range before[:min(len(before), jumpers)] {
		m.jump(s.after(k))
	}
	return m.beam.keep(before)
}

// pass passes over a block that is no text. At the head or foot of a page its columns should have been read; unread is what
// it costs where they are not.
func (m *matcher) pass(before []step, unread float64) {
	for k, s := range before {
		n := s.after(k)
		if s.inGap || s.bounded && m.seam(s.here, s.bound) > breakCost {
			n.score -= unread
		}
		m.beam.offer(n)
	}
}

// goOn offers what may come next in reading order.
func (m *matcher) goOn(t int, s step) {
	alone := s
	alone.here, alone.score = cursor{s.here.at, int32(t), s.here.read, true}, s.score-m.null(t, s.here)
	m.beam.offer(alone)
	limit := int32(len(m.spine)) - 1
	if s.bounded {
		limit = s.bound.at
	}
	for at := max(s.here.at, 0); at <= min(s.here.at+aheadMost, limit); at++ {
		if here, score := m.follow(t, s.here, at); score > -beamDepth {
			n := s
			if at == s.here.at && s.move == ahead {
				score -= m.stay(&s)
			}
			n.here, n.matched, n.score = here, true, s.score+score
			m.beam.offer(n)
		}
	}
}

// goAhead offers the columns that may be read too early.
func (m *matcher) goAhead(t int, s step) {
	low, high := s.here.at, int32(len(m.spine))-1
	cost := m.begin(t, s.here)
	if s.inGap {
		low, high = s.gap.at, s.gapEnd.at
		cost += nestCost
	} else if s.bounded {
		return
	}
	for _, e := range m.entries {
		if e.from.at < low || e.from.at > high || e.from.at == s.here.at && e.from.read == 0 && !e.from.alone || !m.beam.takes(s.score+e.score-cost) {
			continue
		}
		n := s.open(e.from, e.here)
		n.matched, n.score = !e.here.alone, s.score+e.score-cost
		m.beam.offer(n)
	}
}

// jump offers any place at all.
func (m *matcher) jump(s step) {
	for _, e := range m.entries {
		if e.here.alone {
			continue
		}
		score := s.score + e.score - jumpCost - distance*math.Log1p(math.Abs(float64(e.from.at-s.here.at-1)))
		m.beam.offer(step{here: e.here, matched: true, prev: s.prev, move: jumped, score: score})
	}
}

// follow is where reading stands when block t has been read at a place after c, and what speaks for that.
func (m *matcher) follow(t int, c cursor, at int32) (cursor, float64) {
	if at == c.at {
		return m.carryOn(t, c)
	}
	f, w := m.fit(t, at), m.whole(at)
	n := cursor{at: at, last: int32(t), read: float32(m.length(t))}
	score := f.score + placed(f.marks, 0, w) - m.leave(c) - skips(at-c.at-1) - m.over(n)
	if m.tail(t) {
		score -= closedCost
	}
	return n, score
}

// carryOn goes on with the paragraph that c is in. Where words say that block t begins a little before or behind it, they
// may be right: lengths are a guess.
func (m *matcher) carryOn(t int, c cursor) (cursor, float64) {
	b := &m.translation.Blocks[t]
	if c.last < 0 || c.alone || b.Number != "" || b.Kind != corpus.Paragraph && b.Kind != corpus.Masthead && b.Kind != corpus.Agenda {
		return c, math.Inf(-1)
	}
	f, w, length := m.fit(t, c.at), m.whole(c.at), float32(m.length(t))
	n := cursor{at: c.at, last: int32(t), read: c.read + length}
	score := placed(f.marks, c.read, w)
	if f.begin > 0 {
		if drift := placed(f.marks, f.begin, w) - misfit(float64(f.begin-c.read), w); drift > score {
			n.read, score = f.begin+length, drift
		}
	}
	if !m.open(c) {
		score -= againCost
	}
	return n, f.score + score - m.over(n) + m.over(c)
}

// again is what speaks for it that block t is a copy of an earlier one: all that would speak for it where that one stands.
func (m *matcher) again(t int) float64 {
	c := m.copies[t]
	if c.Of < 0 {
		return 0
	}
	best, at := 0., int32(-1)
	for _, e := range m.entries {
		if e.score > best {
			best, at = e.score, e.from.at
		}
	}
	if n := m.tsegs[t].Length; n < shortCopy && c.Similarity < sameCopy && !m.inRun(t) {
		best -= repeatGain * (1 - float64(n)/shortCopy)
	}
	if at >= 0 && m.twice[m.spine[at]] {
		return best - legitCost
	}
	return best + repeatGain - repeatCost
}

// inRun reports whether a neighbour of block t is a copy of a neighbour of what t is a copy of.
func (m *matcher) inRun(t int) bool {
	of := m.copies[t].Of
	return t > 0 && of > 0 && m.copies[t-1].Of == of-1 || t+1 < len(m.copies) && m.copies[t+1].Of == of+1
}

// beam gathers the states after one block.
type beam struct {
	steps []step
	order []int32
	edges []edge
	best  float64
}

func (b *beam) reset() { b.steps, b.best = b.steps[:0], math.Inf(-1) }

func (b *beam) takes(score float64) bool { return score > b.best-beamDepth }

func (b *beam) offer(s step) {
	if b.takes(s.score) {
		b.best = math.Max(b.best, s.score)
		b.steps = append(b.steps, s)
	}
}

// keep is the best states, the best first, one of those that are alike, and the ways into them.
func (b *beam) keep(before []step) layer {
	b.order = b.order[:0]
	for i := range b.steps {
		if b.takes(b.steps[i].score) {
			b.order = append(b.order, int32(i))
		}
	}
	slices.SortFunc(b.order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(b.steps[y].score, b.steps[x].score), cmp.Compare(x, y))
	})
	b.edges = b.edges[:0]
	out := make([]step, 0, beamWidth)
	for _, i := range b.order {
		s := &b.steps[i]
		to := slices.IndexFunc(out, func(o step) bool { return o.like(s) })
		switch {
		case to >= 0 && s.score < out[to].score-edgeDepth:
			continue
		case to < 0 && len(out) == beamWidth:
			continue
		case to < 0:
			to = len(out)
			out = append(out, *s)
		}
		b.edges = append(b.edges, edge{int32(to), s.prev, float32(s.score - before[s.prev].score)})
	}
	return layer{slices.Clip(out), slices.Clone(b.edges)}
}
