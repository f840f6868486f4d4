package main

import (
	"bufio"
	"context"
	"fmt"

	"muqabala/align/check"
	"muqabala/align/collate"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
	"muqabala/corpus/store/memory"
	"muqabala/web"
	"muqabala/web/workspace"
)

// sampleNote is said wherever the bundled report is shown.
const sampleNote = "The Arabic is a United Nations report of 2000 as OCR read it. The English is a working text made for this project, not the official version."

// demoCommand shows what the program does on the report that it was made for.
type demoCommand struct {
	Addr  string `help:"Where to serve; only this machine can reach the default." default:"127.0.0.1:8080"`
	Serve bool   `help:"Serve the page after the summary." default:"true" negatable:""`
}

// Run repairs and checks the bundled report, says what was found, and serves it.
func (c *demoCommand) Run(ctx context.Context, out output) error {
	original, err := read.Text("report.en.md", corpus.English, sample.Original())
	if err != nil {
		return err
	}
	translation, err := read.Text("report.ar.md", corpus.Arabic, sample.Translation())
	if err != nil {
		return err
	}
	l := workspace.NewLibrary(&memory.Store{})
	id, err := l.Add(ctx, workspace.New{Note: "sample", Original: original, Translation: translation,
		OriginalFile: fileOf(original), TranslationFile: fileOf(translation)})
	if err != nil {
		return err
	}
	b, err := l.Bitext(ctx, id)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	summarise(w, b)
	if err := w.Flush(); err != nil || !c.Serve {
		return err
	}
	return serveSearched(ctx, c.Addr, web.Config{Library: l, Home: id}, nil, out)
}

// summarise says what was repaired and what was found.
func summarise(w *bufio.Writer, b *workspace.Bitext) {
	v := b.View()
	fmt.Fprintln(w, sampleNote)
	b.Read(func(x *corpus.Bitext) {
		fmt.Fprintf(w, "%d blocks became %d paragraphs, headings and notes by %d repairs:\n", len(x.Translation.Blocks),
			len(x.Reading(corpus.TranslationSide).Paragraphs), len(v.Repairs))
		for _, e := range x.Log() {
			fmt.Fprintf(w, "  %3d. %s\n", e.ID, e.Cause.Text)
		}
	})
	counts := map[string]int{}
	for _, f := range v.Findings {
		counts[f.Check]++
	}
	if o, err := collate.MachineOptions(); err == nil && o.Dictionary == nil {
		fmt.Fprintln(w, "no Arabic dictionary was found: install hunspell-ar, and more misread words are found")
	}
	fmt.Fprintf(w, "%d findings:\n", len(v.Findings))
	for _, k := range check.All() {
		if n := counts[k.Name]; n > 0 {
			fmt.Fprintf(w, "  %3d  %s\n", n, k.Name)
		}
	}
}
