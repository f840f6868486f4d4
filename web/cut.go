package web

import (
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// cutPage shows the words of a sentence, for whoever wants to split it; as a dialog where a script asks.
func (s *Server) cutPage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	i := v.Row(c.Param("row"))
	id, err := segmentOf(c.Query("segment"))
	if err != nil || i < 0 {
		s.fail(c, errNotFound)
		return
	}
	segment := segmentIn(v.Rows[i], id)
	if segment == nil {
		s.fail(c, errNotFound)
		return
	}
	m := newRowModels(c, b, v)
	cut := views.Cut{Row: m.row(i, false), Segment: views.Segment{ID: c.Query("segment"), Side: id.Side}, Words: cutWords(segment.Text)}
	if scripted(c) {
		s.show(c, http.StatusOK, views.CutBody(cut))
		return
	}
	p := s.bitextPage(c, b, v, "review")
	p.Title = views.T(c, "cut.title") + " · " + b.Title
	s.show(c, http.StatusOK, views.CutPage(p, cut))
}

// segmentIn is the sentence of that name in a row, or nil.
func segmentIn(r *workspace.Row, id workspace.SegmentID) *corpus.Segment {
	all := r.TranslationSegments
	if id.Side == corpus.OriginalSide {
		all = r.OriginalSegments
	}
	if id.Index < 0 || id.Index >= len(all) {
		return nil
	}
	return &all[id.Index]
}

// cutWords are the words of a sentence, with where each begins.
func cutWords(text string) []views.CutWord {
	var out []views.CutWord
	start, space := 0, false
	add := func(end int) {
		if word := strings.TrimSpace(unmarked.Replace(text[start:end])); word != "" {
			out = append(out, views.CutWord{Text: word, Offset: start})
		}
		start = end
	}
	for i, r := range text {
		if space && !unicode.IsSpace(r) {
			add(i)
		}
		space = unicode.IsSpace(r)
	}
	add(len(text))
	return out
}

// offsetOf is the byte of the action's sentence where the caret stands, which scripts count in UTF-16 units of the text as it
// is shown; 0 where there is no such place.
func offsetOf(v *workspace.View, a workspace.Action, caret string) int {
	units, err := strconv.Atoi(caret)
	if err != nil || len(a.Rows) == 0 || v.Row(a.Rows[0].ID) < 0 {
		return 0
	}
	segment := segmentIn(v.Rows[v.Row(a.Rows[0].ID)], a.Segments[0])
	if segment == nil {
		return 0
	}
	for i := range segment.Text {
		if len(utf16.Encode([]rune(unmarked.Replace(segment.Text[:i])))) >= units {
			return i
		}
	}
	return 0
}
