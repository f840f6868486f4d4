package exchange

import "testing"

// TestExports: names are unique and find their export, as endings do; the longer ending wins.
func TestExports(t *testing.T) {
	for _, e := range Exports() {
		if got, err := FindExport(e.Name); err != nil || got.Name != e.Name {
			t.Errorf("%s finds %s, %v", e.Name, got.Name, err)
		}
		if e.MediaType == "" || (e.NewWriter == nil) == (e.WriteReading == nil) {
			t.Errorf("%s has no media type, or writes both pairs and readings, or neither", e.Name)
		}
		for _, x := range e.Extensions {
			if got, ok := ExportByExtension("Report" + x); !ok || got.Name != e.Name {
				t.Errorf("Report%s is %s, want %s", x, got.Name, e.Name)
			}
		}
	}
	if e, err := FindExport("md"); err != nil || e.Name != "markdown" {
		t.Errorf("md is %s, %v", e.Name, err)
	}
	if _, err := FindExport("pdf"); err == nil {
		t.Error("pdf is found")
	}
	if _, ok := ExportByExtension("report.pdf"); ok {
		t.Error("report.pdf is found")
	}
}
