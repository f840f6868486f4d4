package main

import (
	"bufio"
	"context"
	"fmt"

	"muqabala/align/check"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
)

// demoCommand shows what the program does on the report that it was made for.
type demoCommand struct{}

// Run repairs and checks the bundled report.
func (demoCommand) Run(ctx context.Context, out output) error {
	original, err := read.Text("report.en.md", corpus.English, sample.Original())
	if err != nil {
		return err
	}
	translation, err := read.Text("report.ar.md", corpus.Arabic, sample.Translation())
	if err != nil {
		return err
	}
	l, err := layout.Analyse(ctx, original, translation)
	if err != nil {
		return err
	}
	found, err := check.Run(ctx, check.All(), &check.Pass{Original: original, Translation: translation, Layout: l})
	if err != nil {
		return err
	}
	bitext, err := layout.Repair(original, translation, l)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, "A United Nations report of 2000 in Arabic, read by OCR, against an English working text made for this project.")
	fmt.Fprintf(w, "%d blocks became %d paragraphs, headings and notes by %d repairs:\n", len(translation.Blocks),
		len(bitext.Reading(corpus.TranslationSide).Paragraphs), len(l.Edits))
	for _, e := range bitext.Log() {
		fmt.Fprintf(w, "  %3d. %s\n", e.ID, e.Cause.Text)
	}
	counts := map[string]int{}
	for _, f := range found {
		counts[f.Check]++
	}
	fmt.Fprintf(w, "%d findings:\n", len(found))
	for _, c := range check.All() {
		if n := counts[c.Name]; n > 0 {
			fmt.Fprintf(w, "  %3d  %s\n", n, c.Name)
		}
	}
	return w.Flush()
}
