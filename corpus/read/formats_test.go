package read

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"muqabala/corpus"
)

// TestFormats reads every testdata/*.txtar: the files before "want" are the input, alone or as the parts of a zip archive;
// "want" has the kind, number or mark, and text of every block.
func TestFormats(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures")
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			name, src, want := fixture(t, path)
			d, err := Bytes(context.Background(), name, fixtureLang(path), src)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, b := range d.Blocks {
				fmt.Fprintf(&got, "%s\t%s\n", strings.TrimSpace(fmt.Sprint(b.Kind, " ", b.Number, b.Mark)), strings.ReplaceAll(d.Text(b.ID), "\n", "⏎"))
			}
			if got.String() != want {
				t.Errorf("got\n%swant\n%s", got.String(), want)
			}
			sameAsText(t, d)
		})
	}
}

// sameAsText holds readers to their word: read as text, the source of a document gives the same blocks.
func sameAsText(t *testing.T, d *corpus.Document) {
	t.Helper()
	again, err := Text(d.Name, d.Lang, []byte(d.Source))
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Blocks) != len(d.Blocks) {
		t.Fatalf("%d blocks, but %d when its source is read as text", len(d.Blocks), len(again.Blocks))
	}
	for i, b := range d.Blocks {
		if a := again.Blocks[i]; a.Span != b.Span || a.Line != b.Line {
			t.Errorf("block %d is at %v, line %d; as text at %v, line %d", b.ID, b.Span, b.Line, a.Span, a.Line)
		}
	}
}

func fixtureLang(path string) corpus.Lang {
	if strings.Contains(path, ".en.") {
		return corpus.English
	}
	return corpus.Arabic
}

// fixture is the input of a fixture and what is wanted of it.
func fixture(t *testing.T, path string) (name string, src []byte, want string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range a.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		parts[f.Name] = string(f.Data)
		name, src = f.Name, bytes.TrimSpace(f.Data)
	}
	if len(parts) > 1 {
		return "fixture", zipped(parts), want
	}
	return name, src, want
}

