package check

import (
	"context"
	"fmt"
	"testing"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

func TestWordsKnowTheirSentences(t *testing.T) {
	const en, ar = "The plan ends. It was short.", "تنتهي الخطة وكانت قصيرة."
	o, err := read.Text("en", corpus.English, []byte(en))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(ar))
	if err != nil {
		t.Fatal(err)
	}
	l, err := layout.Analyse(context.Background(), o, d)
	if err != nil {
		t.Fatal(err)
	}
	segment := func(from, to int) corpus.Segment {
		return corpus.Segment{Refs: []corpus.Ref{{Block: 1, Span: corpus.Span{Start: from, End: to}}}}
	}
	row := corpus.Row{Confidence: .5, OriginalSegments: []corpus.Segment{segment(0, 14), segment(15, len(en))}, TranslationSegments: []corpus.Segment{segment(0, 21)},
		Beads: []corpus.Bead{{Original: []int{0}, Translation: []int{0}, Confidence: .8}, {Original: []int{1}, Confidence: 1}}}
	p, err := NewPass(context.Background(), o, d, l, Options{Rows: []corpus.Row{row}})
	if err != nil {
		t.Fatal(err)
	}
	var got []int32
	for _, e := range p.paragraphs[0].english {
		got = append(got, e.bead)
	}
	for _, w := range p.paragraphs[0].tokens {
		got = append(got, w.bead)
	}
	if want := "[0 0 0 1 1 1 0 0 -1 -1]"; fmt.Sprint(got) != want {
		t.Errorf("the words stand in beads %v, want %s", got, want)
	}
	if c := p.beads[0].confidence; c != .4 {
		t.Errorf("confidence %v, want that of the row times that of the bead", c)
	}
}
