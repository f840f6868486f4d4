package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"muqabala/corpus"
	"muqabala/corpus/sample"
	"muqabala/corpus/store"
	"muqabala/web/workspace"
)

// browser is a fresh Chromium. Without one the test is skipped, but in CI, which must have one.
func browser(t testing.TB) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("CI must have Chromium")
		}
		t.Skip("no Chromium here: the browser test is skipped")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1440, 900), chromedp.Flag("disable-component-update", true))
	ctx, stop := context.WithTimeout(context.Background(), 4*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	return ctx
}

// twoBrowsers are two people's: nothing that one keeps is known to the other.
func twoBrowsers(t *testing.T) (one, two context.Context) {
	t.Helper()
	one = browser(t)
	act(t, one, chromedp.Navigate("about:blank"))
	two, stop := chromedp.NewContext(one, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	return one, two
}

// live is the server at an address, until the test ends. Streams that pages still listen to are cut.
func live(t testing.TB, s *Server) *httptest.Server {
	t.Helper()
	h := httptest.NewServer(s.Handler())
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	return h
}

// act does steps in a page.
func act(t testing.TB, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// until waits for a condition in a page.
func until(t testing.TB, ctx context.Context, condition string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Poll[any](condition, chromedp.WithPollingTimeout(15*time.Second), chromedp.WithPollingInterval(20*time.Millisecond))); err != nil {
		var page string
		page, _ = chromedp.Run(ctx, chromedp.Evaluate[string](`document.getElementById("toast")?.textContent + " | " + document.activeElement?.outerHTML.slice(0, 200)`))
		t.Fatalf("%s: %v (the page says: %s)", condition, err, page)
	}
}

func eval[T any](t testing.TB, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

// click clicks what a selector finds first.
func click(t testing.TB, ctx context.Context, selector string) {
	t.Helper()
	eval[any](t, ctx, "document.querySelector(`"+selector+"`).click()")
}

// open shows a page and waits for its scripts.
func open(t testing.TB, ctx context.Context, url string) {
	t.Helper()
	act(t, ctx, chromedp.Navigate(url))
	until(t, ctx, `document.documentElement.classList.contains("js")`)
}

// reading is the translation of bitext 1, a paragraph a line.
func reading(t *testing.T, s *Server) (out string) {
	t.Helper()
	b, err := s.library.Bitext(context.Background(), store.ID(1))
	if err != nil {
		t.Fatal(err)
	}
	b.Read(func(x *corpus.Bitext) {
		for _, p := range x.Reading(corpus.TranslationSide).Paragraphs {
			out += p.Text() + "\n"
		}
	})
	return out
}

func TestInTheBrowser(t *testing.T) {
	ctx := browser(t)
	s := live(t, served(t, sample.Translation()))
	for path, want := range map[string]int{"/b/1?row=o37": 1, "/b/1/source": 2} {
		open(t, ctx, s.URL+path)
		body, err := chromedp.Run(ctx, chromedp.Text("main"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(body, "٢٧ - وفي المسائل الانتخابية"); n != want {
			t.Errorf("%s: paragraph 27 is seen %d times, want %d", path, n, want)
		}
	}
}

// The seed is imported, put back as it was read, and repaired by keyboard alone: one cause at once, then the rest; all is
// undone, and done again; what is exported is the repaired reading.
func TestImportRepairExportByKeyboard(t *testing.T) {
	ctx := browser(t)
	want := reading(t, served(t, sample.Translation()))
	asRead := reading(t, servedTexts(t, sample.Original(), sample.Translation(), true))
	s, _ := emptyServer(t)
	h := live(t, s)
	importSample(t, ctx, s, h.URL)
	if reading(t, s) != want {
		t.Fatal("the import is not repaired")
	}
	edits := firstView(t, s).Version
	press := func(key string, modifiers ...chromedp.KeyOption) {
		t.Helper()
		was := firstView(t, s).Version
		act(t, ctx, chromedp.KeyEvent(key, modifiers...))
		waitVersion(t, s, was+1)
	}
	shift := chromedp.KeyModifiers(chromedp.ModifierShift)
	open(t, ctx, h.URL+"/b/1/repairs")
	for range edits {
		press("z")
	}
	if reading(t, s) != asRead {
		t.Fatal("undoing the repairs does not give the text as read")
	}
	const left = `document.querySelectorAll('#causes button[value^="apply"]').length`
	until(t, ctx, `document.querySelectorAll(".cause button.primary").length === document.querySelectorAll(".cause").length`)
	repairs := 0
	for selector := "#columns-swapped button.primary"; eval[int](t, ctx, left) > 0 || repairs == 0; selector = "#causes button.primary" {
		before := eval[int](t, ctx, left)
		eval[any](t, ctx, "document.querySelector(`"+selector+"`).focus()")
		press("\r")
		until(t, ctx, fmt.Sprintf("%s < %d", left, before))
		repairs++
	}
	if reading(t, s) != want {
		t.Fatal("the reading is not the repaired one")
	}
	for range repairs {
		press("z")
	}
	if reading(t, s) != asRead {
		t.Error("undoing everything does not give the text as read")
	}
	for range repairs {
		press("Z", shift)
	}
	_, exported := get(t, s.Handler(), "/b/1/export/file?format=markdown")
	_, repaired := get(t, served(t, sample.Translation()).Handler(), "/b/1/export/file?format=markdown")
	if reading(t, s) != want || exported != repaired {
		t.Error("redoing everything does not give the repaired reading")
	}
}

// importSample imports the bundled report through the library's form and waits until it is there.
func importSample(t *testing.T, ctx context.Context, s *Server, url string) {
	t.Helper()
	dir := t.TempDir()
	files := map[string][]byte{"original": sample.Original(), "translation": sample.Translation()}
	open(t, ctx, url+"/library")
	for name, data := range files {
		file := filepath.Join(dir, name+".md")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		act(t, ctx, chromedp.SetUploadFiles(`input[name="`+name+`"]`, []string{file}))
	}
	act(t, ctx, chromedp.Focus(`form.drop button.primary`), chromedp.KeyEvent("\r"))
	for range 3000 { // the page goes on by itself; a poll in it would not outlive that, and a page opened now would be lost
		path, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.readyState === "complete" ? location.pathname : ""`))
		if err == nil && path == "/b/1" {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("nothing was imported")
}

// waitVersion waits until the log has that many edits.
func waitVersion(t *testing.T, s *Server, n int) {
	t.Helper()
	for range 500 {
		if firstView(t, s).Version >= n {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("the log has %d edits, want %d", firstView(t, s).Version, n)
}

func TestReviewByKeyboard(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	open(t, ctx, h.URL+"/b/1")
	act(t, ctx, chromedp.KeyEvent("jjj"))
	until(t, ctx, `document.querySelectorAll(".row")[3].classList.contains("current")`)
	third := firstView(t, s).Rows[3].ID
	act(t, ctx, chromedp.KeyEvent("a"))
	until(t, ctx, `document.getElementById("`+third+`").classList.contains("confirmed")`)
	act(t, ctx, chromedp.KeyEvent("n"))
	until(t, ctx, `document.querySelectorAll(".row")[4].classList.contains("current")`)
	act(t, ctx, chromedp.KeyEvent("r"))
	until(t, ctx, `document.querySelectorAll(".row")[4].classList.contains("rejected")`)
	act(t, ctx, chromedp.KeyEvent("f"))
	until(t, ctx, `document.querySelector(".row.current .badge.error, .row.current .badge.warning, .row.current .badge.info") !== null`)
	act(t, ctx, chromedp.KeyEvent("\r"))
	until(t, ctx, `document.querySelector(".row.current.open .bead") !== null`)
	act(t, ctx, chromedp.KeyEvent("ja"))
	until(t, ctx, `document.querySelector(".row.current.open .bead.confirmed") !== null`)
	act(t, ctx, chromedp.KeyEvent("/"))
	until(t, ctx, `document.activeElement.name === "q"`)
	act(t, ctx, chromedp.KeyEvent("كوسوفو"))
	until(t, ctx, `document.querySelectorAll(".row").length < 30 && location.search.includes("q=")`)
	if v := firstView(t, s); v.Rows[3].Verdict != corpus.Confirmed || v.Rows[4].Verdict != corpus.Rejected {
		t.Errorf("verdicts %q and %q", v.Rows[3].Verdict, v.Rows[4].Verdict)
	}
}

func TestDraftOutlivesReload(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	row := firstView(t, s).Rows[12].ID
	open(t, ctx, h.URL+"/b/1/row/"+row)
	const area = `document.querySelector('.editor[data-side="translation"] textarea')`
	act(t, ctx, chromedp.KeyEvent("e"))
	until(t, ctx, `document.activeElement === `+area)
	act(t, ctx, chromedp.KeyEvent(" مسودة"))
	until(t, ctx, area+`.value.endsWith("مسودة")`)
	open(t, ctx, h.URL+"/b/1/row/"+row)
	until(t, ctx, area+`?.value.endsWith("مسودة") && `+area+`.closest("details").open`)
	was := firstView(t, s).Version
	click(t, ctx, `.editor[data-side="translation"] button.primary`)
	waitVersion(t, s, was+1)
	if text := firstView(t, s).Rows[12].Translation[0].Text(); !strings.HasSuffix(text, "مسودة") {
		t.Errorf("saved %q", text)
	}
	until(t, ctx, `localStorage.length === 0`)
}

// Two people edit one row: whoever is later is shown both texts and chooses.
func TestTwoBrowsersEditOneRow(t *testing.T) {
	one, two := twoBrowsers(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	row := firstView(t, s).Rows[12].ID
	for _, ctx := range []context.Context{one, two} {
		open(t, ctx, h.URL+"/b/1?row="+row)
		act(t, ctx, chromedp.KeyEvent("e"))
		until(t, ctx, `document.activeElement.matches("textarea")`)
	}
	until(t, one, `document.querySelectorAll("#people span").length === 2`)
	act(t, one, chromedp.KeyEvent(" واحد"))
	act(t, two, chromedp.KeyEvent(" اثنان"))
	click(t, one, `.row.open .editor[open] button.primary`)
	until(t, one, `document.getElementById("`+row+`").textContent.includes("واحد")`)
	click(t, two, `.row.open .editor[open] button.primary`)
	until(t, two, `document.querySelector("dialog[open] .conflict") !== null`)
	texts := eval[string](t, two, `[...document.querySelectorAll("dialog textarea")].map((a) => a.value).join(" | ")`)
	if !strings.Contains(texts, "واحد |") || !strings.HasSuffix(texts, "اثنان") {
		t.Errorf("the dialog shows %q", texts)
	}
	click(t, two, `dialog button.primary`)
	until(t, one, `document.getElementById("`+row+`").textContent.includes("اثنان")`) // live, in the other's browser
}

// What an edit breaks is marked in the page by itself, and once it is mended the mark is gone.
func TestFindingsFollowTheText(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	r := firstView(t, s).Rows[12]
	p := r.Translation[0]
	open(t, ctx, h.URL+"/b/1?row="+r.ID)
	do := func(action workspace.Action) {
		t.Helper()
		if _, err := firstBitext(t, s).Do(t.Context(), "Amal", action); err != nil {
			t.Fatal(err)
		}
	}
	marks := `document.querySelectorAll("#` + r.ID + ` mark").length`
	before := eval[int](t, ctx, marks)
	do(workspace.Action{Name: "edit", At: p.At, Text: p.Text() + " كلمة كلمة"})
	until(t, ctx, fmt.Sprintf(`[...document.querySelectorAll("#%s mark")].some((m) => m.textContent === "كلمة كلمة")`, r.ID))
	do(workspace.Action{Name: "undo"})
	until(t, ctx, fmt.Sprintf("%s === %d", marks, before))
}

func TestArabicInterface(t *testing.T) {
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	open(t, ctx, h.URL+"/b/1?lang=ar")
	if dir := eval[string](t, ctx, `getComputedStyle(document.body).direction`); dir != "rtl" {
		t.Errorf("direction %s", dir)
	}
	if gutter := eval[bool](t, ctx, `document.querySelector(".row .gutter").getBoundingClientRect().left > document.querySelector(".row .original").getBoundingClientRect().left`); !gutter {
		t.Error("the layout is not mirrored")
	}
	if arabic := eval[bool](t, ctx, `document.querySelector(".row .translation").getBoundingClientRect().left > document.querySelector(".row .original").getBoundingClientRect().left`); !arabic {
		t.Error("the Arabic does not stand on the right, where it was not asked to leave")
	}
	act(t, ctx, chromedp.KeyEvent("a"))
	until(t, ctx, `document.querySelector(".row.confirmed .state")?.textContent.includes("مؤكد")`)
}

// No page breaks a rule of the Web Content Accessibility Guidelines that axe-core can see.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile("testdata/axe-core/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	s := served(t, sample.Translation())
	h := live(t, s)
	row := firstView(t, s).Rows[14].ID
	open(t, ctx, h.URL+"/help")
	i, err := s.imports.Start(workspace.Upload{Name: "en.md", Data: sample.Original()}, workspace.Upload{Name: "ar.md", Data: sample.Translation()}, workspace.How{Look: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/b/1", "/b/1/row/" + row, "/b/1/row/" + row + "/cut?segment=t1", "/b/1/findings", "/b/1/findings?check=ocr-word", "/checks", "/b/1/repairs", "/b/1/source", "/b/1/compare", "/b/1/history", "/b/1/export", "/b/1/export?format=xlsx", "/search", "/search?q=council", "/import/" + i.ID, "/b/1?q=nowhere", "/library", "/help", "/preferences", "/nowhere"} {
		for lang, theme := range map[string]string{"en": "light", "ar": "dark"} {
			eval[any](t, ctx, `document.cookie = "theme=`+theme+`;path=/"; 0`)
			sep := "?"
			if strings.Contains(path, "?") {
				sep = "&"
			}
			open(t, ctx, h.URL+path+sep+"lang="+lang)
			eval[any](t, ctx, string(axe)+"; 0")
			if found := violations(t, ctx); found != "" {
				t.Errorf("%s in %s, %s:\n%s", path, lang, theme, found)
			}
		}
	}
}

// violations runs axe-core, which the page has, and says what it finds.
func violations(t *testing.T, ctx context.Context) string {
	t.Helper()
	eval[any](t, ctx, `window.found = null; axe.run().then((r) => { window.found = r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary.slice(0, 200)).join("\n    ")).join("\n  "); }); 0`)
	until(t, ctx, `window.found !== null`)
	return eval[string](t, ctx, `window.found`)
}

// TestScreenshot takes the picture of the README: .ci/screenshot runs it.
func TestScreenshot(t *testing.T) {
	file := os.Getenv("MUQABALA_SCREENSHOT")
	if file == "" {
		t.Skip("a picture, not a test: .ci/screenshot takes it")
	}
	ctx := browser(t)
	h := live(t, served(t, sample.Translation()))
	act(t, ctx, chromedp.EmulateViewport(1440, 1000))
	open(t, ctx, h.URL+"/b/1?severity=error")
	act(t, ctx, chromedp.KeyEvent("\r"))
	until(t, ctx, `document.querySelector(".row.open") !== null && document.fonts.status === "loaded"`)
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
