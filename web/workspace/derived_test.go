package workspace

import (
	"context"
	"fmt"
	"testing"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
)

// counting counts what is read from and put into the cache.
type counting struct {
	*memory.Store
	put map[string]int
}

func (c *counting) PutDerived(ctx context.Context, id store.ID, d store.Derived) error {
	c.put[d.Name]++
	return c.Store.PutDerived(ctx, id, d)
}

// all is all that a view shows, for comparison, whatever made it.
func all(v *View) string {
	out := shown(v)
	for _, r := range v.Rows {
		out += fmt.Sprintf("%+v\n", r.Beads)
	}
	for _, f := range v.Findings {
		out += fmt.Sprintf("%+v\n", *f)
	}
	return out
}

func TestWhatIsKnownIsKnownTheNextTime(t *testing.T) {
	ctx := context.Background()
	o, err := read.Text("en.md", corpus.English, sample.Original())
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar.md", corpus.Arabic, sample.Translation())
	if err != nil {
		t.Fatal(err)
	}
	s := &counting{&memory.Store{}, map[string]int{}}
	id, err := NewLibrary(s).Add(ctx, New{Original: o, Translation: d})
	if err != nil {
		t.Fatal(err)
	}
	opened := func() *Bitext {
		t.Helper()
		b, err := NewLibrary(s).Bitext(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	unchecked, err := NewLibrary(s).read(ctx, id, func(Stage) {})
	if err != nil || !unchecked.View().Checking {
		t.Errorf("before the words are checked the view does not say so (%v)", err)
	}
	first := opened()
	if first.View().Checking {
		t.Error("the view says that the words are still to be checked")
	}
	was := fmt.Sprint(s.put)
	if was != "map[aligner/1:1 findings/1:1 layout/1:1 rows/1:1 stats/2:1]" {
		t.Errorf("kept: %s", was)
	}
	if got, want := all(opened().View()), all(first.View()); got != want {
		t.Errorf("opened again it is\n%s\nwant\n%s", got, want)
	}
	do(t, first, Action{Name: "edit", At: corpus.Place{Block: 12}, Text: "نص نص آخر."})
	do(t, first, Action{Name: "merge-next", At: corpus.Place{Block: 20}})
	checkNow(t, first)
	again := opened()
	if got, want := all(checkNow(t, again)), all(first.View()); got != want {
		t.Errorf("after edits it is\n%s\nwant\n%s", got, want)
	}
}

func TestWhatIsDamagedOrOfAnotherProgramIsWorkedOutAgain(t *testing.T) {
	ctx := context.Background()
	b := opened(t, false)
	want := all(b.View())
	cache := b.derived.cache.(*memory.Store)
	for _, name := range []string{layoutName, alignerName, rowsName, findingsName} {
		d, err := cache.Derived(ctx, b.ID, name)
		if err != nil {
			t.Fatal(err)
		}
		for what, data := range map[string][]byte{"another program": append([]byte("x"), d.Data...), "cut": d.Data[:len(d.Data)/2], "nothing": nil,
			"rubbish": append(b.derived.stamp[:], "{]"...)} {
			if err := cache.PutDerived(ctx, b.ID, store.Derived{Name: name, Version: d.Version, Data: data}); err != nil {
				t.Fatal(err)
			}
			again, err := NewLibrary(cache).Bitext(ctx, b.ID)
			if err != nil {
				t.Fatalf("%s, %s: %v", name, what, err)
			}
			if got := all(again.View()); got != want {
				t.Errorf("%s, %s: the view is\n%s\nwant\n%s", name, what, got, want)
			}
		}
	}
}

func TestLayoutsAreKeptWhole(t *testing.T) {
	b := opened(t, true)
	l, err := b.derived.layout(context.Background(), b.collation.Bitext)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := layout.Analyse(context.Background(), b.Original(), b.Translation())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprintf("%+v", l), fmt.Sprintf("%+v", kept); got != want {
		t.Errorf("the layout that is kept is\n%s\nwant\n%s", got, want)
	}
}

func TestRealignLearnsFromTheRowsAsTheyAre(t *testing.T) {
	ctx := context.Background()
	b := opened(t, true)
	row := b.View().Rows[0]
	do(t, b, Action{Name: "confirm", Rows: []Target{{ID: row.ID}}, Bead: 0})
	for name := range map[string]bool{"columns-swapped": true, "read-twice": true, "torn": true} {
		_, _ = b.Do(ctx, "Amal", Action{Name: "apply", Cause: name}) // a cause that the sample lacks changes nothing
	}
	before := b.collation
	learnt, err := before.Aligner(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Realign(ctx); err != nil {
		t.Fatal(err)
	}
	if anew, err := b.collation.Aligner(ctx); err != nil || anew == learnt {
		t.Errorf("nothing was learnt anew: %v", err)
	}
	if v := b.View(); v.row(row.ID).BeadVerdict[0] != corpus.Confirmed {
		t.Error("what was confirmed is not")
	}
	b.keep(ctx)
	again, err := NewLibrary(b.derived.cache.(store.Store)).Bitext(ctx, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range again.View().Rows {
		if got, want := fmt.Sprint(r.Beads), fmt.Sprint(b.View().Rows[i].Beads); got != want {
			t.Errorf("row %s: opened again the beads are %s, want %s", r.ID, got, want)
		}
	}
}
