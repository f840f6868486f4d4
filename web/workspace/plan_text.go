package workspace

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/diff"
)

// maxText is how long a paragraph may become by an edit, in bytes.
const maxText = 1 << 20

// edit gives a paragraph another text. Only the words that differ are replaced, so that everything that is bound to the
// others stays as it is.
func (p *planner) edit(a Action) error {
	a, err := sided(a)
	if err != nil {
		return err
	}
	i, reading, err := p.paragraph(a)
	if err != nil {
		return err
	}
	text := strings.ReplaceAll(a.Text, "\r\n", "\n") // as forms send it
	switch {
	case len(text) > maxText:
		return fmt.Errorf("a paragraph has at most %d bytes: %w", maxText, corpus.ErrConflict)
	case !utf8.ValidString(text):
		return fmt.Errorf("the text is not UTF-8: %w", corpus.ErrConflict)
	case strings.TrimSpace(text) == "":
		return &Refusal{"empty", "a paragraph needs text; leave it out instead"}
	}
	ops := rewrite(p.document(a.Side), a.Side, reading[i], text)
	return p.enter("edit", fmt.Sprintf("edit %s, block %d", reading[i].Kind, a.At.Block), ops...)
}

func (p *planner) document(side corpus.Side) *corpus.Document {
	if side == corpus.OriginalSide {
		return p.bitext.Original
	}
	return p.bitext.Translation
}

// hunk is a stretch of a text, in bytes, and what is to stand in its place.
type hunk struct {
	span corpus.Span
	text string
}

// rewrite are the operations that make a paragraph read as text.
func rewrite(doc *corpus.Document, side corpus.Side, p corpus.ReadingParagraph, text string) []corpus.Op {
	return replaced(doc, side, p, changes(p.Text(), text))
}

// replaced are the operations that put hunks, ascending, into the text of a paragraph.
func replaced(doc *corpus.Document, side corpus.Side, p corpus.ReadingParagraph, hunks []hunk) []corpus.Op {
	var ops []corpus.Op
	at := 0 // where the piece begins in the paragraph's text
	for i, piece := range p.Pieces {
		if i > 0 && p.Pieces[i-1].Block != piece.Block {
			at++ // the space between torn pieces belongs to no block
		}
		last := i == len(p.Pieces)-1
		var mine []hunk
		mine, hunks = within(hunks, corpus.Span{Start: at, End: at + len(piece.Text)}, last)
		for _, h := range merge(piece, mine) {
			ops = append(ops, replace(doc, side, piece, h))
		}
		at += len(piece.Text)
	}
	return ops
}

// changes are the words that differ between two texts, ascending.
func changes(old, text string) []hunk {
	var out []hunk
	at := 0
	open := false
	for _, c := range diff.Words(old, text) {
		if c.Kind == diff.Same {
			at, open = at+len(c.Text), false
			continue
		}
		if !open {
			out, open = append(out, hunk{span: corpus.Span{Start: at, End: at}}), true
		}
		h := &out[len(out)-1]
		if c.Kind == diff.Added {
			h.text += c.Text
		} else {
			at += len(c.Text)
			h.span.End = at
		}
	}
	return out
}

// within takes from the front of hunks what lies in a piece, in bytes of the piece's text. What reaches over its end is cut
// there: the new text stands in this piece, and the next one only loses what goes.
func within(hunks []hunk, piece corpus.Span, last bool) (mine, rest []hunk) {
	for i, h := range hunks {
		if h.span.Start > piece.End || h.span.Start == piece.End && h.span.Len() > 0 && !last {
			return mine, hunks[i:]
		}
		cut := hunk{corpus.Span{Start: max(h.span.Start, piece.Start), End: min(h.span.End, piece.End)}.Shift(-piece.Start), h.text}
		if cut.span.End < cut.span.Start { // the space between two pieces
			cut.span.End = cut.span.Start
		}
		if cut.span.Len() > 0 || cut.text != "" {
			mine = append(mine, cut)
		}
		if h.span.End > piece.End && !last {
			return mine, append([]hunk{{corpus.Span{Start: piece.End, End: h.span.End}, ""}}, hunks[i+1:]...)
		}
	}
	return mine, nil
}

// merge widens hunks, so that none is empty and none cuts an earlier replacement, and makes those one that then touch.
func merge(p corpus.Piece, hunks []hunk) []hunk {
	patches := patched(p)
	var out []hunk
	var inside []hunk // the hunks that the last of out is made of
	for _, h := range hunks {
		span := widen(p.Text, h)
		for _, q := range patches {
			if q.text.Overlaps(span) || q.text.Len() == 0 && span.Contains(q.text) {
				span = union(span, q.text)
			}
		}
		if n := len(out); n > 0 && out[n-1].span.End >= span.Start {
			span, out = union(out[n-1].span, span), out[:n-1]
			inside = append(inside, h)
		} else {
			inside = []hunk{h}
		}
		out = append(out, hunk{span, apply(p.Text, span, inside)})
	}
	return out
}

func union(a, b corpus.Span) corpus.Span {
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// apply is the text of a span with the hunks within it made.
func apply(text string, span corpus.Span, hunks []hunk) string {
	var b strings.Builder
	at := span.Start
	for _, h := range hunks {
		b.WriteString(text[at:h.span.Start] + h.text)
		at = h.span.End
	}
	return b.String() + text[at:span.End]
}

// patch is a replacement made earlier: where its text stands in the piece's, and what of the block it replaces.
type patch struct{ text, block corpus.Span }

func patched(p corpus.Piece) []patch {
	var out []patch
	text, block := 0, p.Span.Start
	for _, r := range p.Edited {
		text += r.Span.Start - block
		out = append(out, patch{corpus.Span{Start: text, End: text + len(r.Text)}, r.Span})
		text, block = text+len(r.Text), r.Span.End
	}
	return out
}

// source is what of the block a span of the piece's text stands for that cuts no replacement; one without text that touches
// the span is in it.
func source(p corpus.Piece, span corpus.Span) corpus.Span {
	start, end := p.Span.Start+span.Start, p.Span.Start+span.End
	for _, q := range patched(p) {
		shift := q.block.End - p.Span.Start - q.text.End
		if q.text.End <= span.Start && !span.Contains(q.text) {
			start = p.Span.Start + span.Start + shift
		}
		if q.text.End <= span.End {
			end = p.Span.Start + span.End + shift
		}
	}
	return corpus.Span{Start: start, End: end}
}

// widen makes an insertion replace the character before it as well, or where there is none the one behind it.
func widen(text string, h hunk) corpus.Span {
	switch {
	case h.span.Len() > 0:
		return h.span
	case h.span.Start > 0:
		_, n := utf8.DecodeLastRuneInString(text[:h.span.Start])
		return corpus.Span{Start: h.span.Start - n, End: h.span.Start}
	}
	_, n := utf8.DecodeRuneInString(text)
	return corpus.Span{End: n}
}

// replace is the hunk as an operation on the block. What gives the source back again takes the replacement away.
func replace(doc *corpus.Document, side corpus.Side, p corpus.Piece, h hunk) corpus.Op {
	span := source(p, h.span)
	if span.In(doc.Text(p.Block)) == h.text {
		return corpus.Replace{Side: side, Block: p.Block, Span: span}
	}
	return corpus.ReplaceText(side, p.Block, span, h.text)
}
