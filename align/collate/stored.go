package collate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"hash"
	"io"

	"muqabala/align"
	"muqabala/corpus"
)

// storedRow is a row as it is stored: its sentences, and a digest of all that they depend on.
type storedRow struct {
	Side                  corpus.Side
	At                    corpus.Place
	Digest                [sha256.Size]byte
	Original, Translation []corpus.Segment
	Beads                 []corpus.Bead
}

// Stored is the sentences of rows as they were at one time, to be stored.
type Stored struct{ rows []storedRow }

// Stored is the sentences of the rows as they are now.
func (c *Collation) Stored(ctx context.Context) (*Stored, error) {
	b := newBinding(c)
	groups := b.groups()
	rows, err := c.kept.rows(ctx, c, b, groups)
	if err != nil {
		return nil, err
	}
	s, d := &Stored{make([]storedRow, len(rows))}, newDigester()
	for i, r := range rows {
		at := b.start(groups[i])
		s.rows[i] = storedRow{at.side, at.at, d.row(b, groups[i], c.Bitext), r.OriginalSegments, r.TranslationSegments, r.Beads}
	}
	return s, nil
}

// Encode writes them for [Collation.RecallRows] of the same program version.
func (s *Stored) Encode() ([]byte, error) {
	var data bytes.Buffer
	err := gob.NewEncoder(&data).Encode(s.rows)
	return data.Bytes(), err
}

// RecallRows lets the next rows have the sentences that were stored, where all that these depend on is as it was.
func (c *Collation) RecallRows(data []byte) error {
	var s Stored
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s.rows); err != nil {
		return fmt.Errorf("stored rows: %w", err)
	}
	c.kept.mu.Lock()
	defer c.kept.mu.Unlock()
	c.kept.stored = s.byStart()
	return nil
}

// Adopt takes over what another collation of the same bitext has learnt, and the sentences of its rows, where the bitext has not
// changed since.
func (c *Collation) Adopt(ctx context.Context, other *Collation) error {
	s, err := other.Stored(ctx)
	if err != nil {
		return err
	}
	a, err := other.Aligner(ctx)
	if err != nil {
		return err
	}
	c.kept.mu.Lock()
	defer c.kept.mu.Unlock()
	c.kept.aligner, c.kept.learnt, c.kept.known, c.kept.stored = a, nil, nil, s.byStart()
	return nil
}

// byStart is the rows by where they begin.
func (s *Stored) byStart() map[start]*storedRow {
	out := make(map[start]*storedRow, len(s.rows))
	for i := range s.rows {
		out[start{s.rows[i].Side, s.rows[i].At}] = &s.rows[i]
	}
	return out
}

// RecallAligner lets the collation use an aligner that [align.Aligner.Encode] wrote. It is read when it is needed.
func (c *Collation) RecallAligner(data []byte) {
	c.kept.mu.Lock()
	defer c.kept.mu.Unlock()
	c.kept.learnt = data
}

// learned is what was learnt before, nil where nothing was, or what is stored is damaged.
func (k *kept) learned() *align.Aligner {
	if k.learnt == nil {
		return nil
	}
	a, err := align.DecodeAligner(bytes.NewReader(k.learnt))
	k.learnt = nil
	if err != nil {
		return nil
	}
	return a
}

// recall gives a row the sentences that were stored for it, and reports whether there are any that fit.
func (k *kept) recall(d *digester, b *binding, g group, bitext *corpus.Bitext, r *corpus.Row) bool {
	at := b.start(g)
	s := k.stored[at]
	if s == nil {
		return false
	}
	delete(k.stored, at)
	if s.Digest != d.row(b, g, bitext) {
		return false
	}
	r.OriginalSegments, r.TranslationSegments, r.Beads = s.Original, s.Translation, s.Beads
	return true
}

// digester makes digests of rows.
type digester struct{ hash hash.Hash }

func newDigester() *digester { return &digester{sha256.New()} }

// row is a digest of all that the sentences of a group depend on, but for the aligner.
func (d *digester) row(b *binding, g group, bitext *corpus.Bitext) (out [sha256.Size]byte) {
	d.hash.Reset()
	for _, node := range g {
		p := b.paragraph(int(node))
		d.text(string(b.sideOf(node)))
		d.numbers(len(p.Pieces))
		for _, piece := range p.Pieces {
			d.numbers(int(piece.Block), piece.Span.Start, piece.Span.End)
			d.text(piece.Text)
			for _, e := range piece.Edited {
				d.numbers(e.Span.Start, e.Span.End, len(e.Text))
			}
			for _, b := range piece.Boundaries {
				d.numbers(b.Offset)
				d.text(string(b.Boundary))
			}
		}
	}
	for _, all := range b.decisions(g, bitext) {
		for _, pairs := range [][]corpus.LinkedPair{all.Links, all.Confirmed} {
			d.numbers(len(pairs))
			for _, p := range pairs {
				d.text(p.Key())
			}
		}
	}
	d.hash.Sum(out[:0])
	return out
}

func (d *digester) numbers(all ...int) {
	var b [8]byte
	for _, n := range all {
		binary.LittleEndian.PutUint64(b[:], uint64(n))
		d.hash.Write(b[:])
	}
}

func (d *digester) text(s string) {
	d.numbers(len(s))
	io.WriteString(d.hash, s)
}
