package corpus

import (
	"fmt"
	"testing"
	"time"
)

// long is a bitext of n paragraphs with a log of n edits of all kinds, most of them undone and redone once.
func long(b *testing.B, n int) *Bitext {
	b.Helper()
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("الفقرة رقم %d من هذا التقرير الطويل، وفيها كلمات كثيرة تكفي لسطر كامل من النص.", i)
	}
	bi := NewBitext(document(English, texts...), document(Arabic, texts...))
	for i := 0; bi.Version() < n; i++ {
		block := BlockID(i*7919%(n-1) + 1)
		key := fmt.Sprint(block)
		op := []Op{move(block, block%BlockID(n)+1), ReplaceText(TranslationSide, block, Span{0, 12}, "الفقرة"), Judge{key, Confirmed}, bi.CommentOn(key, "x")}[i%4]
		bi.Apply(Edit{Author: "a", Ops: []Op{op}})
	}
	for range n / 4 {
		bi.Undo("a", time.Time{})
	}
	for range n / 4 {
		bi.Redo("a", time.Time{})
	}
	return bi
}

// BenchmarkAction is one edit and the reading that it leaves, on 10,000 paragraphs behind 10,000 edits.
func BenchmarkAction(b *testing.B) {
	const n = 10_000
	for name, do := range map[string]func(*Bitext, int) error{
		"replace": func(bi *Bitext, i int) error {
			return bi.Apply(Edit{Ops: []Op{ReplaceText(TranslationSide, BlockID(i%n+1), Span{0, 12}, fmt.Sprint(i))}})
		},
		"move": func(bi *Bitext, i int) error { return bi.Apply(Edit{Ops: []Op{move(BlockID(i%(n-10)+1), n)}}) },
		"undo": func(bi *Bitext, i int) (err error) { _, err = bi.Undo("a", time.Time{}); return err },
		"redo": func(bi *Bitext, i int) (err error) {
			if _, err = bi.Undo("a", time.Time{}); err == nil {
				_, err = bi.Redo("a", time.Time{})
			}
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			bi := long(b, n)
			for i := 0; b.Loop(); i++ {
				if err := do(bi, i); err != nil {
					b.Fatal(err)
				}
				bi.Reading(TranslationSide)
			}
		})
	}
}

// BenchmarkReplay is a log of some 15,000 edits done again, as when a project is opened.
func BenchmarkReplay(b *testing.B) {
	bi := long(b, 10_000)
	log := bi.Log()
	for b.Loop() {
		if _, err := Replay(bi.Original, bi.Translation, log); err != nil {
			b.Fatal(err)
		}
	}
}
