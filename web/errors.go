package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"

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
	c.Abort()
	title, what, detail := views.T(c, "error."+f.id), views.T(c, "error."+f.id+".what"), ""
	if said := refusal(c, err); said != "" {
		what = said
	} else if f.detail {
		detail = err.Error()
	}
	if scripted(c) {
		c.String(f.status, "%s. %s", title, what)
		return
	}
	s.show(c, f.status, views.ErrorPage(s.page(c, title, ""), views.Failure{Status: f.status, What: what, Detail: detail}))
}

// maxInTheWay is how many edits are named that stand in the way of taking one back.
const maxInTheWay = 3

// refusal says in the reader's language why an action was not done; "" where that is all that its kind of error says.
func refusal(ctx context.Context, err error) string {
	var refused *workspace.Refusal
	var others *workspace.OthersError
	var revert *corpus.RevertError
	switch {
	case errors.As(err, &refused):
		return views.T(ctx, "refused."+refused.Reason)
	case errors.As(err, &others):
		return views.T(ctx, "refused.others", "Who", others.Edit.Author, "Edit", others.Edit.ID)
	case errors.As(err, &revert) && len(revert.InTheWay) > 0:
		var by []string
		for i, e := range slices.Backward(revert.InTheWay) {
			if len(by) == maxInTheWay {
				by = append(by, views.T(ctx, "refused.more", "N", i+1))
				break
			}
			by = append(by, views.T(ctx, "refused.by", "Edit", e.ID, "Who", e.Author))
		}
		return views.T(ctx, "refused.later", "Edit", revert.Edit, "Later", strings.Join(by, views.T(ctx, "list.and")))
	case errors.As(err, &revert):
		return views.T(ctx, "refused.changed", "Edit", revert.Edit)
	}
	return ""
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
