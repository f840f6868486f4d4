package align

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"muqabala/corpus"
)

// Fixtures are archives with en.txt and ar.txt, one segment a line, and beads.tsv, the beads that are right.
func TestAlignFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures: ", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text := map[string]string{}
			for _, f := range archive.Files {
				text[f.Name] = string(f.Data)
			}
			lines := func(name string) []string { return strings.Split(strings.TrimSuffix(text[name], "\n"), "\n") }
			beads, err := Align(context.Background(), lines("en.txt"), lines("ar.txt"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := shapes(beads); got != text["beads.tsv"] {
				t.Errorf("beads are\n%swant\n%s", got, text["beads.tsv"])
			}
		})
	}
}

// shapes are beads as the fixtures have them.
func shapes(beads []corpus.Bead) string {
	var b strings.Builder
	join := func(ns []int) string { return strings.Trim(strings.ReplaceAll(fmt.Sprint(ns), " ", ","), "[]") }
	for _, bead := range beads {
		fmt.Fprintf(&b, "%s\t%s", join(bead.Original), join(bead.Translation))
		switch {
		case bead.Moved:
			b.WriteString("\tmoved")
		case bead.Repeat:
			b.WriteString("\trepeat")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// exactlyOnce reports a segment that is in no bead or in several, repeats aside.
func exactlyOnce(beads []corpus.Bead, originals, translations int) error {
	o, s := make([]int, originals), make([]int, translations)
	for _, b := range beads {
		if !b.Repeat {
			for _, i := range b.Original {
				o[i]++
			}
		}
		for _, j := range b.Translation {
			s[j]++
		}
		if b.Confidence < 0 || b.Confidence > 1 {
			return fmt.Errorf("confidence %v", b.Confidence)
		}
	}
	if i := slices.IndexFunc(o, func(n int) bool { return n != 1 }); i >= 0 {
		return fmt.Errorf("segment %d of the original is in %d beads", i, o[i])
	}
	if j := slices.IndexFunc(s, func(n int) bool { return n != 1 }); j >= 0 {
		return fmt.Errorf("segment %d of the translation is in %d beads", j, s[j])
	}
	return nil
}

// segment draws texts that look like something, and texts that do not.
func segment() *rapid.Generator[string] {
	word := rapid.SampledFrom([]string{"the", "Council", "report", "47", "A/48/185", "المجلس", "تقرير", "٤٧", "و", "in", ".", "،", "x\u200f", ""})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), " ") })
}

func TestEverySegmentIsInOneBead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		original := rapid.SliceOfN(segment(), 0, 40).Draw(t, "original")
		translation := rapid.SliceOfN(segment(), 0, 40).Draw(t, "translation")
		beads, err := Align(context.Background(), original, translation, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := exactlyOnce(beads, len(original), len(translation)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestFixedBeadsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		original := rapid.SliceOfN(segment(), 4, 20).Draw(t, "original")
		translation := rapid.SliceOfN(segment(), 4, 20).Draw(t, "translation")
		fixed := []corpus.Bead{{Original: []int{0, 2}, Translation: []int{3}, Confidence: 1}, {Original: []int{3}, Translation: []int{1}, Confidence: 1}, {Original: []int{1}, Confidence: 1}}
		beads, err := Align(context.Background(), original, translation, Options{Fixed: fixed})
		if err != nil {
			t.Fatal(err)
		}
		if err := exactlyOnce(beads, len(original), len(translation)); err != nil {
			t.Fatal(err)
		}
		for _, f := range fixed {
			if !slices.ContainsFunc(beads, func(b corpus.Bead) bool {
				return slices.Equal(b.Original, f.Original) && slices.Equal(b.Translation, f.Translation)
			}) {
				t.Fatalf("fixed bead %v is not among %v", f, beads)
			}
		}
	})
}

func TestAlignIsTheSameWithAnyThreads(t *testing.T) {
	original, translation := numbered(1500)
	one, err := Align(context.Background(), original, translation, Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	four, err := Align(context.Background(), original, translation, Options{Threads: 4})
	if err != nil {
		t.Fatal(err)
	}
	if shapes(one) != shapes(four) {
		t.Error("beads differ with the number of threads")
	}
}

// numbered are n short sentences that only their numbers and lengths tell apart.
func numbered(n int) (original, translation []string) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		k := random.IntN(9)
		original = append(original, fmt.Sprintf("Item %d was %s adopted.", i, strings.Repeat("very ", k)))
		translation = append(translation, fmt.Sprintf("واعتمد البند %d %s.", i, strings.Repeat("جدا ", k)))
	}
	return original, translation
}

func TestAlignBadInput(t *testing.T) {
	long := strings.Repeat("The Council adopted the report. ", 650) // 20,000 characters
	longArabic := strings.Repeat("واعتمد المجلس التقرير. ", 650)
	many, manyArabic := numbered(600)
	for _, c := range []struct {
		name                  string
		original, translation []string
	}{
		{"nothing", nil, nil},
		{"no translation", many, nil},
		{"no original", nil, manyArabic},
		{"ten to one", many, manyArabic[:60]},
		{"one to ten", many[:60], manyArabic},
		{"long lines", []string{long, "Short.", long}, []string{longArabic, "قصير.", longArabic}},
		{"identical", many, many},
		{"empty lines", []string{"", "The Council", "", ""}, []string{"", "", "المجلس"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			beads, err := Align(context.Background(), c.original, c.translation, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := exactlyOnce(beads, len(c.original), len(c.translation)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAlignOfIdenticalFilesIsOneToOne(t *testing.T) {
	many, _ := numbered(600)
	beads, err := Align(context.Background(), many, many, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range beads {
		if b.Type() != "1–1" || b.Original[0] != i || b.Translation[0] != i {
			t.Fatalf("bead %d is %v", i, b)
		}
	}
}

func TestAlignStopsWhenItIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	original, translation := numbered(100)
	if beads, err := Align(ctx, original, translation, Options{}); err != context.Canceled || beads != nil {
		t.Errorf("%d beads, %v", len(beads), err)
	}
}

func TestProgressRisesToOne(t *testing.T) {
	last := 0.
	original, translation := numbered(1500)
	_, err := Align(context.Background(), original, translation, Options{Progress: func(done float64) {
		if done < last {
			t.Errorf("%v after %v", done, last)
		}
		last = done
	}})
	if err != nil || last < .999 {
		t.Errorf("ended at %v, %v", last, err)
	}
}

func ExampleAlign() {
	original := []string{"The Council met in Vienna.", "It adopted resolution 54/117.", "The session closed on 14 March."}
	translation := []string{"اجتمع المجلس في فيينا، واعتمد القرار ٥٤/١١٧.", "واختتمت الدورة في ١٤ آذار/مارس."}
	beads, err := Align(context.Background(), original, translation, Options{})
	if err != nil {
		panic(err)
	}
	for _, b := range beads {
		fmt.Println(b.Type(), b.Original, b.Translation)
	}
	// Output:
	// 2–1 [0 1] [0]
	// 1–1 [2] [1]
}
