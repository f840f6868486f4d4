package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"muqabala/align/layout"
	"muqabala/corpus"
)

// alignCommand aligns an original and its translation.
type alignCommand struct {
	Unit        string `help:"What is aligned: paragraph, the blocks between blank lines." enum:"paragraph" default:"paragraph"`
	Format      string `help:"tsv: 0-based English blocks TAB Arabic blocks TAB confidence; text: side by side." enum:"text,tsv" default:"text"`
	Original    string `arg:"" name:"en" help:"The English original."`
	Translation string `arg:"" name:"ar" help:"The Arabic translation."`
}

// Run writes the beads.
func (c *alignCommand) Run(ctx context.Context, out output) error {
	p, err := readPair(ctx, c.Original, c.Translation)
	if err != nil {
		return err
	}
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for _, b := range l.Beads(len(p.original.Blocks)) {
		if c.Format == "tsv" {
			fmt.Fprintf(w, "%s\t%s\t%.3f\n", indexes(b.Original), indexes(b.Translation), b.Confidence)
		} else {
			showBead(w, p, b)
		}
	}
	return w.Flush()
}

func indexes(ns []int) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ",")
}

// showBead is a bead for people.
func showBead(w *bufio.Writer, p pair, b corpus.Bead) {
	note := ""
	if b.Repeat {
		note = "  repeats"
	}
	fmt.Fprintf(w, "%s%s\n", b.Type(), note)
	for _, o := range slices.SortedFunc(slices.Values(b.Original), cmp.Compare) {
		fmt.Fprintf(w, "  en %4d  %s\n", o+1, begin(p.original.Text(corpus.BlockID(o+1)), 90))
	}
	for _, t := range b.Translation {
		fmt.Fprintf(w, "  ar %4d  %s\n", t+1, begin(p.translation.Text(corpus.BlockID(t+1)), 90))
	}
}
