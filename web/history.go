package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// editsPerPage is how many edits a page of the history shows.
const editsPerPage = 100

// historyPage is who did what, when and why. Its query asks for the edits before one, and for those of one author.
func (s *Server) historyPage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	s.show(c, http.StatusOK, views.HistoryPage(s.bitextPage(c, b, v, "history"), history(b, v, func(e corpus.Edit) bool { return workspace.Own(e, who(c, c), readerMark(c)) }, c.Query("author"), c.Query("before"))))
}

// history is the model of that page for a reader, who knows own edits: the last ones before the one of that ID, all of them where it
// is "".
func history(b *workspace.Bitext, v *workspace.View, own func(corpus.Edit) bool, author, before string) views.History {
	h := views.History{Author: author, CanUndo: v.CanUndo, CanRedo: v.CanRedo}
	b.Read(func(x *corpus.Bitext) {
		log := x.Log()
		if last, ok := x.Undoable(); ok && !own(last) && last.Author != layout.Author {
			h.Last = last.Author
		}
		h.Authors = authors(log)
		takenBack := map[int]int{}
		var picked []corpus.Edit
		for _, e := range slices.Backward(log) {
			if e.Undoes > 0 && x.InForce(e.ID) {
				takenBack[e.Undoes] = e.ID
			}
			if author == "" || e.Author == author {
				picked = append(picked, e)
			}
		}
		from := 0
		if id, err := strconv.Atoi(before); err == nil {
			from = slices.IndexFunc(picked, func(e corpus.Edit) bool { return e.ID < id })
		}
		if from < 0 {
			return
		}
		for _, e := range picked[from:min(from+editsPerPage, len(picked))] {
			h.Edits = append(h.Edits, historyEdit(v, e, takenBack[e.ID]))
		}
		if from > 0 {
			h.Newer = pageOfHistory(author, picked, from-editsPerPage)
		}
		if from+editsPerPage < len(picked) {
			h.Older = pageOfHistory(author, picked, from+editsPerPage)
		}
	})
	return h
}

// pageOfHistory is the address of the page that begins at an edit, relative to the history's own.
func pageOfHistory(author string, picked []corpus.Edit, from int) string {
	q := url.Values{}
	if from > 0 {
		q.Set("before", strconv.Itoa(picked[from].ID+1))
	}
	if author != "" {
		q.Set("author", author)
	}
	return "?" + q.Encode()
}

// authors are those who made edits, by name.
func authors(log []corpus.Edit) []string {
	var out []string
	for _, e := range log {
		out = append(out, e.Author)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func historyEdit(v *workspace.View, e corpus.Edit, takenBack int) views.HistoryEdit {
	m := views.HistoryEdit{ID: e.ID, Time: e.Time.Local().Format("2006-01-02 15:04"), Author: e.Author, Cause: e.Cause.Name, Text: e.Cause.Text,
		TakenBack: takenBack, Undoes: e.Undoes, Row: rowOfEdit(v, e)}
	for _, op := range e.Ops {
		name := corpus.OpName(op)
		i := slices.IndexFunc(m.Ops, func(n views.OpCount) bool { return n.Name == name })
		if i < 0 {
			i, m.Ops = len(m.Ops), append(m.Ops, views.OpCount{Name: name})
		}
		m.Ops[i].Count++
	}
	return m
}

// rowOfEdit is a row that an edit touches, "" where none of its operations names a place of a text.
func rowOfEdit(v *workspace.View, e corpus.Edit) string {
	for _, op := range e.Ops {
		if side, id := workspace.PlaceOf(op); id > 0 {
			if i := v.RowOf(side, id); i >= 0 {
				return v.Rows[i].ID
			}
		}
	}
	return ""
}
