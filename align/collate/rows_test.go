package collate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
)

const english = "# Report\n\n1. The Council met in Vienna. It adopted a plan.\n\n2. The plan has three parts.\n\n3. The third paragraph ends the report."
const arabicText = "# تقرير\n\n٢ - وللخطة ثلاثة أجزاء.\n\n١ - اجتمع المجلس في فيينا. واعتمد خطة.\n\n٣ - والفقرة الثالثة تنهي التقرير."

func collated(t *testing.T) *Collation {
	t.Helper()
	o, err := read.Text("en", corpus.English, []byte(english))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(arabicText))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(context.Background(), o, d)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// shape is the blocks of each row: "2=3" is block 2 of the original beside block 3 of the translation.
func shape(t *testing.T, c *Collation) string {
	t.Helper()
	rows, err := c.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprintf("%v=%v", blocks(r.Original), blocks(r.Translation)))
	}
	return strings.Join(out, " ")
}

func blocks(paragraphs []corpus.ReadingParagraph) []corpus.BlockID {
	var out []corpus.BlockID
	for _, p := range paragraphs {
		out = append(out, p.Blocks()...)
	}
	return out
}

func TestRowsFollowTheOriginal(t *testing.T) {
	if got := shape(t, collated(t)); got != "[1]=[1] [2]=[3] [3]=[2] [4]=[4]" {
		t.Error(got)
	}
}

func TestLinksOfPeopleGoFirst(t *testing.T) {
	c := collated(t)
	o, d := c.Bitext.Original, c.Bitext.Translation
	ref := func(d *corpus.Document, id corpus.BlockID) corpus.Ref {
		return corpus.Ref{Block: id, Span: corpus.Span{Start: 0, End: len(d.Text(id))}}
	}
	for _, op := range []corpus.Op{
		corpus.Link{Pair: corpus.LinkedPair{Original: []corpus.Ref{ref(o, 2), ref(o, 3)}, Translation: []corpus.Ref{ref(d, 3)}}},
		corpus.Link{Pair: corpus.LinkedPair{Translation: []corpus.Ref{ref(d, 2)}}},
	} {
		if err := c.Bitext.Apply(corpus.Edit{Ops: []corpus.Op{op}}); err != nil {
			t.Fatal(err)
		}
	}
	if got := shape(t, c); got != "[1]=[1] [2 3]=[3] []=[2] [4]=[4]" {
		t.Error(got)
	}
}

func TestEverySegmentIsInOneBead(t *testing.T) {
	rows, err := collated(t).Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		var os, ts []int
		for _, b := range r.Beads {
			os, ts = append(os, b.Original...), append(ts, b.Translation...)
		}
		slices.Sort(os)
		slices.Sort(ts)
		if !slices.Equal(os, upTo(len(r.OriginalSegments))) || !slices.Equal(ts, upTo(len(r.TranslationSegments))) {
			t.Errorf("segments %v and %v of %d and %d", os, ts, len(r.OriginalSegments), len(r.TranslationSegments))
		}
	}
}
