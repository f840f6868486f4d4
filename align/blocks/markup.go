package blocks

import "muqabala/corpus"

// markupSure is the probability that markup between the same blocks of text is the same.
const markupSure = .9

// markup matches code, tags and rules within the text that they stand in: those that are the same on both sides, or else one
// after the other where there are as many. Without counterpart they stay behind what they follow.
func (m *matcher) markup(out *Matching) {
	if m.bare {
		return
	}
	gap := -2 // the block of the original behind which the last one stands
	at := gap // the same, markup of the gap counted
	var free []int
	for t, b := range m.translation.Blocks {
		p := &out.Places[t]
		switch {
		case b.Kind != corpus.Markup && p.Original < 0 && !p.Repeat && p.After == gap && b.Kind != corpus.Footnote:
			p.After = at // what has no counterpart stays behind the markup before it
			continue
		case b.Kind != corpus.Markup:
			continue
		}
		if p.After != gap {
			gap, at, free = p.After, p.After, m.markupBehind(p.After)
		}
		p.After = at
		k := m.sameMarkup(t, free, m.markupFrom(t, gap, out))
		if k < 0 {
			continue
		}
		at = free[k]
		p.Original, p.After, p.Confidence = at, at, markupSure
		out.Present[at] = markupSure
		free = free[k+1:]
	}
}

// markupBehind lists the markup of the original between block o and the next text.
func (m *matcher) markupBehind(o int) []int {
	var out []int
	for o++; o < len(m.original.Blocks); o++ {
		switch m.original.Blocks[o].Kind {
		case corpus.Markup:
			out = append(out, o)
		case corpus.Footnote, corpus.Furniture:
		default:
			return out
		}
	}
	return out
}

// markupFrom is the number of blocks of markup from t on that stand behind block gap of the original.
func (m *matcher) markupFrom(t, gap int, out *Matching) int {
	n := 1
	for u := t + 1; u < len(out.Places) && m.translation.Blocks[u].Kind == corpus.Markup && out.Places[u].After == gap; u++ {
		n++
	}
	return n
}

// sameMarkup is which of the free blocks of the original block t is, -1 for none; left counts t and the markup behind it.
func (m *matcher) sameMarkup(t int, free []int, left int) int {
	text := m.translation.Text(m.translation.Blocks[t].ID)
	for k, o := range free {
		if m.original.Text(m.original.Blocks[o].ID) == text {
			return k
		}
	}
	if len(free) > 0 && left == len(free) && m.original.Text(m.original.Blocks[free[0]].ID)[0] == text[0] {
		return 0
	}
	return -1
}
