package collate

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"muqabala/align"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// kept is the rows as they were worked out last, and the aligner of their sentences. A row is taken again where all that it
// depends on is what it was: its paragraphs, which a reading shares with the one before until something happens to them,
// and the decisions about their blocks. So nothing here can be out of date. The zero value is ready for use.
type kept struct {
	mu      sync.Mutex
	aligner *align.Aligner
	memory  []align.Translated // to learn from, beside the rows
	known   map[start]known

	stored map[start]*storedRow // what an earlier run of the program knew, until it is asked for
	learnt []byte               // the aligner of that run, likewise
}

// start is where a row begins: in the original, or where it has nothing of it, in the translation.
type start struct {
	side corpus.Side
	at   corpus.Place
}

// known is a row with the decisions that it was made with.
type known struct {
	row       *corpus.Row
	decisions []*corpus.Decisions
}

// rows are the groups as rows. The first call learns from all of them.
func (k *kept) rows(ctx context.Context, c *Collation, b *binding, groups []group) ([]*corpus.Row, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil {
		k.known = make(map[start]known, len(groups))
	}
	out, d := make([]*corpus.Row, len(groups)), newDigester()
	var fresh, recalled []int
	for i, g := range groups {
		if old, ok := k.known[b.start(g)]; ok && b.unchanged(g, old, c.Bitext) {
			out[i] = old.row
		} else {
			out[i] = b.row(g, c.Layout)
			if k.recall(d, b, g, c.Bitext, out[i]) {
				recalled = append(recalled, i)
			} else {
				fresh = append(fresh, i)
			}
		}
	}
	if err := k.align(ctx, c, out, fresh); err != nil {
		return nil, err
	}
	for _, i := range append(fresh, recalled...) {
		k.known[b.start(groups[i])] = known{out[i], b.decisions(groups[i], c.Bitext)}
	}
	return out, nil
}

// align gives the rows of these places sentences and beads, on all processors where there are many. What people linked or
// confirmed, where it names whole segments of a row, are beads of it.
func (k *kept) align(ctx context.Context, c *Collation, rows []*corpus.Row, fresh []int) error {
	for _, i := range fresh {
		rows[i].OriginalSegments, rows[i].TranslationSegments = segments(rows[i].Original, corpus.English), segments(rows[i].Translation, corpus.Arabic)
	}
	if len(fresh) == 0 {
		return nil
	}
	if err := k.learn(ctx, rows); err != nil {
		return err
	}
	workers := max(1, min(runtime.GOMAXPROCS(0), len(fresh)/rowsEach))
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for n := w; n < len(fresh) && ctx.Err() == nil; n += workers {
				r := rows[fresh[n]]
				r.Beads = k.aligner.Align(texts(r.OriginalSegments), texts(r.TranslationSegments), decided(r, c.Bitext)...)
			}
		})
	}
	all.Wait()
	return ctx.Err()
}

// rowsEach is how many rows make another worker worth its while.
const rowsEach = 50

// learn makes the aligner where there is none: what an earlier run has learnt, or else from the rows, whose sentences are
// known. k.mu is held.
func (k *kept) learn(ctx context.Context, rows []*corpus.Row) (err error) {
	if k.aligner == nil {
		k.aligner = k.learned()
	}
	if k.aligner != nil {
		return nil
	}
	parts := make([]align.Part, len(rows))
	for i, r := range rows {
		parts[i] = align.Part{Original: texts(r.OriginalSegments), Translation: texts(r.TranslationSegments)}
	}
	k.aligner, err = align.Learn(ctx, parts, align.Options{Memory: k.memory})
	return err
}

// start is where the row of a group begins.
func (b *binding) start(g group) start { return start{b.sideOf(g[0]), b.paragraph(int(g[0])).At} }

// sideOf is the side of a node.
func (b *binding) sideOf(node int32) corpus.Side {
	if int(node) < len(b.original) {
		return corpus.OriginalSide
	}
	return corpus.TranslationSide
}

// unchanged reports whether a row is made of the very paragraphs of a group, with the decisions there are.
func (b *binding) unchanged(g group, old known, bitext *corpus.Bitext) bool {
	if len(g) != len(old.row.Original)+len(old.row.Translation) {
		return false
	}
	for i, node := range g {
		was := &old.row.Original
		if i >= len(*was) {
			was, i = &old.row.Translation, i-len(*was)
		}
		if !same(b.paragraph(int(node)), &(*was)[i]) {
			return false
		}
	}
	return slices.Equal(b.decisions(g, bitext), old.decisions)
}

