package check

import (
	"context"
	"slices"
	"strings"
	"testing"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// pass prepares two texts; original may be nil.
func pass(t *testing.T, original, translation *corpus.Document) *Pass {
	t.Helper()
	l, err := layout.Analyse(context.Background(), original, translation)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPass(context.Background(), original, translation, l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// findings runs one check over an Arabic text and gives "block:text→suggestion" for each finding.
func findings(t *testing.T, name, ar string) []string {
	t.Helper()
	d, err := read.Text("ar.md", corpus.Arabic, []byte(ar))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(All(), func(c Check) bool { return c.Name == name })
	found, err := Run(context.Background(), All()[i:i+1], pass(t, nil, d))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range found {
		if f.Check != name || f.Message.Format == "" || f.Span.In(d.Text(f.Block)) != f.Text {
			t.Errorf("finding %+v", f)
		}
		out = append(out, string(rune('0'+f.Block))+":"+f.Text+"→"+strings.Join(f.Suggestions, "|"))
	}
	return out
}

func TestChecksOfStructure(t *testing.T) {
	const text = "٢ - وهذه الفقرة الثانية كاملة.\n\n١ - وهذه الفقرة الأولى مقطوعة في\n\n(١) حاشية في النص.\n\nوسطها وهنا تنتهي.\n\n" +
		"٢ - وهذه الفقرة الثانية كاملة.\n\nA/55/98\n\n٣ - والثالثة."
	for name, want := range map[string]int{"duplicate-paragraph": 1, "misordered-paragraph": 1, "footnote-in-flow": 1, "masthead-in-flow": 1} {
		if got := findings(t, name, text); len(got) != want {
			t.Errorf("%s: %q, want %d", name, got, want)
		}
	}
}

func TestEveryCheckIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range All() {
		if c.Name == "" || c.Run == nil || !strings.HasSuffix(c.Doc, ".") || seen[c.Name] {
			t.Errorf("check %q: %q", c.Name, c.Doc)
		}
		seen[c.Name] = true
	}
}
