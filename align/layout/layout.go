// Package layout finds what reading a page in the wrong order has done to a translation, and proposes edits that mend it.
//
// Where there is an English original, its order is the order: every block is matched with the block of the original that it
// carries (see [blocks.Match]). Where there is none, the numbers of the paragraphs are.
package layout

import (
	"cmp"
	"context"
	"slices"

	"muqabala/align/blocks"
	"muqabala/corpus"
	"muqabala/corpus/diff"
)

// Layout is what was found. Block indexes are 0-based; maps and proposals name blocks by their ID.
type Layout struct {
	Match []int // for each block of the translation the 0-based block of the original, -1 for none
	// Confidence is for each block of the translation the probability that it is matched rightly or, as a repeat or without
	// counterpart, rightly is not; Present for each block of the original that the translation has it.
	Confidence, Present []float64
	Duplicates          map[corpus.BlockID]corpus.BlockID // a block that is to be dropped, and the one that it repeats
	Order               [][]corpus.BlockID                // paragraphs in reading order, each with the blocks that it is made of
	Misplaced           []corpus.BlockID                  // blocks outside the longest run that stands in reading order
	Missing             []corpus.BlockID                  // blocks of the original that the translation lacks
	Edits               []corpus.Edit                     // the repair; each edit mends one cause
}

// analysis is the work on one translation.
type analysis struct {
	original, translation *corpus.Document // original may be nil
	match                 []blocks.Place
	present               []float64     // see [blocks.Matching]
	placed                bool          // whether anything says where blocks belong
	key                   []float64     // place in the reading order: of the original, or by number
	copies                []blocks.Copy // of the translation
	of                    map[corpus.BlockID]corpus.BlockID
}

// Analyse works out the reading order of a translation; original may be nil. It never changes the documents.
func Analyse(ctx context.Context, original, translation *corpus.Document) (*Layout, error) {
	a := &analysis{original: original, translation: translation, of: map[corpus.BlockID]corpus.BlockID{}}
	a.copies = blocks.Copies(translation)
	if err := a.place(ctx); err != nil {
		return nil, err
	}
	a.duplicates()
	a.keys()
	l := &Layout{Duplicates: a.of, Order: a.order(), Missing: a.missing(), Present: a.present}
	for _, m := range a.match {
		if original == nil {
			m.Original = -1
		}
		l.Match, l.Confidence = append(l.Match, m.Original), append(l.Confidence, m.Confidence)
	}
	l.Misplaced = a.misplaced(l.Order)
	l.Edits = edits(translation, l)
	return l, nil
}

// place finds where each block belongs: by the original, or else by the numbers of the paragraphs, or else where it stands.
func (a *analysis) place(ctx context.Context) error {
	original := a.original
	if original == nil {
		original = blocks.Numbers(a.translation)
	}
	if a.placed = original != nil; a.placed {
		found, err := blocks.Match(ctx, original, a.translation, a.copies)
		if err == nil {
			a.match, a.present = found.Places, found.Present
		}
		return err
	}
	a.match = make([]blocks.Place, len(a.translation.Blocks))
	for t := range a.match {
		a.match[t] = blocks.Place{Original: -1, After: -1, Rank: t, Confidence: .5}
	}
	return nil
}

// keys are the places in reading order: what has no counterpart stays behind what it follows.
func (a *analysis) keys() {
	a.key = make([]float64, len(a.match))
	for t, m := range a.match {
		a.key[t] = float64(m.After)
		if m.Original < 0 {
			a.key[t] += .5
		}
	}
}

// order is the paragraphs in reading order, torn ones joined.
func (a *analysis) order() [][]corpus.BlockID {
	var flow []int
	for t := range a.key {
		b := &a.translation.Blocks[t]
		if _, gone := a.of[b.ID]; !gone && b.Kind != corpus.Furniture {
			flow = append(flow, t)
		}
	}
	slices.SortStableFunc(flow, func(s, t int) int {
		return cmp.Or(cmp.Compare(a.key[s], a.key[t]), cmp.Compare(a.match[s].Rank, a.match[t].Rank))
	})
	var out [][]corpus.BlockID
	for start := 0; start < len(flow); {
		end := start + 1
		for end < len(flow) && a.same(flow[start], flow[end]) {
			end++
		}
		out = append(out, a.paragraphs(flow[start:end])...)
		start = end
	}
	return out
}

// same reports whether two neighbours of the reading order may be pieces of one paragraph.
func (a *analysis) same(s, t int) bool {
	bs, bt := &a.translation.Blocks[s], &a.translation.Blocks[t]
	if bs.Kind != corpus.Paragraph || bt.Kind != corpus.Paragraph {
		return false
	}
	if a.match[s].Original < 0 && a.match[t].Original < 0 {
		return a.placed && a.match[s].After == a.match[t].After && bt.Number == "" && !a.complete(s)
	}
	return a.match[s].Original == a.match[t].Original
}

// paragraphs puts the blocks of one paragraph of the original in order and joins what is torn.
func (a *analysis) paragraphs(group []int) [][]corpus.BlockID {
	var out [][]corpus.BlockID
	for i, t := range group {
		b := &a.translation.Blocks[t]
		if i > 0 && b.Number == "" {
			out[len(out)-1] = append(out[len(out)-1], b.ID)
		} else {
			out = append(out, []corpus.BlockID{b.ID})
		}
	}
	return out
}

// complete reports whether block t ends as a sentence does.
func (a *analysis) complete(t int) bool {
	return blocks.Complete(a.translation, a.translation.Blocks[t].ID)
}

// missing are the blocks of the original that no block of the translation carries.
func (a *analysis) missing() []corpus.BlockID {
	if a.original == nil {
		return nil
	}
	found := map[int]bool{}
	for _, m := range a.match {
		found[m.Original] = true
	}
	var out []corpus.BlockID
	for o, b := range a.original.Blocks {
		if !found[o] && (b.Kind == corpus.Paragraph || b.Kind == corpus.Heading || b.Kind == corpus.Footnote) {
			out = append(out, b.ID)
		}
	}
	return out
}

// misplaced are the blocks outside a longest run of the file that stands in reading order. Footnotes are left out: where
// they stand is a matter of the page.
func (a *analysis) misplaced(order [][]corpus.BlockID) []corpus.BlockID {
	ids := withoutNotes(a.translation, slices.Concat(order...))
	kept := diff.Increasing(ids)
	var out []corpus.BlockID
	for i, id := range ids {
		if !kept[i] {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
