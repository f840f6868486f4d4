package check_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/corpus"
)

// TestNonWords prints, with -v, how many misread words that the dictionary lacks are found, by whatever check of words, in each
// document of shared/eval/sets, with a dictionary and without. The truth of the report ends with block 36. It skips without the
// documents or a dictionary, and fails where fewer than three in four are found.
func TestNonWords(t *testing.T) {
	sets, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "eval", "sets", "*", "defects.tsv"))
	dictionary, err := hunspell.Arabic()
	if err != nil || len(sets) == 0 {
		t.Skip("no documents, or no dictionary: ", err)
	}
	total, hits := 0, 0
	for _, path := range sets {
		name := filepath.Base(filepath.Dir(path))
		if name == "clean" || name == "long" {
			continue // without errors, or too long for every run
		}
		all, found := nonWords(t, path, dictionary, dictionary)
		_, without := nonWords(t, path, dictionary, nil)
		t.Logf("%-10s %2d non-words, %2d found, %2d without a dictionary", name, all, found, without)
		total, hits = total+all, hits+found
	}
	if 4*hits < 3*total {
		t.Errorf("%d of %d non-words found", hits, total)
	}
}

// nonWords counts the misread words of a document that the one dictionary lacks, and those found with the other.
func nonWords(t *testing.T, path string, lacks, with check.Dictionary) (all, found int) {
	t.Helper()
	o, d := document(t, filepath.Dir(path), "en.md", corpus.English), document(t, filepath.Dir(path), "ar.md", corpus.Arabic)
	l, err := layout.Analyse(context.Background(), o, d)
	if err != nil {
		t.Fatal(err)
	}
	options := withSentences(t, o, d, l)
	options.Dictionary = with
	p, err := check.NewPass(context.Background(), o, d, l, options)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := check.Run(context.Background(), check.Words(), p)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(readFile(t, path)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if !strings.Contains(f[1], "ocr-character") || f[7] != "1" || lacks.Has(f[4]) || strings.Contains(f[4], " ") {
			continue
		}
		all++
		if slices.ContainsFunc(findings, func(g corpus.Finding) bool { return at(f[0], f[2], f[3]).in(g) }) {
			found++
		}
	}
	return all, found
}

// place is a span of a block.
type place struct {
	block corpus.BlockID
	span  corpus.Span
}

func at(block, start, end string) place {
	number := func(s string) (n int) {
		for _, r := range s {
			n = 10*n + int(r-'0')
		}
		return n
	}
	return place{corpus.BlockID(number(block)), corpus.Span{Start: number(start), End: number(end)}}
}

func (p place) in(f corpus.Finding) bool { return f.Block == p.block && f.Span.Overlaps(p.span) }
