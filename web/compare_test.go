package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"muqabala/corpus/sample"
)

// TestComparisonOfTheSample: the page says of the bundled report what was moved, joined and left out, and marks by words.
func TestComparisonOfTheSample(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	status, body := get(t, h, "/b/1/compare")
	if status != http.StatusOK {
		t.Fatal(status)
	}
	for _, want := range []string{"moved from place", "joined with", "repeats block"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	last := firstView(t, s).Version
	at := strconv.Itoa(last)
	if _, body = get(t, h, "/b/1/compare?from="+at+"&to="+at); !strings.Contains(body, "There is no difference") {
		t.Error("a version differs from itself")
	}
	if _, body = get(t, h, "/b/1/compare?all=1&view=inline&from="+at); strings.Count(body, `<div class="translation"`) < 40 {
		t.Error("what is the same is not shown where it is asked for")
	}
	if status, _ = get(t, h, "/b/1/compare?from=-5&to=99999999999999999999&side=nowhere"); status != http.StatusOK {
		t.Errorf("%d for versions that are none", status)
	}
}

// TestComparisonOfAnEdit: the words that an edit changed are marked, whole, and HTML in them is text.
func TestComparisonOfAnEdit(t *testing.T) {
	s := served(t, sample.Translation())
	h := s.Handler()
	v := firstView(t, s)
	row := v.Rows[5]
	p := row.Translation[0]
	form := url.Values{"do": {"edit side=translation at=" + placeText(p.At) + " row=" + row.ID}, "text": {p.Text() + " <b>جديد</b>"}}
	if r, body := post(t, h, "/b/1/act", form); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, body)
	}
	_, body := get(t, h, "/b/1/compare?from="+strconv.Itoa(v.Version))
	if !strings.Contains(body, "&lt;b&gt;جديد&lt;/b&gt;</ins>") || strings.Count(body, "<ins>") != 1 || strings.Contains(body, "<del>") {
		t.Errorf("the page does not mark the word added alone:\n%s", body[strings.Index(body, "differences"):])
	}
}

// TestComparisonOfRepeats: each repeat stands beside what it repeats.
func TestComparisonOfRepeats(t *testing.T) {
	_, body := get(t, served(t, sample.Translation()).Handler(), "/b/1/compare?what=repeats")
	if n := strings.Count(body, `<span class="badge repeat">`); n != 2 {
		t.Errorf("%d repeats, want those of paragraphs 27 and 28", n)
	}
}
