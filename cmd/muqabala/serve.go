package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"muqabala/corpus"
	"muqabala/corpus/search"
	"muqabala/corpus/search/meili"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
	"muqabala/corpus/store/sqlite"
	"muqabala/web"
	"muqabala/web/workspace"
)

// serveCommand opens a project, or two files, in the browser.
type serveCommand struct {
	Addr    string `help:"Where to serve; only this machine can reach the default." default:"127.0.0.1:8080"`
	Project string `help:"The project whose bitexts are shown and edited; it is made where there is none." short:"p" placeholder:"FILE" xor:"what"`
	Against string `help:"The English original of the file named." placeholder:"EN" xor:"what"`
	meiliFlags
	glossaryFlag
	ruleFlags
	Translation string `arg:"" optional:"" name:"ar" help:"The Arabic translation, with --against. Nothing is kept of what is done to it."`
}

// Help is shown below the flags.
func (serveCommand) Help() string {
	return `Examples:

  muqabala serve --project reports.muqabala            a library of bitexts; what is done to them is kept
  muqabala serve --project reports.muqabala --glossary terms.tbx
                                                       their translations are held to the terms while the server runs; the page
                                                       "Checks and terms" keeps such choices with the project
  muqabala serve --against report.en.md report.ar.md   a look at two files; nothing is kept`
}

// Run serves until it is interrupted.
func (c *serveCommand) Run(ctx context.Context, out output) error {
	switch {
	case c.Project != "" && c.Translation == "":
		return c.project(ctx, out)
	case c.Against != "" && c.Translation != "":
		return c.files(ctx, out)
	}
	return errors.New("say what to serve: --project FILE, or --against EN AR")
}

// project serves all bitexts of a project.
func (c *serveCommand) project(ctx context.Context, out output) error {
	s, err := sqlite.Open(ctx, c.Project, sqlite.Create)
	if err != nil {
		return err
	}
	l := workspace.NewLibrary(s)
	if l.Fixed, err = c.fixed(ctx); err != nil {
		return errors.Join(err, s.Close())
	}
	synonyms, err := c.load(ctx)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	o, err := c.options(ctx, s, c.Project, synonyms)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	x, err := startSearch(ctx, l, indexFolder(c.Project), o, out)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	err = serve(ctx, c.Addr, web.Config{Library: l, Search: x.Search}, out)
	return errors.Join(err, x.Close(), s.Close())
}

// files serves two files.
func (c *serveCommand) files(ctx context.Context, out output) error {
	p, err := readPair(ctx, c.Against, c.Translation)
	if err != nil {
		return err
	}
	l := workspace.NewLibrary(&memory.Store{})
	if l.Fixed, err = c.fixed(ctx); err != nil {
		return err
	}
	id, err := l.Add(ctx, workspace.New{Original: p.original, Translation: p.translation,
		OriginalFile: fileOf(p.original), TranslationFile: fileOf(p.translation)})
	if err != nil {
		return err
	}
	synonyms, err := c.load(ctx)
	if err != nil {
		return err
	}
	return serveSearched(ctx, c.Addr, web.Config{Library: l, Home: id}, synonyms, out)
}

// serveSearched serves a library that is not kept, with a search of it that is not kept either.
func serveSearched(ctx context.Context, addr string, c web.Config, synonyms search.Synonyms, out output) error {
	x, err := startSearch(ctx, c.Library, "", meili.Options{Synonyms: synonyms}, out)
	if err != nil {
		return err
	}
	c.Search = x.Search
	return errors.Join(serve(ctx, addr, c, out), x.Close())
}

// fileOf says what a document was read from.
func fileOf(d *corpus.Document) store.File {
	sum := sha256.Sum256([]byte(d.Source))
	return store.File{Name: d.Name, SHA256: hex.EncodeToString(sum[:])}
}

// serve answers at addr until ctx ends, and says where.
func serve(ctx context.Context, addr string, c web.Config, out output) error {
	s, err := web.New(c)
	if err != nil {
		return err
	}
	return s.Serve(ctx, addr, func(url string) {
		fmt.Fprintf(out, "The text is at %s (Ctrl-C ends).\n", url)
	})
}
