package check

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
	for text, want := range map[string]string{
		"[check]\nenable = [\"spelling\"]\n":            "no check \"spelling\"",
		"[check]\nminimum = \"fatal\"\n":                "no severity \"fatal\"",
		"[check]\n[check.severity]\nmarkup = \"bad\"\n": "no severity \"bad\"",
		"[check]\nenabled = [\"markup\"]\n":             "no setting",
		"[check\n":                                      "at byte",
	} {
		_, err := ReadConfig(writeConfig(t, text))
		var in *corpus.InputError
		if !errors.As(err, &in) || !errors.Is(err, corpus.ErrFormat) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := ReadConfig(filepath.Join(t.TempDir(), ConfigName)); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
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
