package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"muqabala/align/lexicon/glossary"
	"muqabala/corpus/search"
	"muqabala/corpus/search/embedded"
	"muqabala/corpus/search/indexer"
	"muqabala/corpus/search/meili"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
	"muqabala/web/workspace"
)

// meiliFlags say where a Meilisearch server is, if there is one.
type meiliFlags struct {
	MeiliURL string `help:"Search with this Meilisearch server instead of the index beside the project." name:"meili-url" env:"MEILI_URL" placeholder:"URL"`
	MeiliKey string `help:"Its master key." name:"meili-master-key" env:"MEILI_MASTER_KEY" hidden:""`
}

// glossaryFlag names a glossary whose terms count as synonyms.
type glossaryFlag struct {
	Synonyms string `help:"A glossary (.tsv, .csv, .tbx, .tmx): what it has for the same counts as the same word." type:"path" placeholder:"FILE"`
}

// load reads the synonyms: the Arabic of one English term, and the English that has the same Arabic.
func (f glossaryFlag) load(ctx context.Context) (search.Synonyms, error) {
	if f.Synonyms == "" {
		return nil, nil
	}
	g, err := glossary.Load(ctx, f.Synonyms)
	if err != nil {
		return nil, err
	}
	var groups [][]string
	english := map[string][]string{}
	for _, e := range g.Entries {
		groups = append(groups, e.Arabic)
		for _, a := range e.Arabic {
			english[a] = append(english[a], e.English)
		}
	}
	for _, a := range slices.Sorted(maps.Keys(english)) {
		groups = append(groups, english[a])
	}
	return search.NewSynonyms(groups), nil
}

// options are those for the index of a project; without a server they have no URL, and the synonyms all the same.
func (f meiliFlags) options(ctx context.Context, s store.Settings, project string, synonyms search.Synonyms) (meili.Options, error) {
	if f.MeiliURL == "" {
		return meili.Options{Synonyms: synonyms}, nil
	}
	id, err := identity(ctx, s)
	return meili.Options{URL: f.MeiliURL, MasterKey: f.MeiliKey, Name: indexName(project, id), Synonyms: synonyms}, err
}

// mode is how a project is opened: where a server is named, the project may have to be given its identity.
func (f meiliFlags) mode() sqlite.Mode {
	if f.MeiliURL == "" {
		return sqlite.ReadOnly
	}
	return sqlite.ReadWrite
}

// identityKey is the setting that tells a project from all others.
const identityKey = "identity"

// identity is that of a project, which is given it when it is first asked for.
func identity(ctx context.Context, s store.Settings) (string, error) {
	settings, err := s.Settings(ctx, "")
	if err != nil || settings[identityKey] != "" {
		return settings[identityKey], err
	}
	id := rand.Text()
	if err := s.PutSetting(ctx, "", identityKey, id); err != nil {
		return "", fmt.Errorf("the project has no index on a server yet, muqabala index makes it: %w", err)
	}
	return id, nil
}

// indexName names the index of a project on a server, in letters that it takes: after the file, for people, and after the
// identity, since projects of other folders have the same file name.
func indexName(project, id string) string {
	base := strings.TrimSuffix(filepath.Base(project), filepath.Ext(project))
	return "muqabala-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, base) + "-" + strings.ToLower(id[:min(len(id), 12)])
}

// indexFolder is where the embedded index of a project is.
func indexFolder(project string) string { return project + ".search" }

// indexCommand brings the search index up to date.
type indexCommand struct {
	projectFlag
	meiliFlags
	glossaryFlag
	Rebuild bool `help:"Make the index anew, whatever it has."`
}

// Help is shown below the flags.
func (indexCommand) Help() string {
	return `The index stands beside the project, in FILE.search. It is made when it is first needed and can be removed at any time; a server
and "muqabala search" keep it up to date by themselves.

Examples:

  muqabala index --project reports.muqabala
  muqabala index --project reports.muqabala --rebuild
  MEILI_URL=http://127.0.0.1:7700 MEILI_MASTER_KEY=… muqabala index --project reports.muqabala`
}

// Run writes what the index does not have.
func (c *indexCommand) Run(ctx context.Context, out output) error {
	s, err := sqlite.Open(ctx, c.Project, c.mode())
	if err != nil {
		return err
	}
	defer s.Close()
	start := time.Now()
	h, written, err := c.write(ctx, s, out)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d bitexts indexed in %.1f s; %d segment pairs in the index (%s).\n", written, time.Since(start).Seconds(), h.Records, h.Backend)
	return nil
}

func (c *indexCommand) write(ctx context.Context, s store.Store, out output) (search.Health, int, error) {
	defer out.working("indexing")()
	if c.MeiliURL != "" {
		return c.writeServer(ctx, s)
	}
	if c.Rebuild {
		return rebuildFolder(ctx, s, indexFolder(c.Project))
	}
	x, _, err := embedded.Open(indexFolder(c.Project))
	if err != nil {
		return search.Health{}, 0, err
	}
	h, n, err := fillIndex(ctx, s, x)
	return h, n, errors.Join(err, x.Close())
}

// writeServer writes to a server; an index made anew takes the place of the old one at once.
func (c *indexCommand) writeServer(ctx context.Context, s store.Store) (search.Health, int, error) {
	synonyms, err := c.load(ctx)
	if err != nil {
		return search.Health{}, 0, err
	}
	o, err := c.options(ctx, s, c.Project, synonyms)
	if err != nil {
		return search.Health{}, 0, err
	}
	x, fresh, err := meili.Open(ctx, o)
	if err != nil {
		return search.Health{}, 0, err
	}
	if !fresh && !c.Rebuild {
		return fillIndex(ctx, s, x)
	}
	var n int
	err = x.Rebuild(ctx, func(next *meili.Index) (err error) {
		_, n, err = fillIndex(ctx, s, next)
		return err
	})
	if err != nil {
		return search.Health{}, 0, err
	}
	h, err := x.Health(ctx)
	return h, n, err
}

// rebuildFolder makes an index beside the old one and then puts it in its place.
func rebuildFolder(ctx context.Context, s store.Store, folder string) (search.Health, int, error) {
	old, _, err := embedded.Open(folder) // that no program has it open is seen here
	if err != nil {
		return search.Health{}, 0, err
	}
	defer old.Close()
	next := folder + ".new"
	if err := os.RemoveAll(next); err != nil {
		return search.Health{}, 0, err
	}
	x, _, err := embedded.Open(next)
	if err != nil {
		return search.Health{}, 0, err
	}
	h, n, err := fillIndex(ctx, s, x)
	if err = errors.Join(err, x.Close()); err != nil {
		return h, n, errors.Join(err, os.RemoveAll(next))
	}
	return h, n, errors.Join(os.RemoveAll(folder), os.Rename(next, folder))
}

// fillIndex writes to an index what it does not have of a store.
func fillIndex(ctx context.Context, s store.Store, x indexer.Index) (search.Health, int, error) {
	n, err := indexer.New(s, x, "", newRecorder(workspace.NewLibrary(s)).records).Sync(ctx)
	if err != nil {
		return search.Health{}, n, err
	}
	h, err := x.Health(ctx)
	return h, n, err
}
