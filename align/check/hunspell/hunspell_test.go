package hunspell

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"muqabala/corpus"
)

const aff = `SET UTF-8
FLAG long
IGNORE َُِّْ
ICONV 1
ICONV ٱ ا
AF 3
AF Aa # 1: takes endings
AF Pr # 2: what an ending leaves room for
AF AaPr # 3
PFX Pr Y 2
PFX Pr 0 ال [^ل]
PFX Pr 0 و .
SFX Aa Y 2
SFX Aa ة تان/2 [م]ة
SFX Aa 0 ي/1 ن
`
const dic = "4\nمنظمة/3\tpo:noun\nتعاون/3\nلاجئ/2\nوقف\n"

func TestHas(t *testing.T) {
	d, err := Parse("t.aff", aff, "t.dic", dic)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{
		"منظمة": true, "المنظمة": true, "والمنظمة": false, "منظمتان": true, "المنظمتان": true, "ومنظمتان": true,
		"تعاوني": true, "مُنظَّمة": true, "ٱلمنظمة": true, "لاجئ": true, "اللاجئ": false, "وقف": true, "الوقف": false,
		"المنطمة": false, "تان": false, "": false, "ال": false,
	} {
		if got := d.Has(word); got != want {
			t.Errorf("Has(%q) = %v", word, got)
		}
	}
}

func TestOtherFormsOfFlags(t *testing.T) {
	for form, words := range map[string]string{"": "1\nwork/AB\n", "FLAG UTF-8\n": "1\nwork/AB\n", "FLAG num\n": "1\nwork/65,66\n"} {
		flags := [2]string{"A", "B"}
		if form == "FLAG num\n" {
			flags = [2]string{"65", "66"}
		}
		d, err := Parse("t.aff", form+"PFX "+flags[0]+" Y 1\nPFX "+flags[0]+" 0 re .\nSFX "+flags[1]+" Y 1\nSFX "+flags[1]+" 0 ed [^y]\n", "t.dic", words)
		if err != nil {
			t.Fatal(err)
		}
		if !d.Has("reworked") || !d.Has("worked") || !d.Has("rework") || d.Has("reed") {
			t.Errorf("%q: reworked %v, worked %v, rework %v", form, d.Has("reworked"), d.Has("worked"), d.Has("rework"))
		}
	}
}

func TestBadFiles(t *testing.T) {
	for name, c := range map[string]struct {
		aff, dic string
		want     error
	}{
		"encoding":      {"SET ISO8859-6\n", "0\n", corpus.ErrFormat},
		"not UTF-8":     {"SET UTF-8\n", "1\n\xe3\xe4\n", corpus.ErrNotUTF8},
		"unknown alias": {"FLAG long\nAF 1\nAF Aa\n", "1\nword/7\n", corpus.ErrFormat},
	} {
		_, err := Parse("t.aff", c.aff, "t.dic", c.dic)
		var input *corpus.InputError
		if !errors.Is(err, c.want) || !errors.As(err, &input) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Find(t.TempDir(), "ar"); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "hunspell-ar") {
		t.Errorf("missing dictionary: %v", err)
	}
}

func TestDictionaryOfThisMachine(t *testing.T) {
	d, err := Arabic()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("hunspell-ar is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range strings.Fields("المنظمتان والتعاون بالتعاون للمنظمة يقولون سيقول فسيكتبونها وبلدانها") {
		if !d.Has(w) {
			t.Errorf("%s is not known", w)
		}
	}
	for _, w := range strings.Fields("المنطمتان أنجازيا باتنظام تكاليفات") {
		if d.Has(w) {
			t.Errorf("%s is known", w)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(aff, dic, "المنظمتان")
	f.Add("SFX A Y 1\nSFX A 0 [ [^", "1\na/A", "a")
	f.Fuzz(func(t *testing.T, aff, dic, word string) {
		if d, err := Parse("aff", aff, "dic", dic); err == nil {
			d.Has(word) // does not panic
		}
	})
}

func BenchmarkHas(b *testing.B) {
	d, err := Arabic()
	if err != nil {
		b.Skip(err)
	}
	words := strings.Fields("المنظمتان والتعاون أنجازيا فسيكتبونها باتنظام في")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.Has(words[i%len(words)])
	}
}
