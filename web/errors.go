package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/a-h/templ"
	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/views"
	"muqabala/web/workspace"
)

// What a handler itself finds wrong with a request.
var (
	errNotFound   = errors.New("there is no such page")
	errBadRequest = errors.New("the request cannot be understood")
)

// failure is how an error is answered.
type failure struct {
	status int
	id     string // of its messages
	detail bool   // the error's own words help the reader
}

// failures are the answers by what an error wraps, the first that fits.
var failures = []struct {
	is error
	failure
}{
	{errNotFound, failure{http.StatusNotFound, "not-found", false}},
	{store.ErrNotFound, failure{http.StatusNotFound, "not-found", false}},
	{errBadRequest, failure{http.StatusBadRequest, "bad-request", true}},
	{workspace.ErrStale, failure{http.StatusConflict, "stale", false}},
	{corpus.ErrConflict, failure{http.StatusConflict, "conflict", true}},
	{store.ErrFull, failure{http.StatusInsufficientStorage, "store", true}},
	{store.ErrReadOnly, failure{http.StatusInsufficientStorage, "store", true}},
	{store.ErrInvalid, failure{http.StatusBadRequest, "bad-request", true}},
	{workspace.ErrTooMany, failure{http.StatusTooManyRequests, "too-many", false}},
	{corpus.ErrTooLarge, failure{http.StatusRequestEntityTooLarge, "too-large", true}},
}

func failureOf(err error) failure {
	for _, f := range failures {
		if errors.Is(err, f.is) {
			return f.failure
		}
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return failure{http.StatusRequestEntityTooLarge, "too-large", false}
	}
	return failure{http.StatusInternalServerError, "internal", false}
}

// fail answers with what went wrong. Its details go to the log where they are of no use to the reader.
func (s *Server) fail(c *gin.Context, err error) {
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		c.Abort() // the reader has gone
		return
	}
	f := failureOf(err)
	if f.status >= 500 {
		slog.ErrorContext(c, "request failed", "path", c.Request.URL.Path, "error", err)
	}
	detail := ""
	if f.detail {
		detail = err.Error()
	}
	c.Abort()
	if scripted(c) {
		c.String(f.status, "%s. %s", views.T(c, "error."+f.id), views.T(c, "error."+f.id+".what"))
		return
	}
	p := s.page(c, views.T(c, "error."+f.id), "")
	s.show(c, f.status, views.ErrorPage(p, f.status, f.id, detail))
}

// recovered answers after a panic.
func (s *Server) recovered(c *gin.Context, v any) {
	slog.ErrorContext(c, "panic", "path", c.Request.URL.Path, "value", v)
	s.fail(c, errors.New("panic"))
}

// show answers with a component.
func (s *Server) show(c *gin.Context, status int, page templ.Component) {
	c.Header("Content-Type", "text/html; charset=utf-8")
	c.Header("Cache-Control", "no-store")
	c.Status(status)
	if err := page.Render(c.Request.Context(), c.Writer); err != nil {
		_ = c.Error(err) // the reader has gone, or half the page is sent: nothing can be mended
	}
}

// page is the frame of a page that is about no single bitext.
func (s *Server) page(c *gin.Context, title, section string) views.Page {
	return views.Page{Title: title, Assets: s.assets.href, Prefs: prefs(c), Path: c.Request.URL.RequestURI(), Section: section,
		Search: s.search.Index != nil}
}
