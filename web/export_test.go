package web

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/sample"
)

// exported downloads a bitext, and gives the name and the bytes of the file.
func exported(t *testing.T, h http.Handler, query string) (name, mediaType, body string) {
	t.Helper()
	r, body := ask(t, h, httptest.NewRequest("GET", "/b/1/export/file?"+query, nil))
	_, p, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
	if r.StatusCode != http.StatusOK || err != nil {
		t.Fatalf("%s: %d, %v", query, r.StatusCode, err)
	}
	return p["filename"], r.Header.Get("Content-Type"), body
}

// parts are the files of an export, those of an archive by their names.
func parts(t *testing.T, name, body string) map[string]string {
	t.Helper()
	if path.Ext(name) != ".zip" {
		return map[string]string{name: body}
	}
	archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(data)
	}
	return out
}

// readBack is the texts of the pairs that a format reads in those files.
func readBack(t *testing.T, f exchange.Format, files map[string]string) (texts [][2]string) {
	t.Helper()
	lead := slices.MinFunc(slices.Collect(maps.Keys(files)), func(a, b string) int { return len(a) - len(b) })
	open := exchange.Beside(f, lead, func(name string) (io.Reader, string, error) {
		if data, ok := files[name]; ok {
			return strings.NewReader(data), name, nil
		}
		return nil, name, fs.ErrNotExist
	})
	var h exchange.Header
	for u, err := range f.Read(open, &h) {
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		texts = append(texts, [2]string{u.OriginalText(), u.TranslationText()})
	}
	return texts
}

// TestEveryFormatIsExported: each is offered, shown and sent, and what can be read is what the bitext has.
func TestEveryFormatIsExported(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	copied, v, err := firstBitext(t, s).Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	x := &export{bitext: copied}
	for _, r := range v.Rows {
		x.rows = append(x.rows, *r.Row)
	}
	var want [][2]string
	for u := range x.units() {
		want = append(want, [2]string{u.OriginalText(), u.TranslationText()})
	}
	for _, e := range exchange.Exports() {
		code, page := get(t, h, "/b/1/export?format="+e.Name)
		if code != http.StatusOK || !strings.Contains(page, `value="`+e.Name+`" selected`) || !strings.Contains(page, "Assembly") && !strings.Contains(page, "الجمعية") {
			t.Errorf("%s: status %d, or it is not chosen, or nothing of it is shown", e.Name, code)
		}
		name, mediaType, body := exported(t, h, "format="+e.Name)
		if mediaType != e.MediaType && mediaType != "application/zip" || body == "" || !strings.HasSuffix(name, e.Extensions[0]) && !strings.HasSuffix(name, ".zip") {
			t.Errorf("%s: %s of %d bytes as %s", e.Name, name, len(body), mediaType)
		}
		if e.Read == nil || e.Name == "tbx" { // terms have both sides
			continue
		}
		if diff := cmp.Diff(want, readBack(t, e.Format, parts(t, name, body))); diff != "" {
			t.Errorf("%s (want -, got +):\n%s", e.Name, diff)
		}
	}
}

// TestExportOfTheRepairedText: the file is the reading, letter by letter.
func TestExportOfTheRepairedText(t *testing.T) {
	s := served(t, sample.Translation())
	var want bytes.Buffer
	firstBitext(t, s).Read(func(b *corpus.Bitext) {
		if err := exchange.WriteMarkdown(&want, b.Reading(corpus.TranslationSide)); err != nil {
			t.Error(err)
		}
	})
	if _, _, body := exported(t, s.Handler(), "format=markdown"); body != want.String() {
		t.Error("the file is not the reading")
	}
}

