package corpus

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// document makes a document of paragraphs; numbered like "٢ - نص" by hand where a test needs it.
func document(lang Lang, texts ...string) *Document {
	d := &Document{Name: "test", Lang: lang, Source: strings.Join(texts, "\n\n")}
	at := 0
	for i, s := range texts {
		d.Blocks = append(d.Blocks, Block{ID: BlockID(i + 1), Kind: Paragraph, Span: Span{at, at + len(s)}, Line: 2*i + 1})
		at += len(s) + 2
	}
	return d
}

func bitext() *Bitext {
	return NewBitext(document(English, "one", "two three", "four"),
		document(Arabic, "واحد اثنان", "ثلاثة", "أربعة خمسة", "ثلاثة", "ستة"))
}

// snapshot is everything that a state shows, for comparison.
func snapshot(b *Bitext) string {
	out := fmt.Sprintf("%+v\n%+v\n%v\n%v\n%v", b.Reading(OriginalSide), b.Reading(TranslationSide),
		b.state.links, b.state.verdicts, b.state.comments)
	for _, t := range []*text{b.state.sides[OriginalSide], b.state.sides[TranslationSide]} {
		for id := range BlockID(len(t.doc.Blocks)) {
			out += fmt.Sprintf("\n%s %d %+v", t.side, id+1, b.Decisions(t.side, id+1))
		}
	}
	return out
}

func texts(r *Reading) []string {
	var out []string
	for _, p := range r.Paragraphs {
		out = append(out, p.Text())
	}
	return out
}

func TestRepairAndUndo(t *testing.T) {
	b := bitext()
	before := snapshot(b)
	repair := Edit{Author: "muqabala", Cause: Cause{Name: "columns-swapped", Text: "columns swapped on this page"}, Ops: []Op{
		Move{TranslationSide, Place{Block: 3}, Place{Block: 1}},
		Join{TranslationSide, Place{Block: 3}, Place{Block: 1}},
		Drop{TranslationSide, Place{Block: 4}, Place{Block: 2}},
		ReplaceText(TranslationSide, 5, Span{0, len("ستة")}, "سبعة"),
	}}
	if err := b.Apply(repair); err != nil {
		t.Fatal(err)
	}
	want := []string{"أربعة خمسة واحد اثنان", "ثلاثة", "سبعة"}
	if got := texts(b.Reading(TranslationSide)); !reflect.DeepEqual(got, want) {
		t.Errorf("reading %q, want %q", got, want)
	}
	if d := b.Reading(TranslationSide).Dropped; len(d) != 1 || d[0].Of != (Place{Block: 2}) {
		t.Errorf("dropped %+v, want block 4 as a repeat of block 2", d)
	}
	after := snapshot(b)
	for range 2 {
		if ok, err := b.Undo("me", time.Time{}); !ok || err != nil || snapshot(b) != before {
			t.Fatalf("undo: %v %v; state differs: %v", ok, err, snapshot(b) != before)
		}
		if ok, err := b.Redo("me", time.Time{}); !ok || err != nil || snapshot(b) != after {
			t.Fatalf("redo: %v %v; state differs: %v", ok, err, snapshot(b) != after)
		}
	}
	if ok, _ := b.Redo("me", time.Time{}); ok {
		t.Error("redo found something to redo after everything was redone")
	}
}

func TestNewEditEndsRedo(t *testing.T) {
	b := bitext()
	for _, k := range []string{"a", "b"} {
		if err := b.Apply(Edit{Ops: []Op{Judge{k, Confirmed}}}); err != nil {
			t.Fatal(err)
		}
	}
	b.Undo("", time.Time{})
	b.Undo("", time.Time{})
	if ok, err := b.Undo("", time.Time{}); ok || err != nil {
		t.Errorf("third undo: %v, %v; want nothing left", ok, err)
	}
	b.Redo("", time.Time{})
	if b.Verdict("a") != Confirmed || b.Verdict("b") != "" {
		t.Errorf("after two undos and a redo: a %q, b %q", b.Verdict("a"), b.Verdict("b"))
	}
	b.Apply(Edit{Ops: []Op{Judge{"c", Rejected}}})
	if ok, _ := b.Redo("", time.Time{}); ok {
		t.Error("redo over a new edit")
	}
}

func TestAllOrNothing(t *testing.T) {
	b := bitext()
	before := snapshot(b)
	err := b.Apply(Edit{Ops: []Op{
		Move{TranslationSide, Place{Block: 3}, Place{Block: 1}},
		Drop{TranslationSide, Place{Block: 99}, Place{}},
	}})
	if !errors.Is(err, ErrConflict) {
		t.Errorf("error %v, want ErrConflict", err)
	}
	if snapshot(b) != before || len(b.Log()) != 0 {
		t.Error("a refused edit left something behind")
	}
}

