package pairing

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"muqabala/corpus"
)

func TestByName(t *testing.T) {
	for name, c := range map[string]struct {
		paths []string
		pairs []Names
		left  []string
	}{
		"endings":           {[]string{"report.ar.docx", "report.en.md"}, []Names{{"report.en.md", "report.ar.docx"}}, nil},
		"folders":           {[]string{"en/1.txt", "en/2.txt", "ar/2.txt"}, []Names{{"en/2.txt", "ar/2.txt"}}, []string{"en/1.txt"}},
		"United Nations":    {[]string{"A_55_98-E.pdf", "A_55_98-A.pdf", "A_55_99-E.pdf"}, []Names{{"A_55_98-E.pdf", "A_55_98-A.pdf"}}, []string{"A_55_99-E.pdf"}},
		"beginnings":        {[]string{"EN Report.md", "AR_report.md"}, []Names{{"EN Report.md", "AR_report.md"}}, nil},
		"two originals":     {[]string{"a.en.md", "a.en.txt", "a.ar.md"}, nil, []string{"a.en.md", "a.en.txt", "a.ar.md"}},
		"no language":       {[]string{"one.md", "two.md"}, nil, []string{"one.md", "two.md"}},
		"two languages":     {[]string{"en-ar.md", "en.md"}, nil, []string{"en-ar.md", "en.md"}},
		"other reports":     {[]string{"x.en.md", "y.ar.md"}, nil, []string{"x.en.md", "y.ar.md"}},
		"only the language": {[]string{"en.md", "ar.md"}, []Names{{"en.md", "ar.md"}}, nil},
	} {
		pairs, left := ByName(c.paths)
		if !reflect.DeepEqual(pairs, c.pairs) || fmt.Sprint(left) != fmt.Sprint(c.left) {
			t.Errorf("%s: %v, left %v", name, pairs, left)
		}
	}
}

func documents(lang corpus.Lang, texts ...string) (out []*corpus.Document) {
	for _, s := range texts {
		out = append(out, &corpus.Document{Lang: lang, Source: s})
	}
	return out
}

func TestByContent(t *testing.T) {
	en := documents(corpus.English, "On 15 December 1999 the Assembly adopted resolution 54/117.", "In 2003 UNICEF built 412 schools.", "No sign of any kind.", "In 1999 nothing more.")
	ar := documents(corpus.Arabic, "وبنت UNICEF ٤١٢ مدرسة في عام ٢٠٠٣.", "كلام بلا علامة.", "اتخذت الجمعية القرار 54/117 في ١٥ كانون الأول/ديسمبر ١٩٩٩.")
	var got [][2]int
	for _, m := range ByContent(en, ar) {
		got = append(got, [2]int{m.Original, m.Translation})
	}
	if want := [][2]int{{0, 2}, {1, 0}}; !reflect.DeepEqual(got, want) {
		t.Errorf("matches %v, want %v", got, want)
	}
	if got := ByContent(en, nil); got != nil {
		t.Errorf("with nothing: %v", got)
	}
}

// TestSets: the documents of the evaluation sets find each other, all of them, and none another.
func TestSets(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/eval/sets/*/en.md")
	if len(files) == 0 {
		t.Skip("no evaluation sets at ../shared")
	}
	var en, ar []*corpus.Document
	for _, f := range files {
		e, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		a, err := os.ReadFile(filepath.Join(filepath.Dir(f), "ar.md"))
		if err != nil {
			t.Fatal(err)
		}
		en, ar = append(en, documents(corpus.English, string(e))...), append(ar, documents(corpus.Arabic, string(a))...)
	}
	found := ByContent(en, ar)
	for _, m := range found {
		t.Logf("%s with %s: %.2f", filepath.Base(filepath.Dir(files[m.Original])), filepath.Base(filepath.Dir(files[m.Translation])), m.Score)
		if m.Original != m.Translation {
			t.Errorf("%s was paired with %s", files[m.Original], files[m.Translation])
		}
	}
	if len(found) < len(en)*3/4 {
		t.Errorf("%d of %d pairs", len(found), len(en))
	}
}
