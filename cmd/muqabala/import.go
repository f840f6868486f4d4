package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
	"muqabala/web/workspace"
)

// importCommand adds an original and its translation to a project.
type importCommand struct {
	projectFlag
	Title       string `help:"What the bitext is called; as a rule the title of the original." placeholder:"TEXT"`
	Again       bool   `help:"Import the two files even where the project has them already."`
	Format      string `help:"Format of a file that is aligned already; as a rule its ending says it." placeholder:"FORMAT"`
	Original    string `arg:"" name:"en" help:"The English original, or one file that has both texts aligned."`
	Translation string `arg:"" name:"ar" optional:"" help:"The Arabic translation."`
}

// Help is shown below the flags.
func (importCommand) Help() string {
	return `The project is made where there is none. Both files are kept in it as they are; the repairs that the program proposes become
the first edits, by "muqabala", and each can be taken back.

One file that has both texts aligned already, such as a translation memory, becomes a bitext with its pairs linked. Formats:

` + readList() + `
Examples:

  muqabala import --project reports.muqabala report.en.md report.ar.md
  muqabala import --project reports.muqabala memory.tmx
  muqabala log    --project reports.muqabala                             what was repaired
  muqabala export --project reports.muqabala --format markdown -o fixed.md`
}

// Run reads, repairs and keeps the two.
func (c *importCommand) Run(ctx context.Context, out output) error {
	if c.Translation == "" || c.Format != "" {
		return c.importUnits(ctx, out)
	}
	p, err := readPair(ctx, c.Original, c.Translation)
	if err != nil {
		return err
	}
	n := store.New{Title: cmp.Or(c.Title, titleOf(p.original, c.Original)), Original: p.original, Translation: p.translation}
	if err := c.sources(ctx, &n, c.Original, c.Translation); err != nil {
		return err
	}
	b, err := c.addChecked(ctx, workspace.New{Title: n.Title, Original: n.Original, Translation: n.Translation,
		OriginalFile: n.OriginalFile, TranslationFile: n.TranslationFile}, out)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d blocks of English, %d of Arabic; %d repairs (muqabala log), %d findings left to look at (muqabala check).\n",
		len(p.original.Blocks), len(p.translation.Blocks), b.View().Version, openFindings(b))
	return nil
}

// addChecked keeps the bitext with the repairs that the layout proposes, and what a first opening of it works out.
func (c *importCommand) addChecked(ctx context.Context, n workspace.New, out output) (*workspace.Bitext, error) {
	s, err := sqlite.Open(ctx, c.Project, sqlite.Create)
	if err != nil {
		return nil, err
	}
	id, b, err := c.open(ctx, workspace.NewLibrary(s), n, out)
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	c.sayAdded(out, id, n.Title)
	return b, nil
}

// openFindings is how many findings nobody has decided yet.
func openFindings(b *workspace.Bitext) (n int) {
	for _, open := range b.View().Stats().Open {
		n += open
	}
	return n
}

func (c *importCommand) open(ctx context.Context, l *workspace.Library, n workspace.New, out output) (store.ID, *workspace.Bitext, error) {
	defer out.working("reading " + c.Translation + " against " + c.Original)()
	id, err := l.Add(ctx, n)
	if err != nil {
		return 0, nil, err
	}
	b, err := l.Bitext(ctx, id)
	return id, b, err
}

// importUnits keeps a file that is aligned already.
func (c *importCommand) importUnits(ctx context.Context, out output) error {
	f, err := findFormat(c.Format, c.Original)
	if err != nil {
		return fmt.Errorf("%w\nOr name the Arabic translation too", err)
	}
	if f.Read == nil {
		return fmt.Errorf("%s is only written, not read; there are:\n%s", f.Name, readList())
	}
	n, err := c.units(ctx, f, out)
	if err != nil {
		return err
	}
	if err := c.sources(ctx, &n, c.Original, c.Original); err != nil {
		return err
	}
	if err := c.add(ctx, n, out); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d pairs.\n", len(n.Edits[0].Ops))
	return nil
}

// units reads the pairs of the file.
func (c *importCommand) units(ctx context.Context, f exchange.Format, out output) (n store.New, err error) {
	defer out.working("reading " + c.Original)()
	var in inputs
	defer in.close()
	a, err := exchange.ReadBitext(ctx, f, c.Original, in.open(f, c.Original))
	if err != nil {
		return n, err
	}
	n.Original, n.Translation, n.Edits = a.Original, a.Translation, a.Edits
	n.Title = cmp.Or(c.Title, a.Header.Title, baseName(c.Original))
	return n, nil
}

// sources notes what the documents were read from, and refuses what the project has already.
func (c *importCommand) sources(ctx context.Context, n *store.New, original, translation string) (err error) {
	if n.OriginalFile, err = source(original); err != nil {
		return err
	}
	if n.TranslationFile, err = source(translation); err != nil {
		return err
	}
	return c.refuseTwice(ctx, *n)
}

// titleOf is what the document is called, or else its file.
func titleOf(d *corpus.Document, file string) string {
	for _, b := range d.Blocks {
		if b.Kind == corpus.Title {
			return begin(strings.TrimSpace(strings.ReplaceAll(d.Body(b.ID), "*", "")), 200)
		}
	}
	return file
}

// refuseTwice is an error where the project has both files already, or cannot be written to; better before the work than
// after it.
func (c *importCommand) refuseTwice(ctx context.Context, n store.New) error {
	if _, err := os.Stat(c.Project); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	s, err := sqlite.Open(ctx, c.Project, sqlite.Create)
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Bitexts(ctx)
	if err != nil {
		return err
	}
	for _, info := range all {
		if sameFiles(info, n.OriginalFile, n.TranslationFile) && !c.Again {
			return fmt.Errorf("%s: these two files are bitext %d already (%s); --again imports them once more", c.Project, info.ID, info.Title)
		}
	}
	return nil
}

// add keeps the bitext and says so.
func (c *importCommand) add(ctx context.Context, n store.New, out output) error {
	s, err := sqlite.Open(ctx, c.Project, sqlite.Create)
	if err != nil {
		return err
	}
	id, err := s.Add(ctx, n)
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	c.sayAdded(out, id, n.Title)
	return nil
}

func (c *importCommand) sayAdded(out output, id store.ID, title string) {
	fmt.Fprintf(out, "Bitext %d of %s: %s\n", id, c.Project, title)
}
