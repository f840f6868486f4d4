package exchange

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"muqabala/corpus"
)

// sampleUnits has one of everything.
func sampleUnits() []Unit {
	at := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	return []Unit{
		{ID: "1:0-20..1:0-30", Row: 1, Original: []string{"The Council <met>.", "It rose."}, Translation: []string{"اجتمع المجلس & انفض."},
			Status: corpus.Confirmed, Confidence: .9972, Notes: []string{"merged"}, By: "leila", At: at},
		{ID: "2:0-9..", Row: 2, Original: []string{"Not translated."}},
		{ID: "..3:0-9", Row: 3, Translation: []string{"زيادة."}, Status: corpus.Rejected, By: "omar", At: at},
	}
}

// TestGoldens: the files are as they were when people looked at them. With UPDATE set they are written anew.
func TestGoldens(t *testing.T) {
	h := Header{Name: "report", Title: "A report", OriginalFile: "report.en.md", TranslationFile: "report.ar.md", Created: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)}
	for _, f := range Formats() {
		if f.NewWriter == nil || binary[f.Name] {
			continue
		}
		for extension, got := range written(t, f, h, sampleUnits()...) {
			path := filepath.Join("testdata", "report"+extension)
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s (%v):\n%s", path, err, got)
			}
		}
	}
}

// binary are the formats whose files no golden can show.
var binary = map[string]bool{"docx-table": true, "xlsx": true}

func TestRefusedXML(t *testing.T) {
	const bomb = `<!DOCTYPE %[1]s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><%[1]s version="2.1"><tu>&b;</tu></%[1]s>`
	const external = `<!DOCTYPE %[1]s [<!ENTITY x SYSTEM "file:///etc/passwd">]><%[1]s version="2.1"><tu>&x;</tu></%[1]s>`
	for format, root := range map[string]string{"tmx": "tmx", "xliff": "xliff", "xces": "cesAlign", "tbx": "tbx"} {
		begin := "<" + root + ` version="2.1">`
		testRefused(t, format, []refused{
			{"", "has no text"},
			{"<html></html>", "instead of <" + root},
			{"not XML", "has no text"},
			{fmt.Sprintf(bomb, root), "declares entities"},
			{fmt.Sprintf(external, root), "declares entities"},
			{begin + "<a>&undeclared;</a>", "not in the format expected"},
			{begin + "<a>\n\n</b>", ":3: not in the format expected"},
			{begin + strings.Repeat("<group>", maxDepth), "elements inside each other"},
			{begin + "<a>" + strings.Repeat("x", maxUnit+1), "without a unit"},
			{begin + "<a>\xff</a>", "not in the format expected"},
			{`<?xml version="1.0" encoding="EBCDIC"?>` + begin, `encoding "EBCDIC" is not known`},
		})
	}
	testRefused(t, "tmx", []refused{
		{`<tmx><body><tu><tuv xml:lang="en"><seg>one</seg></tuv>`, "ends too early"},
		{`<tmx><body><tu><prop type="x-muqabala-confidence">9</prop></tu></body></tmx>`, "confidence 9"},
	})
	testRefused(t, "xliff", []refused{{`<xliff version="3.0">`, `XLIFF "3.0"`}})
	testRefused(t, "xces", []refused{{`<cesAlign><link xtargets="1"/></cesAlign>`, "no xtargets"}, {`<cesAlign><link xtargets="7;"/></cesAlign>`, ""}})
}

func read(t *testing.T, format, text string) ([]Unit, Header) {
	t.Helper()
	f, err := Find(format)
	if err != nil {
		t.Fatal(err)
	}
	in := files{f.Extensions[0]: bytes.NewBufferString(text)}
	units, h, err := readAll(f, in)
	if err != nil {
		t.Fatal(err)
	}
	return units, h
}

