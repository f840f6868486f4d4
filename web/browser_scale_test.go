package web

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// timed lets a page measure itself: from the next key to when the last change that it makes is painted, in milliseconds, once
// nothing has changed for a while. A frame is painted when the task behind its animation frame runs.
const timed = `(() => {
	let start = 0, last = 0, quiet;
	window.took = 0;
	const seen = new MutationObserver(() => {
		if (!start) return;
		requestAnimationFrame(() => {
			const painted = new MessageChannel();
			painted.port1.onmessage = () => { last = performance.now() - start; };
			painted.port2.postMessage(0);
		});
		clearTimeout(quiet);
		quiet = setTimeout(() => { window.took = last; start = 0; seen.disconnect(); }, 220);
	});
	seen.observe(document.querySelector("main"), { childList: true, subtree: true });
	addEventListener("keydown", (e) => { start ||= e.timeStamp; }, { capture: true });
})()`

// TestLongPageIsQuick measures, in a real browser on 10,000 paragraphs, how long it takes from a key to the change being painted.
// It fails where nothing changes; the times are for people.
func TestLongPageIsQuick(t *testing.T) {
	if os.Getenv("MUQABALA_LOAD") == "" {
		t.Skip("it opens a text of 10,000 paragraphs: set MUQABALA_LOAD=1 to run it")
	}
	s := long()
	h := live(t, s)
	ctx := browser(t)
	const rounds = 20
	alt := chromedp.KeyModifiers(chromedp.ModifierAlt)
	shift := chromedp.KeyModifiers(chromedp.ModifierShift)
	for i, a := range []struct {
		name  string
		press func() // the key that counts is the first after measuring begins
	}{
		{"confirm", func() { act(t, ctx, chromedp.KeyEvent("c")) }},
		{"undo of confirm", func() { act(t, ctx, chromedp.KeyEvent("z")) }},
		{"move", func() { act(t, ctx, chromedp.KeyEvent(kb.ArrowDown, alt)) }},
		{"undo of move", func() { act(t, ctx, chromedp.KeyEvent("z")) }},
		{"join", func() { act(t, ctx, chromedp.KeyEvent("J", shift)) }},
		{"undo of join", func() { act(t, ctx, chromedp.KeyEvent("z")) }},
	} {
		open(t, ctx, fmt.Sprintf("%s/b/1?row=o%d", h.URL, 5000+i/2*100))
		until(t, ctx, `document.querySelectorAll(".row").length > 20`)
		var times []float64
		for range rounds {
			if a.name == "confirm" {
				act(t, ctx, chromedp.KeyEvent("j")) // to a row that is not confirmed yet
			}
			was := firstView(t, s).Version
			eval[any](t, ctx, timed)
			a.press()
			waitVersion(t, s, was+1)
			until(t, ctx, "window.took > 0")
			times = append(times, eval[float64](t, ctx, "window.took"))
		}
		slices.Sort(times)
		t.Logf("%-16s p50 %5.0f ms   p95 %5.0f ms", a.name, times[rounds/2], times[rounds*95/100-1])
	}
	times := editTimes(t, ctx, h.URL, rounds)
	t.Logf("%-16s p50 %5.0f ms   p95 %5.0f ms", "edit", times[rounds/2], times[rounds*95/100-1])
}

// editTimes are those of edits, from the key that saves them.
func editTimes(t *testing.T, ctx context.Context, url string, rounds int) (times []float64) {
	open(t, ctx, url+"/b/1?row=o6000")
	const editor = `document.querySelector('.row.open .editor[data-side="translation"]')`
	for i := range rounds {
		act(t, ctx, chromedp.KeyEvent("e"))
		until(t, ctx, editor+`?.open && document.activeElement.tagName === "TEXTAREA"`)
		eval[any](t, ctx, fmt.Sprintf(`document.activeElement.value += " %d"`, i))
		eval[any](t, ctx, editor+`.querySelector("button.primary").focus()`)
		eval[any](t, ctx, timed)
		act(t, ctx, chromedp.KeyEvent("\r"))
		until(t, ctx, "window.took > 0")
		times = append(times, eval[float64](t, ctx, "window.took"))
	}
	slices.Sort(times)
	return times
}
