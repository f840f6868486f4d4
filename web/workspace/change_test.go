package workspace

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"muqabala/corpus"
)

// The splices, done to the old rows as a page does them, give the new ones; what has not changed is in none.
func TestSplicesMakeTheOldRowsTheNewOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfDistinct(rapid.StringMatching(`[ot][1-9]`), func(s string) string { return s })
		rows := map[string][2]*Row{} // by ID: as it was, and as it may look now
		view := func(label string) *View {
			v := &View{}
			for _, id := range names.Draw(t, label) {
				if _, ok := rows[id]; !ok {
					rows[id] = [2]*Row{{Row: &corpus.Row{}, ID: id}, {Row: &corpus.Row{}, ID: id}}
				}
				v.Rows = append(v.Rows, rows[id][rapid.IntRange(0, 1).Draw(t, "looks")])
			}
			return v
		}
		old, now := view("old"), view("new")
		shown := slices.Clone(old.Rows)
		c := difference(old, now)
		for _, s := range c.Splices { // what goes, goes first
			shown = slices.DeleteFunc(shown, func(r *Row) bool { return slices.Contains(s.Gone, r.ID) })
		}
		for _, s := range c.Splices {
			at := 1 + slices.IndexFunc(shown, func(r *Row) bool { return r.ID == s.After })
			if s.After != "" && at == 0 {
				t.Fatalf("%v: no row %s to stand behind", c.Splices, s.After)
			}
			for _, id := range s.Rows {
				shown = slices.Insert(shown, at, now.Rows[slices.IndexFunc(now.Rows, func(r *Row) bool { return r.ID == id })])
				at++
			}
		}
		if !slices.Equal(shown, now.Rows) {
			t.Fatalf("%v make %v of %v, want %v", c.Splices, ids(shown), ids(old.Rows), ids(now.Rows))
		}
	})
}
