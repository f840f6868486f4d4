package layout

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// FuzzAnalyse reads any two texts: every block is in the repaired reading or dropped, once; the edits make the order that
// was found; and undone they leave the text as it was read.
func FuzzAnalyse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var en, ar []byte
		for _, part := range txtar.Parse(src).Files {
			switch part.Name {
			case "en.md":
				en = part.Data
			case "ar.md":
				ar = part.Data
			}
		}
		f.Add(en, ar)
	}
	f.Add([]byte("1. a\n\n# b"), []byte("٩٩٩٩ - ا\n\n٩٩٩٩ - ا\n\n(١) ب"))
	f.Fuzz(func(t *testing.T, en, ar []byte) {
		d, err := read.Text("ar", corpus.Arabic, ar)
		if err != nil {
			return
		}
		o, err := read.Text("en", corpus.English, en)
		if err != nil {
			o = nil
		}
		l, err := Analyse(context.Background(), o, d)
		if err != nil {
			t.Fatal(err)
		}
		checkRepair(t, o, d, l)
	})
}

func checkRepair(t *testing.T, o, d *corpus.Document, l *Layout) {
	t.Helper()
	b, err := Repair(o, d, l)
	if err != nil {
		t.Fatal(err)
	}
	var order [][]corpus.BlockID
	reading := b.Reading(corpus.TranslationSide)
	for _, p := range reading.Paragraphs {
		order = append(order, p.Blocks())
	}
	if !slices.EqualFunc(order, l.Order, slices.Equal) {
		t.Errorf("the reading is %v, the layout found %v", order, l.Order)
	}
	all := slices.Concat(order...)
	for _, p := range reading.Dropped {
		all = append(all, p.Blocks()...)
	}
	slices.Sort(all)
	for i, id := range all {
		if int(id) != i+1 || len(all) != len(d.Blocks) {
			t.Fatalf("the reading has blocks %v of %d", all, len(d.Blocks))
		}
	}
	for _, p := range slices.Concat(l.Confidence, l.Present) {
		if p < 0 || p > 1 {
			t.Errorf("a probability of %v", p)
		}
	}
	for range l.Edits {
		if ok, err := b.Undo("", time.Time{}); !ok || err != nil {
			t.Fatalf("undo: %v %v", ok, err)
		}
	}
	for i, p := range b.Reading(corpus.TranslationSide).Paragraphs {
		if blocks := p.Blocks(); len(blocks) != 1 || int(blocks[0]) != i+1 {
			t.Fatalf("undone, paragraph %d is made of blocks %v", i+1, blocks)
		}
	}
}
