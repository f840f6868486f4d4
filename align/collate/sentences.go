package collate

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"slices"
	"sync"

	"muqabala/align"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// sentences aligns the sentences within rows. What it worked out it keeps while a row stays as it is, so that an edit costs
// the rows that it changes. The zero value is ready for use.
type sentences struct {
	mu      sync.Mutex
	aligner *align.Aligner
	known   map[rowKey]aligned
}

// rowKey stands for all that the sentences of a row depend on.
type rowKey [sha256.Size]byte

// aligned is the part of a row that is kept.
type aligned struct {
	original, translation []corpus.Segment
	beads                 []corpus.Bead
}

// fill adds segments and beads to the rows. What people linked or confirmed, where it names whole segments of a row, are beads
// of it. The first call learns from all rows.
func (s *sentences) fill(ctx context.Context, rows []corpus.Row, b *corpus.Bitext) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	keys, decided := newKeyer(), linksByBlock(b.Links())
	now := make(map[rowKey]aligned, len(rows))
	var fresh []int // rows that are not known yet
	at := make([]rowKey, len(rows))
	for i, r := range rows {
		at[i] = keys.key(r, decided)
		if known, ok := s.known[at[i]]; ok {
			now[at[i]] = known
		} else if _, twice := now[at[i]]; !twice {
			now[at[i]] = aligned{original: segments(r.Original, corpus.English), translation: segments(r.Translation, corpus.Arabic)}
			fresh = append(fresh, i)
		}
	}
	if s.aligner == nil {
		parts := make([]align.Part, 0, len(rows))
		for _, k := range at {
			parts = append(parts, align.Part{Original: texts(now[k].original), Translation: texts(now[k].translation)})
		}
		var err error
		if s.aligner, err = align.Learn(ctx, parts, align.Options{}); err != nil {
			return err
		}
	}
	for _, i := range fresh {
		if err := ctx.Err(); err != nil {
			return err
		}
		a := now[at[i]]
		a.beads = s.aligner.Align(texts(a.original), texts(a.translation), a.fixed(decided.of(rows[i]), b.Verdict)...)
		now[at[i]] = a
	}
	s.known = now
	for i, k := range at {
		rows[i].OriginalSegments, rows[i].TranslationSegments, rows[i].Beads = now[k].original, now[k].translation, now[k].beads
	}
	return nil
}

// refill is fill for one row, where the others stay as they are.
func (s *sentences) refill(ctx context.Context, r *corpus.Row, b *corpus.Bitext) error {
	s.mu.Lock()
	known := s.known
	s.mu.Unlock()
	one := []corpus.Row{*r}
	if err := s.fill(ctx, one, b); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, a := range s.known {
		known[k] = a
	}
	s.known, *r = known, one[0]
	return nil
}

