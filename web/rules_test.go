package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"muqabala/align/check"
	"muqabala/corpus"
	"muqabala/corpus/sample"
)

// ruleForm is the form as the page sends it, with all checks on.
func ruleForm(seen string) url.Values {
	form := url.Values{"seen": {seen}, "minimum": {""}, "ignore": {""}}
	for _, k := range check.All() {
		form.Add("on", k.Name)
	}
	return form
}

// without takes a value out of a form.
func without(form url.Values, name, value string) url.Values {
	var left []string
	for _, v := range form[name] {
		if v != value {
			left = append(left, v)
		}
	}
	form[name] = left
	return form
}

// What is chosen on the page holds, is shown again in both languages, comes back from the history, and is not lost by one who is late.
func TestRulesPage(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	open := func(name string) (n int) {
		for _, f := range firstView(t, s).Queue() {
			if f.Check == name {
				n++
			}
		}
		return n
	}
	was := open("punctuation")
	form := without(ruleForm("0"), "on", "punctuation")
	form.Set("severity ocr-word", "info")
	form.Set("ignore", "كوسوفو\r\n\r\nفيينا\r\n")
	if r, body := post(t, h, "/checks", form); r.StatusCode != http.StatusSeeOther {
		t.Fatal(r.Status, body)
	}
	if was == 0 || open("punctuation") != 0 {
		t.Errorf("punctuation has %d open findings, had %d", open("punctuation"), was)
	}
	for _, f := range firstView(t, s).Queue() {
		if f.Check == "ocr-word" && f.Severity != corpus.Info {
			t.Errorf("%s is still an %s", f.Key, f.Severity)
		}
	}
	for lang, title := range map[string]string{"en": "Checks and terms", "ar": "الفحوص والمصطلحات"} {
		_, body := get(t, h, "/checks?lang="+lang)
		for _, want := range []string{title, `value="ocr-word" checked`, "كوسوفو\nفيينا", `name="seen" value="1"`} {
			if !strings.Contains(body, want) {
				t.Errorf("the page in %s lacks %q", lang, want)
			}
		}
		if strings.Contains(body, `value="punctuation" checked`) {
			t.Errorf("punctuation is ticked in %s", lang)
		}
	}
	late := ruleForm("0")
	late.Set("ignore", "متأخر")
	if r, body := post(t, h, "/checks", late); r.StatusCode != http.StatusConflict || !strings.Contains(body, "متأخر") || !strings.Contains(body, "Somebody has changed") {
		t.Errorf("too late: %s, what was typed is lost or nothing is said", r.Status)
	}
	if r, _ := post(t, h, "/checks", ruleForm("1")); r.StatusCode != http.StatusSeeOther || open("punctuation") != was {
		t.Errorf("switched on again: %s, %d open, want %d", r.Status, open("punctuation"), was)
	}
	if r, _ := post(t, h, "/checks/restore", url.Values{"seen": {"2"}, "version": {"1"}}); r.StatusCode != http.StatusSeeOther || open("punctuation") != 0 {
		t.Errorf("restored: %s, %d open", r.Status, open("punctuation"))
	}
	for _, bad := range []url.Values{{"seen": {"x"}}, {"seen": {"3"}, "minimum": {"terrible"}}} {
		if r, _ := post(t, h, "/checks", bad); r.StatusCode < 400 || r.StatusCode >= 500 {
			t.Errorf("%v: %s", bad, r.Status)
		}
	}
}

// A glossary is uploaded, listed and removed; what is none is refused with the reason.
func TestTermsAreUploaded(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	send := func(seen, name, text string) (*http.Response, string) {
		t.Helper()
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		w.WriteField("seen", seen)
		part, err := w.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		part.Write([]byte(text))
		w.Close()
		r := httptest.NewRequest("POST", "/checks/terms", &body)
		r.Header.Set("Content-Type", w.FormDataContentType())
		return ask(t, h, r)
	}
	if r, body := send("0", "terms.tsv", "English\tArabic\nmission\tبعثة\npeace\tسلام\n"); r.StatusCode != http.StatusSeeOther {
		t.Fatal(r.Status, body)
	}
	_, body := get(t, h, "/checks")
	if !strings.Contains(body, "terms.tsv") || !strings.Contains(body, "2 terms") {
		t.Error("the glossary is not listed")
	}
	for name, text := range map[string]string{"empty.tsv": "\n", "picture.png": "\x89PNG", "broken.csv": "a,\"b\nc"} {
		if r, body := send("1", name, text); r.StatusCode != http.StatusBadRequest || !strings.Contains(body, name) {
			t.Errorf("%s: %s", name, r.Status)
		}
	}
	all, err := s.library.Rulings(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	if r, _ := post(t, h, "/checks/terms/remove", url.Values{"seen": {"1"}, "sha256": {all[0].Terms[0].SHA256}}); r.StatusCode != http.StatusSeeOther {
		t.Error(r.Status)
	}
	if _, body := get(t, h, "/checks"); !strings.Contains(body, "No glossary yet") {
		t.Error("the glossary is still there")
	}
	if r, body := send("0", "late.tsv", "mission\tبعثة\n"); r.StatusCode != http.StatusConflict || !strings.Contains(body, "Somebody has changed the rules") {
		t.Errorf("too late: %s", r.Status)
	}
}
