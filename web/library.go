package web

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"muqabala/views"
)

// start leads to the bitext that the program was started for, or to the library.
func (s *Server) start(c *gin.Context) {
	if s.home != 0 {
		c.Redirect(http.StatusSeeOther, "/b/"+strconv.FormatInt(int64(s.home), 10))
		return
	}
	s.libraryPage(c)
}

// libraryPage lists the bitexts of the project.
func (s *Server) libraryPage(c *gin.Context) {
	all, err := s.library.Store.Bitexts(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	var shelf views.Shelf
	for _, i := range all {
		shelf.Bitexts = append(shelf.Bitexts, views.ShelfItem{ID: strconv.FormatInt(int64(i.ID), 10), Title: i.Title, Edits: i.Version,
			Activity: i.LastActivity.Format("2006-01-02 15:04"), Author: i.LastAuthor})
	}
	s.show(c, http.StatusOK, views.LibraryPage(s.page(c, views.T(c, "nav.library"), "library"), shelf))
}
