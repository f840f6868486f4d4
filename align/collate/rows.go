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
// those of an earlier call must not be written to. It is safe for concurrent use while the bitext does not change.
func (c *Collation) Rows(ctx context.Context) ([]corpus.Row, error) {
	shared, err := c.Shared(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]corpus.Row, len(shared))
	for i, r := range shared {
		out[i] = *r
	}
	return out, nil
}

// Shared are the same rows, to be read only: one that nothing has happened to since an earlier call is the very row of that
// call. What has not changed costs next to nothing.
func (c *Collation) Shared(ctx context.Context) ([]*corpus.Row, error) {
	b := newBinding(c)
	return c.kept.rows(ctx, c, b, b.groups())
}

// binding is the work on the rows: a union of paragraphs that belong together. Nodes are the paragraphs of the original
// and, behind them, those of the translation.
type binding struct {
	original, translation []corpus.ReadingParagraph
	parent                []int32
}

func newBinding(c *Collation) *binding {
	b := &binding{original: c.Bitext.Reading(corpus.OriginalSide).Paragraphs, translation: c.Bitext.Reading(corpus.TranslationSide).Paragraphs}
	b.parent = make([]int32, len(b.original)+len(b.translation))
	for i := range b.parent {
		b.parent[i] = int32(i)
	}
	originals := newPlaces(b.original, 0, len(c.Bitext.Original.Blocks))
	linked := b.link(c.Bitext.Links(), originals, len(c.Bitext.Translation.Blocks))
	b.match(c.Layout, originals, linked)
	return b
}

// match joins what the layout found to belong together, but for paragraphs whose links are decided.
func (b *binding) match(l *layout.Layout, originals *places, linked []bool) {
	for t, p := range b.translation {
		node := len(b.original) + t
		if linked[node] {
			continue
		}
		for _, piece := range p.Pieces {
			o := l.Match[piece.Block-1]
			if o < 0 {
				continue
			}
			for at := range originals.of(corpus.BlockID(o + 1)) {
				if !linked[at] {
					b.join(at, node)
				}
			}
		}
	}
}

// link joins what people linked and reports which paragraphs that decides. Links of less than a paragraph decide nothing
// here.
func (b *binding) link(links []corpus.LinkedPair, originals *places, blocks int) []bool {
	linked := make([]bool, len(b.parent))
	if len(links) == 0 {
		return linked
	}
	translations := newPlaces(b.translation, len(b.original), blocks)
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
func (b *binding) whole(refs []corpus.Ref, in *places) []int {
	var out []int
	for _, r := range refs {
		for node := range in.of(r.Block) {
			for _, piece := range b.paragraph(node).Pieces {
				if piece.Block == r.Block && piece.Span == r.Span {
					out = append(out, node)
				}
			}
		}
	}
	return out
}

func (b *binding) paragraph(node int) *corpus.ReadingParagraph {
	if node < len(b.original) {
		return &b.original[node]
	}
	return &b.translation[node-len(b.original)]
}

// root finds the set of a node (Tarjan 1975, with path halving).
func (b *binding) root(node int) int {
	at := int32(node)
	for b.parent[at] != at {
		b.parent[at] = b.parent[b.parent[at]]
		at = b.parent[at]
	}
	return int(at)
}

// join makes two sets one. The root is the first node of a set.
func (b *binding) join(s, t int) {
	s, t = b.root(s), b.root(t)
	b.parent[max(s, t)] = int32(min(s, t))
}

// group is a set of paragraphs that belong together, as nodes, ascending.
type group []int32

// groups are the sets in the order of the original. One without an original stands behind the set of the paragraph of the
// translation before it.
func (b *binding) groups() []group {
	size := make([]int32, len(b.parent)) // by root
	for node := range b.parent {
		size[b.root(node)]++
	}
	var roots []int32
	for node := range b.original {
		if b.root(node) == node {
			roots = append(roots, int32(node))
		}
	}
	var added []addition
	last := -1 // root of the original's paragraphs that the translation's paragraph before stands with, or behind
	for node := len(b.original); node < len(b.parent); node++ {
		switch root := b.root(node); {
		case root < len(b.original):
			last = root
		case root == node:
			added = append(added, addition{int32(last), int32(root)})
		default:
			last = behind(added, int32(root))
		}
	}
	slices.SortStableFunc(added, func(x, y addition) int { return cmp.Compare(x.behind, y.behind) })
	return b.members(withAdditions(roots, added), size)
}

// addition is the root of a set without an original, and the root of the set that it stands behind; -1 for the beginning.
type addition struct{ behind, root int32 }

// behind is what the set of a root among the additions stands behind.
func behind(added []addition, root int32) int {
	i := slices.IndexFunc(added, func(a addition) bool { return a.root == root })
	return int(added[i].behind)
}

// withAdditions puts additions, ordered by what they stand behind, into the roots of the original.
func withAdditions(roots []int32, added []addition) []int32 {
	out := make([]int32, 0, len(roots)+len(added))
	take := func(behind int32) {
		for len(added) > 0 && added[0].behind <= behind {
			out, added = append(out, added[0].root), added[1:]
		}
	}
	take(-1)
	for _, root := range roots {
		out = append(out, root)
		take(root)
	}
	return out
}

// members are the sets of the roots, of known sizes.
func (b *binding) members(roots, size []int32) []group {
	all, out := make([]int32, len(b.parent)), make([]group, len(roots))
	at := make([]int32, len(b.parent)) // by root: where its set goes on
	n := int32(0)
	for i, root := range roots {
		out[i], at[root] = all[n:n+size[root]], n
		n += size[root]
	}
	for node := range b.parent {
		root := b.root(node)
		all[at[root]] = int32(node)
		at[root]++
	}
	return out
}

// places lists the nodes of the paragraphs that each block has a piece in: chains of entries in arrays.
type places struct {
	first []int32 // by block: its first entry; 0 for none
	next  []int32 // by entry; 0 for none
	nodes []int32 // by entry
}

func newPlaces(paragraphs []corpus.ReadingParagraph, from, blocks int) *places {
	p := &places{make([]int32, blocks+1), make([]int32, 1, len(paragraphs)+1), make([]int32, 1, len(paragraphs)+1)}
	for i, q := range slices.Backward(paragraphs) {
		for k, piece := range slices.Backward(q.Pieces) {
			if k > 0 && q.Pieces[k-1].Block == piece.Block {
				continue
			}
			p.next, p.nodes = append(p.next, p.first[piece.Block]), append(p.nodes, int32(from+i))
			p.first[piece.Block] = int32(len(p.next) - 1)
		}
	}
	return p
}

// of goes through the nodes of a block, ascending.
func (p *places) of(id corpus.BlockID) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for at := p.first[id]; at > 0; at = p.next[at] {
			if !yield(int(p.nodes[at])) {
				return
			}
		}
	}
}
