package check

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus"
)

func writeConfig(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), ConfigName)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestConfigChooses(t *testing.T) {
	gone := corpus.Finding{Check: "ocr-word", Severity: corpus.Warning, Text: "كذب", Before: "عن"}
	c, err := ReadConfig(writeConfig(t, "[check]\ndisable = [\"markup\"]\nminimum = \"warning\"\nignore = [\"كوسوفو\"]\ndismissed = [\""+gone.Key()+"\"]\n"+
		"[check.severity]\npunctuation = \"error\"\nnumber-mismatch = \"info\"\n[other]\nkey = 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range c.Checks() {
		if k.Name == "markup" {
			t.Error("a disabled check runs")
		}
	}
	changed := gone
	changed.Before = "على"
	found := c.Apply([]corpus.Finding{
		gone, changed,
		{Check: "ocr-character", Severity: corpus.Error, Text: "وبكوسوفو"},
		{Check: "ocr-character", Severity: corpus.Error, Text: "بكوسوفو"},
		{Check: "punctuation", Severity: corpus.Warning, Text: "هنا ،"},
		{Check: "number-mismatch", Severity: corpus.Error, Text: "١٢"},
	})
	var got []string
	for _, f := range found {
		got = append(got, f.Check+" "+string(f.Severity)+" "+f.Text)
	}
	if want := "ocr-word warning كذب, punctuation error هنا ،"; strings.Join(got, ", ") != want {
		t.Errorf("left %q, want %q", got, want)
	}
}

func TestConfigErrors(t *testing.T) {
	for _, c := range []struct {
		text, want string
		line       int
	}{
		{"[check]\nenable = [\"spelling\"]\n", "no check \"spelling\"", 2},
		{"[check]\n\nminimum = \"fatal\"\n", "no severity \"fatal\"", 3},
		{"[check]\n[check.severity]\nmarkup = \"bad\"\n", "no severity \"bad\"", 3},
		{"# bad\n[check]\nenabled = [\"markup\"]\n", "no setting", 3},
		{"[check]\nignore = [\"x\"\n[y]\n", "at byte", 3},
	} {
		_, err := ReadConfig(writeConfig(t, c.text))
		var in *corpus.InputError
		if !errors.As(err, &in) || !errors.Is(err, corpus.ErrFormat) || !strings.Contains(err.Error(), c.want) || in.Line != c.line {
			t.Errorf("%q: %v, want %q in line %d", c.text, err, c.want, c.line)
		}
	}
	if _, err := ReadConfig(filepath.Join(t.TempDir(), ConfigName)); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestGlossariesAreFoundFromTheFile(t *testing.T) {
	path := writeConfig(t, "[check]\nglossary = [\"terms.tsv\", \"/usr/terms.tbx\"]\n")
	c, err := ReadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{filepath.Join(filepath.Dir(path), "terms.tsv"), "/usr/terms.tbx"}; !slices.Equal(c.Glossary, want) {
		t.Errorf("glossaries %q, want %q", c.Glossary, want)
	}
}

func TestEveryChoiceChooses(t *testing.T) {
	c := Config{Enable: []string{"markup", "names"}, Disable: []string{"names"}}
	if k := c.Checks(); len(k) != 1 || k[0].Name != "markup" {
		t.Errorf("checks %v", k)
	}
	found := Config{Severity: map[string]corpus.Severity{"markup": corpus.Info}, Minimum: corpus.Warning}.Apply([]corpus.Finding{{Check: "markup", Severity: corpus.Error}})
	if len(found) != 0 {
		t.Errorf("a finding made less grave than the minimum is reported: %v", found)
	}
}

func TestRankPutsSeriesFirst(t *testing.T) {
	single := corpus.Finding{Check: "a", Severity: corpus.Warning, Confidence: .8, Series: "one"}
	many := corpus.Finding{Check: "b", Severity: corpus.Warning, Confidence: .8, Series: "many"}
	grave := corpus.Finding{Check: "c", Severity: corpus.Error, Confidence: .8, Series: "grave"}
	got := ""
	for _, f := range Rank([]corpus.Finding{single, many, many, grave}) {
		got += f.Check
	}
	if got != "cbba" {
		t.Errorf("order %s", got)
	}
}
