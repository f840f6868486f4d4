package workspace

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"muqabala/corpus"
)

// blockRows says which rows have a piece of a block of one side.
type blockRows struct {
	first []int32                    // by block: its first row + 1, 0 for none
	more  map[corpus.BlockID][]int32 // the others of blocks that stand in several rows, ascending
}

func newBlockRows(blocks int) blockRows {
	return blockRows{make([]int32, blocks+1), map[corpus.BlockID][]int32{}}
}

// enter enters the blocks of a row's paragraphs. Rows are entered in their order.
func (b *blockRows) enter(paragraphs []corpus.ReadingParagraph, row int) {
	for _, p := range paragraphs {
		for _, piece := range p.Pieces {
			id := piece.Block
			switch {
			case b.first[id] == 0:
				b.first[id] = int32(row) + 1
			case b.first[id] != int32(row)+1 && !slices.Contains(b.more[id], int32(row)):
				b.more[id] = append(b.more[id], int32(row))
			}
		}
	}
}

// of are the rows of a block.
func (b *blockRows) of(id corpus.BlockID) iter.Seq[int] {
	return func(yield func(int) bool) {
		if id < 1 || int(id) >= len(b.first) || b.first[id] == 0 || !yield(int(b.first[id])-1) {
			return
		}
		for _, row := range b.more[id] {
			if !yield(int(row)) {
				return
			}
		}
	}
}

// made is the row that was made of r, or nil.
func (v *View) made(r *corpus.Row) *Row {
	rows, begin := &v.translations, r.Translation
	if len(r.Original) > 0 {
		rows, begin = &v.originals, r.Original
	}
	id := begin[0].At.Block
	if int(id) >= len(rows.first) || rows.first[id] == 0 {
		return nil
	}
	if first := v.Rows[rows.first[id]-1]; first.Row == r {
		return first
	}
	for _, i := range rows.more[id] {
		if v.Rows[i].Row == r {
			return v.Rows[i]
		}
	}
	return nil
}

// rowsAt are the places of the rows that have a piece of a block.
func (v *View) rowsAt(side corpus.Side, id corpus.BlockID) iter.Seq[int] {
	if side == corpus.OriginalSide {
		return v.originals.of(id)
	}
	return v.translations.of(id)
}

// RowOf is the place of the first row that shows a block of a side, -1 for none.
func (v *View) RowOf(side corpus.Side, id corpus.BlockID) int {
	for i := range v.rowsAt(side, id) {
		return i
	}
	return -1
}

// Row finds a row by its ID, or by that of a row that it has become a part of. It gives its 0-based place, -1 for none.
func (v *View) Row(id string) int {
	side, block := sideOfRow(id)
	found := -1
	for i := range v.rowsAt(side, block) {
		if found < 0 || v.Rows[i].ID == id {
			found = i
		}
	}
	return found
}

// row is the row of that very ID, or nil.
func (v *View) row(id string) *Row {
	if i := v.Row(id); i >= 0 && v.Rows[i].ID == id {
		return v.Rows[i]
	}
	return nil
}

// rowID names a row by the place where it begins: in the original, or where it has none of it, in the translation.
func rowID(r *corpus.Row) string {
	letter, at := "o", corpus.Place{}
	if len(r.Original) > 0 {
		at = r.Original[0].At
	} else if len(r.Translation) > 0 {
		letter, at = "t", r.Translation[0].At
	}
	id := letter + strconv.Itoa(int(at.Block))
	if at.Offset > 0 {
		id += "." + strconv.Itoa(at.Offset)
	}
	return id
}

// sideOfRow is the side and the block that a row of that ID begins with; block 0 where it is no ID.
func sideOfRow(id string) (corpus.Side, corpus.BlockID) {
	side, rest := corpus.OriginalSide, strings.TrimPrefix(id, "o")
	if strings.HasPrefix(id, "t") {
		side, rest = corpus.TranslationSide, id[1:]
	}
	if rest == id {
		return "", 0
	}
	block, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(block)
	if err != nil {
		return "", 0
	}
	return side, corpus.BlockID(n)
}
