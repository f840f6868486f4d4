package check

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// TestTesseractPages accepts the first suggestion of every finding of at least .9 confidence on pages that Tesseract read,
// and compares the word error rate with the truth before and after: it must rise on no page. -v prints the table. The pages
// are the United Nations samples of shared/data/ocr_pairs_un; without them the test skips.
func TestTesseractPages(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "ocr_pairs_un")
	list, err := os.Open(filepath.Join(dir, "pages.tsv"))
	if err != nil {
		t.Skip("no pages: ", err)
	}
	defer list.Close()
	var options Options
	if d, err := hunspell.Arabic(); err == nil {
		options.Dictionary = d
	}
	byDPI := map[int]*errorRate{}
	for lines := bufio.NewScanner(list); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		dpi, err := strconv.Atoi(fields[3])
		if err != nil {
			continue // the header
		}
		if byDPI[dpi] == nil {
			byDPI[dpi] = &errorRate{}
		}
		r := readPage(t, filepath.Join(dir, "pages", fields[0]), options)
		if r.after > r.before {
			t.Errorf("%s: %d errors became %d", fields[0], r.before, r.after)
		}
		byDPI[dpi].add(r)
	}
	for _, dpi := range []int{72, 90, 110, 150} {
		if r := byDPI[dpi]; r != nil {
			t.Logf("%3d dpi: %5d words, %3d repairs, word error rate %.3f → %.3f (%+.1f %%)", dpi, r.words, r.repairs,
				float64(r.before)/float64(r.words), float64(r.after)/float64(r.words), 100*(float64(r.after)/float64(r.before)-1))
		}
	}
}

// errorRate counts words and those that are wrong.
type errorRate struct{ words, before, after, repairs int }

func (r *errorRate) add(s errorRate) {
	r.words, r.before, r.after, r.repairs = r.words+s.words, r.before+s.before, r.after+s.after, r.repairs+s.repairs
}

// readPage repairs a page, taken as one paragraph, and counts its errors.
func readPage(t *testing.T, path string, options Options) errorRate {
	t.Helper()
	truth, ocr, english := words(t, path+".gt.ar.txt"), words(t, path+".ocr.ar.txt"), words(t, path+".en.txt")
	o, err := read.Text("en", corpus.English, []byte(strings.Join(english, " ")))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(strings.Join(ocr, " ")))
	if err != nil {
		t.Fatal(err)
	}
	l := &layout.Layout{Match: []int{0}, Order: [][]corpus.BlockID{{1}}} // the page is one block of text
	p, err := NewPass(context.Background(), o, d, l, options)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := Run(context.Background(), All(), p)
	if err != nil {
		t.Fatal(err)
	}
	findings = slices.DeleteFunc(findings, func(f corpus.Finding) bool { return f.Confidence < .9 })
	ops := corpus.Fix(findings...)
	b := corpus.NewBitext(o, d)
	if err := b.Apply(corpus.Edit{Ops: ops}); err != nil {
		t.Fatal(err)
	}
	repaired := strings.Fields(b.Reading(corpus.TranslationSide).Paragraphs[0].Text())
	return errorRate{len(truth), wordErrors(truth, ocr), wordErrors(truth, repaired), len(ops)}
}

func words(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(text))
}

// wordErrors is the edit distance of Levenshtein (1966) in words.
func wordErrors(truth, got []string) int {
	row := make([]int, len(got)+1)
	for j := range row {
		row[j] = j
	}
	for i := range truth {
		diagonal := row[0]
		row[0] = i + 1
		for j := range got {
			change := diagonal
			if truth[i] != got[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(got)]
}
