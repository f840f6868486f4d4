package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
	"muqabala/views"
	"muqabala/web/workspace"
)

// served is a server with one bitext, 1: the bundled original against the Arabic given.
func served(t testing.TB, ar []byte) *Server {
	t.Helper()
	return servedTexts(t, sample.Original(), ar, false)
}

func servedTexts(t testing.TB, en, ar []byte, asRead bool) *Server {
	t.Helper()
	original, err := read.Text("en.md", corpus.English, en)
	if err != nil {
		t.Fatal(err)
	}
	translation, err := read.Text("ar.md", corpus.Arabic, ar)
	if err != nil {
		t.Fatal(err)
	}
	l := workspace.NewLibrary(&memory.Store{})
	id, err := l.Add(context.Background(), workspace.New{Original: original, Translation: translation, Note: "sample", AsRead: asRead})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Bitext(context.Background(), id); err != nil { // so that everything is known from the first page on
		t.Fatal(err)
	}
	s, err := New(Config{Library: l, Home: id})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends a request and reads the answer.
func ask(t testing.TB, h http.Handler, r *http.Request) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(body)
}

func get(t testing.TB, h http.Handler, path string) (int, string) {
	t.Helper()
	r, body := ask(t, h, httptest.NewRequest("GET", path, nil))
	if csp := r.Header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'") {
		t.Errorf("%s: policy %q", path, csp)
	}
	return r.StatusCode, body
}

// post sends a form as a page without scripts does; with HX-Request in headers, as one with scripts.
func post(t testing.TB, h http.Handler, path string, form url.Values, headers ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, h := range headers {
		r.Header.Set(h, "true")
	}
	return ask(t, h, r)
}

