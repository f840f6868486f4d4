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
		c.kept = kept{}
		if _, err := c.Rows(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRowsAfter is the rows after one edit, by its kind.
func BenchmarkRowsAfter(b *testing.B) {
	const n = 10_000
	side := corpus.TranslationSide
	block := func(i int) corpus.BlockID { return corpus.BlockID(i%(n/2)*2 + 1) }
	for name, op := range map[string]func(int) corpus.Op{
		"replace": func(i int) corpus.Op { return corpus.ReplaceText(side, block(i), corpus.Span{Start: 0, End: 1}, "7") },
		"move":    func(i int) corpus.Op { return corpus.Move{Side: side, At: corpus.Place{Block: block(i)}} },
		"join": func(i int) corpus.Op {
			return corpus.Join{Side: side, Head: corpus.Place{Block: block(i)}, Tail: corpus.Place{Block: block(i) + 1}}
		},
		"judge": func(i int) corpus.Op {
			return corpus.Judge{Key: corpus.LinkedPair{Translation: []corpus.Ref{{Block: block(i), Span: corpus.Span{End: 1}}}}.Key(), Verdict: corpus.Confirmed}
		},
	} {
		b.Run(name, func(b *testing.B) {
			c := large(b, n)
			if _, err := c.Shared(context.Background()); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{op(i)}}); err != nil {
					b.Fatal(err)
				}
				if _, err := c.Shared(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
