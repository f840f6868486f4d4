package check_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
)

// BenchmarkChecks runs all checks over the bundled report, and over it four times in a row: the cost must grow with the text and
// no faster. The paragraphs and sentences that belong together are known beforehand, as they are where the checks are used.
func BenchmarkChecks(b *testing.B) {
	for _, times := range []int{1, 4} {
		b.Run(fmt.Sprintf("report×%d", times), func(b *testing.B) { benchmarkChecks(b, sample.Original(), sample.Translation(), times) })
	}
}

// BenchmarkChecksOfLongTexts does the same with the 400 paragraphs of shared/eval/sets/long; without them it skips.
func BenchmarkChecksOfLongTexts(b *testing.B) {
	dir := filepath.Join("..", "..", "..", "shared", "eval", "sets", "long")
	original, errO := os.ReadFile(filepath.Join(dir, "en.md"))
	translation, errT := os.ReadFile(filepath.Join(dir, "ar.md"))
	if errO != nil || errT != nil {
		b.Skip("no long text: ", errO, errT)
	}
	for _, times := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("long×%d", times), func(b *testing.B) { benchmarkChecks(b, original, translation, times) })
	}
}

// benchmarkChecks runs all checks over a text several times in a row.
func benchmarkChecks(b *testing.B, originalText, translationText []byte, times int) {
	original, translation := repeated(b, corpus.English, originalText, times), repeated(b, corpus.Arabic, translationText, times)
	l, err := layout.Analyse(context.Background(), original, translation)
	if err != nil {
		b.Fatal(err)
	}
	o := withSentences(b, original, translation, l)
	if d, err := hunspell.Arabic(); err == nil {
		o.Dictionary = d
	}
	b.SetBytes(int64(len(translation.Source)))
	b.ReportAllocs()
	for b.Loop() {
		p, err := check.NewPass(context.Background(), original, translation, l, o)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := check.Run(context.Background(), check.All(), p); err != nil {
			b.Fatal(err)
		}
	}
}

// repeated is a text several times in a row.
func repeated(b *testing.B, lang corpus.Lang, text []byte, times int) *corpus.Document {
	b.Helper()
	d, err := read.Text("report", lang, []byte(strings.Repeat(string(text)+"\n\n", times)))
	if err != nil {
		b.Fatal(err)
	}
	return d
}
