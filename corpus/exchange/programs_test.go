//go:build programs

package exchange

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"muqabala/corpus"
)

// reader is a Python program that reads files with the libraries of others and fails unless it finds what was written.
const reader = `
import docx, openpyxl, sys
from translate.storage import tbx, tmx, xliff2
source, target = "The Council <met>. It rose.", "اجتمع المجلس & انفض."
def check(name, got): assert got == (source, target), (name, got)
for name, store in (("tmx", tmx.tmxfile.parsefile("report.tmx")), ("xlf", xliff2.Xliff2File.parsefile("report.xlf")), ("tbx", tbx.tbxfile.parsefile("report.tbx"))):
    check(name, (store.units[0].source, store.units[0].target))
row = [c.value for c in openpyxl.load_workbook("report.xlsx").active[2]]
check("xlsx", (row[4], row[5]))
cells = docx.Document("report.table.docx").tables[0].rows[1].cells
check("docx", (cells[1].text, cells[2].text))
`

// export writes the sample in every format into a folder.
func export(t *testing.T, dir string, units []Unit) {
	t.Helper()
	for _, f := range Formats() {
		if f.NewWriter == nil {
			continue
		}
		for extension, b := range written(t, f, Header{Name: "report", Title: "A report"}, units...) {
			if err := os.WriteFile(filepath.Join(dir, "report"+extension), b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// run runs a program in a folder, and skips the test where it is not installed.
func run(t *testing.T, dir, program string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("no %s here", program)
	}
	c := exec.CommandContext(t.Context(), path, args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%s %v: %v\n%s", program, args, err, out)
	}
}

// TestOtherPrograms: the Translate Toolkit, openpyxl and python-docx read what is written. MUQABALA_PYTHON names
// a Python that has them (task programs).
func TestOtherPrograms(t *testing.T) {
	dir := t.TempDir()
	export(t, dir, sampleUnits())
	run(t, dir, os.Getenv("MUQABALA_PYTHON"), "-c", reader)
}

// TestOpusTools: opus_read follows the links that are written, and gives line pairs.
func TestOpusTools(t *testing.T) {
	dir := t.TempDir()
	export(t, dir, sampleUnits())
	for _, lang := range []string{"en", "ar"} {
		name := "report." + lang + ".xml"
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, lang+".zip"), zipped(t, name, string(text)).Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	opus := filepath.Join(filepath.Dir(os.Getenv("MUQABALA_PYTHON")), "opus_read")
	run(t, dir, opus, "-d", "report", "-s", "en", "-t", "ar", "-p", "raw", "-rd", dir, "-af", "report.xces", "-sz", "en.zip", "-tz", "ar.zip", "-wm", "moses", "-w", "out.en", "out.ar", "-q")
	for _, lang := range []string{"en", "ar"} {
		got, err := os.ReadFile(filepath.Join(dir, "out."+lang))
		if err != nil {
			t.Fatal(err)
		}
		if want, err := os.ReadFile(filepath.Join(dir, "report."+lang)); err != nil || string(got) != string(want) {
			t.Errorf("opus_read gives %q, the file of lines is %q, %v", got, want, err)
		}
	}
}

// TestLibreOffice: it opens both documents, and has their texts, in their order.
func TestLibreOffice(t *testing.T) {
	dir := t.TempDir()
	export(t, dir, sampleUnits())
	var b bytes.Buffer
	if err := WriteDOCX(&b, &corpus.Reading{Lang: corpus.Arabic, Paragraphs: []corpus.ReadingParagraph{
		{Kind: corpus.Title, Pieces: []corpus.Piece{{Block: 1, Text: "# تقرير <1>"}}},
		{Kind: corpus.Paragraph, Pieces: []corpus.Piece{{Block: 2, Text: "نص The Council & كلام."}}}}}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "text.docx"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "text.docx", "report.table.docx")
	for name, want := range map[string]string{"text.txt": "تقرير <1>\nنص The Council & كلام.",
		"report.table.txt": "A report\n#\nEnglish\nArabic\n1\n1:0-20..1:0-30\nThe Council <met>. It rose.\nاجتمع المجلس & انفض.\n2\n2:0-9..\nNot translated.\n\n3\n..3:0-9\n\nزيادة."} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if text := strings.TrimSpace(strings.TrimPrefix(string(got), "\ufeff")); err != nil || text != want {
			t.Errorf("%s: %q, %v; want %q", name, text, err, want)
		}
	}
}

// schemas are the published ones by what task programs calls them, with the files that they are for.
var schemas = []struct {
	file, option string
	names        []string
}{
	{"tmx14.dtd", "--dtdvalid", []string{"report.tmx"}},
	{"TBXcoreStructV02.dtd", "--dtdvalid", []string{"report.tbx"}},
	{"xliff_core_2.0.xsd", "--schema", []string{"report.xlf"}},
	{"tei_all.rng", "--relaxng", []string{"report.tei", "report.en.tei", "report.ar.tei"}},
}

// TestSchemas: what is written is valid. MUQABALA_SCHEMAS names a folder with the schemas; one that is not there is passed over.
func TestSchemas(t *testing.T) {
	folder := os.Getenv("MUQABALA_SCHEMAS")
	for _, s := range schemas {
		t.Run(s.file, func(t *testing.T) {
			schema := filepath.Join(folder, s.file)
			if _, err := os.Stat(schema); folder == "" || err != nil {
				t.Skipf("no %s in MUQABALA_SCHEMAS (%q): it could not be fetched", s.file, folder)
			}
			for _, units := range [][]Unit{sampleUnits(), nil} {
				if units == nil && strings.HasPrefix(s.file, "TBX") {
					continue // a term base without terms cannot be valid
				}
				dir := t.TempDir()
				export(t, dir, units)
				run(t, dir, "xmllint", append([]string{"--nonet", "--noout", s.option, schema}, s.names...)...)
			}
		})
	}
}
