package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/views"
)

func (s *Server) helpPage(c *gin.Context) {
	if scripted(c) {
		s.show(c, http.StatusOK, views.HelpBody())
		return
	}
	s.show(c, http.StatusOK, views.HelpPage(s.page(c, views.T(c, "help.title"), "help")))
}

func (s *Server) preferencesPage(c *gin.Context) {
	back := localPath(c.Query("back"))
	s.show(c, http.StatusOK, views.PreferencesPage(s.page(c, views.T(c, "prefs.title"), "preferences"), back))
}

// setPreferences keeps the choices that were sent, in cookies, and goes back.
func (s *Server) setPreferences(c *gin.Context) {
	if err := c.Request.ParseForm(); err != nil {
		s.fail(c, err)
		return
	}
	form := c.Request.PostForm
	if lang := corpus.Lang(form.Get("lang")); slices.Contains(views.Languages, lang) {
		setCookie(c, cookieLang, string(lang))
	}
	if theme := form.Get("theme"); theme != "" {
		setCookie(c, cookieTheme, theme)
	}
	if side := form.Get("side"); side != "" {
		setCookie(c, cookieSide, side)
	}
	if form.Has("name") {
		setCookie(c, cookieName, oneLine(form.Get("name"), 60))
	}
	c.Redirect(http.StatusSeeOther, cmp.Or(localPath(form.Get("back")), "/preferences"))
}

// oneLine is a short text without control characters or line ends.
func oneLine(s string, letters int) string {
	r := []rune(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }), " "))
	return strings.TrimSpace(string(r[:min(len(r), letters)]))
}
