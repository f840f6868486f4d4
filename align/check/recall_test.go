package check_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muqabala/align/collate"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// misreadChecks are measured elsewhere, on scans.
var misreadChecks = []string{"ocr-character", "ocr-word", "foreign-script", "doubled-word", "punctuation", "markup"}

// full asks for all texts, not one document.
var full = flag.Bool("full", false, "measure on all texts of shared/data, not on one document")

// perDocument is how many paragraphs a document of these tests has.
const perDocument = 60

// corpora reads the clean texts of shared/data into documents, and skips the test where they are not. What a name says of
// halves: one is for development, the other is only measured.
func corpora(t *testing.T) map[string][][]bilingual {
	t.Helper()
	data := filepath.Join("..", "..", "..", "shared", "data")
	out := map[string][][]bilingual{}
	for _, source := range []struct{ name, dir string }{{"un", "un_pc_dev"}, {"medicine", "tico19"}, {"guide", "opensource_guide"}, {"licence", "cc_legalcode_40/by-nc-sa"}} {
		en, errE := os.ReadFile(filepath.Join(data, source.dir, "en.txt"))
		ar, errA := os.ReadFile(filepath.Join(data, source.dir, "ar.txt"))
		if errE != nil || errA != nil {
			t.Skip("no texts: ", errE, errA)
		}
		out[source.name] = documents(strings.Split(strings.TrimSpace(string(en)), "\n"), strings.Split(strings.TrimSpace(string(ar)), "\n"))
	}
	return out
}

// documents puts two to four sentences in a paragraph, and lines that are none aside.
func documents(en, ar []string) (out [][]bilingual) {
	var paragraphs []bilingual
	var b bilingual
	for i := range en {
		if words(ar[i]) < 6 || !strings.ContainsAny(ar[i][len(ar[i])-1:], ".;:") || !strings.ContainsAny(en[i][len(en[i])-1:], ".;:") {
			continue
		}
		b.english, b.arabic = append(b.english, strings.TrimRight(en[i], ";:")), append(b.arabic, strings.TrimRight(ar[i], ";:؛"))
		if len(b.english) >= 2+len(paragraphs)%3 {
			paragraphs, b = append(paragraphs, b), bilingual{}
		}
	}
	return slices.Collect(slices.Chunk(paragraphs, perDocument))
}

// checked runs all checks over a document and gives its findings by paragraph, 0-based; those of no block come at the end.
func checked(t *testing.T, paragraphs []bilingual) ([]corpus.Finding, *corpus.Document) {
	t.Helper()
	var en, ar strings.Builder
	for i, b := range paragraphs {
		fmt.Fprintf(&en, "%d. %s\n\n", i+1, strings.Join(strings.Fields(strings.Join(b.english, " ")), " "))
		fmt.Fprintf(&ar, "%d - %s\n\n", i+1, strings.Join(strings.Fields(strings.Join(b.arabic, " ")), " "))
	}
	o, err := read.Text("en", corpus.English, []byte(en.String()))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(ar.String()))
	if err != nil {
		t.Fatal(err)
	}
	c, err := collate.New(context.Background(), o, d, collate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c.Findings, d
}

// TestCleanTexts counts what the checks report of good translations, the misread words aside: errors and warnings must be rare.
// -v prints every one of them.
func TestCleanTexts(t *testing.T) {
	sources := corpora(t)
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		docs := sources[name]
		counts, all := map[string]int{}, 0
		for i, paragraphs := range docs {
			if !*full && (i > 0 || name != "un") {
				break
			}
			findings, d := checked(t, paragraphs)
			all += words(string(d.Source))
			for _, f := range findings {
				if !slices.Contains(misreadChecks, f.Check) {
					counts[f.Check+" "+string(f.Severity)]++
					t.Logf("%s %d: %s %s %.2f “%s” %s %v", name, i, f.Check, f.Severity, f.Confidence, short(f.Text), f.Message, f.Suggestions)
				}
			}
		}
		grave := 0
		for k, n := range counts {
			if !strings.HasSuffix(k, "info") {
				grave += n
			}
		}
		rate := 1000 * float64(grave) / float64(all)
		t.Logf("== %s: %d words, %.2f errors and warnings in 1,000: %v", name, all, rate, counts)
		if rate > .6 {
			t.Errorf("%s: %.2f false alarms in 1,000 words", name, rate)
		}
	}
}

