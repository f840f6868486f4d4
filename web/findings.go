package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// maxListed is how many findings the list shows.
const maxListed = 200

// findingsPage is the queue: the finding to decide now, and those that follow.
func (s *Server) findingsPage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	least, err := leastOf(c.Query("least"))
	if err != nil {
		s.fail(c, fmt.Errorf("least=%q: %w: %w", c.Query("least"), errBadRequest, err))
		return
	}
	w := workspace.Which{Check: c.Query("check"), Letters: c.Query("letters"), Least: least}
	s.show(c, http.StatusOK, views.FindingsPage(s.bitextPage(c, b, v, "findings"), queue(c, b, v, w, c.Query("at"))))
}

// queue is the model of that page. The finding to decide is the one asked for, or the first.
func queue(c *gin.Context, b *workspace.Bitext, v *workspace.View, w workspace.Which, at string) views.Queue {
	all := v.Queue()
	q := views.Queue{Filter: views.QueueFilter{Check: w.Check, Letters: w.Letters, Least: leastText(w.Least)}, Open: len(all), Counts: counts(all)}
	for _, l := range v.Confusions() {
		q.Letters = append(q.Letters, views.Letters{Confusion: l.Letters, Places: l.Places, Sure: l.Sure})
	}
	open := slices.DeleteFunc(slices.Clone(all), func(f *workspace.Finding) bool { return !w.Has(f) })
	q.Left = len(open)
	now := max(0, slices.IndexFunc(open, func(f *workspace.Finding) bool { return f.Key == at }))
	if len(open) > 0 {
		f := shown(c, b, v, open[now])
		f.Members = members(b, v, v.Together(open[now]))
		q.Current, q.Place = &f, now+1
		if len(open) > 1 {
			q.After, q.Before = open[(now+1)%len(open)].Key, open[(now+len(open)-1)%len(open)].Key
		}
	}
	if w != (workspace.Which{}) {
		q.Bulk = bulk(b, v, open)
	}
	for _, f := range open {
		switch {
		case q.Bulk != nil && slices.ContainsFunc(q.Bulk.Members, func(m views.Member) bool { return m.Key == f.Key }): // stands there
		case len(q.List) < maxListed:
			q.List = append(q.List, findingModel(c, b, v, f))
		default:
			q.More++
		}
	}
	for _, f := range v.Findings {
		if f.State != workspace.Open && w.Has(f) && len(q.Settled) < maxListed {
			q.Settled = append(q.Settled, findingModel(c, b, v, f))
		}
	}
	return q
}

// leastText is a confidence as addresses have it; "" for 0.
func leastText(least float64) string {
	if least == 0 {
		return ""
	}
	return strconv.FormatFloat(least, 'f', -1, 64)
}

// bulk is what can be decided together of the findings that a filter lets through: those whose suggestions fit, the surest first; nil
// where fewer than two do.
func bulk(b *workspace.Bitext, v *workspace.View, open []*workspace.Finding) *views.Bulk {
	fixes := slices.DeleteFunc(slices.Clone(open), func(f *workspace.Finding) bool { return !f.Fixes })
	if len(fixes) < 2 {
		return nil
	}
	slices.SortStableFunc(fixes, func(f, g *workspace.Finding) int { return cmp.Compare(g.Confidence, f.Confidence) })
	out := &views.Bulk{Places: len(fixes), Members: members(b, v, fixes)}
	for _, f := range fixes {
		if f.Confidence >= workspace.Sure {
			out.Sure++
		}
	}
	return out
}

// maxMembers is how many findings of a group are shown to choose from.
const maxMembers = 100

// members are the findings of a group, none where there is but one.
func members(b *workspace.Bitext, v *workspace.View, group []*workspace.Finding) []views.Member {
	const around = 40 // bytes of text on both sides
	if len(group) < 2 {
		return nil
	}
	var out []views.Member
	for _, f := range group[:min(len(group), maxMembers)] {
		m := views.Member{Key: f.Key, Row: f.Row, Severity: f.Severity, Confidence: f.Confidence, Context: context3(b, v, f, around), Lang: corpus.Arabic}
		if f.Block == 0 { // it is about what is not there: the original says what that would be
			m.Context, m.Lang = [3]string{head(b.Original().Text(f.Original), 4*around)}, corpus.English
		}
		if f.Fixes {
			m.Suggestion = f.Suggestions[0]
		}
		out = append(out, m)
	}
	return out
}

// counts are the open findings by check, in the order of the queue.
func counts(open []*workspace.Finding) []views.CheckCount {
	var out []views.CheckCount
	at := map[string]int{}
	for _, f := range open {
		i, ok := at[f.Check]
		if !ok {
			i = len(out)
			at[f.Check], out = i, append(out, views.CheckCount{Check: f.Check})
		}
		out[i].Open++
	}
	return out
}
