package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/diff"
)

// wordDiff compares two texts word by word. White space between words does not count; each difference is words with spaces
// between.
func wordDiff(before, after string) []diff.Change {
	changes := diff.Words(oneLine(before), oneLine(after))
	for i := range changes {
		changes[i].Text = oneLine(changes[i].Text)
	}
	return slices.DeleteFunc(changes, func(c diff.Change) bool { return c.Text == "" })
}

// contextWords is how many words are shown on either side of a change.
const contextWords = 4

// paintDiff is a difference on one line: what is gone in [-…-], what is new in {+…+}; of what is the same, some words on
// either side.
func paintDiff(out output, diffs []diff.Change) string {
	var parts []string
	for i, d := range diffs {
		switch d.Kind {
		case diff.Deleted:
			parts = append(parts, out.paint(red, "[-"+d.Text+"-]"))
		case diff.Added:
			parts = append(parts, out.paint(green, "{+"+d.Text+"+}"))
		default:
			parts = append(parts, shorten(d.Text, i > 0, i+1 < len(diffs)))
		}
	}
	return strings.Join(parts, " ")
}

// shorten leaves the words of a text that stand beside a change.
func shorten(text string, changeBefore, changeAfter bool) string {
	words := strings.Fields(text)
	head, tail := 0, 0
	if changeBefore {
		head = contextWords
	}
	if changeAfter {
		tail = contextWords
	}
	if len(words) <= head+tail {
		return text
	}
	out := append(append([]string{}, words[:head]...), "…")
	return strings.Join(append(out, words[len(words)-tail:]...), " ")
}

// showDiff shows the repair change by change in reading order; what stays as it is, is only counted.
func showDiff(w *bufio.Writer, out output, r repaired) {
	fmt.Fprintf(w, "%s\n%s\n", out.paint(red, "--- "+r.translation.Name+" as read"), out.paint(green, "+++ "+r.translation.Name+" repaired"))
	h, same := newHistory(r.bitext.Log()), 0
	flush := func() {
		if same > 0 {
			fmt.Fprintf(w, "%s\n", out.paint(dim, fmt.Sprintf("  … %s unchanged", count(same, "paragraph"))))
		}
		same = 0
	}
	reading := r.reading()
	for i, p := range reading.Paragraphs {
		if !changed(h, p) {
			same++
			continue
		}
		flush()
		showChange(w, out, r, h, p, i)
	}
	flush()
	for _, d := range reading.Dropped {
		showDropped(w, out, r, h, d)
	}
	showMissing(w, out, r)
}

// changed reports whether a paragraph is not as it was read.
func changed(h history, p corpus.ReadingParagraph) bool {
	if _, moved := h.moved[p.At.Block]; moved || len(p.Pieces) > 1 {
		return true
	}
	return len(p.Pieces[0].Edited) > 0
}

// showChange shows a paragraph that was moved, joined or edited.
func showChange(w *bufio.Writer, out output, r repaired, h history, p corpus.ReadingParagraph, i int) {
	head := fmt.Sprintf("@@ %s, line %d", label(p), r.line(p.At.Block))
	if cause, moved := h.moved[p.At.Block]; moved {
		where := "to the beginning"
		if i > 0 {
			where = fmt.Sprintf("behind line %d", r.line(last(r.reading().Paragraphs[i-1])))
		}
		fmt.Fprintf(w, "%s\n", out.paint(cyan, fmt.Sprintf("%s %s  moved %s: %s", head, movedSign, where, cause.Text)))
	} else {
		fmt.Fprintf(w, "%s\n", out.paint(cyan, head))
	}
	for j, q := range p.Pieces {
		mark := " "
		if j > 0 && q.Block != p.Pieces[j-1].Block {
			mark = out.paint(green, joinedSign)
			fmt.Fprintf(w, "%s\n", out.paint(green, fmt.Sprintf("+ joined on: line %d", r.line(q.Block))))
		}
		fmt.Fprintf(w, "%s   %s\n", mark, pieceLine(out, r, p, j))
	}
}

// pieceLine is a piece of a paragraph on a line: its differences, or the words where it is joined on.
func pieceLine(out output, r repaired, p corpus.ReadingParagraph, j int) string {
	q := p.Pieces[j]
	if len(q.Edited) > 0 {
		return paintDiff(out, wordDiff(q.Span.In(r.translation.Text(q.Block)), q.Text))
	}
	return seam(q.Text, j+1 < len(p.Pieces))
}

func last(p corpus.ReadingParagraph) corpus.BlockID { return p.Pieces[len(p.Pieces)-1].Block }

// seamWords is how many words are shown of an end of a text.
const seamWords = 8

// seam is the beginning of a text, and its end where another piece follows.
func seam(text string, goesOn bool) string {
	words := strings.Fields(text)
	switch {
	case goesOn && len(words) > 2*seamWords:
		return strings.Join(words[:seamWords], " ") + " … " + strings.Join(words[len(words)-seamWords:], " ")
	case !goesOn && len(words) > 2*seamWords:
		return strings.Join(words[:2*seamWords], " ") + " …"
	}
	return strings.Join(words, " ")
}

// showDropped shows a paragraph that is left out, against what it repeats.
func showDropped(w *bufio.Writer, out output, r repaired, h history, d corpus.Dropped) {
	head := fmt.Sprintf("@@ %s, line %d  left out: %s", label(d.ReadingParagraph), r.line(d.At.Block), h.dropped[d.At.Block].Text)
	if d.Of.Block == 0 {
		fmt.Fprintf(w, "%s\n%s   %s\n", out.paint(cyan, head), out.paint(red, droppedSign), out.paint(red, seam(oneLine(d.Text()), false)))
		return
	}
	kept := r.translation.Text(d.Of.Block)
	diffs := wordDiff(kept, d.Text())
	if len(diffs) == 1 {
		fmt.Fprintf(w, "%s\n%s   the same words as line %d: %s\n", out.paint(cyan, head), out.paint(red, droppedSign), r.line(d.Of.Block), seam(kept, false))
		return
	}
	fmt.Fprintf(w, "%s\n%s   repeats line %d, with other words: %s\n", out.paint(cyan, head), out.paint(red, droppedSign), r.line(d.Of.Block), paintDiff(out, diffs))
}
