package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"muqabala/align"
	"muqabala/corpus"
)

// evalCommand measures an alignment against gold beads.
type evalCommand struct {
	Align bool `name:"run" help:"Align EN AR first, and report time and memory as well."`
	knowledgeFlags
	Format  string   `help:"What is written: ${enum}." enum:"text,tsv" default:"text"`
	Threads int      `help:"How many processors --run may use at once; 0: all." default:"0"`
	Gold    string   `arg:"" help:"The beads that are right: 0-based English segments TAB Arabic segments, parted by commas."`
	Files   []string `arg:"" name:"file" help:"The beads to be measured, as align --format tsv writes them; with --run, EN and AR, one segment a line."`
}

// Help is shown below the flags.
func (evalCommand) Help() string {
	return `Strict: the bead is in the gold. Lax: one of its links is. Link: single pairs of segments. Null: segments without a
counterpart. Moved: beads out of order. As in the literature, precision counts every bead claimed, null beads too; recall
counts the gold beads that have two sides.

Calibration says how many of the beads of each range of confidence were right: of those shown as .95 and more, at least 95 in
a hundred should be.

Formats:

  text  tables (the default)
  tsv   measure TAB value

Examples:

  muqabala align --unit line --format tsv en.txt ar.txt > beads.tsv
  muqabala eval gold.tsv beads.tsv
  muqabala eval --run gold.tsv en.txt ar.txt`
}

// measured is an evaluation with what it cost; the costs are 0 where nothing was run.
type measured struct {
	align.Evaluation
	seconds, user float64 // on the clock, and of all processors
	peak          int64   // bytes; 0 where the system does not say
}

// Run writes the measures.
func (c *evalCommand) Run(ctx context.Context, out output) error {
	gold, err := readBeads(c.Gold)
	if err != nil {
		return err
	}
	var m measured
	switch {
	case c.Align && len(c.Files) == 2:
		m, err = c.run(ctx, out, gold)
	case !c.Align && len(c.Files) == 1:
		var test []corpus.Bead
		if test, err = readBeads(c.Files[0]); err == nil {
			m.Evaluation = align.Evaluate(gold, test)
		}
	default:
		err = errors.New("name two files of beads, GOLD and FILE; or, with --run, GOLD and the texts EN and AR")
	}
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	if c.Format == "tsv" {
		m.writeRows(w)
	} else {
		m.show(w, out)
	}
	return w.Flush()
}

// run aligns the two texts and measures the beads.
func (c *evalCommand) run(ctx context.Context, out output, gold []corpus.Bead) (m measured, err error) {
	began := time.Now()
	a, err := lineFiles{c.Files[0], c.Files[1]}.align(ctx, out, &c.knowledgeFlags, c.Threads)
	if err != nil {
		return m, err
	}
	m.seconds = time.Since(began).Seconds()
	m.user, m.peak = resources()
	m.Evaluation = align.Evaluate(gold, a.beads)
	return m, nil
}

// readBeads reads a file of beads.
func readBeads(path string) ([]corpus.Bead, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &corpus.InputError{File: path, Err: cause(err)}
	}
	defer f.Close()
	return align.ReadBeads(f, path)
}

// measures are the names and values of all that has precision and recall.
func (m *measured) measures() []struct {
	name string
	align.Measure
} {
	return []struct {
		name string
		align.Measure
	}{{"strict", m.Strict}, {"lax", m.Lax}, {"link", m.Link}, {"null", m.Null}, {"moved", m.Moved}}
}

// writeRows is the contract for machines: a name and a value a line.
func (m *measured) writeRows(w *bufio.Writer) {
	for _, v := range m.measures() {
		fmt.Fprintf(w, "%s_precision\t%.4f\n%s_recall\t%.4f\n%s_f1\t%.4f\n", v.name, v.Precision, v.name, v.Recall, v.name, v.F1)
	}
	for _, t := range m.Types {
		fmt.Fprintf(w, "found_%s\t%d\ncount_%s\t%d\n", ascii(t.Type), t.Found, ascii(t.Type), t.All)
	}
	for _, r := range m.Calibration {
		fmt.Fprintf(w, "right_from_%.2f\t%d\ncount_from_%.2f\t%d\n", r.From, r.Right, r.From, r.All)
	}
	if m.seconds > 0 {
		fmt.Fprintf(w, "seconds\t%.3f\nuser_seconds\t%.3f\npeak_bytes\t%d\n", m.seconds, m.user, m.peak)
	}
}

// ascii is a type of bead with a hyphen.
func ascii(s string) string { return strings.ReplaceAll(s, "–", "-") }

// show is the evaluation for people.
func (m *measured) show(w *bufio.Writer, out output) {
	fmt.Fprintln(w, out.paint(bold, "            precision  recall      F1"))
	for _, v := range m.measures() {
		fmt.Fprintf(w, "%-10s  %9.4f  %6.4f  %6.4f\n", v.name, v.Precision, v.Recall, v.F1)
	}
	fmt.Fprintln(w, out.paint(bold, "\nshape       found      of   share"))
	for _, t := range m.Types {
		fmt.Fprintf(w, "%-10s %6d  %6d  %6.4f\n", t.Type, t.Found, t.All, float64(t.Found)/float64(t.All))
	}
	fmt.Fprintln(w, out.paint(bold, "\nconfidence   mean   right      of   share"))
	for _, r := range m.Calibration {
		fmt.Fprintf(w, "from %.2f    %.3f  %6d  %6d  %6.4f\n", r.From, r.Confidence, r.Right, r.All, float64(r.Right)/float64(r.All))
	}
	if m.seconds > 0 {
		fmt.Fprintf(w, "\n%.2f s on the clock, %.2f s of processors", m.seconds, m.user)
		if m.peak > 0 {
			fmt.Fprintf(w, ", %d MB at the peak", m.peak>>20)
		}
		fmt.Fprintln(w)
	}
}
