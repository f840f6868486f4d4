package web

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"muqabala/web/workspace"
)

const otherEnglish = "# Trade in 2003\n\n1. In 2003 UNICEF built 412 schools in 17 countries."
const otherArabic = "# التجارة في عام ٢٠٠٣\n\n١ - في عام ٢٠٠٣ بنت UNICEF ٤١٢ مدرسة في ١٧ بلدا."

// TestImportOfManyFiles: pairs are found by name and by content, each is imported, and what needs a person is said.
func TestImportOfManyFiles(t *testing.T) {
	s, h := emptyServer(t)
	status, address := sendFiles(t, h, [3]string{"files", "a.en.md", importEnglish}, [3]string{"files", "a.ar.md", importArabic},
		[3]string{"files", "scan7.txt", otherArabic}, [3]string{"files", "Trade.md", otherEnglish},
		[3]string{"files", "lonely.md", "# Nothing\n\nA text that no other text belongs to."}, [3]string{"files", "broken.docx", "PK\x00\x01"})
	b := s.imports.Batch(strings.TrimPrefix(address, "/imports/"))
	if status != http.StatusSeeOther || b == nil {
		t.Fatalf("%d: no batch at %q", status, address)
	}
	for until := time.Now().Add(time.Minute); !batchModel(b).Over(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("%+v", b.State())
		}
	}
	_, body := get(t, h, address)
	for _, want := range []string{"2 pairs", "/b/1", "/b/2", "Trade.md", "scan7.txt", "lonely.md", "no file in the other language", "broken.docx"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if _, body := get(t, h, address+"?lang=ar"); !strings.Contains(body, "زوجان") {
		t.Error("the page in Arabic does not say how many pairs there are")
	}
	if _, body := get(t, h, address+"/events"); !strings.Contains(body, `"over":true`) {
		t.Errorf("the events do not end: %q", body)
	}
	if _, body := get(t, h, "/library"); !strings.Contains(body, "Trade.md · scan7.txt") {
		t.Error("the library does not have the pair found by content")
	}
	for _, path := range []string{"", "/list", "/events"} {
		if status, _ := get(t, h, "/imports/nothing"+path); status != http.StatusNotFound {
			t.Errorf("a batch that is not there: %d", status)
		}
	}
}

// severalFiles are those of each format that has several.
var severalFiles = map[string][][2]string{
	"moses": {{"corpus.en", "The Council met.\nIt rose.\n"}, {"corpus.ar", "اجتمع المجلس.\nوانفض.\n"}},
	"xces": {{"links.xces", `<cesAlign><linkGrp fromDoc="ar/a.xml.gz" toDoc="en/b.xml.gz"><link xtargets="1;1"/><link xtargets="2;2"/></linkGrp></cesAlign>`},
		{"b.xml", `<text><s id="1">The Council met.</s><s id="2">It rose.</s></text>`}, {"a.xml", `<text><s id="1">اجتمع المجلس.</s><s id="2">وانفض.</s></text>`}},
	"tei": {{"links.tei", `<TEI><standOff><linkGrp><link target="one.xml#a one.xml#b"/><link target="one.xml#c one.xml#d"/></linkGrp></standOff></TEI>`},
		{"one.xml", `<TEI><text><body><p xml:id="a">The Council met.</p><p xml:id="b">اجتمع المجلس.</p><p xml:id="c">It rose.</p><p xml:id="d">وانفض.</p></body></text></TEI>`}},
}

// TestImportOfSeveralAlignedFiles: those of one format together, as they are and in an archive.
func TestImportOfSeveralAlignedFiles(t *testing.T) {
	for name, files := range severalFiles {
		var sent [][3]string
		var archive bytes.Buffer
		z := zip.NewWriter(&archive)
		for _, f := range files {
			sent = append(sent, [3]string{"aligned", f[0], f[1]})
			w, err := z.Create("folder/" + f[0])
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(f[1])); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		for _, files := range [][][3]string{sent, {{"aligned", "all.zip", archive.String()}}} {
			s, h := emptyServer(t)
			_, address := sendFiles(t, h, files...)
			if body := wait(t, s, h, address, workspace.Aligned); !strings.Contains(body, "2 pairs") || !strings.Contains(body, "وانفض") {
				t.Errorf("%s, %d files: the pairs are not shown", name, len(files))
			}
			post(t, h, address+"/accept", url.Values{})
			wait(t, s, h, address, workspace.Done)
		}
	}
}

// TestImportOfFilesThatAreNotTogether: what is missing, and what is no import.
func TestImportOfFilesThatAreNotTogether(t *testing.T) {
	for name, c := range map[string]struct {
		files [][3]string
		want  string
	}{
		"one is missing": {[][3]string{{"aligned", "corpus.en", "One."}}, "corpus.ar"},
		"two memories":   {[][3]string{{"aligned", "a.tmx", alignedMemory}, {"aligned", "b.tmx", alignedMemory}}, "the files of one format"},
		"climbing out":   {[][3]string{{"aligned", "a.xces", `<cesAlign><linkGrp fromDoc="../../etc/passwd"><link xtargets="1;1"/></linkGrp></cesAlign>`}}, "is not beside it"},
	} {
		s, h := emptyServer(t)
		_, address := sendFiles(t, h, c.files...)
		if body := wait(t, s, h, address, workspace.Failed); !strings.Contains(body, c.want) {
			t.Errorf("%s: the page does not say %q", name, c.want)
		}
	}
}

// TestImportIsLookedAt: two texts are shown as they were read, and kept only then.
func TestImportIsLookedAt(t *testing.T) {
	s, h := emptyServer(t)
	_, address := sendFiles(t, h, [3]string{"original", "r.en.md", importEnglish}, [3]string{"translation", "r.ar.md", importArabic}, [3]string{"look", "", "1"})
	body := wait(t, s, h, address, workspace.Shown)
	for _, want := range []string{"3 paragraphs", "The Council met in Vienna", "اجتمع المجلس في فيينا", address + "/accept", "as they were read"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if _, body := get(t, h, "/library"); strings.Contains(body, "A short report") {
		t.Error("it is kept before anybody said so")
	}
	post(t, h, address+"/accept", url.Values{})
	wait(t, s, h, address, workspace.Done)
}
