package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// window is how many rows are sent at once.
const window = 40

// reviewPage is the bitext row by row: the rows around the one asked for, and room for the others.
func (s *Server) reviewPage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	q := c.Request.URL.Query()
	f := filterOf(q, v)
	rows := matching(v, f)
	m := newRowModels(c, b, v)
	page := views.Review{Filter: f, Match: len(rows), Frame: m.frame(q, rows), Strip: m.strip(), Map: m.orderMap()}
	s.show(c, http.StatusOK, views.ReviewPage(s.bitextPage(c, b, v, "review"), page))
}

// rowsPart is a part of that page for its scripts: the rows from a place on, or, with frame, all that stands there.
func (s *Server) rowsPart(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	q := c.Request.URL.Query()
	rows := matching(v, filterOf(q, v))
	m := newRowModels(c, b, v)
	if q.Has("frame") {
		s.show(c, http.StatusOK, views.FrameOf(m.frame(q, rows)))
		return
	}
	from, err := strconv.Atoi(q.Get("from"))
	if err != nil || from < 0 {
		s.fail(c, fmt.Errorf("from=%q is no number: %w", q.Get("from"), errBadRequest))
		return
	}
	s.show(c, http.StatusOK, views.Rows(m.rows(rows, from, nil)))
}

// rows are the models of a window of rows.
func (m *rowModels) rows(rows []int, from int, open map[string]bool) []views.Row {
	out := []views.Row{}
	for _, i := range rows[min(from, len(rows)):min(from+window, len(rows))] {
		out = append(out, m.row(i, open[m.view.Rows[i].ID]))
	}
	return out
}

// frame parts the rows into chunks; the one with the row that the address asks for is filled.
func (m *rowModels) frame(q url.Values, rows []int) views.Frame {
	f := views.Frame{Bitext: m.id, Empty: len(rows) == 0}
	at := m.asked(q, rows)
	open := map[string]bool{q.Get("open"): true}
	query := kept(q)
	for from := 0; from < len(rows); from += window {
		c := views.Chunk{From: from, Count: min(window, len(rows)-from)}
		rest := query + "from=" + strconv.Itoa(from)
		c.Href, c.Page = "/b/"+m.id+"/rows?"+rest, "/b/"+m.id+"?"+rest
		for _, i := range rows[from : from+c.Count] {
			c.Lines += lines(m.view.Rows[i])
		}
		if from <= at && at < from+window {
			c.Rows = m.rows(rows, from, open)
		}
		f.Chunks = append(f.Chunks, c)
	}
	return f
}

// asked is the place, among the rows let through, of the row that the address asks for.
func (m *rowModels) asked(q url.Values, rows []int) int {
	if i := m.view.Row(q.Get("row")); i >= 0 {
		at, _ := slices.BinarySearch(rows, i)
		return min(at, len(rows)-1)
	}
	from, _ := strconv.Atoi(q.Get("from")) // what is no number asks for the beginning
	return max(0, min(from, len(rows)-1))
}

// kept is the filter of an address, to be put into another.
func kept(q url.Values) string {
	out := url.Values{}
	for _, name := range []string{"kind", "status", "bead", "check", "severity", "q"} {
		if q.Get(name) != "" {
			out.Set(name, q.Get(name))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return out.Encode() + "&"
}

// lines is roughly how many lines a row takes.
func lines(r *workspace.Row) int {
	longest := 0
	for _, all := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		n := 0
		for _, p := range all {
			for _, piece := range p.Pieces {
				n += len(piece.Text)
			}
		}
		if len(all) > 0 && all[0].Pieces[0].Text != "" && all[0].Pieces[0].Text[0] >= 0x80 {
			n = n * 5 / 9 // Arabic letters have two bytes
		}
		longest = max(longest, n)
	}
	return 2 + longest/62
}

// rowPage is one row, opened, on a page of its own or as a part of another.
func (s *Server) rowPage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	i := v.Row(c.Param("row"))
	if i < 0 {
		s.fail(c, errNotFound)
		return
	}
	m := newRowModels(c, b, v)
	if scripted(c) {
		s.show(c, http.StatusOK, views.RowArticle(m.row(i, c.Query("open") == "1")))
		return
	}
	s.show(c, http.StatusOK, views.RowPage(s.bitextPage(c, b, v, "review"), m.row(i, true)))
}

// next leads to the next row that is not confirmed, or that has an open finding, behind a row; from the end it goes on at
// the beginning.
func (s *Server) next(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	after := v.Row(c.Query("after"))
	wanted := func(r *workspace.Row) bool { return r.Verdict == "" }
	if c.Query("what") == "finding" {
		wanted = func(r *workspace.Row) bool { return r.Open(corpus.Info) }
	}
	row := ""
	for i := range v.Rows {
		if r := v.Rows[(after+1+i)%len(v.Rows)]; wanted(r) {
			row = r.ID
			break
		}
	}
	if scripted(c) {
		c.JSON(http.StatusOK, gin.H{"row": row})
		return
	}
	c.Redirect(http.StatusSeeOther, fmt.Sprintf("/b/%s?row=%s#%s", idOf(b), row, cmp.Or(row, "rows")))
}

// status is the progress, for pages in which somebody else's edit has changed it.
func (s *Server) status(c *gin.Context) {
	b := bitext(c)
	s.show(c, http.StatusOK, views.Status(header(b, b.View())))
}

// rowHref is where a row stands in the text.
func rowHref(bitext, row string) string {
	return "/b/" + bitext + "?row=" + row + "#" + strings.TrimSpace(row)
}
