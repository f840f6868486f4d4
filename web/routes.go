// Package web serves the pages. It shows one bitext, read-only.
package web

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"
)

//go:embed static
var static embed.FS

// Handler is the whole server for one text.
func Handler(t *Text) (http.Handler, error) {
	files, err := fs.Sub(static, "static")
	if err != nil {
		return nil, err
	}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.Use(gin.Recovery(), securityHeaders)
	r.GET("/", t.page(false))
	r.GET("/source", t.page(true))
	r.StaticFS("/static", http.FS(files))
	r.NoRoute(func(c *gin.Context) { c.String(http.StatusNotFound, "There is no such page. The text is at /.\n") })
	return http.NewCrossOriginProtection().Handler(r), nil
}

// securityHeaders lets a page load nothing but its own style, fonts and pictures, and run no script.
func securityHeaders(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
}

// ErrBusy: another program has the address.
var ErrBusy = errors.New("the address is in use by another program; name a free one with --addr, as in --addr 127.0.0.1:8081")

// Serve answers at addr until ctx ends. ready is called with the address once it does.
func Serve(ctx context.Context, addr string, t *Text, ready func(string)) error {
	h, err := Handler(t)
	if err != nil {
		return err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s: %w", addr, ErrBusy)
	}
	if err != nil {
		return err
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
	stop := context.AfterFunc(ctx, func() { s.Close() })
	defer stop()
	ready("http://" + l.Addr().String())
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
