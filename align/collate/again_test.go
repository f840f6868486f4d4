package collate

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"muqabala/corpus"
)

// randomOp draws an operation that may or may not fit the bitext.
func randomOp(t *rapid.T, b *corpus.Bitext, rows []corpus.Row) corpus.Op {
	side := rapid.SampledFrom([]corpus.Side{corpus.OriginalSide, corpus.TranslationSide}).Draw(t, "side")
	paragraphs := b.Reading(side).Paragraphs
	any := rapid.SampledFrom(paragraphs)
	p, q := any.Draw(t, "paragraph"), any.Draw(t, "other").At
	piece := p.Pieces[len(p.Pieces)-1]
	span := corpus.Span{Start: rapid.IntRange(piece.Span.Start, piece.Span.End-1).Draw(t, "start")}
	span.End = rapid.IntRange(span.Start+1, piece.Span.End).Draw(t, "end")
	r := rapid.SampledFrom(rows).Draw(t, "row")
	pair := r.Pair()
	if len(r.Beads) > 0 && rapid.Bool().Draw(t, "sentences") {
		pair = r.BeadPair(rapid.SampledFrom(r.Beads).Draw(t, "bead"))
	}
	one, other := rapid.SampledFrom(rows).Draw(t, "one").Pair(), rapid.SampledFrom(rows).Draw(t, "two").Pair()
	verdict := rapid.SampledFrom([]corpus.Verdict{corpus.Confirmed, corpus.Rejected, ""}).Draw(t, "verdict")
	return rapid.SampledFrom([]corpus.Op{
		corpus.Move{Side: side, At: p.At, Before: q},
		corpus.Join{Side: side, Head: p.At, Tail: q},
		corpus.Split{Side: side, Head: p.At, Tail: corpus.Place{Block: piece.Block, Offset: span.Start}, Before: q},
		corpus.Drop{Side: side, At: p.At, Of: q},
		corpus.Restore{Side: side, At: corpus.Place{Block: corpus.BlockID(rapid.IntRange(1, 4).Draw(t, "dropped"))}},
		corpus.ReplaceText(side, piece.Block, span, rapid.SampledFrom([]string{"", "word", "كلمة. أخرى"}).Draw(t, "text")),
		corpus.SetKind{Side: side, At: p.At, Kind: corpus.Heading},
		corpus.SetNumber{Side: side, At: p.At, Number: "7"},
		corpus.SetBoundary{Side: side, At: corpus.Place{Block: piece.Block, Offset: span.Start}, Boundary: corpus.Begins},
		corpus.Link{Pair: corpus.LinkedPair{Original: one.Original, Translation: other.Translation}},
		corpus.Link{Pair: pair},
		corpus.Unlink{Pair: pair},
		corpus.Judge{Key: pair.Key(), Verdict: verdict},
	}).Draw(t, "op")
}

// The rows after any sequence of edits, undone, made again and taken back, are those of the same bitext seen for the first time,
// and those of one that recalls what was stored some edits ago.
func TestRowsAreThoseWorkedOutFromNothing(t *testing.T) {
	ctx, start := context.Background(), collated(t)
	rapid.Check(t, func(t *rapid.T) {
		b, err := corpus.Replay(start.Bitext.Original, start.Bitext.Translation, start.Bitext.Log())
		if err != nil {
			t.Fatal(err)
		}
		c := &Collation{Bitext: b, Layout: start.Layout, kept: kept{aligner: start.kept.aligner}}
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			rows, err := c.Rows(ctx)
			if err != nil {
				t.Fatal(err)
			}
			now, err := c.Stored(ctx)
			if err != nil {
				t.Fatal(err)
			}
			stored, err := now.Encode()
			if err != nil {
				t.Fatal(err)
			}
			switch rapid.IntRange(0, 6).Draw(t, "what") {
			case 0:
				_, err = b.Undo("", time.Time{})
			case 1:
				_, err = b.Redo("", time.Time{})
			case 2:
				err = b.Revert(rapid.IntRange(1, b.Version()).Draw(t, "edit"), "", time.Time{})
			default:
				err = b.Apply(corpus.Edit{Ops: []corpus.Op{randomOp(t, b, rows)}})
			}
			if err != nil && !errors.Is(err, corpus.ErrConflict) {
				t.Fatal(err)
			}
			sameRows(t, c, nil)
			sameRows(t, c, stored)
		}
	})
}

func sameRows(t *rapid.T, c *Collation, stored []byte) {
	ctx := context.Background()
	got, err := c.Rows(ctx)
	if err != nil {
		t.Fatal(err)
	}
	replayed, err := corpus.Replay(c.Bitext.Original, c.Bitext.Translation, c.Bitext.Log())
	if err != nil {
		t.Fatal(err)
	}
	fresh := &Collation{Bitext: replayed, Layout: c.Layout, kept: kept{aligner: c.kept.aligner}}
	if stored != nil {
		if err := fresh.RecallRows(stored); err != nil {
			t.Fatal(err)
		}
	}
	want, err := fresh.Rows(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); got != want {
		t.Fatalf("rows\n%s\nwant\n%s", got, want)
	}
}