// same reports whether two paragraphs of readings are one that nothing has happened to.
func same(p, q *corpus.ReadingParagraph) bool { return &p.Pieces[0] == &q.Pieces[0] }

// decisions are those about the blocks of a group, in its order.
func (b *binding) decisions(g group, bitext *corpus.Bitext) []*corpus.Decisions {
	var out []*corpus.Decisions
	for _, node := range g {
		for _, piece := range b.paragraph(int(node)).Pieces {
			if d := bitext.Decisions(b.sideOf(node), piece.Block); d != nil {
				out = append(out, d)
			}
		}
	}
	return out
}

// row is a group as a row, without sentences.
func (b *binding) row(g group, l *layout.Layout) *corpus.Row {
	r := &corpus.Row{}
	for _, node := range g {
		if p := b.paragraph(int(node)); int(node) < len(b.original) {
			r.Original = append(r.Original, *p)
		} else {
			r.Translation = append(r.Translation, *p)
		}
	}
	r.Confidence = l.BeadConfidence(blocksOf(r.Original), blocksOf(r.Translation))
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

// Aligner is what was learnt from the rows: it aligns other sentences, and links words. The first call learns, where nothing was
// learnt before.
func (c *Collation) Aligner(ctx context.Context) (*align.Aligner, error) {
	if a := c.kept.before(); a != nil {
		return a, nil
	}
	rows, err := c.Shared(ctx)
	if err != nil {
		return nil, err
	}
	c.kept.mu.Lock()
	defer c.kept.mu.Unlock()
	err = c.kept.learn(ctx, rows)
	return c.kept.aligner, err
}

// before is the aligner that there is, or that an earlier run has learnt; nil for none.
func (k *kept) before() *align.Aligner {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.aligner == nil {
		k.aligner = k.learned()
	}
	return k.aligner
}

// segments are the sentences of paragraphs.
func segments(paragraphs []corpus.ReadingParagraph, lang corpus.Lang) []corpus.Segment {
	var out []corpus.Segment
	for _, p := range paragraphs {
		out = append(out, p.Segments(arabic.Sentences(p.Text(), lang))...)
	}
	return out
}

func texts(segments []corpus.Segment) []string {
	out := make([]string, len(segments))
	for i, s := range segments {
		out[i] = s.Text
	}
	return out
}

// decided are the beads that links make of whole segments of a row, and those that people confirmed. What comes first goes
// first: a segment is in one bead.
func decided(r *corpus.Row, bitext *corpus.Bitext) []corpus.Bead {
	links, confirmed := decisionsOf(r, bitext)
	var out []corpus.Bead
	taken := map[corpus.Ref]bool{}
	for _, pair := range append(links, confirmed...) {
		o, okO := indexes(r.OriginalSegments, pair.Original, taken)
		t, okT := indexes(r.TranslationSegments, pair.Translation, taken)
		if okO && okT && len(o)+len(t) > 0 {
			out = append(out, corpus.Bead{Original: o, Translation: t, Confidence: 1})
			for _, ref := range slices.Concat(pair.Original, pair.Translation) {
				taken[ref] = true
			}
		}
	}
	return out
}

// decisionsOf are the links, and the confirmed pairs, that name a block of the row, each once.
func decisionsOf(r *corpus.Row, bitext *corpus.Bitext) (links, confirmed []corpus.LinkedPair) {
	seen := map[string]bool{}
	add := func(to *[]corpus.LinkedPair, pairs []corpus.LinkedPair) {
		for _, p := range pairs {
			if key := p.Key(); !seen[key] {
				seen[key] = true
				*to = append(*to, p)
			}
		}
	}
	for side, paragraphs := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		for _, p := range paragraphs {
			for _, piece := range p.Pieces {
				if d := bitext.Decisions([]corpus.Side{corpus.OriginalSide, corpus.TranslationSide}[side], piece.Block); d != nil {
					add(&links, d.Links)
					add(&confirmed, d.Confirmed)
				}
			}
		}
	}
	return links, confirmed
}

// indexes are the segments that the references make up; false where these are anything but whole segments.
func indexes(segments []corpus.Segment, refs []corpus.Ref, taken map[corpus.Ref]bool) ([]int, bool) {
	want := make(map[corpus.Ref]bool, len(refs))
	for _, r := range refs {
		if taken[r] {
			return nil, false
		}
		want[r] = true
	}
	var out []int
	for i, s := range segments {
		n := 0
		for _, r := range s.Refs {
			if want[r] {
				delete(want, r)
				n++
			}
		}
		switch n {
		case 0:
		case len(s.Refs):
			out = append(out, i)
		default:
			return nil, false
		}
	}
	return out, len(want) == 0
}
