package workspace

import (
	"cmp"
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/store/memory"
)

// truth is which block of the original each block of a damaged translation carries.
type truth struct {
	english map[corpus.BlockID]corpus.BlockID   // 0 for none
	twin    map[corpus.BlockID]corpus.BlockID   // the block that one repeats; itself for one that repeats none
	parts   map[corpus.BlockID][]corpus.BlockID // of each block of the original; none where it is missing
}

// readTruth reads segments.tsv of a set.
func readTruth(t *testing.T, file string) truth {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := truth{map[corpus.BlockID]corpus.BlockID{}, map[corpus.BlockID]corpus.BlockID{}, map[corpus.BlockID][]corpus.BlockID{}}
	id := func(row []string, name string) corpus.BlockID {
		n, _ := strconv.Atoi(row[slices.Index(rows[0], name)]) // empty for none
		return corpus.BlockID(n)
	}
	for _, row := range rows[1:] {
		b, e, twin := id(row, "block"), id(row, "en_block"), id(row, "duplicate_of")
		if b == 0 {
			continue
		}
		out.english[b], out.twin[b] = e, cmp.Or(twin, b)
		if e > 0 && twin == 0 {
			out.parts[e] = append(out.parts[e], b)
		}
	}
	return out
}

// right reports whether a row is as it should be: one block of the original with all that carries it, each once; one that is missing
// alone; or what the translation adds.
func (t truth) right(r *Row) bool {
	var original, translation []corpus.BlockID
	for _, p := range r.Original {
		original = append(original, p.Blocks()...)
	}
	for _, p := range r.Translation {
		for _, id := range p.Blocks() {
			translation = append(translation, t.twin[id])
		}
	}
	slices.Sort(translation)
	switch len(original) {
	case 0:
		return !slices.ContainsFunc(translation, func(id corpus.BlockID) bool { return t.english[id] > 0 })
	case 1:
		want := slices.Clone(t.parts[original[0]])
		slices.Sort(want)
		return slices.Equal(translation, want)
	}
	return false
}

// TestEstimateHolds measures, on damaged texts whose truth is known, how many rows are wrong and how many are estimated to be: by the
// folder of sets in MUQABALA_SETS, or those beside the repository. The interval of two deviations should hold for nearly all, and over all
// sets the estimate should not be far off; it fails only where it is plainly of no use.
func TestEstimateHolds(t *testing.T) {
	sets, _ := filepath.Glob(filepath.Join(cmp.Or(os.Getenv("MUQABALA_SETS"), filepath.Join("..", "..", "..", "shared", "eval", "sets")), "*", "segments.tsv"))
	if len(sets) == 0 {
		t.Skip("no ../shared beside the repository: nothing to measure")
	}
	var estimated, deviation, wrong, rows float64
	inOne, inTwo, inShown := 0, 0, 0
	bins := map[int][3]float64{} // by tenths of confidence: rows, sum of confidence, right
	for _, file := range sets {
		v, known := setView(t, filepath.Dir(file)), readTruth(t, file)
		s, bad := v.Stats(), 0.
		for _, r := range v.Rows {
			b := bins[int(math.Min(r.Confidence, .999)*20)]
			b[0], b[1] = b[0]+1, b[1]+r.Confidence
			if known.right(r) {
				b[2]++
			} else {
				bad++
			}
			bins[int(math.Min(r.Confidence, .999)*20)] = b
		}
		off := math.Abs(bad - s.WrongLeft)
		t.Logf("%-14s %4d rows, %3.0f wrong, estimated %5.1f ± %.1f", filepath.Base(filepath.Dir(file)), len(v.Rows), bad, s.WrongLeft, s.Spread)
		if off <= math.Max(s.Spread, .5) {
			inOne++
		}
		if off <= math.Max(2*s.Spread, .5) {
			inTwo++
		}
		if math.Abs(bad-math.Round(s.WrongLeft)) <= math.Ceil(s.Spread) { // as pages round it
			inShown++
		}
		estimated, wrong, rows, deviation = estimated+s.WrongLeft, wrong+bad, rows+float64(len(v.Rows)), deviation+s.Spread*s.Spread
	}
	for k := range 20 {
		if b := bins[k]; b[0] > 0 {
			t.Logf("confidence %.3f: %4.0f rows, %.3f right", b[1]/b[0], b[0], b[2]/b[0])
		}
	}
	t.Logf("%d sets, %.0f rows, %.0f wrong, estimated %.1f ± %.1f; within ±: %d sets, within twice that: %d, within what is shown: %d", len(sets), rows, wrong, estimated, math.Sqrt(deviation), inOne, inTwo, inShown)
	if inTwo*2 < len(sets) {
		t.Errorf("the interval of two deviations holds for %d of %d sets", inTwo, len(sets))
	}
}

// setView is a set as it is opened, before anybody has done anything.
func setView(t *testing.T, dir string) *View {
	t.Helper()
	var documents [2]*corpus.Document
	for i, name := range []string{"en.md", "ar.md"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			documents[i], err = read.Text(name, []corpus.Lang{corpus.English, corpus.Arabic}[i], data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	l := NewLibrary(&memory.Store{})
	id, err := l.Add(context.Background(), New{Title: dir, Original: documents[0], Translation: documents[1]})
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.read(context.Background(), id, func(Stage) {}) // without the checks
	if err != nil {
		t.Fatal(err)
	}
	return b.View()
}
