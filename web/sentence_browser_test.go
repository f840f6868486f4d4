package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"muqabala/corpus/sample"
)

// openRow shows a row, opened by key.
func openRow(t *testing.T, ctx context.Context, url, row string) {
	t.Helper()
	open(t, ctx, url+"/b/1?row="+row)
	act(t, ctx, chromedp.KeyEvent("\r"))
	until(t, ctx, `document.querySelector(".row.current.open .bead") !== null`)
}

// A sentence is split before a word, joined with the next, ticked and linked freely: by keyboard alone.
func TestSentencesByKeyboard(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	row := func() []int {
		r := firstView(t, s).Rows[firstView(t, s).Row("o15")]
		return []int{len(r.OriginalSegments), len(r.TranslationSegments)}
	}
	was, version := row(), firstView(t, s).Version
	openRow(t, ctx, h.URL, "o15")
	act(t, ctx, chromedp.KeyEvent("jj"), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight))
	until(t, ctx, `document.querySelector(".segment.current")?.dataset.segment === "t1"`)
	act(t, ctx, chromedp.KeyEvent("s"))
	until(t, ctx, `document.activeElement.matches("dialog .words button")`)
	first := eval[string](t, ctx, `document.activeElement.textContent`)
	act(t, ctx, chromedp.KeyEvent(kb.ArrowLeft)) // onwards, in Arabic
	until(t, ctx, `document.activeElement.textContent !== "`+first+`"`)
	word := eval[string](t, ctx, `document.activeElement.textContent`)
	act(t, ctx, chromedp.KeyEvent("\r"))
	waitVersion(t, s, version+1)
	until(t, ctx, `!document.getElementById("dialog").open && document.querySelector('.segment[data-segment="t2"] .text').textContent.trim().startsWith("`+word+`")`)
	if got := row(); got[1] != was[1]+1 {
		t.Fatalf("%v sentences, were %v", got, was)
	}
	until(t, ctx, `document.activeElement.dataset.segment === "t1"`) // the reader is where they were
	act(t, ctx, chromedp.KeyEvent("m"))
	waitVersion(t, s, version+2)
	if got := row(); got[1] != was[1] {
		t.Errorf("joined again there are %v sentences, were %v", got, was)
	}
	until(t, ctx, fmt.Sprintf(`document.querySelectorAll(".translation .segment").length === %d && document.activeElement.dataset.segment === "t1"`, was[1]))
	act(t, ctx, chromedp.KeyEvent("x"), chromedp.KeyEvent("k"), chromedp.KeyEvent("x"))
	until(t, ctx, `document.querySelectorAll('.segment input:checked').length === 3 && getComputedStyle(document.querySelector(".ticked")).display === "flex"`)
	act(t, ctx, chromedp.KeyEvent("l"))
	waitVersion(t, s, version+3)
	v := firstView(t, s)
	if b := v.Rows[v.Row("o15")].Beads[0]; b.Type() != "1–2" {
		t.Errorf("linked, the first bead is %s", b.Type())
	}
	until(t, ctx, `document.querySelector(".bead .badge.type").textContent === "1–2" && document.querySelector(".segment input:checked") === null`)
	act(t, ctx, chromedp.KeyEvent("z"))
	waitVersion(t, s, version+4)
}

// Whoever clicks into a sentence splits it there.
func TestSplitAtTheCaret(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	openRow(t, ctx, h.URL, "o15")
	eval[any](t, ctx, `(() => {
		const text = document.querySelector('.segment[data-segment="o1"] .text');
		text.click();
		const node = [...text.childNodes].find((n) => n.data?.includes("undertook"));
		getSelection().collapse(node, node.data.indexOf("undertook") + 4);
	})(); 0`)
	act(t, ctx, chromedp.KeyEvent("s"))
	until(t, ctx, `document.querySelector('.segment[data-segment="o2"] .text').textContent.trim().startsWith("undertook")`)
	v := firstView(t, s)
	if r := v.Rows[v.Row("o15")]; !strings.HasPrefix(r.OriginalSegments[2].Text, "undertook") {
		t.Errorf("the sentence begins %q", r.OriginalSegments[2].Text)
	}
}

