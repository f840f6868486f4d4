package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"muqabala/corpus/store/memory"
	"muqabala/web/workspace"
)

const importEnglish = "# A short report\n\n1. The Council met in Vienna in 1999 and adopted a plan for the coming year.\n\n2. The plan has three parts and is to be carried out by the two organizations."
const importArabic = "# تقرير موجز\n\n١ - اجتمع المجلس في فيينا في عام ١٩٩٩ واعتمد خطة للسنة القادمة.\n\n٢ - وتتألف الخطة من ثلاثة أجزاء وتنفذها المنظمتان."

func emptyServer(t *testing.T) (*Server, http.Handler) {
	t.Helper()
	s, err := New(Config{Library: workspace.NewLibrary(&memory.Store{})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.imports.Stop)
	return s, s.Handler()
}

// sendFiles posts files by field name and gives the address of the import.
func sendFiles(t *testing.T, h http.Handler, files ...[3]string) (int, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, f := range files {
		part, err := w.CreateFormFile(f[0], f[1])
		if err != nil {
			t.Fatal(err)
		}
		part.Write([]byte(f[2]))
	}
	w.Close()
	r := httptest.NewRequest("POST", "/import", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	answer, _ := ask(t, h, r)
	return answer.StatusCode, answer.Header.Get("Location")
}

// wait follows an import until its stage is the one wanted, and gives its page.
func wait(t *testing.T, s *Server, h http.Handler, address string, want workspace.Stage) string {
	t.Helper()
	i := s.imports.Import(strings.TrimPrefix(address, "/import/"))
	if i == nil {
		t.Fatalf("no import at %q", address)
	}
	deadline := time.After(time.Minute)
	for {
		state, changed := i.State()
		if state.Stage == want {
			break
		}
		if state.Over() {
			t.Fatalf("%s (%v), want %s", state.Stage, state.Err, want)
		}
		select {
		case <-changed:
		case <-deadline:
			t.Fatalf("still %s after a minute", state.Stage)
		}
	}
	r, body := ask(t, h, httptest.NewRequest("GET", address, nil))
	if to := r.Header.Get("Location"); to != "" {
		_, body = get(t, h, to)
	}
	return body
}

func TestImport(t *testing.T) {
	s, h := emptyServer(t)
	status, address := sendFiles(t, h, [3]string{"original", "r.en.md", importEnglish}, [3]string{"translation", "r.ar.md", importArabic})
	if status != http.StatusSeeOther {
		t.Fatal(status)
	}
	if body := wait(t, s, h, address, workspace.Done); !strings.Contains(body, "المنظمتان") || !strings.Contains(body, "two organizations") {
		t.Error("the page does not show both texts")
	}
	_, body := get(t, h, "/library")
	for _, want := range []string{"A short report", "r.en.md · r.ar.md", "0 of 3 rows confirmed"} {
		if !strings.Contains(body, want) {
			t.Errorf("the library does not say %q", want)
		}
	}
}

// TestImportOfSwappedFiles: who said which file is which is asked, who did not is served.
func TestImportOfSwappedFiles(t *testing.T) {
	s, h := emptyServer(t)
	_, address := sendFiles(t, h, [3]string{"original", "r.ar.md", importArabic}, [3]string{"translation", "r.en.md", importEnglish})
	if body := wait(t, s, h, address, workspace.Swapped); !strings.Contains(body, "the wrong way round") || !strings.Contains(body, address+"/exchange") {
		t.Error("the page does not ask")
	}
	if r, _ := post(t, h, address+"/exchange", url.Values{}); r.StatusCode != http.StatusSeeOther {
		t.Error(r.StatusCode)
	}
	wait(t, s, h, address, workspace.Done)
	_, address = sendFiles(t, h, [3]string{"files", "r.ar.md", importArabic}, [3]string{"files", "r.en.md", importEnglish})
	wait(t, s, h, address, workspace.Done)
	if _, body := get(t, h, "/library"); strings.Count(body, "r.en.md · r.ar.md") != 2 {
		t.Error("the two imports are not the right way round in the library")
	}
}

func TestImportOfWhatIsNoText(t *testing.T) {
	s, h := emptyServer(t)
	_, address := sendFiles(t, h, [3]string{"original", "r.en.md", "PK\x00\x01"}, [3]string{"translation", "r.ar.md", importArabic})
	if body := wait(t, s, h, address, workspace.Failed); !strings.Contains(body, "r.en.md") || !strings.Contains(body, "Nothing was kept") {
		t.Error("the page does not say which file is wrong")
	}
	if status, _ := sendFiles(t, h, [3]string{"original", "r.en.md", importEnglish}); status != http.StatusBadRequest {
		t.Errorf("one file alone: %d", status)
	}
	if status, _ := get(t, h, "/import/nothing"); status != http.StatusNotFound {
		t.Errorf("an import that is not there: %d", status)
	}
}

func TestPutAwayAndTakeBack(t *testing.T) {
	s, h := emptyServer(t)
	_, address := sendFiles(t, h, [3]string{"files", "r.en.md", importEnglish}, [3]string{"files", "r.ar.md", importArabic})
	wait(t, s, h, address, workspace.Done)
	post(t, h, "/library/1/remove", url.Values{})
	if status, _ := get(t, h, "/b/1"); status != http.StatusNotFound {
		t.Errorf("what is put away is answered with %d", status)
	}
	if _, body := get(t, h, "/library"); !strings.Contains(body, "/library/1/restore") {
		t.Error("no way to take it back")
	}
	post(t, h, "/library/1/restore", url.Values{})
	if status, _ := get(t, h, "/b/1"); status != http.StatusOK {
		t.Errorf("what is taken back is answered with %d", status)
	}
}
