package layout

import (
	"fmt"
	"slices"

	"muqabala/corpus"
)

// edits are the operations that make the reading, a cause an edit: repeats dropped, headers set apart, runs moved, torn
// paragraphs joined.
func edits(d *corpus.Document, l *Layout) []corpus.Edit {
	out := slices.Concat(drops(d, l), headers(d), moves(l), joins(l))
	for i := range out {
		out[i].Author = "muqabala"
	}
	return out
}

func place(id corpus.BlockID) corpus.Place { return corpus.Place{Block: id} }

// drops leaves out repeats; a run of them is one cause.
func drops(d *corpus.Document, l *Layout) []corpus.Edit {
	var out []corpus.Edit
	last := corpus.BlockID(-1)
	for _, b := range d.Blocks {
		of, ok := l.Duplicates[b.ID]
		if !ok {
			continue
		}
		op := corpus.Drop{Side: corpus.TranslationSide, At: place(b.ID), Of: place(of)}
		if b.ID == last+1 {
			out[len(out)-1].Ops = append(out[len(out)-1].Ops, op)
			out[len(out)-1].Cause.Text = "a column was read twice"
		} else {
			out = append(out, corpus.Edit{Cause: corpus.Cause{Name: "read-twice", Text: "a paragraph was read twice", Confidence: .95}, Ops: []corpus.Op{op}})
		}
		last = b.ID
	}
	return out
}

// headers leaves out running headers and page numbers, all at once.
func headers(d *corpus.Document) []corpus.Edit {
	var ops []corpus.Op
	for _, b := range d.Blocks {
		if b.Kind == corpus.Furniture {
			ops = append(ops, corpus.Drop{Side: corpus.TranslationSide, At: place(b.ID)})
		}
	}
	if ops == nil {
		return nil
	}
	return []corpus.Edit{{Cause: corpus.Cause{Name: "running-header", Text: "running headers and page numbers stand in the text", Confidence: .95}, Ops: ops}}
}

// moves puts blocks in reading order; what stands outside the longest run in order moves, a run of the file an edit.
func moves(l *Layout) []corpus.Edit {
	ids := slices.Concat(l.Order...)
	kept := longestIncreasing(ids)
	before := map[corpus.BlockID]corpus.Place{}
	for i, id := range ids {
		if i+1 < len(ids) {
			before[id] = place(ids[i+1])
		}
	}
	var out []corpus.Edit
	last := corpus.BlockID(-1)
	for _, id := range slices.Backward(ids) { // from the end, so that what a block is put before stands in its place
		if kept[id] {
			continue
		}
		op := corpus.Move{Side: corpus.TranslationSide, At: place(id), Before: before[id]}
		if id == last-1 {
			out[len(out)-1].Ops = append(out[len(out)-1].Ops, op)
		} else {
			out = append(out, corpus.Edit{Cause: corpus.Cause{Name: "columns-swapped", Confidence: .9}, Ops: []corpus.Op{op}})
		}
		last = id
		e := &out[len(out)-1]
		e.Cause.Text = fmt.Sprintf("columns swapped: block %d stands in the wrong place", id)
		if n := len(e.Ops); n > 1 {
			e.Cause.Text = fmt.Sprintf("columns swapped: %d blocks from block %d on stand in the wrong place", n, id)
		}
	}
	return out
}

// joins makes torn paragraphs whole.
func joins(l *Layout) []corpus.Edit {
	var out []corpus.Edit
	for _, blocks := range l.Order {
		for _, tail := range blocks[1:] {
			out = append(out, corpus.Edit{
				Cause: corpus.Cause{Name: "torn", Text: fmt.Sprintf("the paragraph of block %d goes on in block %d", blocks[0], tail), Confidence: .95},
				Ops:   []corpus.Op{corpus.Join{Side: corpus.TranslationSide, Head: place(blocks[0]), Tail: place(tail)}}})
		}
	}
	return out
}

// Repair is the bitext of the two documents with the proposed edits made. Without an original, an empty document stands for it.
func Repair(original, translation *corpus.Document, l *Layout) (*corpus.Bitext, error) {
	if original == nil {
		original = &corpus.Document{Lang: corpus.English}
	}
	return corpus.Replay(original, translation, l.Edits)
}
