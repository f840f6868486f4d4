package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"muqabala/align/layout"
	"muqabala/corpus"
)

// repairCommand puts a translation in reading order.
type repairCommand struct {
	Against     string `help:"The English original: its order is the order. Without it the numbers of the paragraphs are." placeholder:"EN"`
	Format      string `help:"What is written: ${enum}." enum:"text,markdown,jsonl,tsv" default:"text"`
	Diff        bool   `help:"Show the repair as differences: moves as moves, repeats word by word against what they repeat." short:"d"`
	Output      string `help:"Write the repaired text (Markdown, or what --format says) to this file, whole or not at all." short:"o" placeholder:"FILE"`
	Translation string `arg:"" name:"ar" help:"The Arabic translation: ${formats}."`
}

// Help is shown below the flags.
func (repairCommand) Help() string {
	return `What a page read in the wrong order has done is undone: columns that were swapped, paragraphs torn between them, columns
that were read twice, running headers in the text. The file itself is never changed.

Formats:

  text      what was repaired and why, and the text in outline (the default)
  markdown  the repaired text
  jsonl     a JSON object a line: every paragraph in order, what was left out, what is missing
  tsv       the same in columns, with a header

Examples:

  muqabala repair --against report.en.md report.ar.md               what is wrong with the order
  muqabala repair --against report.en.md --diff report.ar.md        the same, change by change
  muqabala repair --against report.en.md -o fixed.ar.md report.ar.md`
}

// repaired is a translation in reading order, with how it came about.
type repaired struct {
	pair
	layout *layout.Layout
	bitext *corpus.Bitext
}

func (r repaired) reading() *corpus.Reading { return r.bitext.Reading(corpus.TranslationSide) }

// Run writes the repaired reading, or what was done to get it.
func (c *repairCommand) Run(ctx context.Context, out output) error {
	r, err := c.repair(ctx, out)
	if err != nil {
		return err
	}
	if c.Output != "" {
		format := c.Format
		if format == "text" {
			format = "markdown"
		}
		err := writeFile(c.Output, []string{c.Translation, c.Against}, func(w io.Writer) error { return writeRepaired(w, format, r) })
		if err != nil || c.Format != "text" && !c.Diff {
			return err
		}
	}
	w := bufio.NewWriter(out)
	switch {
	case c.Diff:
		showDiff(w, out, r)
	case c.Format == "text":
		showRepair(w, out, r)
	default:
		if err := writeRepaired(w, c.Format, r); err != nil {
			return err
		}
	}
	if c.Output != "" {
		fmt.Fprintf(w, "\nThe repaired text is in %s.\n", c.Output)
	} else if c.Format == "text" && !c.Diff {
		fmt.Fprintf(w, "\n%s\n", out.paint(dim, "The repaired text itself: --output FILE, or --format markdown."))
	}
	return w.Flush()
}

// repair does the work.
func (c *repairCommand) repair(ctx context.Context, out output) (r repaired, err error) {
	defer out.working("putting " + c.Translation + " in order")()
	if r.pair, err = readPair(ctx, c.Against, c.Translation); err != nil {
		return r, err
	}
	if r.layout, err = layout.Analyse(ctx, r.original, r.translation); err != nil {
		return r, err
	}
	r.bitext, err = layout.Repair(r.original, r.translation, r.layout)
	return r, err
}

// writeRepaired writes the reading in a format for machines, or as Markdown.
func writeRepaired(w io.Writer, format string, r repaired) error {
	switch format {
	case "jsonl":
		return writeJSON(w, r)
	case "tsv":
		return writeTSV(w, r)
	}
	for i, p := range r.reading().Paragraphs {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if _, err := fmt.Fprintln(w, p.Text()); err != nil {
			return err
		}
	}
	return nil
}

// writeJSON is the contract for machines: paragraphs in order, then what was dropped, then what is missing.
func writeJSON(w io.Writer, r repaired) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	reading := r.reading()
	for i, para := range reading.Paragraphs {
		if err := enc.Encode(map[string]any{"position": i + 1, "kind": para.Kind, "number": para.Number,
			"blocks": para.Blocks(), "text": para.Text()}); err != nil {
			return err
		}
	}
	for _, d := range reading.Dropped {
		line := map[string]any{"dropped": d.At.Block}
		if d.Of.Block > 0 {
			line["duplicate_of"] = d.Of.Block
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	for _, id := range r.layout.Missing {
		if err := enc.Encode(map[string]any{"missing": r.original.Block(id).Number, "en_block": id}); err != nil {
			return err
		}
	}
	return nil
}

// writeTSV is the same in columns. Tabs and line breaks in a text become spaces.
func writeTSV(w io.Writer, r repaired) error {
	reading := r.reading()
	rows := [][]any{{"state", "position", "kind", "number", "blocks", "text"}}
	for i, p := range reading.Paragraphs {
		rows = append(rows, []any{"kept", i + 1, p.Kind, p.Number, numbers(p.Blocks()), oneLine(p.Text())})
	}
	for _, d := range reading.Dropped {
		rows = append(rows, []any{"dropped", "", d.Kind, d.Number, numbers(d.Blocks()), oneLine(d.Text())})
	}
	for _, id := range r.layout.Missing {
		b := r.original.Block(id)
		rows = append(rows, []any{"missing", "", b.Kind, b.Number, id, oneLine(r.original.Text(id))})
	}
	return writeRows(w, rows)
}

// writeRows writes tab-separated rows.
func writeRows(w io.Writer, rows [][]any) error {
	for _, row := range rows {
		for i, v := range row {
			if i > 0 {
				fmt.Fprint(w, "\t")
			}
			fmt.Fprint(w, v)
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}

func numbers(ids []corpus.BlockID) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(ids), "[]"), " ", ",")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
