package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"muqabala/align/collate"
	"muqabala/align/pairing"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
)

// batchCommand imports a folder.
type batchCommand struct {
	projectFlag
	Format string `help:"Of the summary: ${enum}." enum:"text,jsonl" default:"text"`
	DryRun bool   `help:"Only say which file belongs to which." short:"n"`
	Folder string `arg:"" help:"The folder with originals and translations; folders in it are searched too."`
}

// Help is shown below the flags.
func (batchCommand) Help() string {
	return `Which Arabic file belongs to which English one is told by their names ("report.en.md" and "report.ar.docx", "en/1.txt" and
"ar/1.txt", "A_55_98-E.pdf" and "A_55_98-A.pdf"), and where these do not tell by what stands in them: numbers, document symbols and
Latin names. All pairs are worked on at once, as far as there are processors. What the project has already is passed over, so
that a batch that was stopped goes on where it was.

Exit status: 0 all files were paired and imported, 1 some need a person, 2 it could not be done.`
}

// batchItem is a pair of the folder, or a file without a partner, and what became of it.
type batchItem struct {
	Original    string   `json:"original,omitempty"`
	Translation string   `json:"translation,omitempty"`
	By          string   `json:"by,omitempty"` // name or content: how the pair was found
	State       string   `json:"state"`        // paired, imported, present, failed, alone
	Bitext      store.ID `json:"bitext,omitempty"`
	Repairs     int      `json:"repairs,omitempty"`
	Findings    int      `json:"findings,omitempty"`
	Error       string   `json:"error,omitempty"`
}

// Run pairs, imports and sums up.
func (c *batchCommand) Run(ctx context.Context, out output) error {
	items, err := c.pair(ctx, out)
	if err != nil {
		return err
	}
	if !c.DryRun {
		if err := c.importAll(ctx, items, out); err != nil {
			return err
		}
	}
	if err := c.report(out, items); err != nil {
		return err
	}
	if slices.ContainsFunc(items, func(i batchItem) bool { return i.State == "failed" || i.State == "alone" }) {
		return errFound
	}
	return ctx.Err()
}

// files are those of the folder, as slash-separated paths in it; hidden ones and projects are left out.
func (c *batchCommand) files() (paths []string, err error) {
	err = filepath.WalkDir(c.Folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(e.Name(), ".") && path != c.Folder {
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if name, err := filepath.Rel(c.Folder, path); err == nil && e.Type().IsRegular() && !c.isProject(path) {
			paths = append(paths, filepath.ToSlash(name))
		}
		return nil
	})
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("%s: no files", c.Folder)
	}
	return paths, err
}

// isProject reports whether the file is the project, or one of SQLite's beside it.
func (c *batchCommand) isProject(path string) bool {
	file, err := filepath.Abs(path)
	project, projectErr := filepath.Abs(c.Project)
	return err == nil && projectErr == nil && strings.TrimSuffix(strings.TrimSuffix(file, "-wal"), "-shm") == project
}

// pair finds the pairs and the files that have no partner.
func (c *batchCommand) pair(ctx context.Context, out output) ([]batchItem, error) {
	defer out.working("reading " + c.Folder)()
	paths, err := c.files()
	if err != nil {
		return nil, err
	}
	names, left := pairing.ByName(paths)
	var items []batchItem
	for _, n := range names {
		items = append(items, batchItem{Original: n.Original, Translation: n.Translation, By: "name", State: "paired"})
	}
	rest, err := c.byContent(ctx, left)
	return append(items, rest...), err
}

// byContent pairs what the names leave.
func (c *batchCommand) byContent(ctx context.Context, left []string) (items []batchItem, err error) {
	var en, ar []*corpus.Document
	for _, name := range left {
		d, err := c.either(ctx, name)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			items = append(items, batchItem{Original: name, State: "failed", Error: err.Error()})
		case d.Lang == corpus.English:
			en = append(en, d)
		default:
			ar = append(ar, d)
		}
	}
	for _, m := range pairing.ByContent(en, ar) {
		items = append(items, batchItem{Original: en[m.Original].Name, Translation: ar[m.Translation].Name, By: "content", State: "paired"})
		en[m.Original], ar[m.Translation] = nil, nil
	}
	for _, d := range en {
		if d != nil {
			items = append(items, batchItem{Original: d.Name, State: "alone"})
		}
	}
	for _, d := range ar {
		if d != nil {
			items = append(items, batchItem{Translation: d.Name, State: "alone"})
		}
	}
	return items, nil
}

