//go:build programs

package exchange

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
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
check("docx", (cells[0].text, cells[1].text))
`

// TestOtherPrograms: the Translate Toolkit, openpyxl and python-docx read what is written. MUQABALA_PYTHON names
// a Python that has them (task programs).
func TestOtherPrograms(t *testing.T) {
	python := os.Getenv("MUQABALA_PYTHON")
	dir := t.TempDir()
	for _, f := range Formats() {
		if f.NewWriter == nil {
			continue
		}
		for extension, b := range written(t, f, Header{Name: "report", Title: "A report"}, sampleUnits()...) {
			if err := os.WriteFile(filepath.Join(dir, "report"+extension), b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	c := exec.CommandContext(t.Context(), python, "-c", reader)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
