package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// repairCommand puts a translation in reading order.
type repairCommand struct {
	Against     string `help:"The English original: its order is the order." placeholder:"EN"`
	Format      string `help:"text: what was done and the repaired text; jsonl: a line a paragraph." enum:"text,jsonl" default:"text"`
	Translation string `arg:"" name:"ar" help:"The Arabic translation, text or Markdown."`
}

// pair is what a command works on; the original may be nil.
type pair struct{ original, translation *corpus.Document }

// readPair reads the two files; en may be "".
func readPair(ctx context.Context, en, ar string) (p pair, err error) {
	if en != "" {
		if p.original, err = read.File(ctx, en, corpus.English); err != nil {
			return p, err
		}
	}
	p.translation, err = read.File(ctx, ar, corpus.Arabic)
	return p, err
}

// Run writes the repaired reading.
func (c *repairCommand) Run(ctx context.Context, out output) error {
	p, err := readPair(ctx, c.Against, c.Translation)
	if err != nil {
		return err
	}
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return err
	}
	bitext, err := layout.Repair(p.original, p.translation, l)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	if c.Format == "jsonl" {
		err = writeReading(w, bitext, p, l)
	} else {
		showRepair(w, bitext, p, l)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// writeReading is the contract for machines: paragraphs in order, then what was dropped, then what is missing.
func writeReading(w *bufio.Writer, b *corpus.Bitext, p pair, l *layout.Layout) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	r := b.Reading(corpus.TranslationSide)
	for i, para := range r.Paragraphs {
		if err := enc.Encode(map[string]any{"position": i + 1, "kind": para.Kind, "number": para.Number,
			"blocks": para.Blocks(), "text": para.Text()}); err != nil {
			return err
		}
	}
	for _, d := range r.Dropped {
		line := map[string]any{"dropped": d.At.Block}
		if d.Of.Block > 0 {
			line["duplicate_of"] = d.Of.Block
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	for _, id := range l.Missing {
		if err := enc.Encode(map[string]any{"missing": p.original.Block(id).Number, "en_block": id}); err != nil {
			return err
		}
	}
	return nil
}

// showRepair is for people: what was done and why, then the repaired text.
func showRepair(w *bufio.Writer, b *corpus.Bitext, p pair, l *layout.Layout) {
	fmt.Fprintf(w, "%d repairs:\n", len(l.Edits))
	for _, e := range b.Log() {
		fmt.Fprintf(w, "  %3d. %s (%.0f %%)\n", e.ID, e.Cause.Text, 100*e.Cause.Confidence)
	}
	for _, id := range l.Missing {
		fmt.Fprintf(w, "  missing in the translation: %s\n", begin(p.original.Text(id), 80))
	}
	fmt.Fprintln(w, strings.Repeat("─", 60))
	for _, para := range b.Reading(corpus.TranslationSide).Paragraphs {
		fmt.Fprintf(w, "\n%s\n", para.Text())
	}
}

// begin is the beginning of a text, at most n runes of its first line.
func begin(text string, n int) string {
	text, _, _ = strings.Cut(text, "\n")
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}
