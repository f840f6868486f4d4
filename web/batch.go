package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"muqabala/views"
	"muqabala/web/workspace"
)

// batchPage shows how far the imports of a batch are, and which files need a person.
func (s *Server) batchPage(c *gin.Context) {
	b := s.imports.Batch(c.Param("batch"))
	if b == nil {
		s.fail(c, errNotFound)
		return
	}
	s.show(c, http.StatusOK, views.BatchPage(s.page(c, views.T(c, "import.title"), "library"), batchModel(b)))
}

func batchModel(b *workspace.Batch) views.Batch {
	state := b.State()
	m := views.Batch{ID: b.ID, Paired: state.Paired}
	for _, i := range state.Imports {
		m.Imports = append(m.Imports, importModel(i))
	}
	for _, l := range state.Left {
		left := views.LeftFile{Name: l.Name}
		if l.Err != nil {
			left.Error = l.Err.Error()
		}
		m.Left = append(m.Left, left)
	}
	return m
}

// glance is how often a batch is looked at for what has changed.
const glance = 300 * time.Millisecond

// batchEvents tells a batch's page whenever it would look otherwise, as server-sent events, until all is over.
func (s *Server) batchEvents(c *gin.Context) {
	b := s.imports.Batch(c.Param("batch"))
	if b == nil {
		s.fail(c, errNotFound)
		return
	}
	eventHeaders(c)
	out := stream{c.Writer, http.NewResponseController(c.Writer)}
	told := ""
	for {
		m := batchModel(b)
		if now := m.Digest(); now != told {
			if out.send("batch", gin.H{"digest": now, "over": m.Over()}) != nil {
				return
			}
			told = now
		}
		if m.Over() {
			return
		}
		select {
		case <-time.After(glance):
		case <-c.Request.Context().Done():
			return
		}
	}
}

// batchPart is the list alone, for a page that follows the batch.
func (s *Server) batchPart(c *gin.Context) {
	b := s.imports.Batch(c.Param("batch"))
	if b == nil {
		s.fail(c, errNotFound)
		return
	}
	s.show(c, http.StatusOK, views.BatchList(batchModel(b)))
}
