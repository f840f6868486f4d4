package web

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"testing"

	"muqabala/align/collate"
	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/sample"
)

// text is the bundled report, or the Arabic that a test gives against it.
func text(t testing.TB, ar []byte) *Text {
	t.Helper()
	en, err := read.Text("en.md", corpus.English, sample.Original())
	if err != nil {
		t.Fatal(err)
	}
	tr, err := read.Text("ar.md", corpus.Arabic, ar)
	if err != nil {
		t.Fatal(err)
	}
	c, err := collate.New(context.Background(), en, tr)
	if err != nil {
		t.Fatal(err)
	}
	return &Text{Collation: c}
}

func get(t testing.TB, x *Text, path string) (int, string) {
	t.Helper()
	h, err := Handler(x)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	body, _ := io.ReadAll(w.Result().Body)
	if csp := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") {
		t.Errorf("%s: policy %q", path, csp)
	}
	return w.Code, string(body)
}

func TestParagraph27OnceInTheReadingTwiceInTheSource(t *testing.T) {
	x := text(t, sample.Translation())
	for path, want := range map[string]int{"/": 1, "/source": 2} {
		code, body := get(t, x, path)
		if n := strings.Count(body, "٢٧ - وفي المسائل الانتخابية"); code != 200 || n != want {
			t.Errorf("%s: status %d, paragraph 27 %d times, want %d", path, code, n, want)
		}
		if len(body) > 300_000 {
			t.Errorf("%s: %d bytes", path, len(body))
		}
	}
	if code, _ := get(t, x, "/static/style.css"); code != 200 {
		t.Errorf("style: status %d", code)
	}
	if code, body := get(t, x, "/nowhere"); code != 404 || !strings.Contains(body, "no such page") {
		t.Errorf("a page that is not there: %d %q", code, body)
	}
}

func TestDocumentsAreTextNotMarkup(t *testing.T) {
	_, body := get(t, text(t, []byte("١ - نص عربي <script>alert(1)</script> وبقية الفقرة الأولى من النص العربي.")), "/")
	if strings.Contains(body, "<script") || !strings.Contains(body, "&lt;script&gt;") {
		t.Error("markup of the document reached the page")
	}
}

func TestBusyAddress(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = Serve(context.Background(), l.Addr().String(), text(t, sample.Translation()), func(string) { t.Error("ready") })
	if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("error %v", err)
	}
}

func BenchmarkPage(b *testing.B) {
	h, err := Handler(text(b, sample.Translation()))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	}
}
