package web

import (
	"net/http"
	"strconv"
	"unicode/utf16"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/views"
)

// wordLink says which words of two sentences of a bead stand for one another: for each side the sentence, 0-based within the
// bead, and the range of its text as it is shown, in UTF-16 units, as scripts count them.
type wordLink struct {
	Original    [3]int `json:"o"`
	Translation [3]int `json:"t"`
}

// words links the words of a bead of a row.
func (s *Server) words(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	i := v.Row(c.Param("row"))
	bead, err := strconv.Atoi(c.Query("bead"))
	if err != nil || i < 0 || bead < 0 || bead >= len(v.Rows[i].Beads) {
		s.fail(c, errNotFound)
		return
	}
	aligner, err := b.Aligner(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	m := newRowModels(c, b, v)
	shown := m.openRow(i).Beads[bead]
	o, t := newBeadText(shown.Original), newBeadText(shown.Translation)
	links := []wordLink{}
	for _, l := range aligner.Words(o.text, t.text) {
		links = append(links, wordLink{o.place(l.Original), t.place(l.Translation)})
	}
	c.JSON(http.StatusOK, links)
}

// beadText is the sentences of one side of a bead as one text.
type beadText struct {
	text   string
	starts []int // of each sentence, in bytes
}

func newBeadText(segments []views.Segment) beadText {
	var b beadText
	for _, s := range segments {
		b.starts = append(b.starts, len(b.text))
		for _, r := range s.Runs {
			b.text += r.Text
		}
		b.text += "\n"
	}
	return b
}

// place is the sentence that a span of the text is in and the span within it, in UTF-16 units.
func (b beadText) place(span corpus.Span) [3]int {
	n := len(b.starts) - 1
	for n > 0 && b.starts[n] > span.Start {
		n--
	}
	units := func(s string) int { return len(utf16.Encode([]rune(s))) }
	start := units(b.text[b.starts[n]:span.Start])
	return [3]int{n, start, start + units(span.In(b.text))}
}
