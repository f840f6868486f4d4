package corpus

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSegmentsNameTheBlocksAsRead(t *testing.T) {
	b := NewBitext(document(English, "one"), document(Arabic, "واحد. اثنان", "ثلاثة. أربعة."))
	if err := b.Apply(Edit{Ops: []Op{
		Join{TranslationSide, Place{Block: 1}, Place{Block: 2}},
		ReplaceText(TranslationSide, 1, Span{0, len("واحد")}, "أحد عشر"),
	}}); err != nil {
		t.Fatal(err)
	}
	p := b.Reading(TranslationSide).Paragraphs[0]
	text := p.Text()
	first := strings.Index(text, ".") + 1
	second := first + strings.Index(text[first:], ".") + 1
	got := p.Segments([]Span{{0, first}, {first, second}, {second, len(text)}})
	want := []Segment{
		{[]Ref{{1, Span{0, len("واحد.")}}}, "أحد عشر."},
		{[]Ref{{1, Span{len("واحد. "), len("واحد. اثنان")}}, {2, Span{0, len("ثلاثة.")}}}, "اثنان ثلاثة."},
		{[]Ref{{2, Span{len("ثلاثة. "), len("ثلاثة. أربعة.")}}}, "أربعة."},
	}
	if len(got) != len(want) {
		t.Fatalf("%d segments, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i].Text != want[i].Text || len(got[i].Refs) != len(want[i].Refs) {
			t.Fatalf("segment %d: %+v, want %+v", i, got[i], want[i])
		}
		for k := range want[i].Refs {
			if got[i].Refs[k] != want[i].Refs[k] {
				t.Errorf("segment %d: %+v, want %+v", i, got[i].Refs, want[i].Refs)
			}
		}
	}
}

// TestHeadingMarksAreNoText: what a translation memory or a search has of a heading is its words.
func TestHeadingMarksAreNoText(t *testing.T) {
	for text, want := range map[string]string{"## ثانيا - مقدمة": "ثانيا - مقدمة", "#tag is a word": "#tag is a word", "####### x": "####### x", "# ": "", "#": "#"} {
		p := ReadingParagraph{Pieces: []Piece{{Block: 1, Span: Span{0, len(text)}, Text: text}}}
		got := ""
		for _, s := range p.Segments([]Span{{0, len(text)}}) {
			got += s.Text
			if s.Refs[0].Span.In(text) != s.Text {
				t.Errorf("%q: the reference is to %q", text, s.Refs[0].Span.In(text))
			}
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestSourceOffsets: what was not edited comes from where the same text stands in the block.
func TestSourceOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.StringMatching(`[a-z]{1,40}`).Draw(t, "source")
		p := Piece{Block: 1, Span: Span{0, len(source)}}
		at := 0
		var text strings.Builder
		for at < len(source) {
			plain := rapid.IntRange(at, len(source)).Draw(t, "plain")
			text.WriteString(source[at:plain])
			at = plain
			if at < len(source) {
				end := rapid.IntRange(at+1, len(source)).Draw(t, "end")
				with := rapid.StringMatching(`[A-Z]{0,5}`).Draw(t, "with")
				p.Edited = append(p.Edited, Replacement{Span{at, end}, with})
				text.WriteString(with)
				at = end
			}
		}
		p.Text = text.String()
		for i := range p.Text {
			from, to := p.Source(i), p.SourceEnd(i+1)
			if from < 0 || to > len(source) || from >= to {
				t.Fatalf("byte %d of %q comes from %d-%d of %q (%v)", i, p.Text, from, to, source, p.Edited)
			}
			if c := p.Text[i]; c >= 'a' && (source[from] != c || to != from+1) {
				t.Fatalf("byte %d of %q comes from %d-%d of %q (%v)", i, p.Text, from, to, source, p.Edited)
			}
		}
	})
}
