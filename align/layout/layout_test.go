package layout

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
)

const original = `# Report

1. The Assembly adopted resolution 54/117 and welcomed the participation of the Secretary-General in the summit held at Istanbul.

2. The present report is submitted in response to that request.

3. The United Nations Development Programme cooperates with the Office for Democratic Institutions.

4. Elections took place in Albania.`

const swapped = `## تقرير

الأمين العام في مؤتمر القمة المعقود في اسطنبول.

٢ - ويقدم هذا التقرير بناء على هذا الطلب.

١ - اتخذت الجمعية القرار ٥٤/١١٧ ورحبت بمشاركة

٢ - ويقدم هذا التقرير بناء على هذا الطلب.

A/55/98

٤ - وجرت الانتخابات في ألبانيا.`

func documents(t testing.TB, en, ar string) (o, d *corpus.Document) {
	t.Helper()
	d, err := read.Text("ar.md", corpus.Arabic, []byte(ar))
	if err == nil && en != "" {
		o, err = read.Text("en.md", corpus.English, []byte(en))
	}
	if err != nil {
		t.Fatal(err)
	}
	return o, d
}

func TestRepair(t *testing.T) {
	for _, en := range []string{original, ""} {
		o, d := documents(t, en, swapped)
		l, err := Analyse(context.Background(), o, d)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Repair(o, d, l)
		if err != nil {
			t.Fatal(err)
		}
		var got [][]corpus.BlockID
		for _, p := range b.Reading(corpus.TranslationSide).Paragraphs {
			got = append(got, p.Blocks())
		}
		if want := [][]corpus.BlockID{{1}, {4, 2}, {3}, {7}}; !reflect.DeepEqual(got, want) {
			t.Errorf("with English %v: reading %v, want %v", en != "", got, want)
		}
		if want := (map[corpus.BlockID]corpus.BlockID{5: 3}); !reflect.DeepEqual(l.Duplicates, want) {
			t.Errorf("with English %v: duplicates %v, want %v", en != "", l.Duplicates, want)
		}
		if en != "" && !reflect.DeepEqual(l.Missing, []corpus.BlockID{4}) {
			t.Errorf("missing %v, want block 4 of the original", l.Missing)
		}
		for b.Log()[len(b.Log())-1].Undoes != 1 {
			if ok, err := b.Undo("", b.Log()[0].Time); !ok || err != nil {
				t.Fatalf("undo: %v %v", ok, err)
			}
		}
		if first := b.Reading(corpus.TranslationSide).Paragraphs[1].Text(); !strings.HasPrefix(first, "الأمين") {
			t.Errorf("undone, the second paragraph is %q, not that of the file", first)
		}
	}
}

func TestRepeatsOfTheOriginalStay(t *testing.T) {
	en := "1. The Council takes note of the report of the working group with appreciation.\n\n2. Other matters were discussed at length.\n\n" +
		"The Council takes note of the report of the working group with appreciation."
	ar := "١ - يحيط المجلس علما مع التقدير بتقرير الفريق العامل المعني بالمسألة.\n\n٢ - ونوقشت مسائل أخرى بإسهاب.\n\n" +
		"يحيط المجلس علما مع التقدير بتقرير الفريق العامل المعني بالمسألة."
	o, d := documents(t, en, ar)
	l, err := Analyse(context.Background(), o, d)
	if err != nil || len(l.Edits) > 0 {
		t.Errorf("a text in order was repaired: %+v %v", l.Edits, err)
	}
}

// TestSeed holds the truth about the bundled report that no later change may lose.
func TestSeed(t *testing.T) {
	o, d := documents(t, string(sample.Original()), string(sample.Translation()))
	l, err := Analyse(context.Background(), o, d)
	if err != nil {
		t.Fatal(err)
	}
	joins, last := 0, 0
	for _, p := range l.Order {
		joins += len(p) - 1
		if b := d.Block(p[0]); b.Kind == corpus.Paragraph && b.Number != "" {
			n := 0
			fmt.Sscan(b.Number, &n)
			if n != last+1 {
				t.Errorf("paragraph %d after %d", n, last)
			}
			last = n
		}
	}
	if joins != 14 || last != 40 {
		t.Errorf("%d torn paragraphs joined, the last is %d; want 14 and 40", joins, last)
	}
	if want := (map[corpus.BlockID]corpus.BlockID{50: 46, 51: 47}); !reflect.DeepEqual(l.Duplicates, want) {
		t.Errorf("duplicates %v, want %v", l.Duplicates, want)
	}
	if len(l.Missing) > 0 {
		t.Errorf("missing %v, want none", l.Missing)
	}
}
