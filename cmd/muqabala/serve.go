package main

import (
	"context"
	"fmt"

	"muqabala/align/check"
	"muqabala/align/layout"
	"muqabala/web"
)

// serveCommand shows two files side by side in the browser.
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
	t, err := collate(ctx, p)
	if err != nil {
		return err
	}
	return serve(ctx, c.Addr, t, out)
}

// collate is the whole way from two documents to what a page shows.
func collate(ctx context.Context, p pair) (*web.Text, error) {
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return nil, err
	}
	found, err := check.Run(ctx, check.All(), &check.Pass{Original: p.original, Translation: p.translation, Layout: l})
	if err != nil {
		return nil, err
	}
	b, err := layout.Repair(p.original, p.translation, l)
	return &web.Text{Bitext: b, Layout: l, Findings: found}, err
}

func serve(ctx context.Context, addr string, t *web.Text, out output) error {
	return web.Serve(ctx, addr, t, func(url string) {
		fmt.Fprintf(out, "The text is at %s (Ctrl-C ends).\n", url)
	})
}
