package workspace

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"muqabala/corpus"
)

// checkNow checks the text at once, as happens by itself a while after an edit.
func checkNow(t rapid.TB, b *Bitext) *View {
	t.Helper()
	if err := b.Check(context.Background()); err != nil {
		t.Fatal(err)
	}
	return b.View()
}

// doubled are the open findings of doubled words.
func doubled(v *View) (out []*Finding) {
	for _, f := range v.Findings {
		if f.Check == "doubled-word" && f.State == Open {
			out = append(out, f)
		}
	}
	return out
}

const twoParagraphs = "1. The Council met in Vienna in 1999.\n\n2. The second paragraph ends the report."

func twoDoubled(t rapid.TB) *Bitext {
	return openedTexts(t, twoParagraphs, "١ - اجتمع المجلس المجلس في فيينا عام ١٩٩٩.\n\n٢ - والفقرة الثانية تنهي التقرير.", true)
}

func TestFindingsAreThoseOfTheTextAsItStands(t *testing.T) {
	b := twoDoubled(t)
	if n := len(doubled(b.View())); n != 1 {
		t.Fatalf("%d doubled words at first", n)
	}
	edit := func(block corpus.BlockID, text string) {
		do(t, b, Action{Name: "edit", At: corpus.Place{Block: block}, Text: text})
	}
	edit(1, "١ - اجتمع المجلس في فيينا عام ١٩٩٩.")
	v := b.View()
	if n := len(doubled(v)); n != 0 || v.Stats().Resolved == 0 || len(v.Rows[0].Findings) != 0 {
		t.Errorf("once it is mended: %d doubled words, %d resolved, row %v", n, v.Stats().Resolved, v.Rows[0].Findings)
	}
	edit(2, "٢ - والفقرة الثانية تنهي تنهي التقرير.")
	found := doubled(checkNow(t, b))
	if len(found) != 1 || found[0].Block != 2 || found[0].Row != "o2" || found[0].In.In(b.View().Rows[1].Translation[0].Text()) != "تنهي تنهي" {
		t.Fatalf("an error that an edit made: %+v", found)
	}
	if n := b.View().Stats().Resolved; n != 1 {
		t.Errorf("%d resolved, want 1", n)
	}
	do(t, b, Action{Name: "accept", Finding: found[0].Key})
	if text := b.View().Rows[1].Translation[0].Text(); text != "٢ - والفقرة الثانية تنهي التقرير." || len(doubled(b.View())) != 0 {
		t.Errorf("accepted: %q", text)
	}
	for range 3 {
		do(t, b, Action{Name: "undo"})
	}
	if n := len(doubled(b.View())); n != 1 {
		t.Errorf("%d doubled words once all is undone", n)
	}
	if v := checkNow(t, b); len(doubled(v)) != 1 || v.Stats().Resolved != 0 {
		t.Errorf("checked again: %d doubled words, %d resolved", len(doubled(v)), v.Stats().Resolved)
	}
}

func TestDismissedStaysSoWhileTheWordsAroundStand(t *testing.T) {
	b := twoDoubled(t)
	do(t, b, Action{Name: "dismiss", Finding: doubled(b.View())[0].Key})
	do(t, b, Action{Name: "edit", At: corpus.Place{Block: 2}, Text: "٢ - والفقرة الأخيرة تنهي التقرير."})
	do(t, b, Action{Name: "edit", At: corpus.Place{Block: 1}, Text: "١ - اجتمع المجلس المجلس في فيينا عام ١٩٩٩ و ٢٠٠٠."})
	if v := checkNow(t, b); len(doubled(v)) != 0 || v.Stats().Dismissed != 1 {
		t.Errorf("after edits elsewhere %d are open, %d dismissed", len(doubled(v)), v.Stats().Dismissed)
	}
	do(t, b, Action{Name: "edit", At: corpus.Place{Block: 1}, Text: "١ - اجتمع المجلس المجلس هنا عام ١٩٩٩."})
	if v := checkNow(t, b); len(doubled(v)) != 1 {
		t.Error("the words around are others, and it is still dismissed")
	}
}

