package web

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
	"muqabala/web/workspace"
)

// slow is a store whose bitexts take long to load: until it is told to go on.
type slow struct {
	store.Store
	on chan struct{}
}

func (s slow) Load(ctx context.Context, id store.ID) (*corpus.Bitext, error) {
	<-s.on
	return s.Store.Load(ctx, id)
}

func TestPagesOfATextThatIsBeingOpened(t *testing.T) {
	o, err := read.Text("en", corpus.English, []byte("# Report\n\n1. The Council met in Vienna."))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte("# تقرير\n\n١ - اجتمع المجلس في فيينا."))
	if err != nil {
		t.Fatal(err)
	}
	l := workspace.NewLibrary(slow{&memory.Store{}, make(chan struct{})})
	id, err := l.Add(t.Context(), workspace.New{Title: "The <report>", Original: o, Translation: d})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Library: l, Home: id})
	if err != nil {
		t.Fatal(err)
	}
	h := live(t, s)
	r, body := ask(t, s.Handler(), httptest.NewRequest("GET", "/b/1?row=o2", nil))
	if r.StatusCode != http.StatusAccepted || !strings.Contains(body, "The &lt;report&gt;") || !strings.Contains(body, `data-opening="1"`) || r.Header.Get("Refresh") == "" {
		t.Fatalf("while it is being opened: %d\n%s", r.StatusCode, body)
	}
	if code, _ := get(t, s.Handler(), "/library"); code != http.StatusOK {
		t.Errorf("the library waits for it: %d", code)
	}
	answer, err := http.Get(h.URL + "/b/1/opening")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	events := bufio.NewScanner(answer.Body)
	wait := func(what string) {
		t.Helper()
		for events.Scan() {
			if strings.Contains(events.Text(), what) {
				return
			}
		}
		t.Fatalf("no event says %s", what)
	}
	wait(`"over":false`)
	close(l.Store.(slow).on)
	wait(`"over":true`)
	if code, body := get(t, s.Handler(), "/b/1?row=o2"); code != http.StatusOK || !strings.Contains(body, "Vienna") {
		t.Errorf("once it is open: %d", code)
	}
	if code, _ := get(t, s.Handler(), "/b/7"); code != http.StatusNotFound {
		t.Errorf("a bitext that is not there: %d", code)
	}
}
