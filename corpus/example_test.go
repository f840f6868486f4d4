package corpus_test

import (
	"fmt"
	"time"

	"muqabala/corpus"
)

// report is a bitext of two paragraphs, the translation in the wrong order.
func report() *corpus.Bitext {
	document := func(lang corpus.Lang, first, second string) *corpus.Document {
		d := &corpus.Document{Lang: lang, Source: first + "\n\n" + second}
		for i, s := range []corpus.Span{{Start: 0, End: len(first)}, {Start: len(first) + 2, End: len(d.Source)}} {
			d.Blocks = append(d.Blocks, corpus.Block{ID: corpus.BlockID(i + 1), Kind: corpus.Paragraph, Span: s})
		}
		return d
	}
	return corpus.NewBitext(document(corpus.English, "The Council met.", "It rose."), document(corpus.Arabic, "وانفض.", "اجتمع المجلس."))
}

// Edits change how a document is read, never the document, and can be taken back however old they are.
func ExampleBitext_Revert() {
	b := report()
	move := corpus.Edit{Author: "leila", Cause: corpus.Cause{Text: "columns swapped"}, Ops: []corpus.Op{
		corpus.Move{Side: corpus.TranslationSide, At: corpus.Place{Block: 2}, Before: corpus.Place{Block: 1}}}}
	spell := corpus.Edit{Author: "omar", Ops: []corpus.Op{
		corpus.ReplaceText(corpus.TranslationSide, 1, corpus.Span{Start: 0, End: len("وانفض")}, "ثم انفض")}}
	for _, e := range []corpus.Edit{move, spell} {
		if err := b.Apply(e); err != nil {
			fmt.Println(err)
		}
	}
	show := func() {
		p := b.Reading(corpus.TranslationSide).Paragraphs
		fmt.Println(p[0].Text(), p[1].Text())
	}
	show()
	if err := b.Revert(1, "sara", time.Now()); err != nil {
		fmt.Println(err)
	}
	show()
	for _, e := range b.Log() {
		fmt.Printf("%d %s: %s\n", e.ID, e.Author, corpus.Describe(e.Ops[0]))
	}
	// Output:
	// اجتمع المجلس. ثم انفض.
	// ثم انفض. اجتمع المجلس.
	// 1 leila: moves block 2 of the translation before block 1
	// 2 omar: puts “ثم انفض” for bytes 0-10 of block 1 of the translation
	// 3 sara: moves block 2 of the translation to the end
}

// What a person decides about segments outlives edits of the text.
func ExampleBitext_SplitSegment() {
	b := report()
	p := b.Reading(corpus.OriginalSide).Paragraphs[0]
	ops, err := b.SplitSegment(corpus.OriginalSide, p, len("The Council "))
	if err != nil {
		fmt.Println(err)
	}
	ops = append(ops, corpus.ReplaceText(corpus.OriginalSide, 1, corpus.Span{Start: 0, End: 3}, "This honourable"))
	if err := b.Apply(corpus.Edit{Ops: ops}); err != nil {
		fmt.Println(err)
	}
	p = b.Reading(corpus.OriginalSide).Paragraphs[0]
	for _, s := range p.Segments([]corpus.Span{{Start: 0, End: len(p.Text())}}) {
		fmt.Println(s.Text, s.Refs)
	}
	// Output:
	// This honourable Council [{1 0-11}]
	// met. [{1 12-16}]
}
