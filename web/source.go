package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/views"
)

// sourcePage is the translation as it was read.
func (s *Server) sourcePage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	m := newRowModels(c, b, v)
	class := m.classes()
	out := make([]views.SourceBlock, 0, len(b.Translation().Blocks))
	for _, block := range b.Translation().Blocks {
		n := views.SourceBlock{ID: int(block.ID), At: placeText(corpus.Place{Block: block.ID}), Kind: block.Kind, Row: m.rowOfBlock(block.ID)}
		for _, r := range plain([]views.Run{{Text: b.Translation().Text(block.ID)}}) {
			n.Text += r.Text
		}
		if c := class[block.ID]; c != "" {
			n.Badges = append(n.Badges, views.Badge{Icon: icons[c], Word: views.T(m.ctx, "badge."+c), Class: c})
		}
		out = append(out, n)
	}
	s.show(c, http.StatusOK, views.SourcePage(s.bitextPage(c, b, v, "source"), out))
}

// icons are those of what can be wrong with a block.
var icons = map[string]string{"moved": "moved", "torn": "join", "repeat": "repeat"}

// classes say what is wrong with each block, where something is.
func (m *rowModels) classes() map[corpus.BlockID]string {
	l := m.bitext.Layout()
	class := map[corpus.BlockID]string{}
	for _, id := range l.Misplaced {
		class[id] = "moved"
	}
	for _, blocks := range l.Order {
		for _, id := range blocks[1:] {
			class[id] = "torn"
		}
	}
	for id := range l.Duplicates {
		class[id] = "repeat"
	}
	return class
}
