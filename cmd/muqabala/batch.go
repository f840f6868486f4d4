package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"muqabala/align/pairing"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
	"muqabala/web/workspace"
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
"ar/1.txt", "A_55_98-E.pdf" and "A_55_98-A.pdf"), and where these do not tell, or are clearly wrong, by what stands in them: numbers,
document symbols and Latin names. Which is the English is told by the texts. All pairs are worked on at once, as far as there are processors. What the project has already is passed over, so
that a batch that was stopped goes on where it was.

Exit status: 0 all files were paired and imported, 1 some need a person, 2 it could not be done.`
}

// batchItem is a pair of the folder, or a file without a partner, and what became of it.
type batchItem struct {
	Original    string   `json:"original,omitempty"`
	Translation string   `json:"translation,omitempty"`
	By          string   `json:"by,omitempty"` // name or content: how the pair was found
	State       string   `json:"state"`        // see below
	Bitext      store.ID `json:"bitext,omitempty"`
	Repairs     int      `json:"repairs,omitempty"`
	Findings    int      `json:"findings,omitempty"`
	Linked      float64  `json:"linked,omitempty"` // likely share of sentences with a counterpart
	Error       string   `json:"error,omitempty"`

	documents pair
}

// What becomes of an item. The last three need a person.
const (
	statePaired   = "paired" // and not yet imported
	stateImported = "imported"
	statePresent  = "present" // in the project already
	stateFailed   = "failed"
	stateAlone    = "alone"    // without a partner
	stateDoubtful = "doubtful" // the names pair them, the sentences do not
)

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
	if slices.ContainsFunc(items, func(i batchItem) bool {
		return slices.Contains([]string{stateFailed, stateAlone, stateDoubtful}, i.State)
	}) {
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
	paths, err := c.files()
	if err != nil {
		return nil, err
	}
	documents, failed, err := c.readAll(ctx, paths, out)
	if err != nil {
		return nil, err
	}
	pairs, left := pairing.Find(documents)
	var items []batchItem
	for _, p := range pairs {
		o, t := documents[p.Original], documents[p.Translation]
		items = append(items, batchItem{Original: o.Name, Translation: t.Name, By: p.By, State: statePaired, documents: pair{o, t}})
	}
	for _, i := range left {
		if d := documents[i]; d.Lang == corpus.English {
			items = append(items, batchItem{Original: d.Name, State: stateAlone})
		} else {
			items = append(items, batchItem{Translation: d.Name, State: stateAlone})
		}
	}
	return append(items, failed...), nil
}

// readAll reads the files on all processors; those that cannot be read are items of their own.
func (c *batchCommand) readAll(ctx context.Context, paths []string, out output) (documents []*corpus.Document, failed []batchItem, err error) {
	report, done := out.progressing("reading " + c.Folder)
	defer done()
	all, errs := make([]*corpus.Document, len(paths)), make([]error, len(paths))
	eachAtOnce(len(paths), report, func(i int) { all[i], errs[i] = c.either(ctx, paths[i]) })
	for i, d := range all {
		if errs[i] != nil {
			failed = append(failed, batchItem{Original: paths[i], State: stateFailed, Error: errs[i].Error()})
		} else {
			documents = append(documents, d)
		}
	}
	return documents, failed, ctx.Err()
}

// eachAtOnce calls f for 0 to n-1 on all processors, and reports how many are done.
func eachAtOnce(n int, report func(float64), f func(int)) {
	var work sync.WaitGroup
	var mu sync.Mutex
	finished, slots := 0, make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		slots <- struct{}{}
		work.Go(func() {
			defer func() { <-slots }()
			f(i)
			mu.Lock()
			defer mu.Unlock()
			finished++
			report(float64(finished) / float64(n))
		})
	}
	work.Wait()
}

// either reads a file in whichever of the two languages it is; it is named by its path in the folder.
func (c *batchCommand) either(ctx context.Context, name string) (*corpus.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d, err := read.Either(func(lang corpus.Lang) (*corpus.Document, error) { return read.File(ctx, c.path(name), lang) })
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
	w := batchWork{batchCommand: c, library: workspace.NewLibrary(s)}
	if w.present, err = s.Bitexts(ctx); err != nil {
		return err
	}
	var paired []*batchItem
	for i := range items {
		if items[i].State == statePaired {
			paired = append(paired, &items[i])
		}
	}
	report, done := out.progressing("importing")
	defer done()
	eachAtOnce(len(paired), report, func(i int) {
		if ctx.Err() == nil {
			w.importOne(ctx, paired[i])
		}
	})
	return ctx.Err()
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
		case statePaired:
			fmt.Fprintf(out, "%s  with  %s  (by %s)\n", i.Original, i.Translation, i.By)
		case stateImported:
			fmt.Fprintf(out, "%4d  %s  with  %s  (by %s): %s, %s\n", i.Bitext, i.Original, i.Translation, i.By, count(i.Repairs, "repair"), count(i.Findings, "finding"))
		}
	}
	for _, i := range items {
		switch i.State {
		case stateFailed:
			fmt.Fprintf(out, "%s %s\n", out.paint(red, "failed:"), i.Error)
		case stateAlone:
			fmt.Fprintf(out, "%s %s%s\n", out.paint(yellow, "no partner:"), i.Original, i.Translation)
		case stateDoubtful:
			fmt.Fprintf(out, "%s %s  with  %s  (by %s): only %.0f %% of their sentences correspond; if they do belong together, import them with \"muqabala import\"\n",
				out.paint(yellow, "doubtful:"), i.Original, i.Translation, i.By, 100*i.Linked)
		}
	}
	if c.DryRun {
		fmt.Fprintf(out, "%s; %s without a partner, %d that cannot be read.\n", count(counts[statePaired], "pair"), count(counts[stateAlone], "file"), counts[stateFailed])
		return nil
	}
	fmt.Fprintf(out, "%s imported, %d there already; needing you: %d doubtful, %d failed, %s without a partner.\n", count(counts[stateImported], "pair"),
		counts[statePresent], counts[stateDoubtful], counts[stateFailed], count(counts[stateAlone], "file"))
	return nil
}
