package check_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/collate"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

var (
	fitDir  = flag.String("fit", "", "directory of damaged documents to fit weights.tsv and usual.tsv on, see TestFit")
	heldDir = flag.String("held", "", "directory of other damaged documents to show the calibration on")
)

// thinned is for how many good words one stands in the fit.
const thinned = 6

// TestFit fits the weights of the model and counts what is usual, where it is told to:
//
//	go test ./align/check -run TestFit -fit DIR -held OTHER
//
// DIR has folds, directories of documents as shared/eval/corrupt.py makes them, each fold with a file usage.txt: the sentences
// of the other folds' sources, so that no document is judged by what was counted in it; and a file usage.txt of all of them, in which
// usual.tsv is counted. The pages of shared/data/ocr_pairs_un with even numbers are fitted on as well, the odd ones are shown with OTHER.
func TestFit(t *testing.T) {
	if *fitDir == "" && *heldDir != "" {
		calibration(t, "documents held out", damaged(t, *heldDir, nil, 1), check.Fitted())
	}
	if *fitDir == "" {
		t.Skip("no -fit DIR")
	}
	var examples []check.Example
	folds, _ := filepath.Glob(filepath.Join(*fitDir, "*", "usage.txt"))
	for _, path := range folds {
		examples = append(examples, damaged(t, filepath.Dir(path), check.CountUsage(readFile(t, path)), thinned)...)
	}
	usage := check.CountUsage(readFile(t, filepath.Join(*fitDir, "usage.txt")))
	writeTable(t, "usual.tsv", usage)
	examples = append(examples, scanned(t, 0, usage, 1)...)
	w := check.DefaultTraining.Train(examples, func(s string) { t.Log(s) })
	writeTable(t, "weights.tsv", w)
	calibration(t, "fitted on", examples, w)
	calibration(t, "pages held out", scanned(t, 1, usage, 1), w)
	if *heldDir != "" {
		calibration(t, "documents held out", damaged(t, *heldDir, usage, 1), w)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeTable(t *testing.T, name string, table interface{ Write(io.Writer) error }) {
	t.Helper()
	var b bytes.Buffer
	if err := table.Write(&b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// damaged are the examples of the documents of a directory, with a dictionary and without.
func damaged(t *testing.T, dir string, u *check.Usage, thinned int) (out []check.Example) {
	t.Helper()
	sets, _ := filepath.Glob(filepath.Join(dir, "*", "defects.tsv"))
	for _, path := range sets {
		set := filepath.Dir(path)
		o, d := document(t, set, "en.md", corpus.English), document(t, set, "ar.md", corpus.Arabic)
		l, err := layout.Analyse(context.Background(), o, d)
		if err != nil {
			t.Fatal(err)
		}
		truth := damages(t, path)
		for _, p := range passes(t, o, d, l, u) {
			out = append(out, p.Examples(truth, thinned)...)
		}
		t.Log(set, len(out))
	}
	return out
}

func document(t testing.TB, dir, name string, lang corpus.Lang) *corpus.Document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text(name, lang, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// passes are two texts prepared with the dictionary of this machine and without.
func passes(t testing.TB, o, d *corpus.Document, l *layout.Layout, u *check.Usage) []*check.Pass {
	t.Helper()
	dictionary, err := hunspell.Arabic()
	if err != nil {
		t.Fatal("fitting needs a dictionary: ", err)
	}
	options := withSentences(t, o, d, l).Fitting(u)
	var out []*check.Pass
	for _, options.Dictionary = range []check.Dictionary{dictionary, nil} {
		p, err := check.NewPass(context.Background(), o, d, l, options)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// withSentences are the options of checks that know the sentences of two texts.
func withSentences(t testing.TB, o, d *corpus.Document, l *layout.Layout) check.Options {
	t.Helper()
	c := &collate.Collation{Bitext: corpus.NewBitext(o, d), Layout: l}
	rows, err := c.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	a, err := c.Aligner(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return check.Options{Rows: rows, Aligner: a}
}

// damagedWord is a line of defects.tsv.
type damagedWord struct {
	checks     []string
	start, end int
	right      string
}

// damages are the truth of a damaged document.
func damages(t *testing.T, path string) check.Truth {
	t.Helper()
	byBlock := map[corpus.BlockID][]damagedWord{}
	for line := range strings.Lines(readFile(t, path)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		block, err := strconv.Atoi(f[0])
		if err != nil || strings.HasSuffix(f[1], "-paragraph") || strings.HasSuffix(f[1], "-in-flow") {
			continue
		}
		start, _ := strconv.Atoi(f[2])
		end, _ := strconv.Atoi(f[3])
		byBlock[corpus.BlockID(block)] = append(byBlock[corpus.BlockID(block)], damagedWord{strings.Split(f[1], "|"), start, end, f[5]})
	}
	return func(block corpus.BlockID, span corpus.Span) (right, mark string, known bool) {
		for _, d := range byBlock[block] {
			if !span.Overlaps(corpus.Span{Start: d.start, End: d.end}) {
				continue
			}
			misread := slices.Contains(d.checks, "ocr-word") && d.checks[0] != "foreign-script"
			return check.Plain(d.right), "", misread && d.right != "" && d.start == span.Start && d.end == span.End
		}
		return check.AsRead, "", true
	}
}

// scanned are the examples of the pages whose numbers have the remainder when they are divided by two.
func scanned(t *testing.T, remainder int, u *check.Usage, thinned int) (out []check.Example) {
	t.Helper()
	for k, p := range pages(t) {
		if k%2 == remainder {
			truth := p.truth()
			for _, pass := range passes(t, p.original, p.translation, p.layout, u) {
				out = append(out, pass.Examples(truth, thinned)...)
			}
		}
	}
	return out
}

// calibration shows how often words that are said to be wrong are, by how surely that is said, and what would be found of them.
func calibration(t *testing.T, name string, examples []check.Example, w *check.Model) {
	type bin struct {
		n, wrong, fixed int
		said            float64
	}
	bins := make([]bin, 11)
	kinds := map[string][2]int{}
	wrong := 0
	for _, e := range examples {
		sum, best, first := 1., 0., -2
		for k, h := range e.Hypotheses {
			odds := w.Score(&h)
			sum += math.Exp(odds)
			if h.Word != "" && math.Exp(odds) > best {
				best, first = math.Exp(odds), k
			}
		}
		said := 1 - 1/sum
		if first >= 0 && said >= .35 {
			k := check.KindName(e.Hypotheses[first].Kind)
			kinds[k] = [2]int{kinds[k][0] + e.Weight, kinds[k][1] + int(is(e.Truth >= 0))}
		}
		b := &bins[int(said*10)]
		b.n += e.Weight
		b.said += said * float64(e.Weight)
		if e.Truth >= 0 {
			wrong++
			b.wrong++
			if first == e.Truth {
				b.fixed++
			}
		}
	}
	t.Logf("%s: %d of the words are wrong", name, wrong)
	t.Log("by kind, said and right from .35 on: ", kinds)
	found, right := 0, 0
	for k := len(bins) - 1; k >= 0; k-- {
		if b := bins[k]; b.n > 0 {
			found, right = found+b.n, right+b.wrong
			t.Logf("%.1f: %6d words, said %.3f, wrong %.3f, first suggestion right %.3f; from here on precision %.3f, recall %.3f", float64(k)/10, b.n, b.said/float64(b.n),
				float64(b.wrong)/float64(b.n), float64(b.fixed)/math.Max(1, float64(b.wrong)), float64(right)/float64(found), float64(right)/float64(wrong))
		}
	}
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
