package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/views"
	"muqabala/web/workspace"
)

// repairsPage is what the layout proposes, by cause.
func (s *Server) repairsPage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	m := newRowModels(c, b, v)
	s.show(c, http.StatusOK, views.RepairsPage(s.bitextPage(c, b, v, "repairs"), m.causes()))
}

// causes groups the repairs, in the order of the proposals.
func (m *rowModels) causes() []views.Cause {
	var out []views.Cause
	at := map[string]int{}
	for _, r := range m.view.Repairs {
		i, ok := at[r.Cause.Name]
		if !ok {
			i = len(out)
			at[r.Cause.Name], out = i, append(out, views.Cause{Name: r.Cause.Name, Confidence: r.Cause.Confidence})
		}
		c := &out[i]
		c.Confidence = min(c.Confidence, r.Cause.Confidence)
		n := views.Repair{ID: r.ID, Text: r.Cause.Text, Confidence: r.Cause.Confidence, Blocks: len(r.Blocks)}
		if len(r.Blocks) > 0 {
			n.Block = int(slices.Min(r.Blocks))
		}
		for _, part := range r.Parts {
			n.Parts = append(n.Parts, m.part(part))
			if c.Parts++; part.Made {
				c.Made++
			}
		}
		c.Repairs = append(c.Repairs, n)
	}
	return out
}

// part is a part of a repair.
func (m *rowModels) part(p workspace.Part) views.RepairPart {
	first, last := p.Blocks[0], p.Blocks[len(p.Blocks)-1]
	text := plain([]views.Run{{Text: m.bitext.Translation().Text(first)}})[0].Text
	return views.RepairPart{Op: p.Op, Blocks: strings.ReplaceAll(list(p.Blocks), " ", ""), From: int(first), To: int(last), Text: head(text, 120),
		Made: p.Made, Row: m.rowOfBlock(first)}
}
