package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Handler is the whole table of what is answered.
func (s *Server) Handler() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.ContextWithFallback = true // handlers hand a *gin.Context on as a context
	r.Use(securityHeaders, s.readable, known, gin.CustomRecoveryWithWriter(nil, s.recovered))

	r.GET("/", s.start)
	r.GET("/library", s.libraryPage)
	r.POST("/library/:id/remove", limitBody(maxForm), s.removeBitext)
	r.POST("/library/:id/restore", limitBody(maxForm), s.restoreBitext)
	r.POST("/import", limitBody(maxUpload), s.startImport)
	r.GET("/import/:import", s.importPage)
	r.GET("/import/:import/events", s.importEvents)
	r.POST("/import/:import/exchange", limitBody(maxForm), s.exchangeImport)
	r.POST("/import/:import/accept", limitBody(maxForm), s.acceptImport)
	r.GET("/imports/:batch", s.batchPage)
	r.GET("/imports/:batch/list", s.batchPart)
	r.GET("/imports/:batch/events", s.batchEvents)
	r.GET("/search", s.searchPage)
	r.GET("/search/facets", s.facetsPart)
	r.GET("/search/export", s.exportSearch)
	r.POST("/search/saved", limitBody(maxForm), s.saveSearch)
	r.GET("/help", s.helpPage)
	r.GET("/preferences", s.preferencesPage)
	r.POST("/preferences", limitBody(maxForm), s.setPreferences)
	r.GET("/checks", s.rulesPage)
	r.POST("/checks", limitBody(maxForm), s.setRules)
	r.POST("/checks/terms", limitBody(maxGlossary), s.addTerms)
	r.POST("/checks/terms/remove", limitBody(maxForm), s.removeTerms)
	r.POST("/checks/restore", limitBody(maxForm), s.restoreRules)
	r.GET("/static/*name", s.assets.serve)

	r.GET("/b/:id/opening", s.openingEvents)
	b := r.Group("/b/:id", s.open)
	b.GET("", s.reviewPage)
	b.GET("/rows", s.rowsPart)
	b.GET("/row/:row", s.rowPage)
	b.GET("/row/:row/words", s.words)
	b.GET("/row/:row/cut", s.cutPage)
	b.GET("/next", s.next)
	b.GET("/status", s.status)
	b.GET("/pictures", s.pictures)
	b.POST("/act", limitBody(maxForm), s.act)
	b.GET("/findings", s.findingsPage)
	b.GET("/repairs", s.repairsPage)
	b.GET("/source", s.sourcePage)
	b.GET("/compare", s.comparePage)
	b.GET("/history", s.historyPage)
	b.GET("/export", s.exportPage)
	b.GET("/export/file", s.exportFile)
	b.GET("/events", s.events)
	b.POST("/presence", limitBody(maxForm), s.presence)

	r.NoRoute(func(c *gin.Context) { s.fail(c, errNotFound) })
	return http.NewCrossOriginProtection().Handler(headAsGet(r))
}
