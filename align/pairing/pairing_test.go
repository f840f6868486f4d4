package pairing

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
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

// TestFind: names count where the texts do not gainsay them; languages are those of the texts.
func TestFind(t *testing.T) {
	const english, arabic = "In 2003 UNICEF built 412 schools in 17 countries.", "وبنت UNICEF ٤١٢ مدرسة في ١٧ بلدا في عام ٢٠٠٣."
	const english2, arabic2 = "On 15 December 1999 it adopted resolution 54/117.", "اتخذت القرار 54/117 في ١٥ كانون الأول ١٩٩٩."
	var all []*corpus.Document
	for _, d := range [][2]string{{"plain.en.md", "No number."}, {"plain.ar.md", "لا رقم."}, {"a.en.md", english}, {"a.ar.md", arabic2}, {"b.en.md", english2}, {"b.ar.md", arabic},
		{"swapped.en.md", "كلام."}, {"swapped.ar.md", "Words."}, {"same.en.md", "One."}, {"same.ar.md", "Two."}} {
		lang := corpus.English
		if strings.ContainsRune(d[1], 'ا') {
			lang = corpus.Arabic
		}
		all = append(all, &corpus.Document{Name: d[0], Lang: lang, Source: d[1]})
	}
	pairs, left := Find(all)
	want := []Pair{{0, 1, ByNames}, {7, 6, ByNames}, {2, 5, ByContents}, {4, 3, ByContents}}
	if !reflect.DeepEqual(pairs, want) || !reflect.DeepEqual(left, []int{8, 9}) {
		t.Errorf("pairs %v, want %v; left %v", pairs, want, left)
	}
}
