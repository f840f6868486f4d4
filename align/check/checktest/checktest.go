// Package checktest runs checks over fixtures. A fixture is a txtar archive: ar.md, the Arabic; en.md, its original, which may
// be absent; dictionary, the words that the checks are told are Arabic (absent: no dictionary); glossary.tsv, the user's terms; and
// want, what is to be found.
//
// A line of want is "check block text → suggestion": the block by its 1-based place, the text that the finding covers and,
// where there is one, the first suggestion. A finding without a text ends behind its block. Lines are in any order.
package checktest

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"muqabala/align/check"
	"muqabala/align/collate"
	"muqabala/align/lexicon/glossary"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// Run runs the check that a fixture is named for over each fixture of a directory: number-mismatch.txtar, or
// number-mismatch.dates.txtar. It fails where what is found is not what the fixture wants.
func Run(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures in %s: %v", dir, err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) { runFile(t, path) })
	}
}

func runFile(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".txtar"), ".")
	i := slices.IndexFunc(check.All(), func(c check.Check) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no check %q", name)
	}
	got := found(t, check.All()[i], files)
	want := strings.FieldsFunc(files["want"], func(r rune) bool { return r == '\n' })
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// found is what the check finds, as want has it.
func found(t *testing.T, c check.Check, files map[string]string) []string {
	ctx := context.Background()
	document := func(name string, lang corpus.Lang) *corpus.Document {
		if files[name] == "" {
			return nil
		}
		d, err := read.Text(name, lang, []byte(files[name]))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	o, d := document("en.md", corpus.English), document("ar.md", corpus.Arabic)
	options := collate.Options{Checks: []check.Check{c}}
	if text, ok := files["dictionary"]; ok {
		options.Dictionary = words(strings.Fields(text))
	}
	if text, ok := files["glossary.tsv"]; ok {
		g, err := glossary.Read(ctx, strings.NewReader(text), "glossary.tsv")
		if err != nil {
			t.Fatal(err)
		}
		options.Glossary = g.Entries
	}
	collation, err := collate.New(ctx, o, d, options)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range collation.Findings {
		out = append(out, line(t, d, f))
	}
	slices.Sort(out)
	return out
}

// line is a finding as want has it; what every finding must have is looked at, too.
func line(t *testing.T, d *corpus.Document, f corpus.Finding) string {
	if f.Message.Format == "" || f.Confidence <= 0 || f.Confidence > 1 || f.Series == "" || !slices.Contains(corpus.Severities, f.Severity) {
		t.Errorf("incomplete: %+v", f)
	}
	if f.Block > 0 && f.Span.In(d.Text(f.Block)) != f.Text {
		t.Errorf("the text of %+v is not what stands there", f)
	}
	s := fmt.Sprintf("%s %d", f.Check, f.Block)
	if f.Text != "" {
		s += " " + strings.ReplaceAll(f.Text, "\n", " ")
	}
	if len(f.Suggestions) > 0 {
		s += " → " + f.Suggestions[0]
	}
	return s
}

// words is a dictionary of the words that stand in it, and of them with the commonest particles before them.
type words []string

// Has reports whether it has the word.
func (d words) Has(word string) bool {
	for _, start := range []string{"", "و", "ال", "وال", "ب", "بال", "ل", "لل"} {
		if rest, ok := strings.CutPrefix(word, start); ok && slices.Contains(d, rest) {
			return true
		}
	}
	return false
}
