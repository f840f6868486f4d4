package web

import (
	"fmt"
	"log/slog"
	"math"
	"strconv"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/views"
	"muqabala/web/workspace"
)

const bitextKey = "bitext"

// open finds the bitext of the address for the handlers behind it.
func (s *Server) open(c *gin.Context) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		s.fail(c, errNotFound)
		return
	}
	b, err := s.opened(c, store.ID(id))
	if err != nil {
		s.fail(c, err)
		return
	}
	if b == nil {
		s.openingPage(c, store.ID(id))
		return
	}
	if err := b.Refresh(c.Request.Context()); err != nil {
		slog.WarnContext(c, "the project could not be read again", "error", err) // what is known is shown
	}
	c.Set(bitextKey, b)
}

// bitext is the one that open has found.
func bitext(c *gin.Context) *workspace.Bitext { return c.MustGet(bitextKey).(*workspace.Bitext) }

// bitextPage is the frame of a page about a bitext.
func (s *Server) bitextPage(c *gin.Context, b *workspace.Bitext, v *workspace.View, section string) views.Page {
	p := s.page(c, b.Title, section)
	p.Bitext = header(b, v)
	if section != "review" {
		p.Title = views.T(c, "nav."+section) + " · " + b.Title
	}
	return p
}

func idOf(b *workspace.Bitext) string { return strconv.FormatInt(int64(b.ID), 10) }

// header is what every page of a bitext says of it.
func header(b *workspace.Bitext, v *workspace.View) *views.Header {
	s := v.Stats()
	h := &views.Header{ID: idOf(b), Title: b.Title, Note: b.Note}
	h.Progress = views.Progress{Rows: s.Rows, Confirmed: s.Confirmed, Rejected: s.Rejected,
		WrongLeft: int(math.Round(s.WrongLeft)), Spread: int(math.Ceil(s.Spread)),
		Errors: s.Open[corpus.Error], Warnings: s.Open[corpus.Warning], Infos: s.Open[corpus.Info],
		Resolved: s.Resolved, Dismissed: s.Dismissed, Checking: v.Checking, CanUndo: v.CanUndo, CanRedo: v.CanRedo, Version: v.Version}
	for _, r := range v.Repairs {
		if !r.Made {
			h.Progress.OpenRepairs++
		}
	}
	return h
}

// placeText is a place as addresses and forms have it: "45.120".
func placeText(p corpus.Place) string { return fmt.Sprintf("%d.%d", p.Block, p.Offset) }