const foreignTMX = `<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<!-- from another program -->
<tmx version="1.1"><header srclang="EN-US" segtype="sentence" creationdate="20260131T120000Z"><prop type="x">y</prop></header>
<body><tu tuid="7" changeid="LEILA"><note>  a
 note </note>
<tuv lang="FR-FR"><seg>un</seg></tuv>
<tuv xml:lang="EN-US"><seg>The <bpt i="1">&lt;b&gt;<sub>no</sub></bpt>Council<ept i="1">&lt;/b&gt;</ept> <hi>met</hi>&amp;rose<ph x="1"/>.</seg></tuv>
<tuv xml:lang="ar-SA"><seg><![CDATA[اجتمع المجلس]]></seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>زيادة</seg></tuv></tu></body></tmx>`

func TestTMXOfOthers(t *testing.T) {
	want := []Unit{{ID: "7", By: "LEILA", Notes: []string{"a note"}, Original: []string{"The Council met&rose."}, Translation: []string{"اجتمع المجلس"}}, {Translation: []string{"زيادة"}}}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.Replace(foreignTMX, `"1.0"?`, `"1.0" encoding="utf-16"?`, 1))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"UTF-8": foreignTMX, "with a mark": "\ufeff" + foreignTMX, "UTF-16": utf16} {
		if got, h := read(t, "tmx", text); !reflect.DeepEqual(got, want) || h.Original != "en" || h.Translation != "ar" || h.Created.Year() != 2026 {
			t.Errorf("%s: %+v, %+v", name, got, h)
		}
	}
	got, h := read(t, "tmx", strings.NewReplacer("ar-SA", "de-AT", `"ar"`, `"de"`, "EN-US", "it-IT").Replace(foreignTMX))
	if len(got) != 2 || h.Original != "it" || h.Translation != "fr" || got[0].TranslationText() != "un" || got[0].OriginalText() == "" {
		t.Errorf("of other languages: %+v, %+v", got, h)
	}
}

func TestXLIFF1(t *testing.T) {
	got, h := read(t, "xliff", `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="report.docx" source-language="en-US" target-language="ar">
<header><note>not a unit's</note></header><body><group id="g"><trans-unit id="1" approved="yes"><source>The <g id="1">Council</g> <ph id="2">&lt;br/&gt;</ph>met.</source>
<seg-source><mrk mtype="seg">The</mrk></seg-source><target>اجتمع <mrk mtype="term">المجلس</mrk>.</target><note>seen</note><alt-trans><target>no</target></alt-trans></trans-unit></group>
<trans-unit id="2"><source>Two.</source></trans-unit><trans-unit id="3"><source/></trans-unit><trans-unit id="4"><source>Four.</source><target state="signed-off">أربعة</target></trans-unit></body></file></xliff>`)
	want := []Unit{
		{ID: "1", Original: []string{"The Council met."}, Translation: []string{"اجتمع المجلس."}, Status: corpus.Confirmed, Notes: []string{"seen"}},
		{ID: "2", Original: []string{"Two."}},
		{ID: "4", Original: []string{"Four."}, Translation: []string{"أربعة"}, Status: corpus.Confirmed},
	}
	if !reflect.DeepEqual(got, want) || h.Original != "en" || h.Translation != "ar" || h.OriginalFile != "report.docx" {
		t.Errorf("%+v\n%+v", got, h)
	}
}

