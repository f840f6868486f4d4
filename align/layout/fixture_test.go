package layout

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"muqabala/corpus"
)

// TestFixtures reads a report and its damaged translation from each file, and compares what the layout makes of them:
//
//	order    paragraphs in reading order, with the blocks that they are joined of
//	moved    blocks out of place
//	repeats  blocks that repeat another one
//	headers  blocks that are dropped as headers
//	missing  blocks of the original without a counterpart
//	alone    blocks of the translation without one
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range a.Files {
				parts[f.Name] = string(f.Data)
			}
			o, d := documents(t, parts["en.md"], parts["ar.md"])
			l, err := Analyse(context.Background(), o, d)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := describe(t, o, d, l), strings.TrimSpace(parts["want"]); got != want {
				t.Errorf("%sgot:\n%s\nwant:\n%s", a.Comment, got, want)
			}
		})
	}
}

// describe is a layout and the reading that it makes, as the fixtures have them.
func describe(t *testing.T, o, d *corpus.Document, l *Layout) string {
	t.Helper()
	b, err := Repair(o, d, l)
	if err != nil {
		t.Fatal(err)
	}
	var out, order, repeats, headers, alone []string
	reading := b.Reading(corpus.TranslationSide)
	for _, p := range reading.Paragraphs {
		order = append(order, strings.ReplaceAll(list(p.Blocks()), " ", "+"))
	}
	for _, p := range reading.Dropped {
		if p.Of.Block > 0 {
			repeats = append(repeats, fmt.Sprintf("%d=%d", p.At.Block, p.Of.Block))
		} else {
			headers = append(headers, fmt.Sprint(p.At.Block))
		}
	}
	slices.Sort(headers)
	for i, m := range l.Match {
		if k := d.Blocks[i].Kind; m < 0 && o != nil && k != corpus.Furniture {
			alone = append(alone, fmt.Sprint(i+1))
		}
	}
	for _, line := range [][2]string{{"order", strings.Join(order, " ")}, {"moved", list(l.Misplaced)}, {"repeats", strings.Join(repeats, " ")},
		{"headers", strings.Join(headers, " ")}, {"missing", list(l.Missing)}, {"alone", strings.Join(alone, " ")}} {
		if line[1] != "" {
			out = append(out, line[0]+" "+line[1])
		}
	}
	return strings.Join(out, "\n")
}

func list(ids []corpus.BlockID) string { return strings.Trim(fmt.Sprint(ids), "[]") }
