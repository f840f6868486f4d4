package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/sample"
)

// TestHistoryTellsAndTakesBack: what was done is on the page, and one press takes an old edit back.
func TestHistoryTellsAndTakesBack(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	row := firstView(t, s).Rows[5]
	form := url.Values{"do": {"confirm row=" + row.ID + " seen=" + row.Seen}}
	if r, body := post(t, h, "/b/1/act", form); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("confirm: %d %s", r.StatusCode, body)
	}
	id := firstView(t, s).Version
	status, body := get(t, h, "/b/1/history")
	if status != http.StatusOK || !strings.Contains(body, ">Confirmed<") || !strings.Contains(body, ">1 verdict<") {
		t.Fatalf("%d, and no word of the verdict", status)
	}
	revert := "revert edit=" + strconv.Itoa(id)
	if !strings.Contains(body, `value="`+revert+`"`) {
		t.Fatalf("no way to take edit %d back", id)
	}
	if r, body := post(t, h, "/b/1/act", url.Values{"do": {revert}, "back": {"/b/1/history"}}); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("revert: %d %s", r.StatusCode, body)
	}
	if v := firstView(t, s); v.Rows[5].Verdict != "" {
		t.Errorf("the row is still %s", v.Rows[5].Verdict)
	}
	_, body = get(t, h, "/b/1/history")
	if !strings.Contains(body, "taken back by "+strconv.Itoa(id+1)) || strings.Contains(body, `value="`+revert+`"`) {
		t.Error("the history does not say that it was taken back")
	}
	if _, body = get(t, h, "/b/1/history?author=nobody"); !strings.Contains(body, "Nobody has decided anything yet") {
		t.Error("edits of others are shown")
	}
	if _, body = get(t, h, "/b/1/history?lang=ar"); !strings.Contains(body, "حكم واحد") || !strings.Contains(body, `dir="rtl"`) {
		t.Error("the Arabic page does not count in Arabic")
	}
}

// TestHistoryHasPages: a long log is shown in parts.
func TestHistoryHasPages(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	row := firstView(t, s).Rows[5]
	for i := range editsPerPage {
		do := "confirm row="
		if i%2 == 1 {
			do = "reopen row="
		}
		post(t, h, "/b/1/act", url.Values{"do": {do + row.ID}})
	}
	_, body := get(t, h, "/b/1/history")
	if n := strings.Count(body, `<li id="e`); n != editsPerPage {
		t.Errorf("%d edits on a page of %d", n, editsPerPage)
	}
	at := strings.Index(body, `rel="next" href="`) + len(`rel="next" href="`)
	older := body[at : at+strings.Index(body[at:], `"`)]
	_, body = get(t, h, "/b/1/history"+strings.ReplaceAll(older, "&amp;", "&"))
	if !strings.Contains(body, `<li id="e1"`) || !strings.Contains(body, `rel="prev"`) {
		t.Error("the second page does not end with the first edit, or leads nowhere")
	}
}

// Two people without names take back what they did themselves, whatever the other did since; a name said meanwhile changes nothing.
func TestNamelessPeopleUndoTheirOwn(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	rows := firstView(t, s).Rows
	act := func(cookies []*http.Cookie, do string) (*http.Response, string) {
		t.Helper()
		r := httptest.NewRequest("POST", "/b/1/act", strings.NewReader(url.Values{"do": {do}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("HX-Request", "true")
		for _, c := range cookies {
			r.AddCookie(c)
		}
		return ask(t, h, r)
	}
	person := func() []*http.Cookie {
		r, _ := ask(t, h, httptest.NewRequest("GET", "/b/1", nil))
		for _, c := range r.Cookies() {
			if c.Name == cookieReader && c.HttpOnly && c.SameSite == http.SameSiteLaxMode && len(c.Value) > 20 {
				return []*http.Cookie{c}
			}
		}
		t.Fatal("the browser was given no name of its own")
		return nil
	}
	one, two := person(), person()
	act(one, "confirm row="+rows[3].ID)
	act(two, "confirm row="+rows[4].ID)
	if r, body := act(append(one, &http.Cookie{Name: cookieName, Value: "Amal"}), "undo"); r.StatusCode != http.StatusOK {
		t.Fatal(body)
	}
	if v := firstView(t, s); v.Rows[3].Verdict != "" || v.Rows[4].Verdict != corpus.Confirmed {
		t.Errorf("verdicts %q and %q after the first has taken back", v.Rows[3].Verdict, v.Rows[4].Verdict)
	}
	if r, _ := act(person(), "undo"); r.StatusCode != http.StatusConflict {
		t.Errorf("a third takes back what the second did: %s", r.Status)
	}
	firstBitext(t, s).Read(func(b *corpus.Bitext) {
		for _, e := range b.Since(b.Version() - 3) {
			if e.By == "" || e.By == one[0].Value || e.By == two[0].Value {
				t.Errorf("edit %d is signed %q", e.ID, e.By)
			}
		}
	})
}
