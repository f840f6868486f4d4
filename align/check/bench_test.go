package check

import (
	"context"
	"strings"
	"testing"

	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
)

// BenchmarkChecks runs all checks, preparation included, over the bundled report, and over it four times in a row: the cost
// must grow with the text and no faster.
func BenchmarkChecks(b *testing.B) {
	var o Options
	if d, err := hunspell.Arabic(); err == nil {
		o.Dictionary = d
	}
	for name, times := range map[string]int{"report": 1, "four reports": 4} {
		b.Run(name, func(b *testing.B) {
			original := document(b, corpus.English, sample.Original(), times)
			translation := document(b, corpus.Arabic, sample.Translation(), times)
			l, err := layout.Analyse(context.Background(), original, translation)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(translation.Source)))
			b.ReportAllocs()
			for b.Loop() {
				p, err := NewPass(context.Background(), original, translation, l, o)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Run(context.Background(), All(), p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func document(b *testing.B, lang corpus.Lang, text []byte, times int) *corpus.Document {
	b.Helper()
	d, err := read.Text("report", lang, []byte(strings.Repeat(string(text)+"\n\n", times)))
	if err != nil {
		b.Fatal(err)
	}
	return d
}
