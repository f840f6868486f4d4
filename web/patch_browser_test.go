package web

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"muqabala/corpus"
	"muqabala/corpus/sample"
	"muqabala/web/workspace"
)

// shownRows are the IDs of the rows of a page, in their order.
const shownRows = `[...document.querySelectorAll(".row")].map((r) => r.id).join(" ")`

// When rows come or go, the page takes them out or puts them in where they belong and leaves the others alone: in the page of whoever
// does it, and in that of another who looks on, through a filter as well.
func TestRowsComeAndGoAlone(t *testing.T) {
	one, two := twoBrowsers(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	open(t, one, h.URL+"/b/1?row=o20")
	open(t, two, h.URL+"/b/1?row=o20&kind=paragraph")
	for _, ctx := range []context.Context{one, two} { // every row but the two can be told from one that comes later
		until(t, ctx, `document.getElementById("o21") !== null`)
		eval[any](t, ctx, `document.querySelectorAll(".row").forEach((r) => { r.old = r.id !== "o20" && r.id !== "o21"; }); 0`)
	}
	all, filtered := eval[string](t, one, shownRows), eval[string](t, two, shownRows)
	version := firstView(t, s).Version
	act(t, one, chromedp.KeyEvent("m")) // the row and the next are linked
	waitVersion(t, s, version+1)
	without := strings.Replace(all, " o21", "", 1)
	const untouched = `[...document.querySelectorAll(".row")].filter((r) => r.id !== "o20" && r.id !== "o21").every((r) => r.old)`
	until(t, one, fmt.Sprintf(`%s === %q && %s && document.getElementById("o20").classList.contains("current")`, shownRows, without, untouched))
	until(t, two, fmt.Sprintf(`%s === %q && %s`, shownRows, strings.Replace(filtered, " o21", "", 1), untouched))
	act(t, one, chromedp.KeyEvent("z"))
	until(t, one, fmt.Sprintf(`%s === %q && %s`, shownRows, all, untouched))
	until(t, two, fmt.Sprintf(`%s === %q && %s`, shownRows, filtered, untouched))
	until(t, one, `document.querySelector('.strip a[data-go="o21"]') !== null`) // the strip follows
}

// A sentence is carried to the next paragraph, and back, by keyboard.
func TestCarryByKeyboard(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	text := func(row string) string {
		v := firstView(t, s)
		return v.Rows[v.Row(row)].Translation[0].Text()
	}
	here, next, version := text("o15"), text("o16"), firstView(t, s).Version
	openRow(t, ctx, h.URL, "o15")
	last := len(firstView(t, s).Rows[firstView(t, s).Row("o15")].TranslationSegments) - 1
	eval[any](t, ctx, fmt.Sprintf(`document.querySelector('.segment[data-segment="t%d"] .text').click()`, last))
	act(t, ctx, chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(chromedp.ModifierShift)))
	waitVersion(t, s, version+1)
	if text("o15") == here || !strings.HasSuffix(text("o16"), next) || text("o16") == next {
		t.Errorf("carried: %q and %q", text("o15"), text("o16"))
	}
	until(t, ctx, fmt.Sprintf(`document.querySelectorAll("#o15 .segment[data-segment='t%d']").length === 0`, last))
	act(t, ctx, chromedp.KeyEvent("z"))
	waitVersion(t, s, version+2)
	if text("o15") != here || text("o16") != next {
		t.Error("one undo does not take it back")
	}
}

// All findings of one confusion of letters are answered by one key, and one key takes that back.
func TestConfusionByOneKey(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	all := firstView(t, s).Confusions()
	if len(all) == 0 {
		t.Fatal("no letters are confused")
	}
	c, version := all[0], firstView(t, s).Version
	open(t, ctx, h.URL+"/b/1/findings")
	open(t, ctx, eval[string](t, ctx, `document.querySelector(".letters a").href`))
	until(t, ctx, fmt.Sprintf(`document.querySelectorAll('#bulk input[name="members"]:checked').length === %d`, c.Places))
	act(t, ctx, chromedp.KeyEvent("b"))
	waitVersion(t, s, version+1)
	left := func() (n int) {
		for _, f := range firstView(t, s).Findings {
			if f.Confusion == c.Letters && f.State == workspace.Open && f.Fixes {
				n++
			}
		}
		return n
	}
	if n := left(); n != 0 {
		t.Errorf("%d of %d findings are open still", n, c.Places)
	}
	until(t, ctx, `document.getElementById("bulk") === null`)
	act(t, ctx, chromedp.KeyEvent("z"))
	waitVersion(t, s, version+2)
	if n := left(); n != c.Places || firstView(t, s).Rows[0].Verdict == corpus.Confirmed {
		t.Errorf("taken back, %d of %d are open", n, c.Places)
	}
}
