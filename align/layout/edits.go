package layout

import (
	"fmt"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/diff"
)

// Author is whom the edits name that the layout proposes: the program.
const Author = "muqabala"

// headerSure is the probability that what looks like a running header or a page number is one.
const headerSure = .97

// edits are the operations that make the reading, one edit for each kind of cause, for that is what a person decides:
// repeats and headers dropped, columns put in order and notes behind their paragraphs, torn paragraphs joined. The
// confidence of a cause is the mean probability that one of its operations is right.
func edits(d *corpus.Document, l *Layout) []corpus.Edit {
	var out []corpus.Edit
	for _, e := range []*proposal{drops(d, l), headers(d), moves(d, l), joins(l)} {
		if len(e.ops) > 0 {
			out = append(out, e.edit())
		}
	}
	return out
}

// proposal is an edit in the making.
type proposal struct {
	name string
	text func(ops, runs int) string
	ops  []corpus.Op
	sure float64 // sum of the operations' probabilities
	runs int     // of blocks that follow each other in the file
	last corpus.BlockID
}

// add appends an operation on a block; blocks come in file order, or backwards.
func (p *proposal) add(id corpus.BlockID, sure float64, op corpus.Op) {
	if len(p.ops) == 0 || id != p.last+1 && id != p.last-1 {
		p.runs++
	}
	p.ops, p.sure, p.last = append(p.ops, op), p.sure+sure, id
}

func (p *proposal) edit() corpus.Edit {
	cause := corpus.Cause{Name: p.name, Text: p.text(len(p.ops), p.runs), Confidence: p.sure / float64(len(p.ops))}
	return corpus.Edit{Author: Author, Cause: cause, Ops: p.ops}
}

func place(id corpus.BlockID) corpus.Place { return corpus.Place{Block: id} }

// drops leaves out repeats.
func drops(d *corpus.Document, l *Layout) *proposal {
	p := &proposal{name: "read-twice", text: func(ops, runs int) string {
		if ops == runs {
			return plural(ops, "a paragraph was read twice", "%d paragraphs were read twice")
		}
		return plural(runs, "a column was read twice", "columns were read twice in %d places") + fmt.Sprintf(": %d blocks", ops)
	}}
	for _, b := range d.Blocks {
		if of, ok := l.Duplicates[b.ID]; ok {
			p.add(b.ID, l.Confidence[b.ID-1], corpus.Drop{Side: corpus.TranslationSide, At: place(b.ID), Of: place(of)})
		}
	}
	return p
}

// headers leaves out running headers and page numbers.
func headers(d *corpus.Document) *proposal {
	p := &proposal{name: "running-header", text: func(ops, _ int) string {
		return plural(ops, "a running header or page number stands in the text", "%d running headers and page numbers stand in the text")
	}}
	for _, b := range d.Blocks {
		if b.Kind == corpus.Furniture {
			p.add(b.ID, headerSure, corpus.Drop{Side: corpus.TranslationSide, At: place(b.ID)})
		}
	}
	return p
}

// moves puts blocks in reading order: first the text, of which what stands outside the longest run in order moves; then the
// notes. Each goes before what it should stand before; from the end, so that this stands in its place already.
func moves(d *corpus.Document, l *Layout) *proposal {
	p := &proposal{name: "columns-swapped"}
	order := slices.Concat(l.Order...)
	text := withoutNotes(d, order)
	kept, list := diff.Increasing(text), newChain(len(d.Blocks), order)
	move := func(id, next corpus.BlockID) {
		list.move(id, next)
		p.add(id, l.Confidence[id-1], corpus.Move{Side: corpus.TranslationSide, At: place(id), Before: place(next)})
	}
	for i, id := range slices.Backward(text) {
		if !kept[i] {
			move(id, after(text, i))
		}
	}
	blocks, pages := len(p.ops), p.runs
	for i, id := range slices.Backward(order) {
		if next := after(order, i); list.next[id] != next {
			move(id, next)
		}
	}
	if blocks == 0 {
		p.name = "note-in-flow"
	}
	p.text = func(ops, _ int) string { return describeMoves(pages, blocks, ops-blocks) }
	return p
}

// describeMoves says on how many pages how many blocks of the text, and how many notes, are moved.
func describeMoves(pages, blocks, notes int) string {
	var said []string
	if blocks > 0 {
		said = append(said, plural(pages, "columns swapped on a page", "columns swapped on %d pages")+": "+
			plural(blocks, "a block stands in the wrong place", "%d blocks stand in the wrong place"))
	}
	if notes > 0 {
		said = append(said, plural(notes, "a note stands away from its paragraph", "%d notes stand away from their paragraphs"))
	}
	return strings.Join(said, "; ")
}

// withoutNotes is the blocks of an order but the notes.
func withoutNotes(d *corpus.Document, order []corpus.BlockID) []corpus.BlockID {
	return slices.DeleteFunc(slices.Clone(order), func(id corpus.BlockID) bool { return d.Block(id).Kind == corpus.Footnote })
}

// after is what stands behind place i, 0 at the end.
func after(order []corpus.BlockID, i int) corpus.BlockID {
	if i+1 < len(order) {
		return order[i+1]
	}
	return 0
}

// chain is blocks in the order that the moves so far have made, doubly linked; 0 is both ends.
type chain struct{ next, prev []corpus.BlockID }

// newChain is the blocks of an order as they stand in a file of so many.
func newChain(blocks int, order []corpus.BlockID) *chain {
	c := &chain{make([]corpus.BlockID, blocks+1), make([]corpus.BlockID, blocks+1)}
	last := corpus.BlockID(0)
	for _, id := range slices.Sorted(slices.Values(order)) {
		c.next[last], c.prev[id] = id, last
		last = id
	}
	c.next[last], c.prev[0] = 0, last
	return c
}

// move puts a block before another one.
func (c *chain) move(id, before corpus.BlockID) {
	c.next[c.prev[id]], c.prev[c.next[id]] = c.next[id], c.prev[id]
	last := c.prev[before]
	c.next[last], c.prev[id], c.next[id], c.prev[before] = id, last, before, id
}

// joins makes torn paragraphs whole.
func joins(l *Layout) *proposal {
	p := &proposal{name: "torn"}
	p.text = func(ops, _ int) string {
		first := p.ops[0].(corpus.Join)
		one := fmt.Sprintf("the paragraph of block %d goes on in block %d", first.Head.Block, first.Tail.Block)
		return plural(ops, one, "paragraphs are torn in %d places")
	}
	for _, blocks := range l.Order {
		for i, tail := range blocks[1:] {
			sure := min(l.Confidence[blocks[i]-1], l.Confidence[tail-1])
			p.add(tail, sure, corpus.Join{Side: corpus.TranslationSide, Head: place(blocks[0]), Tail: place(tail)})
		}
	}
	return p
}

// plural is one or, of n things, many.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// Repair is the bitext of the two documents with the proposed edits made. Without an original, an empty document stands for it.
func Repair(original, translation *corpus.Document, l *Layout) (*corpus.Bitext, error) {
	if original == nil {
		original = &corpus.Document{Lang: corpus.English}
	}
	return corpus.Replay(original, translation, l.Edits)
}
