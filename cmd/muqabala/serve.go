package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
	"muqabala/web"
	"muqabala/web/workspace"
)

// serveCommand opens two files in the browser.
type serveCommand struct {
	Addr        string `help:"Where to serve; only this machine can reach the default." default:"127.0.0.1:8080"`
	Against     string `help:"The English original." required:"" placeholder:"EN"`
	Translation string `arg:"" name:"ar" help:"The Arabic translation."`
}

// Run serves until it is interrupted.
func (c *serveCommand) Run(ctx context.Context, out output) error {
	p, err := readPair(ctx, c.Against, c.Translation)
	if err != nil {
		return err
	}
	l := workspace.NewLibrary(&memory.Store{})
	id, err := l.Add(ctx, workspace.New{Original: p.original, Translation: p.translation,
		OriginalFile: fileOf(p.original), TranslationFile: fileOf(p.translation)})
	if err != nil {
		return err
	}
	return serve(ctx, c.Addr, web.Config{Library: l, Home: id}, out)
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