// zipped is an archive of those parts.
func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			panic(err)
		}
		io.WriteString(w, strings.TrimSpace(text))
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// TestHostileFiles refuses, with a clear word, what is made to harm and what cannot be read.
func TestHostileFiles(t *testing.T) {
	const docType = "[Content_Types].xml"
	deep := strings.Repeat("<a>", 1_000_000)
	const entity = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`
	for name, c := range map[string]struct {
		src  []byte
		want error
		says string
	}{
		"bomb.xml": {[]byte(`<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><alto>&b;</alto>`), corpus.ErrFormat, "declares entities"},
		"outside.xml": {[]byte(`<?xml version="1.0"?><!DOCTYPE PcGts SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]><PcGts>&x;</PcGts>`),
			corpus.ErrFormat, "declares entities"},
		"unknown entity.xml": {[]byte(`<alto><Page><TextLine>&lol;</TextLine></Page></alto>`), corpus.ErrFormat, "entity"},
		"deep.xml":           {[]byte("<alto>" + deep), corpus.ErrFormat, "nested more than 256 deep"},
		"broken.xml":         {[]byte("<alto><Page></alto>"), corpus.ErrFormat, "broken.xml:1: "},
		"other.xml":          {[]byte(`<?xml version="1.0"?><svg/>`), corpus.ErrFormat, `root element "svg"`},
		"climbs.docx":        {zipped(map[string]string{docType: "<a/>", "word/document.xml": "<a/>", "../../evil": "x"}), corpus.ErrFormat, "outside of itself"},
		"absolute.docx":      {zipped(map[string]string{docType: "<a/>", "word/document.xml": "<a/>", "/etc/passwd": "x"}), corpus.ErrFormat, "outside of itself"},
		"bomb.docx":          {zipped(map[string]string{docType: "<a/>", "word/document.xml": "<p>" + strings.Repeat("x", maxPart)}), corpus.ErrTooLarge, "unpacks to more than"},
		"other.zip":          {zipped(map[string]string{"a": "x"}), corpus.ErrFormat, "neither DOCX nor ODT"},
		"cut.docx":           {zipped(map[string]string{docType: "<a/>"})[:40], corpus.ErrFormat, "damaged zip archive"},
		"empty.docx":         {zipped(map[string]string{docType: "<a/>", "word/document.xml": "<document/>"}), corpus.ErrEmpty, ""},
		"entity.docx":        {zipped(map[string]string{docType: "<a/>", "word/document.xml": entity}), corpus.ErrFormat, "declares entities"},
		"styles.docx":        {zipped(map[string]string{docType: "<a/>", "word/document.xml": "<document/>", "word/styles.xml": entity}), corpus.ErrFormat, "declares entities"},
		"deep.docx":          {zipped(map[string]string{docType: "<a/>", "word/document.xml": deep}), corpus.ErrFormat, "nested more than 256 deep"},
		"entity.odt":         {zipped(map[string]string{"mimetype": "", "content.xml": entity}), corpus.ErrFormat, "declares entities"},
		"bomb.odt":           {zipped(map[string]string{"mimetype": "", "content.xml": "<p>" + strings.Repeat("x", maxPart)}), corpus.ErrTooLarge, "unpacks to more than"},
		"climbs.odt":         {zipped(map[string]string{"mimetype": "", "content.xml": "<a/>", `..\evil`: "x"}), corpus.ErrFormat, "outside of itself"},
		"packed.gz":          {[]byte("\x1f\x8b\x08"), corpus.ErrFormat, "unpack it first"},
		"old.doc":            {[]byte("\xd0\xcf\x11\xe0rest"), corpus.ErrFormat, "save it as .docx"},
		"scan.png":           {[]byte("\x89PNG\r\n"), corpus.ErrFormat, "run OCR"},
		"a.rtf":              {[]byte(`{\rtf1 text}`), corpus.ErrFormat, "RTF"},
		"nul.html":           {[]byte("<html>\x00</html>"), corpus.ErrNUL, ""},
		"bad.pdf":            {[]byte("%PDF-1.4 nothing"), corpus.ErrFormat, "pdftotext"},
	} {
		_, err := Bytes(context.Background(), name, corpus.Arabic, c.src)
		var in *corpus.InputError
		if !errors.Is(err, c.want) || !errors.As(err, &in) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHTMLDeclaresNothing: HTML has no entities of its own, so that what declares them is text.
func TestHTMLDeclaresNothing(t *testing.T) {
	for _, name := range []string{"a.html", "a.hocr"} {
		d, err := Bytes(context.Background(), name, corpus.English, []byte(`<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><div class="ocr_page"><p class="ocr_par"><span class="ocr_line">One &x; two.</span></p></div></body></html>`))
		if err != nil || !strings.Contains(d.Source, "One &x; two.") {
			t.Errorf("%s: %v, %v", name, d, err)
		}
	}
}

func TestBoxesAndConfidence(t *testing.T) {
	name, src, _ := fixture(t, "testdata/alto.txtar")
	d, err := Bytes(context.Background(), name, corpus.Arabic, src)
	if err != nil {
		t.Fatal(err)
	}
	var columns []int
	for _, b := range d.Blocks {
		columns = append(columns, b.Geometry.Column)
		for _, l := range b.Geometry.Lines {
			_ = l.Span.In(d.Text(b.ID))
		}
	}
	if fmt.Sprint(columns) != "[0 1 1 2 2 0]" {
		t.Errorf("columns %v", columns)
	}
	b := d.Blocks[1]
	w := b.Geometry.Words[2]
	if got := w.Span.In(d.Text(b.ID)); got != "بدأت" || w.Confidence != .41 || len(b.Geometry.Lines) != 2 {
		t.Errorf("word %q, %+v; lines %v", got, w, b.Geometry.Lines)
	}
	if want := (corpus.Box{Left: 619, Top: 200, Right: 1100, Bottom: 274}); b.Geometry.Box != want {
		t.Errorf("box %v, want %v", b.Geometry.Box, want)
	}
}

// TestPDF needs pdftotext; the page was printed from two columns of Arabic.
func TestPDF(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext here")
	}
	d, err := File(context.Background(), "testdata/columns.pdf", corpus.Arabic)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, d.Text(b.ID))
	}
	want := []string{"تقرير الأمين العام عن التعاون A/55/98",
		"١ - بدأت اللجنة في عام ١٩٩٩ أعمالها في جنيف (انظر A/48/185، المرفقان الأول والثاني) وعقدت 12 اجتماعا في السنة الأولى.",
		"٢ - ويتعاون برنامج الأمم المتحدة الإنمائي مع منظمة الأمن والتعاون في أوروبا، ولا سيما مع مكتب المؤسسات الديمقراطية وحقوق",
		"الإنسان والمفوض السامي المعني بالأقليات الوطنية.",
		"٣ - كما تطورت العلاقات بين مفوضية الأمم المتحدة السامية لشؤون اللاجئين ومنظمة الأمن والتعاون في أوروبا فأصبحت شراكة استراتيجية شاملة."}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestPDFWithoutProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Bytes(context.Background(), "a.pdf", corpus.Arabic, []byte("%PDF-1.7"))
	if !errors.Is(err, corpus.ErrFormat) || !strings.Contains(err.Error(), "pdftotext, which is not installed") || !strings.Contains(err.Error(), "poppler-utils") {
		t.Errorf("%v", err)
	}
}

// TestLamAlef has words of a file that swaps the two letters of the ligature, and those of one that does not.
func TestLamAlef(t *testing.T) {
	for swapped, want := range map[string]string{
		"األمم ال أوال بروتوكوال بروتوكوالت بروتوكوالتها، خالل إلدارة اإلبالغ التفاقات ألن االلتزام الالجئين حاالت ثالثون تسهيالت طويال":                             "الأمم لا أولا بروتوكولا بروتوكولات بروتوكولاتها، خلال لإدارة الإبلاغ التفاقات لأن الالتزام اللاجئين حالات ثلاثون تسهيلات طويلا",
		"األعمال المجال خالد إلى إلغاء ألمانيا وألف أجيال األموال رسالتها حالته قالت زالت استقالتها عالم مالك الحال معالجة ثالثا أساليب مخالفة طالب بالغ والدة صالة": "الأعمال المجال خالد إلى إلغاء ألمانيا وألف أجيال الأموال رسالتها حالته قالت زالت استقالتها عالم مالك الحال معالجة ثالثا أساليب مخالفة طالب بالغ والدة صالة",
		"الأعمال لا تزال أوال ألن الالتزام": "الأعمال لا تزال أوال ألن الالتزام",
	} {
		if got := mendLook([]piece{{text: swapped}})[0].text; got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", swapped, got, want)
		}
	}
}

// TestDirection has lines as they look, word by word from the left, and as they are read.
func TestDirection(t *testing.T) {
	for look, read := range map[string]string{
		"(A/55/98) نواعتلا رظنا":   "انظر التعاون (A/55/98)",
		")A/55/98( نواعتلا رظنا":   "انظر التعاون (A/55/98)",
		"،A/48/185 رظنا":           "انظر A/48/185،",
		".A/69/643 *":              "* A/69/643.",
		"٤٥/٧١١ رارقلا":            "القرار ٤٥/٧١١",
		"٢٠٠٠-١٩٩٩ ةرتفلا":         "الفترة ١٩٩٩-٢٠٠٠",
		"ربمسيد/لوألا نوناك ١٦(":   "(١٦ كانون الأول/ديسمبر",
		"عورشملا Fair Use نع":      "عن Fair Use المشروع",
		"10 ةحفص 3 ,2":             "2, 3 صفحة 10",
		"انًواعت":                  "تعاونًا",
		"ةجرَدْمُ":                 "مُدْرَجة",
		"مم" + "لأ" + "ا":          "الأمم",
		"ال اذه":                   "هذا لا",
		"رارق The Council (UN) نع": "عن The Council (UN) قرار",
		"رارق (UN) نع":             "عن (UN) قرار",
	} {
		var words []pageWord
		for i, w := range strings.Fields(look) {
			words = append(words, pageWord{text: w, box: corpus.Box{Left: float64(100 * i), Right: float64(100*i + 90), Bottom: 30}})
		}
		l := pageLine{words: words}
		if got := mendLook([]piece{{text: l.turned(true).text()}})[0].text; got != read {
			t.Errorf("%q: %q, want %q", look, got, read)
		}
	}
}
