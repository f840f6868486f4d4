package collate

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// large is a collation of n paragraphs of two sentences that stand in one order.
func large(b *testing.B, n int) *Collation {
	b.Helper()
	nouns := [][2]string{{"Council", "المجلس"}, {"Committee", "اللجنة"}, {"Assembly", "الجمعية"}, {"report", "التقرير"}, {"programme", "البرنامج"}}
	verbs := [][2]string{{"met in", "اجتمع في"}, {"was adopted in", "اعتمد في"}, {"will be reviewed in", "سيستعرض في"}}
	var en, ar strings.Builder
	match := make([]int, n)
	for i := range n {
		noun, verb, other := nouns[i%len(nouns)], verbs[i/5%len(verbs)], nouns[i/7%len(nouns)]
		fmt.Fprintf(&en, "%d. The %s %s %d. The %s of session %d followed it.\n\n", i+1, noun[0], verb[0], 1000+i%1000, other[0], i)
		fmt.Fprintf(&ar, "%d - %s %s %d. وتلاه %s في الدورة %d.\n\n", i+1, verb[1], noun[1], 1000+i%1000, other[1], i)
		match[i] = i
	}
	o, err := read.Text("en", corpus.English, []byte(en.String()))
	if err != nil {
		b.Fatal(err)
	}
	t, err := read.Text("ar", corpus.Arabic, []byte(ar.String()))
	if err != nil {
		b.Fatal(err)
	}
	return &Collation{Bitext: corpus.NewBitext(o, t), Layout: &layout.Layout{Match: match, Confidence: make([]float64, n), Present: make([]float64, n)}}
}

func BenchmarkRowsFirst(b *testing.B) {
	c := large(b, 2000)
	b.ReportAllocs()
	for b.Loop() {
		c.sentences = sentences{}
		if _, err := c.Rows(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRowsAfterAnEdit(b *testing.B) {
	c := large(b, 10_000)
	if _, err := c.Rows(context.Background()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		op := corpus.ReplaceText(corpus.TranslationSide, corpus.BlockID(i%10_000+1), corpus.Span{Start: 0, End: 1}, "7")
		if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{op}}); err != nil {
			b.Fatal(err)
		}
		if _, err := c.Rows(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
