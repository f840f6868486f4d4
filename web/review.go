package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
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

// rowsPart is a part of that page for its scripts: the rows from one on to before another, those that are named, or, with frame, all
// that stands there.
func (s *Server) rowsPart(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	q := c.Request.URL.Query()
	m := newRowModels(c, b, v)
	open := openRows(q.Get("open"))
	if q.Has("rows") {
		s.show(c, http.StatusOK, views.Rows(m.named(strings.Split(q.Get("rows"), ","), open)))
		return
	}
	rows := matching(v, filterOf(q, v))
	if q.Has("frame") {
		s.show(c, http.StatusOK, views.FrameOf(m.frame(q, rows)))
		return
	}
	from, to := 0, len(rows)
	for name, place := range map[string]*int{"at": &from, "before": &to} {
		if id := q.Get(name); id == "" {
			continue
		} else if i := v.Row(id); i >= 0 {
			*place, _ = slices.BinarySearch(rows, i)
		} else {
			s.fail(c, errNotFound) // the page must know better where its rows are
			return
		}
	}
	s.show(c, http.StatusOK, views.Rows(m.rows(rows[from:max(from, to)], open)))
}

// openRows are the IDs of rows that are to be shown open.
func openRows(list string) map[string]bool {
	open := map[string]bool{}
	for _, id := range strings.Split(list, ",") {
		open[id] = true
	}
	return open
}

// rows are the models of rows.
func (m *rowModels) rows(rows []int, open map[string]bool) []views.Row {
	out := make([]views.Row, len(rows))
	for k, i := range rows {
		out[k] = m.row(i, open[m.view.Rows[i].ID])
	}
	return out
}

// named are those of the rows of these IDs that there are.
func (m *rowModels) named(ids []string, open map[string]bool) []views.Row {
	var rows []int
	for _, id := range ids {
		if i := m.view.Row(id); i >= 0 && m.view.Rows[i].ID == id {
			rows = append(rows, i)
		}
	}
	return m.rows(rows, open)
}

// frame parts the rows into chunks; the one with the row that the address asks for is filled.
func (m *rowModels) frame(q url.Values, rows []int) views.Frame {
	f := views.Frame{Bitext: m.id, Empty: len(rows) == 0}
	at, open, query := m.asked(q, rows), openRows(q.Get("open")), kept(q)
	for from := 0; from < len(rows); from += window {
		chunk := rows[from:min(from+window, len(rows))]
		first := m.view.Rows[chunk[0]].ID
		c := views.Chunk{From: from, Count: len(chunk), Page: "/b/" + m.id + "?" + query + "row=" + first + "#" + first}
		if from > 0 {
			c.At = first
		}
		for _, i := range chunk {
			c.Lines += lines(m.view.Rows[i])
		}
		if from <= at && at < from+window {
			c.Rows = m.rows(chunk, open)
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
	return 0
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

// pictures are the strip, and with map the alignment map, for pages in which the rows have changed.
func (s *Server) pictures(c *gin.Context) {
	b := bitext(c)
	m := newRowModels(c, b, b.View())
	if c.Query("map") != "" {
		s.show(c, http.StatusOK, views.OrderMap(m.orderMap()))
		return
	}
	s.show(c, http.StatusOK, views.Strip(m.strip()))
}

// rowHref is where a row stands in the text.
func rowHref(bitext, row string) string {
	return "/b/" + bitext + "?row=" + row + "#" + strings.TrimSpace(row)
}