// tally is how a kind of defect fares.
type tally struct{ injected, found, suggested, right, false int }

// TestInjectedDefects puts one defect into every other paragraph of good translations and counts which of them the checks find.
// A finding of the same checks in a paragraph without a defect, which the good text has not, is false. -v prints the table; kinds
// with enough of them have a floor.
func TestInjectedDefects(t *testing.T) {
	total := map[string]*tally{}
	for _, d := range defects {
		total[d.name] = &tally{}
	}
	sources := corpora(t)
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		docs := sources[name]
		for i, paragraphs := range docs {
			if !*full && (i > 0 || name != "un") {
				break
			}
			measure(t, fmt.Sprint(name, " ", i), paragraphs, rand.New(rand.NewPCG(uint64(i), 1)), total)
		}
	}
	var all tally
	for _, d := range defects {
		s := total[d.name]
		all.injected, all.found, all.false = all.injected+s.injected, all.found+s.found, all.false+s.false
		if s.injected >= 20 && float64(s.found) < d.floor*float64(s.injected) {
			t.Errorf("%s: %d of %d found, the floor is %.2f", d.name, s.found, s.injected, d.floor)
		}
		recall := float64(s.found) / max(1, float64(s.injected))
		t.Logf("%-22s %4d injected, recall %.3f, suggestion right %d of %d, false %d", d.name, s.injected, recall, s.right, s.suggested, s.false)
	}
	if float64(all.found) < .6*float64(all.injected) || all.false > all.injected/50 {
		t.Errorf("%d of %d found, %d false", all.found, all.injected, all.false)
	}
}

// measure injects defects into one document.
func measure(t *testing.T, name string, paragraphs []bilingual, r *rand.Rand, total map[string]*tally) {
	damaged := slices.Clone(paragraphs)
	kinds, rights := make([]*defect, len(damaged)), make([]string, len(damaged))
	next := r.IntN(len(defects))
	for i := 0; i < len(damaged); i += 2 {
		for try := range defects {
			d := &defects[(next+try)%len(defects)]
			b := damaged[i].clone()
			if right, ok := d.inject(r, &b); ok && total[d.name].injected < 60 {
				damaged[i], kinds[i], rights[i], next = b, d, right, next+try+1
				total[d.name].injected++
				break
			}
		}
	}
	before, _ := checked(t, paragraphs)
	findings, doc := checked(t, damaged)
	for _, f := range findings {
		if i := int(f.Block) - 1; i >= 0 && kinds[i] == nil && !slices.ContainsFunc(before, func(b corpus.Finding) bool { return b.Check == f.Check && b.Block == f.Block }) {
			for _, d := range defects {
				if d.checks == f.Check || strings.HasPrefix(d.checks, f.Check+" ") {
					t.Logf("%s %d false: %s “%s” %s", name, i+1, f.Check, short(f.Text), f.Message)
					total[d.name].false++
					break
				}
			}
		}
	}
	for i, d := range kinds {
		if d == nil {
			continue
		}
		hit := slices.IndexFunc(findings, func(f corpus.Finding) bool {
			return int(f.Block) == i+1 && slices.Contains(strings.Fields(d.checks), f.Check)
		})
		s := total[d.name]
		if hit < 0 {
			t.Logf("%s %d missed: %s (%s): %s", name, i+1, d.name, rights[i], short(doc.Text(corpus.BlockID(i+1))))
			continue
		}
		s.found++
		if rights[i] != "" {
			s.suggested++
			s.right += b2i(len(findings[hit].Suggestions) > 0 && strings.Contains(findings[hit].Suggestions[0], rights[i]))
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func short(s string) string {
	if r := []rune(s); len(r) > 160 {
		return string(r[:160]) + "…"
	}
	return s
}
