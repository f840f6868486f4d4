package web

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// timed lets a page measure itself: from the next key to when the last change that it makes to the rows and the progress, or to the causes, is painted,
// in milliseconds, once nothing has changed for a while. A frame is painted when the task behind its animation frame runs.
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
	for (const part of document.querySelectorAll("#rows, .bar, #causes, main:not(:has(#rows))")) seen.observe(part, { childList: true, subtree: true });
	addEventListener("keydown", (e) => { start ||= e.timeStamp; }, { capture: true });
})()`

// keyed is an action by keyboard on the long text: what is done before each, and the key that counts. Where it is taken back, or made
// again, by one key that is measured as well.
type keyed struct {
	name       string
	page       string // address within the bitext; "" for a row of its own
	prepare    func(t *testing.T, ctx context.Context, i int)
	key        string
	with       chromedp.Modifier
	undo, redo bool
}

// TestLongPageIsQuick measures, in a real browser on 10,000 paragraphs, how long it takes from a key to the change being painted.
// It fails where nothing changes; the times are for people.
func TestLongPageIsQuick(t *testing.T) {
	if os.Getenv("MUQABALA_LOAD") == "" {
		t.Skip("it opens a text of 10,000 paragraphs: set MUQABALA_LOAD=1 to run it")
	}
	s := long()
	h := live(t, s)
	ctx := browser(t)
	opened := func(t *testing.T, ctx context.Context, _ int) {
		if eval[bool](t, ctx, `document.querySelector(".row.current.open .bead.current") === null`) {
			act(t, ctx, chromedp.KeyEvent("\r"))
			until(t, ctx, `document.querySelector(".row.current.open") !== null`)
			act(t, ctx, chromedp.KeyEvent("jj"))
		}
	}
	focusCause := func(t *testing.T, ctx context.Context, _ int) {
		until(t, ctx, `document.querySelector("#columns-swapped > .buttons > button") !== null`)
		eval[any](t, ctx, `document.querySelector("#columns-swapped > .buttons > button").focus()`)
	}
	for i, a := range []keyed{
		{name: "confirm", key: "a", undo: true, redo: true},
		{name: "move", key: kb.ArrowDown, with: chromedp.ModifierAlt, undo: true, redo: true},
		{name: "join paragraphs", key: "J", with: chromedp.ModifierShift, undo: true, redo: true},
		{name: "link rows", key: "m", undo: true, redo: true},
		{name: "unlink row", key: "s", undo: true, redo: true},
		{name: "drop", key: kb.Delete, undo: true, redo: true},
		{name: "split paragraph", key: "p", prepare: opened, undo: true, redo: true},
		{name: "edit", key: "\r", prepare: typed, undo: true},
		{name: "cause of 11 pages", page: "/repairs", key: "\r", prepare: focusCause},
		{name: "undo of the cause", key: "z", redo: true},
	} {
		page := cmp.Or(a.page, fmt.Sprintf("?row=o%d", 5000+i*100))
		open(t, ctx, h.URL+"/b/1"+page)
		if a.page == "" {
			until(t, ctx, `document.querySelectorAll(".row").length > 20`)
		}
		measure(t, s, ctx, a)
	}
	open(t, ctx, h.URL+"/b/1?row=o7000")
	times := findingTimes(t, ctx)
	t.Logf("%-24s p50 %5.0f ms   p95 %5.0f ms", "edit to what it breaks", times[len(times)/2], times[len(times)*95/100-1])
}

// marked lets a page measure how long it takes from the next key until those words are marked.
const marked = `((words) => {
	let start = 0;
	window.took = 0;
	const seen = new MutationObserver(() => {
		if (!start || ![...document.querySelectorAll(".row mark")].some((m) => m.textContent === words)) return;
		seen.disconnect();
		requestAnimationFrame(() => { window.took = performance.now() - start; });
	});
	seen.observe(document.getElementById("rows"), { childList: true, subtree: true });
	addEventListener("keydown", (e) => { start ||= e.timeStamp; }, { capture: true });
})("%s")`

// findingTimes are those from the key that saves an edit until what it breaks is marked, ascending.
func findingTimes(t *testing.T, ctx context.Context) (times []float64) {
	for i := range 20 {
		doubled := words[i][1] + " " + words[i][1]
		typed(t, ctx, i)
		eval[any](t, ctx, fmt.Sprintf(`document.querySelector('.row.open .editor[open] textarea').value += " %s"`, doubled))
		eval[any](t, ctx, fmt.Sprintf(marked, doubled))
		act(t, ctx, chromedp.KeyEvent("\r"))
		until(t, ctx, "window.took > 0")
		times = append(times, eval[float64](t, ctx, "window.took"))
		act(t, ctx, chromedp.KeyEvent("z"))
		until(t, ctx, fmt.Sprintf(`![...document.querySelectorAll(".row mark")].some((m) => m.textContent === %q)`, doubled))
	}
	slices.Sort(times)
	return times
}

// measure does an action some times and says how long that took.
func measure(t *testing.T, s *Server, ctx context.Context, a keyed) {
	const rounds = 20
	times := map[string][]float64{}
	press := func(name, key string, with chromedp.Modifier) {
		was := firstView(t, s).Version
		eval[any](t, ctx, timed)
		act(t, ctx, chromedp.KeyEvent(key, chromedp.KeyModifiers(with)))
		waitVersion(t, s, was+1)
		until(t, ctx, "window.took > 0")
		times[name] = append(times[name], eval[float64](t, ctx, "window.took"))
	}
	for i := range rounds {
		if a.prepare != nil {
			a.prepare(t, ctx, i)
		}
		press(a.name, a.key, a.with)
		if a.undo {
			press("undo", "z", 0)
		}
		if a.redo {
			press("redo", "Z", chromedp.ModifierShift)
		}
		if a.undo && a.redo {
			press("again", "z", 0)
		}
	}
	for _, name := range []string{a.name, "undo", "redo"} {
		if all := slices.Sorted(slices.Values(times[name])); len(all) > 0 {
			t.Logf("%-18s %-5s p50 %5.0f ms   p95 %5.0f ms", a.name, strings.TrimPrefix(name, a.name), all[rounds/2], all[rounds*95/100-1])
		}
	}
}

// typed types something into the text of the current row and goes to the button that saves it.
func typed(t *testing.T, ctx context.Context, i int) {
	const editor = `document.querySelector('.row.open .editor[data-side="translation"]')`
	act(t, ctx, chromedp.KeyEvent("e"))
	until(t, ctx, editor+`?.open && document.activeElement.tagName === "TEXTAREA"`)
	eval[any](t, ctx, fmt.Sprintf(`document.activeElement.value += " %d"`, i))
	eval[any](t, ctx, editor+`.querySelector("button.primary").focus()`)
}
