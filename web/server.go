// Package web serves the pages: a library of bitexts, the review of each, its findings, repairs and history.
//
// A handler reads the request, asks the [workspace.Library] or lets a bitext of it do something, makes a model of the
// answer and has it shown by package views. Every page can be read, and every action done, without scripts; with them,
// the same handlers answer with the parts that changed. routes.go is the whole table.
package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"muqabala/corpus/store"
	"muqabala/views"
	"muqabala/web/workspace"
)

// Config is what a server is made of.
type Config struct {
	Library *workspace.Library
	// Home is the bitext that / leads to; 0 for the library.
	Home store.ID
	// Search answers the search page; without it there is none.
	Search Search
}

// Server answers requests.
type Server struct {
	library      *workspace.Library
	imports      *workspace.Imports
	home         store.ID
	search       Search
	translations *views.Translations
	assets       *assets
}

// New is a server.
func New(c Config) (*Server, error) {
	t, err := views.LoadTranslations()
	if err != nil {
		return nil, err
	}
	a, err := loadAssets()
	if err != nil {
		return nil, err
	}
	return &Server{library: c.Library, imports: workspace.NewImports(c.Library), home: c.Home, search: c.Search, translations: t, assets: a}, nil
}

// ErrBusy: another program has the address.
var ErrBusy = errors.New("the address is in use by another program; name a free one with --addr, as in --addr 127.0.0.1:8081")

// Serve answers at addr until ctx ends. ready is called with the address once it does.
func (s *Server) Serve(ctx context.Context, addr string, ready func(string)) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s: %w", addr, ErrBusy)
	}
	if err != nil {
		return err
	}
	h := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10, BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() { h.Close() })
	defer stop()
	defer s.imports.Stop()
	ready("http://" + l.Addr().String())
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
