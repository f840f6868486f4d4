package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"muqabala/align/collate"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
)

// exportCommand writes a bitext in a format of others.
type exportCommand struct {
	bitextFlags
	Format    string `help:"What is written; see below. As a rule the ending of the file says it." short:"f" placeholder:"FORMAT"`
	Output    string `help:"Write to this file, whole or not at all, instead of the terminal." short:"o" placeholder:"FILE"`
	Unit      string `help:"What is paired: ${enum}." enum:"sentence,paragraph" default:"sentence"`
	Confirmed bool   `help:"Only pairs that a person has confirmed."`
}

// Help is shown below the flags.
func (exportCommand) Help() string {
	return `Formats:

` + exportList() + `
Every pair has an ID that names what of both documents it is made of; "muqabala log --unit ID" tells its history.

Examples:

  muqabala export --project reports.muqabala -o report.tmx --confirmed
  muqabala export --project reports.muqabala --format markdown           the repaired translation`
}

// formatList is the formats that are meant, for people.
func formatList(meant func(exchange.Format) bool) string {
	var all []exchange.Format
	for _, f := range exchange.Formats() {
		if meant(f) {
			all = append(all, f)
		}
	}
	return listOf(all)
}

// listOf is formats, a line each.
func listOf(formats []exchange.Format) string {
	var b strings.Builder
	for _, f := range formats {
		fmt.Fprintf(&b, "  %-11s %s (%s)\n", f.Name, f.Doc, strings.Join(f.Extensions, ", "))
	}
	return b.String()
}

// writeList is the formats that are written.
func writeList() string {
	return formatList(func(f exchange.Format) bool { return f.NewWriter != nil })
}

// exportList is the formats that a bitext is written in.
func exportList() string {
	var all []exchange.Format
	for _, e := range exchange.Exports() {
		all = append(all, e.Format)
	}
	return listOf(all)
}

// Run writes the bitext.
func (c *exportCommand) Run(ctx context.Context, out output) error {
	e, err := c.export()
	if err != nil {
		return err
	}
	s, info, err := c.open(ctx, sqlite.ReadOnly)
	if err != nil {
		return err
	}
	defer s.Close()
	b, err := s.Load(ctx, info.ID)
	if err != nil {
		return err
	}
	if e.WriteReading != nil {
		return c.reading(e, b, out)
	}
	return c.units(ctx, e.Format, info, b, out)
}

// export is what is asked for, by its name or by the ending of the file.
func (c *exportCommand) export() (exchange.Export, error) {
	e, ok := exchange.ExportByExtension(c.Output)
	if c.Format != "" {
		var err error
		if e, err = exchange.FindExport(c.Format); err != nil {
			return e, err
		}
	} else if !ok {
		return e, fmt.Errorf("say in which format, with --format; there are:\n%s", exportList())
	}
	if e.WriteReading != nil && c.Confirmed {
		return e, errors.New("--confirmed picks pairs, and the repaired translation has none; say another --format")
	}
	return e, nil
}

// reading writes the repaired translation.
func (c *exportCommand) reading(e exchange.Export, b *corpus.Bitext, out output) error {
	return writeFiles(c.Output, []string{c.Project}, out, func(create exchange.Create) error {
		w, err := create(filepath.Ext(c.Output))
		if err != nil {
			return err
		}
		return e.WriteReading(w, b.Reading(corpus.TranslationSide))
	})
}

// units writes the pairs of the bitext.
func (c *exportCommand) units(ctx context.Context, f exchange.Format, info store.Info, b *corpus.Bitext, out output) error {
	rows, err := rowsOf(ctx, b, out)
	if err != nil {
		return err
	}
	h := exchange.Header{Name: baseName(c.Output), Title: info.Title, Original: b.Original.Lang, Translation: b.Translation.Lang, Paragraphs: c.Unit == "paragraph",
		OriginalFile: filepath.Base(info.Original.File.Name), TranslationFile: filepath.Base(info.Translation.File.Name), Created: info.LastActivity}
	units := exchange.Units(b, rows, exchange.Selection{Paragraphs: h.Paragraphs, Confirmed: c.Confirmed})
	return writeFiles(c.Output, []string{c.Project}, out, func(create exchange.Create) error {
		return exchange.WriteUnits(ctx, f, create, h, units)
	})
}

// rowsOf works out what belongs together.
func rowsOf(ctx context.Context, b *corpus.Bitext, out output) ([]corpus.Row, error) {
	defer out.working("aligning")()
	l, err := layout.Analyse(ctx, b.Original, b.Translation)
	if err != nil {
		return nil, err
	}
	return (&collate.Collation{Bitext: b, Layout: l}).Rows(ctx)
}