func TestTheTextIsCheckedAgainByItself(t *testing.T) {
	b := twoDoubled(t)
	sub, leave := b.Hub.Join("page", Person{Name: "Amal"})
	defer leave()
	do(t, b, Action{Name: "edit", At: corpus.Place{Block: 2}, Text: "٢ - والفقرة الثانية تنهي تنهي التقرير."})
	deadline := time.After(time.Minute)
	for {
		select {
		case e := <-sub.Events:
			if e.Change != nil && len(doubled(e.Change.View)) == 2 {
				return
			}
		case <-deadline:
			t.Fatal("nobody was told of what the edit broke")
		}
	}
}

// Whatever people do, the words of every open finding stand where it says.
func TestFindingsPointIntoTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := twoDoubled(t)
		for range rapid.IntRange(1, 8).Draw(t, "actions") {
			_, _ = b.Do(context.Background(), "Amal", randomAction(t, b.View())) // what does not fit changes nothing
			if rapid.Bool().Draw(t, "checked") {
				checkNow(t, b)
			}
			for _, f := range b.View().Findings {
				if f.State == Open && f.In.Len() > 0 {
					row := b.View().row(f.Row)
					if row == nil || textOfParagraph(row, f) != f.Text {
						t.Fatalf("%s of %q in row %q: %q", f.Check, f.Text, f.Row, textOfParagraph(row, f))
					}
				}
			}
		}
	})
}

func textOfParagraph(r *Row, f *Finding) string {
	for _, p := range r.Translation {
		if p.At == f.At && f.In.End <= len(p.Text()) {
			return f.In.In(p.Text())
		}
	}
	return ""
}

// What an edit does to a row is found by checking the row alone, before the rest of the text is checked; and the whole text's check,
// if it has begun before, does not take it away again.
func TestTouchedRowsAreCheckedFirst(t *testing.T) {
	b := twoDoubled(t)
	b.mu.Lock()
	b.checking, b.parts.running = true, true // nothing is checked by itself
	b.mu.Unlock()
	part := func() {
		t.Helper()
		for more := true; more; {
			var err error
			if more, err = b.checkPart(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	}
	checked := b.checked
	edit := func(block corpus.BlockID, text string) {
		do(t, b, Action{Name: "edit", At: corpus.Place{Block: block}, Text: text})
	}
	edit(2, "٢ - والفقرة الثانية تنهي تنهي التقرير.")
	part()
	if n := len(doubled(b.View())); n != 2 || b.checked != checked {
		t.Fatalf("%d doubled words, want 2; the whole text was checked at version %d, not %d", n, b.checked, checked)
	}
	edit(2, "٢ - والفقرة الثانية الثانية تنهي التقرير.")
	part()
	found := doubled(b.View())
	if len(found) != 2 || found[1].Text != "الثانية الثانية" {
		t.Fatalf("after another edit: %+v", found)
	}
	key := found[1].Key
	edit(2, "٢ - والفقرة الثانية تنهي التقرير.")
	part()
	if n := len(doubled(b.View())); n != 1 {
		t.Errorf("%d doubled words once it is mended", n)
	}
	do(t, b, Action{Name: "undo"})
	part()
	if n := len(doubled(b.View())); n != 2 {
		t.Errorf("%d doubled words once that is undone", n)
	}
	if found := doubled(checkNow(t, b)); len(found) != 2 || found[1].Key != key {
		t.Errorf("checked as a whole: %+v", found)
	}
	if rows := b.parts.rows(b.View()); len(rows) != 0 || len(b.parts.alone) != 0 {
		t.Errorf("%d rows are still to be checked alone, %v are known", len(rows), b.parts.alone)
	}
}