// firstBitext is bitext 1, and firstView what it looks like.
func firstBitext(t testing.TB, s *Server) *workspace.Bitext {
	t.Helper()
	b, err := s.library.Bitext(context.Background(), store.ID(1))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func firstView(t testing.TB, s *Server) *workspace.View {
	t.Helper()
	return firstBitext(t, s).View()
}

func TestParagraph27OnceInTheReadingTwiceInTheSource(t *testing.T) {
	h := served(t, sample.Translation()).Handler()
	count := 0
	for _, part := range []string{"before=o41", "at=o41"} {
		_, body := get(t, h, "/b/1/rows?"+part)
		count += strings.Count(body, "٢٧ - وفي المسائل الانتخابية")
	}
	if count != 1 {
		t.Errorf("paragraph 27 stands %d times in the reading, want 1", count)
	}
	if _, body := get(t, h, "/b/1/source"); strings.Count(body, "٢٧ - وفي المسائل الانتخابية") != 2 {
		t.Error("paragraph 27 does not stand twice in the source")
	}
}

func TestEveryPageInBothLanguages(t *testing.T) {
	h := served(t, sample.Translation()).Handler()
	for _, path := range []string{"/b/1", "/b/1/findings", "/b/1/repairs", "/b/1/source", "/b/1/export", "/b/1/row/o20", "/library", "/help", "/preferences"} {
		for lang, dir := range map[string]string{"en": "ltr", "ar": "rtl"} {
			code, body := get(t, h, path+"?lang="+lang)
			if code != 200 || !strings.Contains(body, `<html lang="`+lang+`" dir="`+dir+`"`) {
				t.Errorf("%s in %s: status %d", path, lang, code)
			}
			if len(body) > 300_000 {
				t.Errorf("%s: %d bytes", path, len(body))
			}
			if strings.Contains(body, "<script>") || strings.Contains(body, "style=") || strings.Contains(body, "onclick") {
				t.Errorf("%s: something inline, which the policy forbids", path)
			}
		}
	}
	if r, _ := ask(t, h, httptest.NewRequest("GET", "/", nil)); r.Header.Get("Location") != "/b/1" {
		t.Errorf("/ leads to %q", r.Header.Get("Location"))
	}
}

func TestErrorsHavePages(t *testing.T) {
	h := served(t, sample.Translation()).Handler()
	for path, want := range map[string]int{"/nowhere": 404, "/b/7": 404, "/b/x": 404, "/b/1/row/o999": 404, "/b/1/rows?at=o999": 404} {
		if code, body := get(t, h, path); code != want || !strings.Contains(body, `href="/library"`) {
			t.Errorf("%s: status %d, want %d", path, code, want)
		}
	}
	for do, want := range map[string]int{"": 400, "fly": 400, "split at=1": 400, "confirm row=o999": 409, "confirm": 409, "kind at=1.0": 409} {
		if r, _ := post(t, h, "/b/1/act", url.Values{"do": {do}}); r.StatusCode != want {
			t.Errorf("%q: status %d, want %d", do, r.StatusCode, want)
		}
	}
}

func TestDocumentsAreTextNotMarkup(t *testing.T) {
	h := served(t, []byte("١ - نص عربي <script>alert(1)</script> وبقية الفقرة الأولى من النص العربي.")).Handler()
	for _, path := range []string{"/b/1", "/b/1/source", "/b/1/findings"} {
		if _, body := get(t, h, path); strings.Contains(body, "<script>alert") {
			t.Errorf("%s: markup of the document reached the page", path)
		}
	}
}

func TestActionWithoutScriptsLeadsBack(t *testing.T) {
	s := served(t, sample.Translation())
	row := firstView(t, s).Rows[12]
	r, _ := post(t, s.Handler(), "/b/1/act", url.Values{"do": {"confirm row=" + row.ID + " seen=" + row.Seen}, "back": {"/b/1?row=" + row.ID}})
	if r.StatusCode != 303 || r.Header.Get("Location") != "/b/1?row="+row.ID {
		t.Errorf("status %d, to %q", r.StatusCode, r.Header.Get("Location"))
	}
	if firstView(t, s).Rows[12].Verdict != corpus.Confirmed {
		t.Error("not confirmed")
	}
	if r, _ := post(t, s.Handler(), "/b/1/act", url.Values{"do": {"undo"}, "back": {"https://example.org/"}}); r.Header.Get("Location") != "/b/1" {
		t.Errorf("led away to %q", r.Header.Get("Location"))
	}
	if firstView(t, s).Rows[12].Verdict != "" {
		t.Error("not undone")
	}
}

func TestStaleEditShowsBothTexts(t *testing.T) {
	s := served(t, sample.Translation())
	row := firstView(t, s).Rows[12]
	at := placeText(row.Translation[0].At)
	do := url.Values{"do": {"edit side=translation at=" + at + " row=" + row.ID + " seen=" + row.Seen}, "text": {"نص أول"}}
	if r, _ := post(t, s.Handler(), "/b/1/act", do, "HX-Request"); r.StatusCode != 200 {
		t.Fatalf("status %d", r.StatusCode)
	}
	do.Set("text", "نص ثان")
	r, body := post(t, s.Handler(), "/b/1/act", do, "HX-Request")
	if r.StatusCode != 409 || !strings.Contains(body, "نص أول") || !strings.Contains(body, "نص ثان") {
		t.Errorf("status %d; both texts must be shown:\n%s", r.StatusCode, body)
	}
}

func TestOtherSitesCannotAct(t *testing.T) {
	s := served(t, sample.Translation())
	r := httptest.NewRequest("POST", "/b/1/act", strings.NewReader("do=undo"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if answer, _ := ask(t, s.Handler(), r); answer.StatusCode != 403 {
		t.Errorf("status %d", answer.StatusCode)
	}
}

func TestStaticFilesAreKeptByContent(t *testing.T) {
	s := served(t, sample.Translation())
	r, _ := ask(t, s.Handler(), httptest.NewRequest("GET", s.assets.href("style.css"), nil))
	if r.StatusCode != 200 || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("status %d, %q", r.StatusCode, r.Header.Get("Cache-Control"))
	}
	if r, _ := ask(t, s.Handler(), httptest.NewRequest("GET", "/static/x/../routes.go", nil)); r.StatusCode == 200 {
		t.Error("a file outside of static was served")
	}
}

func TestBusyAddress(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = served(t, sample.Translation()).Serve(context.Background(), l.Addr().String(), func(string) { t.Error("ready") })
	if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("error %v", err)
	}
}

func BenchmarkReviewPage(b *testing.B) {
	s := served(b, sample.Translation())
	h := s.Handler()
	firstView(b, s) // opens it
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/b/1", nil))
	}
}

// What the checks say of the bundled report is said in Arabic, too, but for what a check has learnt to say since.
func TestChecksSpeakArabic(t *testing.T) {
	s := served(t, sample.Translation())
	ctx := s.translations.In(context.Background(), corpus.Arabic)
	all, foreign := 0, 0
	for _, f := range firstView(t, s).Findings {
		said := []corpus.Message{f.Message}
		for _, e := range f.Evidence {
			said = append(said, e.Text)
		}
		for _, text := range said {
			all++
			if out, english := views.Said(ctx, text); english {
				foreign++
				t.Logf("%s says %q, which views/messages does not know", f.Check, text)
			} else if strings.Contains(out, "{{") {
				t.Errorf("%s says %q for %q", f.Check, out, text)
			}
		}
	}
	if foreign*20 > all {
		t.Errorf("%d of %d sayings of the checks are in English alone", foreign, all)
	}
}

