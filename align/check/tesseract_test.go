package check_test

import (
	"bufio"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
	"muqabala/corpus/read"
)

var allPages = flag.Bool("pages", false, "repair every page of TestTesseractPages, not one in five")

// TestTesseractPages accepts the first suggestion of every finding of at least .9 confidence on pages that Tesseract read, and
// compares the word error rate with the truth before and after: it must rise on no page. -v prints the table. The pages are the
// United Nations samples of shared/data/ocr_pairs_un; without them the test skips. The weights were fitted on the pages with even
// numbers, which are those of 72 and 110 dpi.
func TestTesseractPages(t *testing.T) {
	byDPI := map[int]*errorRate{}
	var options check.Options
	if d, err := hunspell.Arabic(); err == nil {
		options.Dictionary = d
	}
	for k, p := range pages(t) {
		if !*allPages && k%5 != 0 {
			continue
		}
		if byDPI[p.dpi] == nil {
			byDPI[p.dpi] = &errorRate{}
		}
		r := p.repair(t, options)
		if r.after > r.before {
			t.Errorf("%s: %d errors became %d", p.name, r.before, r.after)
		}
		byDPI[p.dpi].add(r)
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

// page is a page that Tesseract read, taken as one paragraph.
type page struct {
	name                  string
	dpi                   int
	right                 []string // the words that stand there
	original, translation *corpus.Document
	layout                *layout.Layout
}

// pages reads the pages, in their order.
func pages(t *testing.T) (out []page) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data", "ocr_pairs_un")
	list, err := os.Open(filepath.Join(dir, "pages.tsv"))
	if err != nil {
		t.Skip("no pages: ", err)
	}
	defer list.Close()
	for lines := bufio.NewScanner(list); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		dpi, err := strconv.Atoi(fields[3])
		if err != nil {
			continue // the header
		}
		p := page{name: fields[0], dpi: dpi, layout: &layout.Layout{Match: []int{0}, Order: [][]corpus.BlockID{{1}}, Confidence: []float64{1}, Present: []float64{1}}}
		words := func(end string) []string { return strings.Fields(readFile(t, filepath.Join(dir, "pages", p.name+end))) }
		p.right = words(".gt.ar.txt")
		p.original = text(t, corpus.English, words(".en.txt"))
		p.translation = text(t, corpus.Arabic, words(".ocr.ar.txt"))
		out = append(out, p)
	}
	return out
}

func text(t *testing.T, lang corpus.Lang, words []string) *corpus.Document {
	t.Helper()
	d, err := read.Text(string(lang), lang, []byte(strings.Join(words, " ")))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// repair repairs a page and counts its errors.
func (p *page) repair(t *testing.T, options check.Options) errorRate {
	t.Helper()
	with := withSentences(t, p.original, p.translation, p.layout)
	with.Dictionary = options.Dictionary
	pass, err := check.NewPass(context.Background(), p.original, p.translation, p.layout, with)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := check.Run(context.Background(), check.All(), pass)
	if err != nil {
		t.Fatal(err)
	}
	ops := corpus.Fix(slices.DeleteFunc(findings, func(f corpus.Finding) bool { return f.Confidence < .9 })...)
	b := corpus.NewBitext(p.original, p.translation)
	if err := b.Apply(corpus.Edit{Ops: ops}); err != nil {
		t.Fatal(err)
	}
	repaired := strings.Fields(b.Reading(corpus.TranslationSide).Paragraphs[0].Text())
	return errorRate{len(p.right), wordErrors(p.right, strings.Fields(p.translation.Source)), wordErrors(p.right, repaired), len(ops)}
}

// truth is what stands where Tesseract read a word, by the alignment of Levenshtein (1966).
func (p *page) truth() check.Truth {
	read := strings.Fields(p.translation.Source)
	right := pairWords(p.right, read)
	end := 0
	ends := make([]int, len(read)) // of the words of the block
	for i, w := range read {
		end += len(w)
		ends[i] = end
		end++
	}
	return func(_ corpus.BlockID, span corpus.Span) (word, mark string, known bool) {
		i, _ := slices.BinarySearch(ends, span.End)
		was, is := arabicWords(right[i]), arabicWords(read[i])
		switch {
		case right[i] == read[i]:
			return check.AsRead, "", true
		case len(was) != len(is) || right[i] == "":
			return "", "", false
		}
		k := 0
		for k+1 < len(is) && is[k] != span.In(p.translation.Source) {
			k++
		}
		if strings.HasSuffix(read[i], "ء") && strings.HasSuffix(right[i], "،") {
			mark = "،"
		}
		return check.Plain(was[k]), mark, true
	}
}

// arabicWords are the words of Arabic letters in a text.
func arabicWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !arabic.IsArabic(r) && !unicode.Is(unicode.Mn, r) || unicode.IsDigit(r) || unicode.IsPunct(r)
	})
}

// pairWords gives for each word that was read the one that stands there, "" for none.
func pairWords(right, read []string) []string {
	rows := distances(right, read)
	out := make([]string, len(read))
	for i, j := len(right), len(read); j > 0; {
		switch here := rows[i][j]; {
		case i > 0 && here == rows[i-1][j-1]+differ(right[i-1], read[j-1]):
			i, j = i-1, j-1
			out[j] = right[i]
		case i > 0 && here == rows[i-1][j]+1:
			i--
		default:
			j--
		}
	}
	return out
}

// wordErrors is the edit distance of Levenshtein (1966) in words.
func wordErrors(right, got []string) int { return distances(right, got)[len(right)][len(got)] }

// distances are the edit distances of all beginnings of both.
func distances(right, got []string) [][]int {
	rows := make([][]int, len(right)+1)
	for i := range rows {
		rows[i] = make([]int, len(got)+1)
		for j := range rows[i] {
			switch {
			case i == 0:
				rows[i][j] = j
			case j == 0:
				rows[i][j] = i
			default:
				rows[i][j] = min(rows[i-1][j-1]+differ(right[i-1], got[j-1]), rows[i-1][j]+1, rows[i][j-1]+1)
			}
		}
	}
	return rows
}

func differ(a, b string) int {
	if a == b {
		return 0
	}
	return 1
}
