package collate

import (
	"cmp"
	"context"
	"slices"

	"muqabala/align/layout"
	"muqabala/corpus"
)

// Rows are the paragraphs of both readings as they belong together, in the order of the original; what the translation
// adds stands behind what it follows there. Links made by people go before what the layout found. What the rows share with
// those of an earlier call, because nothing in them changed, must not be written to. It is safe for concurrent use.
func (c *Collation) Rows(ctx context.Context) ([]corpus.Row, error) {
	b := newBinding(c)
	out := make([]corpus.Row, 0, len(b.original))
	for _, g := range b.groups() {
		out = append(out, b.row(g))
	}
	if err := c.sentences.fill(ctx, out, c.Bitext); err != nil {
		return nil, err
	}
	return out, nil
}

// Row is a row of the last [Collation.Rows] with sentences as its paragraphs have them now, after edits of their texts alone.
// It is much cheaper than all rows.
func (c *Collation) Row(ctx context.Context, r corpus.Row) (corpus.Row, error) {
	err := c.sentences.refill(ctx, &r, c.Bitext)
	return r, err
}

// binding is the work on the rows: a union of paragraphs that belong together. Nodes are the paragraphs of the original
// and, behind them, those of the translation.
type binding struct {
	original, translation []corpus.ReadingParagraph
	layout                *layout.Layout
	parent                []int
}

func newBinding(c *Collation) *binding {
	b := &binding{original: c.Bitext.Reading(corpus.OriginalSide).Paragraphs, translation: c.Bitext.Reading(corpus.TranslationSide).Paragraphs, layout: c.Layout}
	n := len(b.original) + len(b.translation)
	b.parent = make([]int, n)
	for i := range b.parent {
		b.parent[i] = i
	}
	originals, translations := nodes(b.original, 0), nodes(b.translation, len(b.original))
	linked := b.link(c.Bitext.Links(), originals, translations)
	for t, p := range b.translation {
		node := len(b.original) + t
		for _, id := range p.Blocks() {
			if o := c.Layout.Match[id-1]; o >= 0 && !linked[node] {
				for _, at := range originals[corpus.BlockID(o+1)] {
					if !linked[at] {
						b.join(at, node)
					}
				}
			}
		}
	}
	return b
}

// nodes lists the paragraphs that each block has a piece in.
func nodes(paragraphs []corpus.ReadingParagraph, from int) map[corpus.BlockID][]int {
	out := make(map[corpus.BlockID][]int, len(paragraphs))
	for i, p := range paragraphs {
		for _, id := range p.Blocks() {
			out[id] = append(out[id], from+i)
		}
	}
	return out
}

// link joins what people linked and reports which paragraphs that decides. Links of less than a paragraph decide nothing
// here.
func (b *binding) link(links []corpus.LinkedPair, originals, translations map[corpus.BlockID][]int) map[int]bool {
	linked := map[int]bool{}
	for _, pair := range links {
		at := slices.Concat(b.whole(pair.Original, originals), b.whole(pair.Translation, translations))
		if len(at) < len(pair.Original)+len(pair.Translation) {
			continue
		}
		for _, node := range at {
			b.join(at[0], node)
			linked[node] = true
		}
	}
	return linked
}

// whole gives, for each reference that is a whole piece of a paragraph, that paragraph.
func (b *binding) whole(refs []corpus.Ref, nodes map[corpus.BlockID][]int) []int {
	var out []int
	for _, r := range refs {
		for _, node := range nodes[r.Block] {
			for _, piece := range b.paragraph(node).Pieces {
				if piece.Block == r.Block && piece.Span == r.Span {
					out = append(out, node)
				}
			}
		}
	}
	return out
}

func (b *binding) paragraph(node int) corpus.ReadingParagraph {
	if node < len(b.original) {
		return b.original[node]
	}
	return b.translation[node-len(b.original)]
}

// root finds the set of a node (Tarjan 1975, with path halving).
func (b *binding) root(node int) int {
	for b.parent[node] != node {
		b.parent[node] = b.parent[b.parent[node]]
		node = b.parent[node]
	}
	return node
}

func (b *binding) join(s, t int) { b.parent[b.root(max(s, t))] = b.root(min(s, t)) }

// groups are the sets in the order of the original, each ascending.
func (b *binding) groups() [][]int {
	at := map[int]int{}
	var out [][]int
	var place []float64 // in the original
	last := -1.
	for node := range b.parent {
		root := b.root(node)
		g, ok := at[root]
		if !ok {
			g = len(out)
			at[root] = g
			out, place = append(out, nil), append(place, float64(node))
			if node >= len(b.original) {
				place[g] = last + .5
			}
		}
		out[g] = append(out[g], node)
		if node >= len(b.original) {
			last = place[g]
		}
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(place[x], place[y]) })
	sorted := make([][]int, len(out))
	for i, g := range order {
		sorted[i] = out[g]
	}
	return sorted
}

// row is a set of paragraphs as a row, without sentences.
func (b *binding) row(nodes []int) corpus.Row {
	var r corpus.Row
	for _, node := range nodes {
		p := b.paragraph(node)
		if node < len(b.original) {
			r.Original = append(r.Original, p)
		} else {
			r.Translation = append(r.Translation, p)
		}
	}
	r.Confidence = b.layout.BeadConfidence(blocksOf(r.Original), blocksOf(r.Translation))
	return r
}

// blocksOf are the blocks that paragraphs are made of, 0-based.
func blocksOf(paragraphs []corpus.ReadingParagraph) []int {
	var out []int
	for _, p := range paragraphs {
		for _, id := range p.Blocks() {
			out = append(out, int(id)-1)
		}
	}
	return out
}
