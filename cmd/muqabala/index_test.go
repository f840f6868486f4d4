package main

import (
	"path/filepath"
	"testing"

	"muqabala/corpus/search/meili"
	"muqabala/corpus/store/sqlite"
)

// TestIndexNames: two projects of one file name have an index each, and each keeps its own.
func TestIndexNames(t *testing.T) {
	flags := meiliFlags{MeiliURL: "http://127.0.0.1:1"}
	seen := map[string]bool{}
	for range 2 {
		path := filepath.Join(t.TempDir(), "تقارير 2000.muqabala")
		name := ""
		for range 2 { // made, then opened again
			s, err := sqlite.Open(t.Context(), path, sqlite.Create)
			if err != nil {
				t.Fatal(err)
			}
			o, err := flags.options(t.Context(), s, path, nil)
			if err != nil || s.Close() != nil {
				t.Fatal(err)
			}
			if name != "" && name != o.Name || len(o.Name) < 20 {
				t.Errorf("index %q, then %q", name, o.Name)
			}
			name = o.Name
		}
		if seen[name] {
			t.Errorf("two projects share %s", name)
		}
		seen[name] = true
	}
	var none meiliFlags
	if o, err := none.options(t.Context(), nil, "x.muqabala", nil); err != nil || o.URL != (meili.Options{}).URL {
		t.Errorf("without a server: %+v, %v", o, err)
	}
}
