//go:build programs

package read

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"muqabala/corpus"
)

// convert has LibreOffice save a file as another format, and gives its path.
func convert(t *testing.T, path, format string) string {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice here (Debian: libreoffice-writer-nogui)")
	}
	dir := t.TempDir()
	out, err := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", format, "--outdir", dir, path).CombinedOutput()
	extension, _, _ := strings.Cut(format, ":")
	made := filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+"."+extension)
	if _, missing := os.Stat(made); err != nil || missing != nil {
		t.Fatalf("%v %v\n%s", err, missing, out)
	}
	return made
}

// TestLibreOffice reads what LibreOffice makes of a document with numbers of several levels, a list that goes on and one that
// begins anew, a note, tracked changes, a frame, a table, a header and a footer, from right to left.
func TestLibreOffice(t *testing.T) {
	want := []string{"# تقرير الأمين العام", "## مقدمة", "1- بدأت اللجنة عملها[^1] في جنيف.", "1.1) الفرع الأول.", "(i) أعمق.", "1.2) الفرع الثاني.",
		"2- وعقدت مضاف اجتماعا.", "نص في إطار.", "فقرة بلا رقم فيها The Council وكلام.", "خلية أولى", "خلية ثانية", "3- ثالث.", "7- سابع.", "[^1]: انظر القرار ٥٤/١١٧."}
	for _, format := range []string{"odt", "docx"} {
		d, err := File(context.Background(), convert(t, "testdata/report.fodt", format), corpus.Arabic)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(d.Source, "\n\n", "\n"); got != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s", format, got)
		}
	}
}

// printed are paragraphs that PDF files get wrong: ligatures, brackets, numbers, both directions, parted letters.
var printed = []string{"تنص المادة (٣) من القانون رقم (١٢/٩٩) على «الالتزام» بالأحكام [انظر الملحق ألف]، والأولاد لا يلعبون هنا خلال السلام.",
	"اجتمع المجلس (الأمم المتحدة) في 1999، وقرر (أ) كذا و(ب) كذا.", "بروتوكولات إضافية لأن الإسلام والآداب لا تمنع ذلك، ولا سيما في حالات اللاجئين.", "عن The Council (UN) قرار ٤٩/٢٨٤."}

// flatText is a file of paragraphs for LibreOffice.
func flatText(t *testing.T, paragraphs []string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.fodt")
	text := `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">` +
		`<office:styles><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties style:writing-mode="rl-tb" fo:margin-bottom="0.5cm"/></style:style></office:styles>` +
		`<office:body><office:text><text:p>` + strings.Join(paragraphs, "</text:p><text:p>") + `</text:p></office:text></office:body></office:document>`
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPrinted reads what Chromium and LibreOffice print.
func TestPrinted(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext here")
	}
	page := filepath.Join(t.TempDir(), "page.html")
	html := `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>p{margin:1em 0}</style><p>` + strings.Join(printed, "</p><p>") + "</p></html>"
	if err := os.WriteFile(page, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"LibreOffice": convert(t, flatText(t, printed), "pdf")}
	if chromium, err := exec.LookPath("chromium"); err == nil {
		files["Chromium"] = filepath.Join(t.TempDir(), "page.pdf")
		if out, err := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf="+files["Chromium"], page).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	for program, file := range files {
		d, err := File(context.Background(), file, corpus.Arabic)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := strings.Join(strings.Fields(d.Source), " "), strings.Join(printed, " "); got != want {
			t.Errorf("%s:\n%s, want\n%s", program, got, want)
		}
	}
}
