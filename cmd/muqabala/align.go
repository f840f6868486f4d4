package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/align"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
	"muqabala/corpus/read"
)

// alignCommand aligns an original and its translation.
type alignCommand struct {
	Unit        string `help:"What is aligned: paragraph, the blocks between blank lines; line, one segment a line." enum:"paragraph,line" default:"paragraph"`
	Words       bool   `help:"Link the words too. In tsv, a fifth column has the links, in the Pharaoh format i-j: 0-based words of the bead's two texts, as white space parts them."`
	Format      string `help:"tsv: 0-based English units TAB Arabic units TAB confidence, and where it applies TAB moved or repeats; text: side by side." enum:"text,tsv" default:"text"`
	Threads     int    `help:"How many processors may work at once; 0: all." default:"0"`
	Original    string `arg:"" name:"en" help:"The English original."`
	Translation string `arg:"" name:"ar" help:"The Arabic translation."`
}

// alignment is what was aligned.
type alignment struct {
	original, translation []string
	beads                 []corpus.Bead
	aligner               *align.Aligner // nil where no words are to be linked
	lines                 bool           // the units are lines, of which a repeat has no counterpart of its own
}

// Run writes the beads.
func (c *alignCommand) Run(ctx context.Context, out output) error {
	work := c.blocks
	if c.Unit == "line" {
		work = c.lines
	}
	a, err := work(ctx, out)
	if err != nil {
		return err
	}
	if !c.Words {
		a.aligner = nil
	}
	w := bufio.NewWriter(out)
	for _, b := range a.beads {
		if c.Format == "tsv" {
			a.writeRow(w, b)
		} else {
			a.show(w, b)
		}
	}
	return w.Flush()
}

// blocks aligns the blocks of two documents.
func (c *alignCommand) blocks(ctx context.Context, out output) (*alignment, error) {
	p, err := readPair(ctx, c.Original, c.Translation)
	if err != nil {
		return nil, err
	}
	defer out.working("aligning")()
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return nil, err
	}
	a := &alignment{blockTexts(p.original), blockTexts(p.translation), l.Beads(len(p.original.Blocks)), nil, false}
	if c.Words {
		a.aligner, err = align.Learn(ctx, a.parts(), align.Options{Threads: c.Threads})
	}
	return a, err
}

// lines aligns files of one segment a line.
func (c *alignCommand) lines(ctx context.Context, out output) (*alignment, error) {
	original, err := read.Lines(ctx, c.Original)
	if err != nil {
		return nil, err
	}
	translation, err := read.Lines(ctx, c.Translation)
	if err != nil {
		return nil, err
	}
	defer out.working("aligning")()
	beads, aligner, err := align.AlignAndLearn(ctx, original, translation, align.Options{Threads: c.Threads})
	if err != nil {
		return nil, err
	}
	return &alignment{original, translation, beads, aligner, true}, nil
}

func blockTexts(d *corpus.Document) []string {
	out := make([]string, len(d.Blocks))
	for i, b := range d.Blocks {
		out[i] = d.Text(b.ID)
	}
	return out
}

// parts are the sentences of each bead.
func (a *alignment) parts() []align.Part {
	out := make([]align.Part, 0, len(a.beads))
	for _, b := range a.beads {
		out = append(out, align.Part{Original: sentences(pick(a.original, b.Original), corpus.English),
			Translation: sentences(pick(a.translation, b.Translation), corpus.Arabic)})
	}
	return out
}

func sentences(texts []string, lang corpus.Lang) []string {
	var out []string
	for _, text := range texts {
		for _, s := range arabic.Sentences(text, lang) {
			out = append(out, s.In(text))
		}
	}
	return out
}

func pick(texts []string, indexes []int) []string {
	out := make([]string, len(indexes))
	for k, i := range indexes {
		out[k] = texts[i]
	}
	return out
}

// writeRow is a bead for machines.
func (a *alignment) writeRow(w *bufio.Writer, b corpus.Bead) {
	original, note := indexes(b.Original), ""
	switch {
	case b.Repeat && a.lines:
		original, note = "", "repeats "+original
	case b.Repeat:
		note = "repeats"
	case b.Moved:
		note = "moved"
	}
	fmt.Fprintf(w, "%s\t%s\t%.3f", original, indexes(b.Translation), b.Confidence)
	if a.aligner != nil {
		fmt.Fprintf(w, "\t%s\t%s", note, a.pharaoh(b))
	} else if note != "" {
		fmt.Fprintf(w, "\t%s", note)
	}
	w.WriteByte('\n')
}

// pharaoh is the links of a bead's words as "i-j i-j", by the words that white space parts.
func (a *alignment) pharaoh(b corpus.Bead) string {
	original, translation := strings.Join(pick(a.original, b.Original), " "), strings.Join(pick(a.translation, b.Translation), " ")
	var out []string
	for _, l := range a.aligner.Words(original, translation) {
		link := fmt.Sprintf("%d-%d", wordAt(original, l.Original.Start), wordAt(translation, l.Translation.Start))
		if len(out) == 0 || out[len(out)-1] != link {
			out = append(out, link)
		}
	}
	return strings.Join(out, " ")
}

// wordAt is the 0-based number of the word, as white space parts them, that byte at belongs to.
func wordAt(text string, at int) int {
	before := len(strings.Fields(text[:at]))
	if r, _ := utf8.DecodeLastRuneInString(text[:at]); before > 0 && !unicode.IsSpace(r) {
		return before - 1
	}
	return before
}

func indexes(ns []int) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ",")
}

// show is a bead for people.
func (a *alignment) show(w *bufio.Writer, b corpus.Bead) {
	note := ""
	switch {
	case b.Repeat:
		note = "  repeats"
	case b.Moved:
		note = "  moved"
	}
	fmt.Fprintf(w, "%s%s\n", b.Type(), note)
	for _, o := range slices.SortedFunc(slices.Values(b.Original), cmp.Compare) {
		fmt.Fprintf(w, "  en %4d  %s\n", o+1, begin(a.original[o], 90))
	}
	for _, t := range b.Translation {
		fmt.Fprintf(w, "  ar %4d  %s\n", t+1, begin(a.translation[t], 90))
	}
	if a.aligner != nil && !b.IsNull() {
		original, translation := strings.Join(pick(a.original, b.Original), " "), strings.Join(pick(a.translation, b.Translation), " ")
		for _, l := range a.aligner.Words(original, translation) {
			fmt.Fprintf(w, "           %s = %s\n", l.Original.In(original), l.Translation.In(translation))
		}
	}
}
