package web

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"muqabala/views"
	"muqabala/web/workspace"
)

// maxListed is how many findings the list shows.
const maxListed = 200

// findingsPage is the queue: the finding to decide now, and those that follow.
func (s *Server) findingsPage(c *gin.Context) {
	b := bitext(c)
	v := b.View()
	check := c.Query("check")
	s.show(c, http.StatusOK, views.FindingsPage(s.bitextPage(c, b, v, "findings"), queue(c, b, v, check, c.Query("at"))))
}

// queue is the model of that page. The finding to decide is the one asked for, or the first.
func queue(c *gin.Context, b *workspace.Bitext, v *workspace.View, check, at string) views.Queue {
	all := v.Queue()
	q := views.Queue{Filter: check, Counts: counts(all)}
	open := slices.DeleteFunc(slices.Clone(all), func(f *workspace.Finding) bool { return check != "" && f.Check != check })
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
	for i, f := range open {
		if i < maxListed {
			q.List = append(q.List, findingModel(c, b, v, f))
		} else {
			q.More++
		}
	}
	for _, f := range v.Findings {
		if f.State != workspace.Open && (check == "" || f.Check == check) && len(q.Settled) < maxListed {
			q.Settled = append(q.Settled, findingModel(c, b, v, f))
		}
	}
	return q
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
		m := views.Member{Key: f.Key, Row: f.Row, Context: context3(b, v, f, around)}
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
