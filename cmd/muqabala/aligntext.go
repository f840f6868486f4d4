package main

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"muqabala/corpus"
)

// doubtful is the confidence below which a bead is marked for a second look.
const doubtful = .8

// show is for people: every bead, then how many there are of each type.
func (a *alignment) show(w *bufio.Writer, out output) {
	for _, b := range a.beads {
		a.showBead(w, out, b)
	}
	types, notes, weak := map[string]int{}, map[string]int{}, 0
	for _, b := range a.beads {
		types[b.Type()]++
		if note := beadNote(b); note != "" {
			notes[note]++
		}
		if b.Confidence < doubtful && !b.IsNull() {
			weak++
		}
	}
	var parts []string
	for _, t := range slices.SortedFunc(maps.Keys(types), func(s, t string) int { return cmp.Or(types[t]-types[s], strings.Compare(s, t)) }) {
		parts = append(parts, fmt.Sprintf("%d of %s", types[t], t))
	}
	for _, note := range slices.Sorted(maps.Keys(notes)) {
		parts = append(parts, fmt.Sprintf("%d %s", notes[note], note))
	}
	if weak > 0 {
		parts = append(parts, fmt.Sprintf("%d less than %.0f %% sure", weak, 100*doubtful))
	}
	fmt.Fprintf(w, "\n%s: %s\n", out.paint(bold, count(len(a.beads), "bead")), strings.Join(parts, ", "))
}

// beadNote is what is to be said of a bead, in a word.
func beadNote(b corpus.Bead) string {
	switch {
	case b.Repeat:
		return "repeated"
	case b.Moved:
		return "moved"
	case len(b.Translation) == 0:
		return "missing in the translation"
	case len(b.Original) == 0:
		return "without an original"
	}
	return ""
}

// showBead shows the beginnings of a bead's texts with their places, from 1, and the links of their words where there are any.
func (a *alignment) showBead(w *bufio.Writer, out output, b corpus.Bead) {
	head := out.paint(bold, b.Type())
	if note := beadNote(b); note != "" {
		head += "  " + out.paint(yellow, note)
	}
	sure := fmt.Sprintf("  %.0f %% sure", 100*b.Confidence)
	if b.Confidence < doubtful {
		sure = out.paint(red, sure)
	} else {
		sure = out.paint(dim, sure)
	}
	fmt.Fprintf(w, "%s%s\n", head, sure)
	for _, o := range slices.Sorted(slices.Values(b.Original)) {
		fmt.Fprintf(w, "  en %s  %s\n", out.paint(dim, fmt.Sprintf("%4d", o+1)), begin(a.original[o], out.width()-11))
	}
	for _, t := range b.Translation {
		fmt.Fprintf(w, "  ar %s  %s\n", out.paint(dim, fmt.Sprintf("%4d", t+1)), begin(a.translation[t], out.width()-11))
	}
	if a.aligner != nil && !b.IsNull() {
		original, translation := strings.Join(pick(a.original, b.Original), " "), strings.Join(pick(a.translation, b.Translation), " ")
		for _, l := range a.aligner.Words(original, translation) {
			fmt.Fprintf(w, "           %s = %s\n", l.Original.In(original), l.Translation.In(translation))
		}
	}
}
