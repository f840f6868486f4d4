package read

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muqabala/corpus"
)

func TestKindsAndNumbers(t *testing.T) {
	const src = "\ufeffDistr.: General  \r\nArabic\r\n\r\nالبند ٢٩ من القائمة الأولية\\*\r\n\r\n## عنوان التقرير\r\n\r\n### تقرير الأمين العام\r\n\r\n" +
		"#### أولا - مقدمة\r\n\r\n٢٧ - وفي المسائل الانتخابية أنشئت فرقة عمل(١).\r\n \t\r\n(أ) بند من قائمة؛\r\n\r\n\\* A/55/50.\r\n\r\n(١) انظر A/48/185.\r\n\r\nA/55/98\r\n\r\nألف - فرع"
	d, err := Text("x.md", corpus.Arabic, []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		kind   corpus.Kind
		number string
		body   string
	}{
		{corpus.Masthead, "", "Distr.: General  \r\nArabic"}, {corpus.Agenda, "", "البند ٢٩ من القائمة الأولية\\*"},
		{corpus.Title, "", "عنوان التقرير"}, {corpus.Title, "", "تقرير الأمين العام"}, {corpus.Heading, "I", "مقدمة"},
		{corpus.Paragraph, "27", "وفي المسائل الانتخابية أنشئت فرقة عمل(١)."}, {corpus.Paragraph, "a", "بند من قائمة؛"},
		{corpus.Footnote, "", "A/55/50."}, {corpus.Footnote, "", "انظر A/48/185."}, {corpus.Furniture, "", "A/55/98"}, {corpus.Heading, "A", "فرع"},
	}
	if len(d.Blocks) != len(want) {
		t.Fatalf("%d blocks, want %d", len(d.Blocks), len(want))
	}
	for i, w := range want {
		b := d.Blocks[i]
		if b.Kind != w.kind || b.Number != w.number || d.Body(b.ID) != w.body {
			t.Errorf("block %d: %s %q %q, want %s %q %q", b.ID, b.Kind, b.Number, d.Body(b.ID), w.kind, w.number, w.body)
		}
	}
	if m := d.Blocks[5].Marks; len(m) != 1 || m[0].Mark != "1" || m[0].Span.In(d.Text(6)) != "(١)" {
		t.Errorf("marks of block 6: %+v", m)
	}
	if d.Blocks[7].Mark != "*" || d.Blocks[8].Mark != "1" || d.Blocks[5].Line != 12 {
		t.Errorf("marks %q %q, line %d", d.Blocks[7].Mark, d.Blocks[8].Mark, d.Blocks[5].Line)
	}
}

func TestBadInput(t *testing.T) {
	english := strings.Repeat("The General Assembly decides. ", 5)
	for name, c := range map[string]struct {
		src  string
		want error
		text string
	}{
		"utf8":   {"نص\nab\xff", corpus.ErrNotUTF8, "x.md:2: not valid UTF-8 at byte 7; save the file as UTF-8 text"},
		"nul":    {"a\x00", corpus.ErrNUL, "x.md:1: contains a NUL byte; this looks like a binary file at byte 1; save the file as UTF-8 text"},
		"empty":  {" \n\t\n", corpus.ErrEmpty, "x.md: the file has no text"},
		"swap":   {english, corpus.ErrLanguage, ""},
		"block":  {strings.Repeat("نص ", MaxBlock/3), corpus.ErrTooLarge, ""},
		"length": {strings.Repeat("\n", MaxFile+1), corpus.ErrTooLarge, "x.md: more than 64 MiB: too large; split it into its documents"},
	} {
		_, err := Text("x.md", corpus.Arabic, []byte(c.src))
		if !errors.Is(err, c.want) || c.text != "" && err.Error() != c.text {
			t.Errorf("%s: error %q, want %v %q", name, err, c.want, c.text)
		}
	}
	if _, err := File(context.Background(), t.TempDir(), corpus.Arabic); !errors.Is(err, corpus.ErrFormat) {
		t.Errorf("a directory: %v", err)
	}
	if _, err := File(context.Background(), "absent.md", corpus.Arabic); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("## أولا - مقدمة\n\n٢٧ - نص(١).\n\n(١) انظر A/48/185."))
	f.Add([]byte("\ufeff1. a\r\n\r\n\\* b"))
	f.Fuzz(func(t *testing.T, src []byte) {
		d, err := Text("f", corpus.Arabic, src)
		if err != nil {
			return
		}
		at := 0
		for i, b := range d.Blocks {
			text := d.Text(b.ID)
			if int(b.ID) != i+1 || b.Span.Start < at || b.Lead > len(text) || strings.TrimSpace(text) != text || text == "" {
				t.Fatalf("block %+v %q", b, text)
			}
			for _, m := range b.Marks {
				_ = m.Span.In(text)
			}
			at = b.Span.End
		}
	})
}

// TestKindsOfDevelopmentSets measures kinds and numbers as read, before anything is aligned.
func TestKindsOfDevelopmentSets(t *testing.T) {
	tables, _ := filepath.Glob("../../../shared/eval/sets/*/segments.tsv")
	if len(tables) == 0 {
		t.Skip("no ../shared beside the repository: nothing to measure")
	}
	for _, path := range tables {
		dir := filepath.Dir(path)
		d, err := File(context.Background(), dir+"/ar.md", corpus.Arabic)
		if err != nil {
			t.Fatal(err)
		}
		kinds, numbers, all, wrong := 0, 0, 0, ""
		for _, r := range rows(t, path) {
			if r[0] == "" {
				continue
			}
			b := d.Blocks[all]
			all++
			ok := strings.Contains(r[1], string(b.Kind)) || r[1] == "furniture" && b.Kind == corpus.Masthead
			number := r[3] != "" || r[2] == "" || b.Number == r[2]
			kinds, numbers = kinds+count(ok), numbers+count(number)
			if !ok || !number {
				wrong += " " + r[0] + ":" + string(b.Kind) + ":" + b.Number
			}
		}
		t.Logf("%-11s kinds %.3f numbers %.3f%s", filepath.Base(dir), float64(kinds)/float64(all), float64(numbers)/float64(all), wrong)
		if kinds*100 < all*98 || numbers < all {
			t.Errorf("%s: kinds %d, numbers %d of %d", filepath.Base(dir), kinds, numbers, all)
		}
	}
}

func rows(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	out, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return out[1:]
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
