package layout_test

import (
	"context"
	"fmt"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// A page of two columns, of which the left one was read first.
func Example() {
	translation, err := read.Text("report.ar.md", corpus.Arabic, []byte("أعمالها في جنيف.\n\n٢ - وعقدت ١٢ اجتماعا.\n\n١ - بدأت اللجنة في عام ١٩٩٩"))
	if err != nil {
		fmt.Println(err)
		return
	}
	original, err := read.Text("report.en.md", corpus.English, []byte("1. The Committee began its work in Geneva in 1999.\n\n2. It held 12 meetings."))
	if err != nil {
		fmt.Println(err)
		return
	}
	l, err := layout.Analyse(context.Background(), original, translation)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range l.Edits {
		fmt.Println(e.Cause.Text)
	}
	bitext, err := layout.Repair(original, translation, l)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range bitext.Reading(corpus.TranslationSide).Paragraphs {
		fmt.Println(p.Text())
	}
	// Output:
	// columns swapped on a page: a block stands in the wrong place
	// the paragraph of block 3 goes on in block 1
	// ١ - بدأت اللجنة في عام ١٩٩٩ أعمالها في جنيف.
	// ٢ - وعقدت ١٢ اجتماعا.
}