func TestRefusals(t *testing.T) {
	b := bitext()
	b.Apply(Edit{Ops: []Op{ReplaceText(TranslationSide, 3, Span{0, 10}, "س")}})
	for _, op := range []Op{
		Move{"nowhere", Place{Block: 1}, Place{}},
		Move{TranslationSide, Place{Block: 1}, Place{Block: 1}},
		Join{TranslationSide, Place{Block: 1}, Place{Block: 1}},
		Split{TranslationSide, Place{Block: 1}, Place{Block: 1, Offset: 1}, Place{}}, // inside a letter
		Split{TranslationSide, Place{Block: 3}, Place{Block: 3, Offset: 4}, Place{}}, // inside a replacement
		Replace{Side: TranslationSide, Block: 1, Span: Span{0, 1}},
		Replace{Side: TranslationSide, Block: 3, Span: Span{8, 12}},
		ReplaceText(TranslationSide, 1, Span{0, 99}, "x"),
		ReplaceText(TranslationSide, 1, Span{0, 2}, "\xff"),
		SetKind{TranslationSide, Place{Block: 1}, "poem"},
		Restore{TranslationSide, Place{Block: 1}},
		Unlink{LinkedPair{}},
		Uncomment{"k", 0, "x"},
		Comment{"k", -1, "x"},
		Comment{"k", 0, " "},
		Judge{"k", "perhaps"},
		SetBoundary{TranslationSide, Place{Block: 1, Offset: 1}, Begins}, // inside a letter
		SetBoundary{TranslationSide, Place{Block: 1}, "perhaps"},
		SetBoundary{TranslationSide, Place{Block: 9}, Begins},
		Link{LinkedPair{Original: []Ref{{Block: 9}}}},
	} {
		before := snapshot(b)
		if err := b.Apply(Edit{Ops: []Op{op}}); !errors.Is(err, ErrConflict) {
			t.Errorf("%#v: error %v, want ErrConflict", op, err)
		}
		if snapshot(b) != before {
			t.Errorf("%#v: refused, yet it changed something", op)
		}
	}
}

// randomOp draws an operation that may or may not fit.
func randomOp(t *rapid.T, b *Bitext) Op {
	place := func(name string) Place {
		id := BlockID(rapid.IntRange(0, len(b.Translation.Blocks)).Draw(t, name))
		return Place{id, rapid.SampledFrom([]int{0, 0, 0, 2, 6}).Draw(t, name+" offset") * min(int(id), 1)}
	}
	block := BlockID(rapid.IntRange(1, len(b.Translation.Blocks)).Draw(t, "block"))
	start := rapid.IntRange(0, 4).Draw(t, "start") * 2
	span := Span{start, start + rapid.IntRange(0, 4).Draw(t, "length")*2}
	key := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "key")
	pair := LinkedPair{Translation: []Ref{{block, Span{0, 2}}}}
	switch rapid.IntRange(0, 12).Draw(t, "op") {
	case 0, 1:
		return Move{TranslationSide, place("at"), place("before")}
	case 2:
		return Join{TranslationSide, place("head"), place("tail")}
	case 3:
		return Split{TranslationSide, place("head"), place("tail"), place("before")}
	case 4:
		return Drop{TranslationSide, place("at"), place("of")}
	case 5:
		return Restore{TranslationSide, place("at")}
	case 6:
		return Replace{Side: TranslationSide, Block: block, Span: span}
	case 7:
		return ReplaceText(TranslationSide, block, span, rapid.SampledFrom([]string{"", "نص", "abc"}).Draw(t, "text"))
	case 8:
		return SetKind{TranslationSide, place("at"), rapid.SampledFrom(Kinds).Draw(t, "kind")}
	case 9:
		return SetNumber{TranslationSide, place("at"), key}
	case 10:
		return rapid.SampledFrom([]Op{Link{pair}, Unlink{pair}, Judge{key, Confirmed}, Judge{key, ""}}).Draw(t, "link")
	case 11:
		return SetBoundary{TranslationSide, Place{block, start}, rapid.SampledFrom([]Boundary{Begins, Continues, ""}).Draw(t, "boundary")}
	default:
		i := rapid.IntRange(0, 2).Draw(t, "index")
		return rapid.SampledFrom([]Op{Comment{key, i, "x"}, Uncomment{key, i, "x"}}).Draw(t, "comment")
	}
}

func TestInverseRestoresEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bitext()
		source, states := b.Translation.Source, []string{snapshot(b)}
		for range rapid.IntRange(1, 40).Draw(t, "operations") {
			if err := b.Apply(Edit{Ops: []Op{randomOp(t, b)}}); err != nil {
				if !errors.Is(err, ErrConflict) {
					t.Fatalf("error %v is no ErrConflict", err)
				}
				if snapshot(b) != states[len(states)-1] {
					t.Fatalf("refused (%v), yet something changed", err)
				}
				continue
			}
			states = append(states, snapshot(b))
		}
		again, err := Replay(b.Original, b.Translation, b.Log())
		if err != nil || snapshot(again) != snapshot(b) {
			t.Fatalf("replay differs: %v", err)
		}
		for i := len(states) - 2; i >= 0; i-- {
			if ok, err := b.Undo("", time.Time{}); !ok || err != nil {
				t.Fatalf("undo %d: %v %v", i, ok, err)
			}
			if snapshot(b) != states[i] {
				t.Fatalf("undo does not give state %d back", i)
			}
		}
		for i := range states[1:] {
			if ok, err := b.Redo("", time.Time{}); !ok || err != nil {
				t.Fatalf("redo %d: %v %v", i, ok, err)
			}
			if snapshot(b) != states[i+1] {
				t.Fatalf("redo does not give state %d back", i+1)
			}
		}
		if b.Translation.Source != source {
			t.Fatal("the source changed")
		}
	})
}
