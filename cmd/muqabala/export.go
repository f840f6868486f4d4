package main

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	var b strings.Builder
	for _, f := range exchange.Formats() {
		if meant(f) {
			fmt.Fprintf(&b, "  %-11s %s (%s)\n", f.Name, f.Doc, strings.Join(f.Extensions, ", "))
		}
	}
	return b.String()
}

// writeList is the formats that are written.
func writeList() string {
	return formatList(func(f exchange.Format) bool { return f.NewWriter != nil })
}

// exportList is the same with that of the repaired text.
func exportList() string {
	return fmt.Sprintf("  %-11s %s\n  %-11s %s\n", "markdown", "the repaired translation (.md)", "docx", "the same for word processors (.docx)") + writeList()
}

// Run writes the bitext.
func (c *exportCommand) Run(ctx context.Context, out output) error {
	write, err := c.writer()
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
	return write(ctx, info, b, out)
}

// writer is what the format asks for.
func (c *exportCommand) writer() (func(context.Context, store.Info, *corpus.Bitext, output) error, error) {
	if write, ok := c.readingWriter(); ok {
		if c.Confirmed {
			return nil, errors.New("--confirmed picks pairs, and the repaired translation has none; say another --format")
		}
		return func(_ context.Context, _ store.Info, b *corpus.Bitext, out output) error {
			return writeFiles(c.Output, []string{c.Project}, out, func(create exchange.Create) error {
				w, err := create(filepath.Ext(c.Output))
				if err != nil {
					return err
				}
				return write(w, b.Reading(corpus.TranslationSide))
			})
		}, nil
	}
	f, ok := exchange.ByExtension(c.Output)
	if c.Format != "" {
		var err error
		if f, err = exchange.Find(c.Format); err != nil {
			return nil, err
		}
	} else if !ok {
		return nil, fmt.Errorf("say in which format, with --format; there are:\n%s", exportList())
	}
	if f.NewWriter == nil {
		return nil, fmt.Errorf("%s is only read, not written; there are:\n%s", f.Name, exportList())
	}
	return func(ctx context.Context, info store.Info, b *corpus.Bitext, out output) error {
		return c.units(ctx, f, info, b, out)
	}, nil
}

// readingWriter writes the repaired translation, where that is what is asked for.
func (c *exportCommand) readingWriter() (func(io.Writer, *corpus.Reading) error, bool) {
	format := c.Format
	if _, pairs := exchange.ByExtension(c.Output); format == "" && !pairs {
		format = strings.TrimPrefix(filepath.Ext(c.Output), ".")
	}
	switch format {
	case "markdown", "md":
		return exchange.WriteMarkdown, true
	case "docx":
		return exchange.WriteDOCX, true
	}
	return nil, false
}

// units writes the pairs of the bitext.
func (c *exportCommand) units(ctx context.Context, f exchange.Format, info store.Info, b *corpus.Bitext, out output) error {
	rows, err := rowsOf(ctx, b, out)
	if err != nil {
		return err
	}
	h := exchange.Header{Name: baseName(c.Output), Title: info.Title, Original: b.Original.Lang, Translation: b.Translation.Lang, Paragraphs: c.Unit == "paragraph",
		OriginalFile: info.Original.File.Name, TranslationFile: info.Translation.File.Name, Created: info.LastActivity}
	return writeFiles(c.Output, []string{c.Project}, out, func(create exchange.Create) error {
		w, err := f.NewWriter(create, h)
		if err != nil {
			return err
		}
		for u := range exchange.Units(b, rows, exchange.Selection{Paragraphs: h.Paragraphs, Confirmed: c.Confirmed}) {
			if err := errors.Join(ctx.Err(), w.Write(u)); err != nil {
				return err
			}
		}
		return w.Close()
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
