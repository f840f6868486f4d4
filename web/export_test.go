package web

import (
	"net/http/httptest"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/sample"
)

func TestExportOfEveryFormat(t *testing.T) {
	h := served(t, sample.Translation()).Handler()
	_, page := get(t, h, "/b/1/export")
	formats := []string{"markdown", "docx"}
	for _, f := range exchange.Formats() {
		if f.NewWriter != nil {
			formats = append(formats, f.Name)
		}
	}
	for _, name := range formats {
		if !strings.Contains(page, `value="`+name+`"`) {
			t.Errorf("the page does not offer %s", name)
		}
		r, body := ask(t, h, httptest.NewRequest("GET", "/b/1/export/file?format="+name, nil))
		if r.StatusCode != 200 || len(body) < 1000 || !strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment; filename=") {
			t.Errorf("%s: status %d, %d bytes, %q", name, r.StatusCode, len(body), r.Header.Get("Content-Disposition"))
		}
	}
	if code, _ := get(t, h, "/b/1/export/file?format=poem"); code != 400 {
		t.Errorf("a format that there is not: status %d", code)
	}
}

// What is exported as Markdown is the repaired reading, and of the pairs only those confirmed where that is asked for.
func TestExportIsTheReading(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	_, body := get(t, h, "/b/1/export/file?format=markdown")
	var want strings.Builder
	firstBitext(t, s).Read(func(x *corpus.Bitext) {
		if err := exchange.WriteMarkdown(&want, x.Reading(corpus.TranslationSide)); err != nil {
			t.Fatal(err)
		}
	})
	if body != want.String() {
		t.Error("the export is not the repaired reading")
	}
	if _, body := get(t, h, "/b/1/export/file?format=jsonl&confirmed=1"); strings.TrimSpace(body) != "" {
		t.Errorf("nothing is confirmed, yet exported: %.200s", body)
	}
}
