package workspace

import "slices"

// Change is what an action has done.
type Change struct {
	View    *View
	Who     string
	Splices []Splice // what of the rows looks different now, in their order
	Edits   int      // how many were entered in the log; 0 where there was nothing to do
}

// Splice is rows that have come in the place of others. One that only looks different now has gone and come; so has one that
// stands elsewhere, each in its place.
type Splice struct {
	After string   `json:"after"`          // ID of the row that stands before them; "" for none
	Gone  []string `json:"gone,omitempty"` // IDs of those that stood there
	Rows  []string `json:"rows,omitempty"` // IDs of those that stand there now
}

// Rows are the IDs of the rows that look different now or have come, in their order.
func (c *Change) Rows() (out []string) {
	for _, s := range c.Splices {
		out = append(out, s.Rows...)
	}
	return out
}

// Structure reports whether rows have come, gone or moved.
func (c *Change) Structure() bool {
	return slices.ContainsFunc(c.Splices, func(s Splice) bool { return !slices.Equal(s.Gone, s.Rows) })
}

// difference compares two views by their rows: rows of one ID that stand in the same order in both are kept or changed, and what is
// between them has gone or come.
func difference(old, v *View) Change {
	c := Change{View: v, Edits: v.Version - old.Version}
	from, to := 0, 0 // what is the same at the beginning, and at the end
	for from < min(len(old.Rows), len(v.Rows)) && old.Rows[from] == v.Rows[from] {
		from++
	}
	for to < min(len(old.Rows), len(v.Rows))-from && old.Rows[len(old.Rows)-1-to] == v.Rows[len(v.Rows)-1-to] {
		to++
	}
	was, is := old.Rows[from:len(old.Rows)-to], v.Rows[from:len(v.Rows)-to]
	after := ""
	if from > 0 {
		after = v.Rows[from-1].ID
	}
	i, j := 0, 0
	for _, pair := range append(stayed(was, is), [2]int{len(was), len(is)}) {
		if s := (Splice{after, ids(was[i:pair[0]]), ids(is[j:pair[1]])}); len(s.Gone)+len(s.Rows) > 0 {
			c.Splices = append(c.Splices, s)
		}
		if pair[1] == len(is) {
			break
		}
		if pair[1] > 0 {
			after = is[pair[1]-1].ID
		}
		r := is[pair[1]]
		if was[pair[0]] != r {
			c.Splices = append(c.Splices, Splice{after, []string{r.ID}, []string{r.ID}})
		}
		after, i, j = r.ID, pair[0]+1, pair[1]+1
	}
	return c
}

func ids(rows []*Row) (out []string) {
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

// stayed are the places of the rows that have the same ID in both lists and the same order: of all of one ID a longest increasing
// run (Schensted 1961).
func stayed(was, is []*Row) [][2]int {
	at := make(map[string]int, len(was))
	for i, r := range was {
		at[r.ID] = i
	}
	var places [][2]int // in was and in is
	for j, r := range is {
		if i, ok := at[r.ID]; ok {
			places = append(places, [2]int{i, j})
		}
	}
	before := make([]int, len(places)) // by place: the one before it in its run, -1 for none
	var ends []int                     // by length less 1: the place that ends the run of that length and stands first in was
	for k, p := range places {
		n, _ := slices.BinarySearchFunc(ends, p[0], func(e, i int) int { return places[e][0] - i })
		before[k] = -1
		if n > 0 {
			before[k] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, k)
		} else {
			ends[n] = k
		}
	}
	out := make([][2]int, len(ends))
	if len(ends) > 0 {
		for n, k := len(ends)-1, ends[len(ends)-1]; n >= 0; n, k = n-1, before[k] {
			out[n] = places[k]
		}
	}
	return out
}
