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

	"muqabala/corpus/exchange"
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

// sendFiles posts files by field name, and fields that have no file name, and gives the address of the import.
func sendFiles(t *testing.T, h http.Handler, files ...[3]string) (int, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, f := range files {
		if f[1] == "" {
			if err := w.WriteField(f[0], f[2]); err != nil {
				t.Fatal(err)
			}
			continue
		}
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

// alignedMemory is a translation memory with a verdict and a pair of one side only.
const alignedMemory = `<tmx version="1.4"><header srclang="en"><prop type="x-muqabala-title">Minutes</prop></header><body>` +
	`<tu><prop type="x-muqabala-status">confirmed</prop><tuv xml:lang="en"><seg>The Council met in Vienna.</seg></tuv><tuv xml:lang="ar"><seg>اجتمع المجلس في فيينا.</seg></tuv></tu>` +
	`<tu><tuv xml:lang="en"><seg>It adopted a <b>plan</b> &lt;b&gt;.</seg></tuv><tuv xml:lang="ar"><seg>واعتمد خطة.</seg></tuv></tu></body></tmx>`

// TestImportOfAnAlignedFile: it is shown first, and kept with what people said about it.
func TestImportOfAnAlignedFile(t *testing.T) {
	s, h := emptyServer(t)
	_, address := sendFiles(t, h, [3]string{"aligned", "memory.tmx", alignedMemory})
	body := wait(t, s, h, address, workspace.Aligned)
	for _, want := range []string{"memory.tmx", "TMX", "2 pairs", "اجتمع المجلس", "&lt;b&gt;", address + "/accept"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if _, body := get(t, h, "/library"); strings.Contains(body, "Minutes") {
		t.Error("it is kept before anybody said so")
	}
	if _, body := get(t, h, address+"?lang=ar"); !strings.Contains(body, "زوجان") {
		t.Error("the page in Arabic does not say how many pairs there are")
	}
	for range 2 { // a second press does nothing
		if r, _ := post(t, h, address+"/accept", url.Values{}); r.StatusCode != http.StatusSeeOther {
			t.Error(r.StatusCode)
		}
	}
	wait(t, s, h, address, workspace.Done)
	if _, body := get(t, h, "/library"); !strings.Contains(body, "Minutes") || !strings.Contains(body, "1 of 2 rows confirmed") {
		t.Error("the library does not show the pairs and the verdict")
	}
	f, err := exchange.Find("tmx")
	if err != nil {
		t.Fatal(err)
	}
	name, _, file := exported(t, h, "format=tmx&unit=paragraph")
	if got := readBack(t, f, map[string]string{name: file}); len(got) != 2 || got[1][1] != "واعتمد خطة." {
		t.Errorf("exported again: %q", got)
	}
}

func TestImportOfWhatIsNotAligned(t *testing.T) {
	for name, file := range map[string][2]string{
		"no format":    {"report.pdf", "%PDF"},
		"several":      {"report.en", "The Council met."},
		"broken":       {"memory.tmx", alignedMemory[:200]},
		"empty":        {"memory.tmx", `<tmx version="1.4"><header srclang="en"/><body></body></tmx>`},
		"other tongue": {"memory.xlf", `<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="de" trgLang="fr"><file id="f"><unit id="1"><segment><source>Ja.</source><target>Oui.</target></segment></unit></file></xliff>`},
	} {
		s, h := emptyServer(t)
		_, address := sendFiles(t, h, [3]string{"aligned", file[0], file[1]})
		if body := wait(t, s, h, address, workspace.Failed); !strings.Contains(body, file[0]) || !strings.Contains(body, "Nothing was kept") {
			t.Errorf("%s: the page does not say which file is wrong", name)
		}
	}
}

// TestUnansweredImportsGiveWay: files that nobody accepts do not keep others out.
func TestUnansweredImportsGiveWay(t *testing.T) {
	s, h := emptyServer(t)
	var address string
	for i := range 25 {
		var status int
		if status, address = sendFiles(t, h, [3]string{"aligned", "memory.tmx", alignedMemory}); status != http.StatusSeeOther {
			t.Fatalf("file %d: %d", i, status)
		}
		wait(t, s, h, address, workspace.Aligned)
	}
	post(t, h, address+"/accept", url.Values{})
	wait(t, s, h, address, workspace.Done)
}
