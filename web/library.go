package web

import (
	"context"
	"net/http"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/views"
	"muqabala/web/workspace"
)

// start leads to the bitext that the program was started for, or to the library.
func (s *Server) start(c *gin.Context) {
	if s.home != 0 {
		c.Redirect(http.StatusSeeOther, "/b/"+strconv.FormatInt(int64(s.home), 10))
		return
	}
	s.libraryPage(c)
}

// libraryPage lists the bitexts of the project, and takes new ones.
func (s *Server) libraryPage(c *gin.Context) {
	all, err := s.library.Shelf(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	removed, err := s.library.Store.Removed(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	shelf := views.Shelf{Aligned: strings.Join(workspace.AlignedExtensions(), ",")}
	for _, b := range all {
		n := shelfItem(b.Info)
		n.Known, n.Rows, n.Confirmed, n.Rejected = b.Known, b.Stats.Rows, b.Stats.Confirmed, b.Stats.Rejected
		n.Errors, n.Warnings, n.Infos = b.Stats.Open[corpus.Error], b.Stats.Open[corpus.Warning], b.Stats.Open[corpus.Info]
		shelf.Bitexts = append(shelf.Bitexts, n)
	}
	for _, info := range removed {
		shelf.Removed = append(shelf.Removed, shelfItem(info))
	}
	s.show(c, http.StatusOK, views.LibraryPage(s.page(c, views.T(c, "nav.library"), "library"), shelf))
}

func shelfItem(i store.Info) views.ShelfItem {
	n := views.ShelfItem{ID: strconv.FormatInt(int64(i.ID), 10), Title: i.Title, Edits: i.Version,
		Activity: i.LastActivity.Local().Format("2006-01-02 15:04"), Author: i.LastAuthor}
	if o, t := i.Original.File.Name, i.Translation.File.Name; o != "" || t != "" {
		n.Files = path.Base(filepath.ToSlash(o)) + " · " + path.Base(filepath.ToSlash(t)) // where they lay is the importer's own
	}
	return n
}

// removeBitext puts a bitext away; restoreBitext takes it back.
func (s *Server) removeBitext(c *gin.Context) { s.shelve(c, s.library.Store.Remove) }

func (s *Server) restoreBitext(c *gin.Context) { s.shelve(c, s.library.Store.Restore) }

func (s *Server) shelve(c *gin.Context, do func(context.Context, store.ID) error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		s.fail(c, errNotFound)
		return
	}
	if err := do(c, store.ID(id)); err != nil {
		s.fail(c, err)
		return
	}
	s.library.Close(store.ID(id))
	c.Redirect(http.StatusSeeOther, "/library")
}
