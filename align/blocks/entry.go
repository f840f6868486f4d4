package blocks

import (
	"slices"

	"muqabala/corpus"
)

// entry is a way to begin a column with a block.
type entry struct {
	from  cursor // where it begins
	here  cursor // where it ends
	score float64
}

// findEntries lists the entries of block t: where its number and words speak for, and within the next places.
func (m *matcher) findEntries(t int, next int32) {
	m.entries = m.entries[:0]
	places := m.candidates(t)
	window := int32(windowSize)
	if m.bare {
		window = 0
	}
	for at := max(next, 0); at < min(next+window, int32(len(m.spine))); at++ {
		places = append(places, at)
	}
	slices.Sort(places)
	for _, at := range slices.Compact(places) {
		m.enter(t, at)
	}
	m.enterAlone(t)
}

// enterAlone lists the entries of a block without a counterpart: before what the next block's number and words speak for.
func (m *matcher) enterAlone(t int) {
	next := t + 1
	for next < len(m.tsegs) && m.translation.Blocks[next].Kind == corpus.Heading && m.bare {
		next++
	}
	if next == len(m.tsegs) {
		return
	}
	for _, at := range m.votes[next] {
		if at > 0 {
			c := cursor{at: at - 1, last: int32(t), alone: true}
			m.entries = append(m.entries, entry{cursor{at: at - 1, alone: true}, c, -m.null(t, start)})
		}
	}
}

// enter lists the entries at one place: at its start, at the part that the block's end leaves, and where its words say.
func (m *matcher) enter(t int, at int32) {
	b, f, w := &m.translation.Blocks[t], m.fit(t, at), float32(m.whole(at))
	n := float32(m.length(t))
	offer := func(from float32) {
		here := cursor{at: at, last: int32(t), read: from + n}
		m.entries = append(m.entries, entry{cursor{at: at, read: from}, here, f.score + placed(f.marks, from, float64(w)) - m.over(here)})
	}
	if !m.tail(t) {
		offer(0)
	}
	if b.Kind != corpus.Paragraph || b.Number != "" {
		return
	}
	end := max(1, w*.05, w-n)
	offer(end)
	if begin := max(f.begin, .02*w, 10); f.begin >= 0 && abs32(begin-end) > alike/2 {
		offer(begin)
	}
}