// Aligner is what was learnt from the rows: it aligns other sentences, and links words. The first call learns.
func (c *Collation) Aligner(ctx context.Context) (*align.Aligner, error) {
	c.sentences.mu.Lock()
	a := c.sentences.aligner
	c.sentences.mu.Unlock()
	if a != nil {
		return a, nil
	}
	if _, err := c.Rows(ctx); err != nil {
		return nil, err
	}
	return c.sentences.aligner, nil
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

// fixed are the beads that links make of whole segments, and those that people confirmed.
func (a *aligned) fixed(links []corpus.LinkedPair, verdict func(key string) corpus.Verdict) []corpus.Bead {
	var out []corpus.Bead
	taken := map[corpus.Ref]bool{} // a segment is in one bead
	for _, pair := range links {
		o, okO := indexes(a.original, pair.Original, taken)
		t, okT := indexes(a.translation, pair.Translation, taken)
		if okO && okT && len(o)+len(t) > 0 {
			out = append(out, corpus.Bead{Original: o, Translation: t, Confidence: 1})
			for _, ref := range append(pair.Original, pair.Translation...) {
				taken[ref] = true
			}
		}
	}
	return append(out, a.confirmed(verdict, taken)...)
}

// widestConfirmed is how many segments a side of a confirmed bead may have to be found.
const widestConfirmed = 4

// confirmed are the beads of neighbouring segments, none of them taken, that people confirmed.
func (a *aligned) confirmed(verdict func(key string) corpus.Verdict, taken map[corpus.Ref]bool) []corpus.Bead {
	var out []corpus.Bead
	row := corpus.Row{OriginalSegments: a.original, TranslationSegments: a.translation}
	for _, o := range runs(a.original, taken) {
		for _, t := range runs(a.translation, taken) {
			b := corpus.Bead{Original: o, Translation: t, Confidence: 1}
			if verdict(row.BeadPair(b).Key()) == corpus.Confirmed && !overlaps(out, b) {
				out = append(out, b)
			}
		}
	}
	return out
}

// runs are the runs of up to [widestConfirmed] segments of which none is taken.
func runs(segments []corpus.Segment, taken map[corpus.Ref]bool) [][]int {
	var out [][]int
	for from := range segments {
		var run []int
		for i := from; i < min(len(segments), from+widestConfirmed) && !slices.ContainsFunc(segments[i].Refs, func(r corpus.Ref) bool { return taken[r] }); i++ {
			run = append(run, i)
			out = append(out, slices.Clone(run))
		}
	}
	return out
}

// overlaps reports whether a bead shares a segment with one of the others.
func overlaps(beads []corpus.Bead, b corpus.Bead) bool {
	return slices.ContainsFunc(beads, func(other corpus.Bead) bool {
		return slices.ContainsFunc(b.Original, func(i int) bool { return slices.Contains(other.Original, i) }) ||
			slices.ContainsFunc(b.Translation, func(j int) bool { return slices.Contains(other.Translation, j) })
	})
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

// blockLinks lists the links by the blocks that they name.
type blockLinks map[corpus.Side]map[corpus.BlockID][]corpus.LinkedPair

func linksByBlock(links []corpus.LinkedPair) blockLinks {
	out := blockLinks{corpus.OriginalSide: {}, corpus.TranslationSide: {}}
	for _, pair := range links {
		for side, refs := range map[corpus.Side][]corpus.Ref{corpus.OriginalSide: pair.Original, corpus.TranslationSide: pair.Translation} {
			for i, r := range refs {
				if i == 0 || refs[i-1].Block != r.Block {
					out[side][r.Block] = append(out[side][r.Block], pair)
				}
			}
		}
	}
	return out
}

// of are the links that name a block of the row, each once.
func (l blockLinks) of(r corpus.Row) []corpus.LinkedPair {
	var out []corpus.LinkedPair
	seen := map[string]bool{}
	collect := func(side corpus.Side, paragraphs []corpus.ReadingParagraph) {
		if len(l[side]) == 0 {
			return
		}
		for _, p := range paragraphs {
			for _, id := range p.Blocks() {
				for _, pair := range l[side][id] {
					if key := pair.Key(); !seen[key] {
						seen[key] = true
						out = append(out, pair)
					}
				}
			}
		}
	}
	collect(corpus.OriginalSide, r.Original)
	collect(corpus.TranslationSide, r.Translation)
	return out
}

// keyer makes keys.
type keyer struct{ hash hash.Hash }

func newKeyer() keyer { return keyer{sha256.New()} }

// key is that of a row with the links that name its blocks.
func (k keyer) key(r corpus.Row, decided blockLinks) (out rowKey) {
	k.hash.Reset()
	for _, side := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		k.number(len(side))
		for _, p := range side {
			k.number(len(p.Pieces))
			for _, piece := range p.Pieces {
				k.number(int(piece.Block))
				k.number(piece.Span.Start)
				k.number(len(piece.Text))
				io.WriteString(k.hash, piece.Text)
				for _, e := range piece.Edited {
					k.number(e.Span.Start)
					k.number(e.Span.End)
					k.number(len(e.Text))
				}
				k.number(len(piece.Boundaries))
				for _, b := range piece.Boundaries {
					k.number(b.Offset)
					io.WriteString(k.hash, string(b.Boundary))
				}
			}
		}
	}
	for _, pair := range decided.of(r) {
		io.WriteString(k.hash, pair.Key())
	}
	k.hash.Sum(out[:0])
	return out
}

func (k keyer) number(n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	k.hash.Write(b[:])
}
