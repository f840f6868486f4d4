package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"muqabala/align"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// alignCommand aligns an original and its translation.
type alignCommand struct {
	Unit        string `help:"What is aligned: paragraph, the blocks between blank lines; line, one segment a line." enum:"paragraph,line" default:"paragraph"`
	Format      string `help:"tsv: 0-based English units TAB Arabic units TAB confidence; text: side by side." enum:"text,tsv" default:"text"`
	Threads     int    `help:"How many processors may work at once; 0: all." default:"0"`
	Original    string `arg:"" name:"en" help:"The English original."`
	Translation string `arg:"" name:"ar" help:"The Arabic translation."`
}

// Run writes the beads.
func (c *alignCommand) Run(ctx context.Context, out output) error {
	if c.Unit == "line" {
		return c.lines(ctx, out)
	}
	p, err := readPair(ctx, c.Original, c.Translation)
	if err != nil {
		return err
	}
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return err
	}
	return c.write(out, l.Beads(len(p.original.Blocks)), blockTexts(p.original), blockTexts(p.translation))
}

// lines aligns files of one segment a line.
func (c *alignCommand) lines(ctx context.Context, out output) error {
	original, err := read.Lines(ctx, c.Original)
	if err != nil {
		return err
	}
	translation, err := read.Lines(ctx, c.Translation)
	if err != nil {
		return err
	}
	defer out.working("aligning")()
	beads, err := align.Align(ctx, original, translation, align.Options{Threads: c.Threads})
	if err != nil {
		return err
	}
	return c.write(out, beads, original, translation)
}

func blockTexts(d *corpus.Document) []string {
	out := make([]string, len(d.Blocks))
	for i, b := range d.Blocks {
		out[i] = d.Text(b.ID)
	}
	return out
}

// write writes all beads in the format asked for.
func (c *alignCommand) write(out io.Writer, beads []corpus.Bead, original, translation []string) error {
	w := bufio.NewWriter(out)
	for _, b := range beads {
		if c.Format == "tsv" {
			fmt.Fprintf(w, "%s\t%s\t%.3f\n", indexes(b.Original), indexes(b.Translation), b.Confidence)
		} else {
			showBead(w, b, original, translation)
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
func showBead(w *bufio.Writer, b corpus.Bead, original, translation []string) {
	note := ""
	if b.Repeat {
		note = "  repeats"
	}
	fmt.Fprintf(w, "%s%s\n", b.Type(), note)
	for _, o := range slices.SortedFunc(slices.Values(b.Original), cmp.Compare) {
		fmt.Fprintf(w, "  en %4d  %s\n", o+1, begin(original[o], 90))
	}
	for _, t := range b.Translation {
		fmt.Fprintf(w, "  ar %4d  %s\n", t+1, begin(translation[t], 90))
	}
}
