package check_test

import (
	"context"
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
	var dictionary check.Dictionary
	if d, err := hunspell.Arabic(); err == nil {
		dictionary = d
	}
	for name, times := range map[string]int{"report": 1, "four reports": 4} {
		b.Run(name, func(b *testing.B) {
			original := repeated(b, corpus.English, sample.Original(), times)
			translation := repeated(b, corpus.Arabic, sample.Translation(), times)
			l, err := layout.Analyse(context.Background(), original, translation)
			if err != nil {
				b.Fatal(err)
			}
			o := withSentences(b, original, translation, l)
			o.Dictionary = dictionary
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
		})
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
