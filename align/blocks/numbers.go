package blocks

import (
	"strconv"

	"muqabala/corpus"
)

// Numbers is what the numbers of a translation's paragraphs tell of an original that is not there: a document of as many
// paragraphs, without text, for [Match]. It is nil where most paragraphs have no number.
func Numbers(translation *corpus.Document) *corpus.Document {
	if !numbered(translation) {
		return nil
	}
	most, _ := highest(translation)
	d := &corpus.Document{Lang: corpus.English}
	for n := range min(most, 2*len(translation.Blocks)) {
		d.Blocks = append(d.Blocks, corpus.Block{ID: corpus.BlockID(n + 1), Kind: corpus.Paragraph, Number: strconv.Itoa(n + 1)})
	}
	return d
}

// numbered reports whether the paragraphs of a document, torn or whole, are numbered through.
func numbered(d *corpus.Document) bool {
	most, all := highest(d)
	return all >= 2 && all*3 >= most*2
}

// highest is the highest number of a paragraph, and how many there are.
func highest(d *corpus.Document) (most, all int) {
	seen := map[int]bool{}
	for i := range d.Blocks {
		if n, ok := integer(&d.Blocks[i]); ok {
			most, seen[n] = max(most, n), true
		}
	}
	return most, len(seen)
}

// integer is the number of a numbered paragraph, false for "a", "27.1" and none.
func integer(b *corpus.Block) (int, bool) {
	if b.Kind != corpus.Paragraph {
		return 0, false
	}
	n, err := strconv.Atoi(b.Number)
	return n, err == nil
}

// loose reports whether a list of numbers says nothing of block t: a heading, an item of a list.
func (m *matcher) loose(t int) bool {
	b := &m.translation.Blocks[t]
	if b.Kind != corpus.Paragraph {
		return true
	}
	_, ok := integer(b)
	return !ok && b.Number != ""
}
