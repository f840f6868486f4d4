package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"muqabala/corpus"
)

// Signs of what was done to a block, each with its word where it is explained.
const (
	movedSign   = "⇄"
	joinedSign  = "+"
	droppedSign = "−"
)

// history says what was done to each block of the translation, from the log.
type history struct {
	moved, joined, dropped map[corpus.BlockID]corpus.Cause
}

func newHistory(log []corpus.Edit) history {
	h := history{map[corpus.BlockID]corpus.Cause{}, map[corpus.BlockID]corpus.Cause{}, map[corpus.BlockID]corpus.Cause{}}
	for _, e := range log {
		for _, op := range e.Ops {
			switch op := op.(type) {
			case corpus.Move:
				h.moved[op.At.Block] = e.Cause
			case corpus.Join:
				h.joined[op.Tail.Block] = e.Cause
			case corpus.Drop:
				h.dropped[op.At.Block] = e.Cause
			}
		}
	}
	return h
}

// showRepair is for people: what was done and why, then the text in outline as it is to be read.
func showRepair(w *bufio.Writer, out output, r repaired) {
	reading, log := r.reading(), r.bitext.Log()
	fmt.Fprintf(w, "%s: %s in, %s out; %s\n", described(r.translation), count(len(r.translation.Blocks), "block"), count(len(reading.Paragraphs), "paragraph"), repairs(len(log)))
	for _, e := range log {
		fmt.Fprintf(w, "  %s %s %s\n", sign(out, e), e.Cause.Text, out.paint(dim, fmt.Sprintf("(%.0f %% sure)", 100*e.Cause.Confidence)))
	}
	showMissing(w, out, r)
	h := newHistory(log)
	fmt.Fprintf(w, "\n%s\n", out.paint(bold, "The text as it is to be read")+
		out.paint(dim, fmt.Sprintf("  (%s moved, %s joined on)", movedSign, joinedSign)))
	fmt.Fprintln(w, out.paint(dim, "                 block   line"))
	for _, p := range reading.Paragraphs {
		showOutline(w, out, r, h, p)
	}
	if len(reading.Dropped) > 0 {
		fmt.Fprintf(w, "\n%s\n", out.paint(bold, "Left out"))
	}
	for _, d := range reading.Dropped {
		outlineRow(w, out, out.paint(red, droppedSign), label(d.ReadingParagraph), r, d.At.Block, d.Text())
	}
}

func repairs(n int) string {
	if n == 0 {
		return "nothing to repair"
	}
	return count(n, "repair")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// sign is that of an edit's first operation.
func sign(out output, e corpus.Edit) string {
	switch e.Ops[0].(type) {
	case corpus.Move:
		return out.paint(cyan, movedSign)
	case corpus.Join:
		return out.paint(green, joinedSign)
	case corpus.Drop:
		return out.paint(red, droppedSign)
	}
	return "·"
}

// showMissing lists what the original has and the translation lacks.
func showMissing(w *bufio.Writer, out output, r repaired) {
	for _, id := range r.layout.Missing {
		b := r.original.Block(id)
		fmt.Fprintf(w, "  %s missing: %s (line %d of the original): %s\n", out.paint(yellow, "?"), kindNumber(b.Kind, b.Number), b.Line, begin(r.original.Body(id), out.width()-50))
	}
}

// showOutline is a paragraph: a row for each block that it is made of.
func showOutline(w *bufio.Writer, out output, r repaired, h history, p corpus.ReadingParagraph) {
	for i, id := range p.Blocks() {
		mark, name := " ", label(p)
		if _, ok := h.moved[p.At.Block]; ok && i == 0 {
			mark = out.paint(cyan, movedSign)
		}
		if i > 0 {
			mark, name = out.paint(green, joinedSign), ""
		}
		outlineRow(w, out, mark, name, r, id, pieceText(p, id))
	}
}

func outlineRow(w *bufio.Writer, out output, mark, name string, r repaired, id corpus.BlockID, text string) {
	fmt.Fprintf(w, "%s %-14s %s  %s\n", mark, name, out.paint(dim, fmt.Sprintf("%5d %6d", id, r.line(id))), begin(text, out.width()-33))
}

func (r repaired) line(id corpus.BlockID) int {
	if b := r.translation.Block(id); b != nil {
		return b.Line
	}
	return 0
}

// pieceText is what a paragraph has of a block.
func pieceText(p corpus.ReadingParagraph, id corpus.BlockID) string {
	i := slices.IndexFunc(p.Pieces, func(q corpus.Piece) bool { return q.Block == id })
	return p.Pieces[i].Text
}

func label(p corpus.ReadingParagraph) string { return kindNumber(p.Kind, p.Number) }

func kindNumber(k corpus.Kind, number string) string {
	return strings.TrimSpace(string(k) + " " + number)
}