func TestXLIFF2OfOthers(t *testing.T) {
	got, _ := read(t, "xliff", `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ar"><file id="f"><group id="g"><unit id="u">
<originalData><data id="d">&lt;b></data></originalData><notes><note>n</note></notes>
<segment id="1" state="final"><source><pc id="1">One</pc>.</source><target><mrk id="m" type="term">واحد</mrk></target></segment>
<ignorable><source> </source></ignorable><segment id="2"><source>Two<ph id="p"/>.</source></segment></unit></group></file></xliff>`)
	want := []Unit{
		{ID: "u/1", Original: []string{"One."}, Translation: []string{"واحد"}, Status: corpus.Confirmed, Notes: []string{"n"}},
		{ID: "u/2", Original: []string{"Two."}, Notes: []string{"n"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestTBX3(t *testing.T) {
	got, h := read(t, "tbx", `<tbx type="TBX-Basic" style="dct" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><titleStmt><title>Terms</title></titleStmt></fileDesc></tbxHeader><text><body>
<conceptEntry id="c5"><min:subjectField xmlns:min="x">law</min:subjectField><note>n</note><langSec xml:lang="en-GB"><termSec><term>trust fund</term></termSec><termSec><term>fund</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>fonds</term></termSec></langSec><langSec xml:lang="ar"><termSec><term>صندوق استئماني</term></termSec></langSec></conceptEntry></body></text></tbx>`)
	want := []Unit{
		{ID: "c5", Original: []string{"trust fund"}, Translation: []string{"صندوق استئماني"}, Notes: []string{"n"}},
		{ID: "c5", Original: []string{"fund"}, Translation: []string{"صندوق استئماني"}, Notes: []string{"n"}},
	}
	if !reflect.DeepEqual(got, want) || h.Title != "Terms" {
		t.Errorf("%+v", got)
	}
}

// TestXCESInAnyOrder: links may come in another order than sentences.
func TestXCESInAnyOrder(t *testing.T) {
	f, _ := Find("xces")
	in := files{".xces": bytes.NewBufferString(`<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" ""><cesAlign><linkGrp><link xtargets="s3;a1" certainty="1.7"/><link xtargets="s1 s2;" certainty="0.5"/></linkGrp></cesAlign>`),
		".en.xml": bytes.NewBufferString(`<text><p><s id="s1">One <w>two</w>.</s><s id="s2">Three.</s></p><s id="s3">Four.</s></text>`),
		".ar.xml": bytes.NewBufferString(`<text><s id="a1">أربعة.</s></text>`)}
	got, _, err := readAll(f, in)
	want := []Unit{{Original: []string{"Four."}, Translation: []string{"أربعة."}}, {Original: []string{"One two.", "Three."}, Confidence: .5}}
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestUnequalMoses: the file that ends too early is said, and where.
func TestUnequalMoses(t *testing.T) {
	f, _ := Find("moses")
	for _, c := range []struct{ en, ar, want string }{{"a\nb\n", "ا\n", "test.en:2"}, {"a\n", "ا\nب\n", "test.ar:2"}} {
		_, _, err := readAll(f, files{".en": bytes.NewBufferString(c.en), ".ar": bytes.NewBufferString(c.ar)})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || !strings.Contains(err.Error(), "same number of lines") {
			t.Errorf("%q and %q: %v", c.en, c.ar, err)
		}
	}
}

// BenchmarkTMX writes a translation memory and reads it again, through a pipe, and reports the most memory that was held.
func BenchmarkTMX(b *testing.B) {
	for _, units := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("units=%d", units), func(b *testing.B) {
			var most uint64
			for b.Loop() {
				most = max(most, throughTMX(b, units))
			}
			b.ReportMetric(float64(most)/(1<<20), "MB-held")
			b.ReportMetric(float64(units)*float64(b.N)/b.Elapsed().Seconds(), "units/s")
		})
	}
}

// throughTMX writes units and reads them at the same time, and gives the most memory in use, in bytes.
func throughTMX(b *testing.B, units int) (most uint64) {
	f := tmxFormat()
	u := Unit{ID: "1:0-20..1:0-30", Row: 1, Original: []string{strings.Repeat("The Council met at Geneva in 1999. ", 4)},
		Translation: []string{strings.Repeat("اجتمع المجلس في جنيف عام ١٩٩٩. ", 4)}, Confidence: .9}
	r, w := io.Pipe()
	go func() {
		out, err := f.NewWriter(func(string) (io.Writer, error) { return w, nil }, Header{})
		for i := 0; i < units && err == nil; i++ {
			err = out.Write(u)
		}
		if err == nil {
			err = out.Close()
		}
		w.CloseWithError(err)
	}()
	n := 0
	for _, err := range f.Read(func(string) (io.Reader, string, error) { return r, "pipe", nil }, &Header{}) {
		if err != nil {
			b.Fatal(err)
		}
		if n++; n%20_000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		}
	}
	if n != units {
		b.Fatalf("%d units", n)
	}
	return most
}