// either reads a file in whichever of the two languages it is; it is named by its path in the folder.
func (c *batchCommand) either(ctx context.Context, name string) (*corpus.Document, error) {
	d, err := read.File(ctx, c.path(name), corpus.English)
	if errors.Is(err, corpus.ErrLanguage) {
		d, err = read.File(ctx, c.path(name), corpus.Arabic)
	}
	if err == nil {
		d.Name = name
	}
	return d, err
}

func (c *batchCommand) path(name string) string {
	return filepath.Join(c.Folder, filepath.FromSlash(name))
}

// importAll imports the pairs, as many at once as there are processors.
func (c *batchCommand) importAll(ctx context.Context, items []batchItem, out output) error {
	s, err := sqlite.Open(ctx, c.Project, sqlite.Create)
	if err != nil {
		return err
	}
	defer s.Close()
	present, err := s.Bitexts(ctx)
	if err != nil {
		return err
	}
	report, done := out.progressing("importing")
	defer done()
	var work sync.WaitGroup
	var mu sync.Mutex
	finished, slots := 0, make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range items {
		if items[i].State != "paired" {
			continue
		}
		slots <- struct{}{}
		work.Go(func() {
			defer func() { <-slots }()
			c.importOne(ctx, s, present, &items[i])
			mu.Lock()
			defer mu.Unlock()
			finished++
			report(float64(finished) / float64(len(items)))
		})
	}
	work.Wait()
	return ctx.Err()
}

// importOne imports a pair, unless it is there already.
func (c *batchCommand) importOne(ctx context.Context, s store.Library, present []store.Info, item *batchItem) {
	fail := func(err error) { item.State, item.Error = "failed", err.Error() }
	o, err := source(c.path(item.Original))
	t, errT := source(c.path(item.Translation))
	if err := errors.Join(err, errT); err != nil {
		fail(err)
		return
	}
	if at := slices.IndexFunc(present, func(i store.Info) bool { return sameFiles(i, o, t) }); at >= 0 {
		item.State, item.Bitext = "present", present[at].ID
		return
	}
	p, err := readPair(ctx, c.path(item.Original), c.path(item.Translation))
	if err != nil {
		fail(err)
		return
	}
	options, err := collate.MachineOptions()
	if err != nil {
		fail(err)
		return
	}
	collation, err := collate.New(ctx, p.original, p.translation, options)
	if err != nil {
		fail(err)
		return
	}
	n := store.New{Title: titleOf(p.original, item.Original), Original: p.original, Translation: p.translation, OriginalFile: o, TranslationFile: t, Edits: collation.Bitext.Log()}
	if item.Bitext, err = s.Add(ctx, n); err != nil {
		fail(err)
		return
	}
	item.State, item.Repairs, item.Findings = "imported", len(n.Edits), len(collation.Findings)
}

// report says what became of everything; what needs a person comes last, where it is seen.
func (c *batchCommand) report(out output, items []batchItem) error {
	if c.Format == "jsonl" {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		for _, i := range items {
			if err := enc.Encode(i); err != nil {
				return err
			}
		}
		return nil
	}
	counts := map[string]int{}
	for _, i := range items {
		counts[i.State]++
		switch i.State {
		case "paired":
			fmt.Fprintf(out, "%s  with  %s  (by %s)\n", i.Original, i.Translation, i.By)
		case "imported":
			fmt.Fprintf(out, "%4d  %s  with  %s  (by %s): %d repairs, %d findings\n", i.Bitext, i.Original, i.Translation, i.By, i.Repairs, i.Findings)
		}
	}
	for _, i := range items {
		switch i.State {
		case "failed":
			fmt.Fprintf(out, "%s %s\n", out.paint(red, "failed:"), i.Error)
		case "alone":
			fmt.Fprintf(out, "%s %s%s\n", out.paint(yellow, "no partner:"), i.Original, i.Translation)
		}
	}
	if c.DryRun {
		fmt.Fprintf(out, "%d pairs; %d files without a partner, %d that cannot be read.\n", counts["paired"], counts["alone"], counts["failed"])
		return nil
	}
	fmt.Fprintf(out, "%d pairs imported, %d were there already; %d failed, %d files without a partner.\n",
		counts["imported"], counts["present"], counts["failed"], counts["alone"])
	return nil
}
