package main

import (
	"context"
	"fmt"

	"muqabala/align/collate"
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
	t, err := text(ctx, p)
	if err != nil {
		return err
	}
	return serve(ctx, c.Addr, t, out)
}

// text is what a page shows of two documents.
func text(ctx context.Context, p pair) (*web.Text, error) {
	c, err := collate.New(ctx, p.original, p.translation)
	if err != nil {
		return nil, err
	}
	return &web.Text{Collation: c}, nil
}

func serve(ctx context.Context, addr string, t *web.Text, out output) error {
	return web.Serve(ctx, addr, t, func(url string) {
		fmt.Fprintf(out, "The text is at %s (Ctrl-C ends).\n", url)
	})
}