// Parts of a cause are made and taken back: one, or those that are ticked.
func TestPartsOfACauseInTheBrowser(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	open(t, ctx, h.URL+"/b/1/repairs")
	made := func(n int) string {
		return fmt.Sprintf(`document.querySelectorAll("#torn .parts .made").length === %d`, n)
	}
	until(t, ctx, made(14))
	click(t, ctx, "#torn details summary")
	click(t, ctx, `#torn .parts button[value^="unapply"]`)
	until(t, ctx, made(13)+` && document.querySelector("#torn details").open`)
	eval[any](t, ctx, `document.querySelectorAll('#torn .made input[name="blocks"]').forEach((b, i) => { b.checked = i < 4; }); 0`)
	click(t, ctx, `#torn .picked button[value^="unapply"]`)
	until(t, ctx, made(9))
	click(t, ctx, `#torn button.primary`)
	until(t, ctx, made(14))
	if got, want := reading(t, s), reading(t, served(t, sample.Translation())); got != want {
		t.Error("taken back in parts and made again, the reading is another")
	}
}

// One key decides a whole cause in the queue; what is not ticked is left.
func TestGroupOfFindingsByKey(t *testing.T) {
	ctx := browser(t)
	s := servedTexts(t, sample.Original(), sample.Translation(), true)
	h := live(t, s)
	var torn string
	for _, f := range firstView(t, s).Queue() {
		if f.Check == "split-paragraph" {
			torn = f.Key
		}
	}
	open(t, ctx, h.URL+"/b/1/findings?check=split-paragraph&at="+url.QueryEscape(torn))
	until(t, ctx, `document.querySelectorAll(".members input:checked").length === 14`)
	eval[any](t, ctx, `document.querySelectorAll(".members input").forEach((b, i) => { b.checked = i < 11; }); 0`)
	act(t, ctx, chromedp.KeyEvent("g"))
	until(t, ctx, `document.querySelectorAll(".members input").length === 3`)
	act(t, ctx, chromedp.KeyEvent("G", chromedp.KeyModifiers(chromedp.ModifierShift)))
	until(t, ctx, `document.querySelector(".decision") === null`)
	states := map[string]int{}
	for _, f := range firstView(t, s).Findings {
		if f.Check == "split-paragraph" {
			states[string(f.State)]++
		}
	}
	if states["repaired"] != 11 || states["dismissed"] != 3 {
		t.Errorf("states %v, want 11 repaired and 3 dismissed", states)
	}
}

