package main

import (
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// allowed is the import picture: what each package may import of this module. Tests are free.
var allowed = map[string][]string{
	"corpus":                   {},
	"corpus/arabic":            {"corpus"},
	"corpus/read":              {"corpus", "corpus/arabic"},
	"corpus/exchange":          {"corpus", "corpus/arabic"},
	"corpus/diff":              {"corpus"},
	"corpus/sample":            {},
	"corpus/store":             {"corpus"},
	"corpus/store/memory":      {"corpus", "corpus/store"},
	"corpus/store/sqlite":      {"corpus", "corpus/store"},
	"corpus/store/storetest":   {"corpus", "corpus/store"},
	"corpus/search":            {"corpus", "corpus/arabic"},
	"corpus/search/embedded":   {"corpus/search"},
	"corpus/search/meili":      {"corpus/search"},
	"corpus/search/indexer":    {"corpus/search", "corpus/store"},
	"corpus/search/searchtest": {"corpus", "corpus/arabic", "corpus/search"},
	"align":                    {"corpus", "corpus/arabic", "align/lexicon"},
	"align/lexicon":            {"corpus", "corpus/arabic"},
	"align/lexicon/glossary":   {"corpus", "corpus/exchange", "align/lexicon"},
	"align/quantity":           {"corpus", "corpus/arabic"},
	"align/blocks":             {"corpus", "corpus/arabic", "align"},
	"align/layout":             {"corpus", "corpus/diff", "align/blocks"},
	"align/check":              {"corpus", "corpus/arabic", "align", "align/layout", "align/lexicon", "align/quantity"},
	"align/check/hunspell":     {"corpus"},
	"align/check/checktest":    {"corpus", "corpus/read", "align/check", "align/collate", "align/lexicon/glossary"},
	"align/pairing":            {"corpus", "corpus/arabic"},
	"align/collate":            {"align/check/hunspell", "corpus", "corpus/arabic", "align", "align/check", "align/layout", "align/lexicon"},
	"views":                    {"corpus"},
	"web/workspace":            {"align", "align/pairing", "corpus", "corpus/arabic", "corpus/diff", "corpus/exchange", "corpus/read", "corpus/store", "align/check", "align/collate", "align/layout", "align/lexicon"},
	"web":                      {"web/workspace", "corpus", "corpus/arabic", "corpus/diff", "corpus/read", "align", "align/check", "align/collate", "align/layout", "align/lexicon/glossary", "corpus/exchange", "corpus/search", "corpus/store", "views"},
	"cmd/muqabala":             {"align/check/hunspell", "views", "web", "web/workspace", "align", "align/check", "align/collate", "align/layout", "align/lexicon", "align/lexicon/glossary", "align/pairing", "corpus", "corpus/arabic", "corpus/diff", "corpus/exchange", "corpus/read", "corpus/sample", "corpus/store", "corpus/search", "corpus/search/embedded", "corpus/search/indexer", "corpus/search/meili", "corpus/store/memory", "corpus/store/sqlite"},
}

func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		if strings.HasPrefix(e.Name(), ".") && len(e.Name()) > 2 {
			return filepath.SkipDir
		}
		p, err := build.ImportDir(path, 0)
		if err != nil {
			return nil // no Go here
		}
		name, _ := filepath.Rel(root, path)
		may, ok := allowed[filepath.ToSlash(name)]
		if !ok {
			t.Errorf("package %s is not in the picture", name)
		}
		for _, i := range p.Imports {
			local, ours := strings.CutPrefix(i, "muqabala/")
			if ours && !slices.Contains(may, local) {
				t.Errorf("%s imports %s", name, local)
			}
			if name == "corpus" && strings.Contains(i, ".") {
				t.Errorf("corpus imports %s, more than the standard library", i)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