// The words of a bead are linked, and their places are those of the text as it is shown.
func TestWordsAreLinked(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	code, body := get(t, h, "/b/1/row/o15/words?bead=1")
	var links []wordLink
	if err := json.Unmarshal([]byte(body), &links); code != 200 || err != nil || len(links) < 10 {
		t.Fatalf("status %d, %v, %d links", code, err, len(links))
	}
	b := newRowModels(s.translations.In(context.Background(), corpus.English), firstBitext(t, s), firstView(t, s)).openRow(firstView(t, s).Row("o15")).Beads[1]
	word := func(segments []views.Segment, at [3]int) string {
		return string(utf16.Decode(utf16.Encode([]rune(newBeadText(segments[at[0]:]).text))[at[1]:at[2]]))
	}
	for _, l := range links {
		if word(b.Original, l.Original) == "Istanbul" && word(b.Translation, l.Translation) == "اسطنبول" {
			return
		}
	}
	t.Error("Istanbul is not linked with اسطنبول, which stand beside one another")
}

// Who asks for the head of a page is told the same as who asks for the page.
func TestHeadIsAnswered(t *testing.T) {
	h := served(t, sample.Translation()).Handler()
	for path, want := range map[string]int{"/b/1": 200, "/b/1/row/o20": 200, "/b/7": 404, "/library": 200} {
		if r, _ := ask(t, h, httptest.NewRequest("HEAD", path, nil)); r.StatusCode != want {
			t.Errorf("HEAD %s: status %d, want %d", path, r.StatusCode, want)
		}
	}
}

// Sentences are split at the caret, joined and linked by forms, as pages send them, and refusals say why in the reader's words.
func TestActionsOnSentences(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	row := func() *workspace.Row { return firstView(t, s).Rows[firstView(t, s).Row("o15")] }
	on := func(do string) string { return do + " row=o15 seen=" + row().Seen }
	n, second := len(row().TranslationSegments), row().TranslationSegments[1].Text
	caret := len(utf16.Encode([]rune(second[:strings.Index(second, "أيضا")])))
	r, body := post(t, h, "/b/1/act", url.Values{"do": {on("split-segment segment=t1")}, "caret": {strconv.Itoa(caret)}}, "HX-Request")
	if r.StatusCode != 200 || len(row().TranslationSegments) != n+1 || !strings.HasPrefix(row().TranslationSegments[2].Text, "أيضا") {
		t.Fatalf("split: status %d, %s, %d sentences", r.StatusCode, body, len(row().TranslationSegments))
	}
	if r, _ := post(t, h, "/b/1/act", url.Values{"do": {on("merge-segment segment=t1")}}, "HX-Request"); r.StatusCode != 200 || row().TranslationSegments[1].Text != second {
		t.Errorf("joined: status %d", r.StatusCode)
	}
	link := url.Values{"do": {on("link-segments")}, "segments": {"o15 o0", "o15 o1", "o15 t0", "o3 t0"}}
	if r, _ := post(t, h, "/b/1/act", link, "HX-Request"); r.StatusCode != 200 || row().Beads[0].Type() != "2–1" {
		t.Errorf("linked: status %d, %v", r.StatusCode, row().Beads)
	}
	r, body = post(t, h, "/b/1/act", url.Values{"do": {on("link-segments segment=o0")}}, "HX-Request")
	if r.StatusCode != 409 || !strings.Contains(body, "Tick some of the other text") {
		t.Errorf("refused: status %d, %q", r.StatusCode, body)
	}
}

// What a filter lets through is confirmed at once, and nothing else.
func TestFilteredRowsAreConfirmedAtOnce(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	_, body := get(t, h, "/b/1?kind=footnote&q=")
	if !strings.Contains(body, `value="confirm filter=kind%3Dfootnote%26q%3D"`) {
		t.Fatal("the page has no control for it")
	}
	post(t, h, "/b/1/act", url.Values{"do": {"confirm filter=kind%3Dfootnote%26q%3D"}}, "HX-Request")
	for _, r := range firstView(t, s).Rows {
		if (kindOf(r) == corpus.Footnote) != (r.Verdict == corpus.Confirmed) {
			t.Errorf("row %s, a %s, is %q", r.ID, kindOf(r), r.Verdict)
		}
	}
	if v := firstView(t, s).Version; v != 4 {
		t.Errorf("%d edits, want one more than the three repairs", v)
	}
}
