package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

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

// TestCompose: what compose.yaml asks of the program is a command line that it understands, with the server named in the environment.
func TestCompose(t *testing.T) {
	text, err := os.ReadFile("../../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	command := regexp.MustCompile(`command: go run \./cmd/muqabala (.+)`).FindStringSubmatch(string(text))
	if command == nil {
		t.Fatal("no command runs the program")
	}
	for _, variable := range regexp.MustCompile(`(?m)^ {6}(MEILI_(?:URL|MASTER_KEY)): (.+)$`).FindAllStringSubmatch(string(text), -1) {
		t.Setenv(variable[1], variable[2])
	}
	var c commands
	parser := kong.Must(&c, kong.Vars{"version": "", "formats": ""})
	if _, err := parser.Parse(strings.Fields(command[1])); err != nil {
		t.Fatal(err)
	}
	if s := c.Serve; s.Project != "/data/project.muqabala" || s.MeiliURL != "http://meilisearch:7700" || s.MeiliKey == "" {
		t.Errorf("serves %+v", s)
	}
}
