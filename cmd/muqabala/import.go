package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"muqabala/align/collate"
	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
)

// importCommand adds an original and its translation to a project.
type importCommand struct {
	projectFlag
	Title       string `help:"What the bitext is called; as a rule the title of the original." placeholder:"TEXT"`
	Again       bool   `help:"Import the two files even where the project has them already."`
	Original    string `arg:"" name:"en" help:"The English original."`
	Translation string `arg:"" name:"ar" help:"The Arabic translation."`
}

// Help is shown below the flags.
func (importCommand) Help() string {
	return `The project is made where there is none. Both files are kept in it as they are; the repairs that the program proposes become
the first edits, by "muqabala", and each can be taken back.

Examples:

  muqabala import --project reports.muqabala report.en.md report.ar.md
  muqabala log    --project reports.muqabala                             what was repaired
  muqabala export --project reports.muqabala --format markdown -o fixed.md`
}

// Run reads, repairs and keeps the two.
func (c *importCommand) Run(ctx context.Context, out output) error {
	p, err := readPair(ctx, c.Original, c.Translation)
	if err != nil {
		return err
	}
	n := store.New{Title: c.title(p.original), Original: p.original, Translation: p.translation}
	n.OriginalFile, err = source(c.Original)
	if err == nil {
		n.TranslationFile, err = source(c.Translation)
	}
	if err == nil {
		err = c.refuseTwice(ctx, n)
	}
	if err != nil {
		return err
	}
	collation, err := c.collate(ctx, p, out)
	if err != nil {
		return err
	}
	n.Edits = collation.Bitext.Log()
	id, err := c.add(ctx, n)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Bitext %d of %s: %s\n", id, c.Project, n.Title)
	fmt.Fprintf(out, "%d blocks of English, %d of Arabic; %d repairs (muqabala log), %d findings left to look at (muqabala check).\n",
		len(p.original.Blocks), len(p.translation.Blocks), len(n.Edits), len(collation.Findings))
	return nil
}

func (c *importCommand) collate(ctx context.Context, p pair, out output) (*collate.Collation, error) {
	defer out.working("reading " + c.Translation + " against " + c.Original)()
	return collate.New(ctx, p.original, p.translation)
}

// title is what the user says, or what the document is called.
func (c *importCommand) title(d *corpus.Document) string {
	if c.Title != "" {
		return c.Title
	}
	for _, b := range d.Blocks {
		if b.Kind == corpus.Title {
			return begin(strings.TrimSpace(strings.ReplaceAll(d.Body(b.ID), "*", "")), 200)
		}
	}
	return c.Original
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
		if info.Original.File.SHA256 == n.OriginalFile.SHA256 && info.Translation.File.SHA256 == n.TranslationFile.SHA256 && !c.Again {
			return fmt.Errorf("%s: these two files are bitext %d already (%s); --again imports them once more", c.Project, info.ID, info.Title)
		}
	}
	return nil
}

func (c *importCommand) add(ctx context.Context, n store.New) (store.ID, error) {
	s, err := sqlite.Open(ctx, c.Project, sqlite.Create)
	if err != nil {
		return 0, err
	}
	id, err := s.Add(ctx, n)
	return id, errors.Join(err, s.Close())
}
