package layout

import "muqabala/corpus"

// duplicates finds repeats: those that reading passed over; where nothing says how to read, all but the first of blocks that are
// alike. A short line without a number may well stand more than once.
func (a *analysis) duplicates() {
	for t, c := range a.copies {
		b := &a.translation.Blocks[t]
		switch {
		case c.Of < 0:
		case a.placed && !a.match[t].Repeat:
		case !a.placed && b.Number == "" && len([]rune(a.translation.Body(b.ID))) < shortLine:
		default:
			a.of[b.ID] = a.first(c.Of)
		}
	}
}

// shortLine is how many runes of text do not prove that it stands there twice by mistake.
const shortLine = 45

// first is the block that u repeats in the end, or u.
func (a *analysis) first(u int) corpus.BlockID {
	if of, ok := a.of[a.translation.Blocks[u].ID]; ok {
		return of
	}
	return a.translation.Blocks[u].ID
}