func TestExportOfTheConfirmed(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	if _, body := get(t, h, "/b/1/export?confirmed=1"); !strings.Contains(body, "Nothing is confirmed yet") {
		t.Error("the page does not say that there is nothing")
	}
	row := firstView(t, s).Rows[5]
	post(t, h, "/b/1/act", url.Values{"do": {"confirm row=" + row.ID + " seen=" + row.Seen}})
	_, _, body := exported(t, h, "format=jsonl&unit=paragraph&confirmed=1")
	if strings.Count(body, "\n") != 1 || !strings.Contains(body, `"status":"confirmed"`) || !strings.Contains(body, `"row":6`) {
		t.Errorf("not the confirmed row alone: %s", body)
	}
	if _, body := get(t, h, "/b/1/export?format=xlsx&unit=paragraph&confirmed=1"); !strings.Contains(body, "1 pair<") || strings.Count(body, `<th scope="row">`) != 1 {
		t.Error("the preview does not show the confirmed row alone")
	}
}

func TestExportPageInArabic(t *testing.T) {
	_, body := get(t, served(t, sample.Translation()).Handler(), "/b/1/export?lang=ar&format=docx-table&unit=paragraph")
	for _, want := range []string{`dir="rtl"`, "<h1>التصدير</h1>", "٥٠ زوجا", "و٣٠ أخرى", "المؤكد وحده"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestExportOfWhatIsNoFormat(t *testing.T) {
	h := served(t, sample.Translation()).Handler()
	for _, path := range []string{"/b/1/export?format=pdf", "/b/1/export/file?format=pdf"} {
		if code, body := get(t, h, path); code != http.StatusBadRequest || !strings.Contains(body, "xliff") {
			t.Errorf("%s: %d, or the page does not say what there is", path, code)
		}
	}
	if code, _ := get(t, h, "/b/9/export"); code != http.StatusNotFound {
		t.Errorf("a bitext that is not there: %d", code)
	}
}

// TestExportIsEscaped: markup in a text is text on the page.
func TestExportIsEscaped(t *testing.T) {
	h := servedTexts(t, []byte("# A <script>title\n\n1. Some <b>bold</b> words."), []byte("# عنوان\n\n١ - كلمات <b>غليظة</b>."), false).Handler()
	for _, format := range []string{"markdown", "docx", "tsv", "xlsx", "html"} {
		if _, body := get(t, h, "/b/1/export?format="+format); strings.Contains(body, "<b>غليظة") || strings.Contains(body, "<script>title") {
			t.Errorf("%s: markup of the text is markup of the page", format)
		}
	}
}

func TestFileNames(t *testing.T) {
	for title, want := range map[string]string{
		"Report 1999":                "Report 1999",
		"تقرير: «موجز»":              "تقرير «موجز»",
		"../../etc/passwd":           "etc passwd",
		"a\r\nSet-Cookie: x=\"1\"":   "a Set-Cookie x= 1",
		"invoice\u202efdp.exe":       "invoicefdp.exe",
		"...":                        "bitext-7",
		"\x00\xff":                   "bitext-7",
		strings.Repeat("long ", 20):  strings.TrimSpace(strings.Repeat("long ", 16)),
		strings.Repeat("ش", 300):     strings.Repeat("ش", 80),
		"C:\\con|<>?*":               "C con",
		"100 % of “it”; filename=\"": "100 % of “it”; filename=",
	} {
		got := fileName(title, "bitext-7")
		if got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
		header := disposition(got + ".tmx")
		if i := strings.IndexFunc(header, func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 {
			t.Errorf("%q: byte %d of the header is no ASCII", header, i)
		}
		_, p, err := mime.ParseMediaType(header[:len("attachment")] + header[strings.Index(header, "; filename*="):])
		if err != nil || p["filename"] != got+".tmx" {
			t.Errorf("%q names %q, %v", header, p["filename"], err)
		}
	}
}

func TestPreviewEndsAtALine(t *testing.T) {
	b := &beginning{name: "x.tsv"}
	line := strings.Repeat("س", 500) + "\n"
	for range 100 {
		if n, err := io.WriteString(b, line); n != len(line) || err != nil {
			t.Fatal(n, err)
		}
	}
	p := b.preview()
	if !p.More || len(p.Lines) == 0 || slices.ContainsFunc(p.Lines, func(s string) bool { return s+"\n" != line }) {
		t.Errorf("%d lines, one is not whole, or the preview does not say that there is more", len(p.Lines))
	}
}