// Ctrl+Z takes back what is one's own, however many work; and says so where there is nothing.
func TestOwnUndoInTwoBrowsers(t *testing.T) {
	one, two := twoBrowsers(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	for name, ctx := range map[string]context.Context{"Amal": one, "Layla": two} {
		open(t, ctx, h.URL+"/help")
		eval[any](t, ctx, `document.cookie = "name=`+name+`;path=/"; 0`)
		open(t, ctx, h.URL+"/b/1")
	}
	was := firstView(t, s).Version
	act(t, one, chromedp.KeyEvent("a"))
	waitVersion(t, s, was+1)
	act(t, two, chromedp.KeyEvent("j"), chromedp.KeyEvent("a"))
	waitVersion(t, s, was+2)
	act(t, one, chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	waitVersion(t, s, was+3)
	if v := firstView(t, s); v.Rows[0].Verdict != "" || v.Rows[1].Verdict == "" {
		t.Fatalf("verdicts %q and %q: another's was taken back", v.Rows[0].Verdict, v.Rows[1].Verdict)
	}
	act(t, one, chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	until(t, one, `document.getElementById("toast").textContent.includes("Layla")`)
	open(t, one, h.URL+"/b/1/history")
	click(t, one, `button[value="undo-last"]`)
	waitVersion(t, s, was+4)
	if v := firstView(t, s); v.Rows[1].Verdict != "" {
		t.Error("the history did not take back another's")
	}
}

// Two tabs of one browser keep a draft each, also of one text; what is left of a tab that was closed is not lost.
func TestTabsHaveDraftsOfTheirOwn(t *testing.T) {
	one := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	row := firstView(t, s).Rows[12].ID
	open(t, one, h.URL+"/help")
	two, stop := chromedp.NewContext(one)
	write := func(ctx context.Context, text string) {
		open(t, ctx, h.URL+"/b/1?row="+row)
		act(t, ctx, chromedp.KeyEvent("e"))
		until(t, ctx, `document.activeElement.matches("textarea")`)
		act(t, ctx, chromedp.KeyEvent(text))
		until(t, ctx, `Object.values(localStorage).some((v) => v.includes("`+text+`"))`)
	}
	write(one, "الأول")
	write(two, "الثاني")
	draft := func(text string) string {
		return `document.querySelector('.editor[data-side="translation"] textarea')?.value.endsWith("` + text + `")`
	}
	open(t, one, h.URL+"/b/1/row/"+row)
	until(t, one, draft("الأول"))
	open(t, two, h.URL+"/b/1/row/"+row)
	until(t, two, draft("الثاني"))
	stop() // the second tab is closed
	click(t, one, `.editor[data-side="translation"] button.primary`)
	until(t, one, `document.querySelector(".row .badge.edited") !== null`)
	open(t, one, h.URL+"/b/1/row/"+row) // takes over what the other tab has left
	until(t, one, draft("الثاني"))
	click(t, one, `.editor[data-side="translation"] button.primary`)
	until(t, one, `document.querySelector("dialog[open] .conflict") !== null`) // it was begun on another text
}

// A row is dragged by its handle; its Arabic moves before that of the row it is dropped on.
func TestRowIsDragged(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	rows := firstView(t, s).Rows
	moved, before := rows[12], rows[9]
	open(t, ctx, h.URL+"/b/1?row="+moved.ID)
	eval[any](t, ctx, `(() => {
		const data = new DataTransfer();
		const send = (name, at) => at.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data }));
		send("dragstart", document.querySelector("#`+moved.ID+` .grip"));
		const to = document.querySelector("#`+before.ID+` .translation");
		send("dragover", to);
		send("drop", to);
		send("dragend", to);
	})(); 0`)
	text := moved.Translation[0].Text() + "\n" + before.Translation[0].Text()
	for range 200 {
		if strings.Contains(reading(t, s), text) {
			return
		}
		act(t, ctx, chromedp.Sleep(20*time.Millisecond))
	}
	t.Error("it has not moved")
}

// Ticked rows are moved before another by key, however far.
func TestTickedRowsMoveHere(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	rows := firstView(t, s).Rows
	open(t, ctx, h.URL+"/b/1?row="+rows[12].ID)
	was := firstView(t, s).Version
	act(t, ctx, chromedp.KeyEvent("x"), chromedp.KeyEvent("k"), chromedp.KeyEvent("k"), chromedp.KeyEvent("k"), chromedp.KeyEvent("v"))
	waitVersion(t, s, was+1)
	if text := rows[12].Translation[0].Text() + "\n" + rows[9].Translation[0].Text(); !strings.Contains(reading(t, s), text) {
		t.Error("it has not moved there")
	}
}

// On a narrow screen the tab of the page is in sight, and in the queue the texts stand where the reader wants them.
func TestTabAndSidesAreShown(t *testing.T) {
	ctx := browser(t)
	h := live(t, served(t, sample.Translation()))
	act(t, ctx, chromedp.EmulateViewport(390, 844))
	for _, lang := range []string{"en", "ar"} {
		open(t, ctx, h.URL+"/b/1/export?lang="+lang)
		until(t, ctx, `(() => { const b = document.querySelector('.topbar nav [aria-current="page"]').getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth; })()`)
	}
	act(t, ctx, chromedp.EmulateViewport(1200, 900))
	for _, side := range []string{"left", "right"} {
		for _, lang := range []string{"en", "ar"} {
			eval[any](t, ctx, `document.cookie = "side=`+side+`;path=/"; 0`)
			open(t, ctx, h.URL+"/b/1/findings?lang="+lang)
			left := eval[bool](t, ctx, `document.querySelector(".decision .translation").getBoundingClientRect().left < document.querySelector(".decision .original").getBoundingClientRect().left`)
			if left != (side == "left") {
				t.Errorf("in %s, the Arabic asked for on the %s stands on the other side", lang, side)
			}
		}
	}
}
