package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestFormOfTheNouns(t *testing.T) {
	if n := len(lines("nouns")); n < 400 {
		t.Errorf("only %d nouns", n)
	}
	before := ""
	for _, f := range lines("nouns") {
		if len(f) != 2 || f[0] <= before {
			t.Errorf("%q after %q: not sorted, twice, or not two columns", f, before)
		}
		before = f[0]
		checkArabic(t, "nouns", f[0])
		checkArabic(t, "nouns: "+f[0], f[1])
	}
}

func TestNumberOf(t *testing.T) {
	for _, c := range []struct {
		word string
		want Number
	}{
		{"المنظمة", Singular}, {"والمنظمتان", Dual}, {"للمنظمتين", Dual}, {"منظمتي", Dual}, {"بالمنظمات", Plural},
		{"الصناديق", Plural}, {"صندوق", Singular}, {"البلدان", Dual | Plural}, {"ممثلين", Dual | Plural}, {"الممثلون", Plural},
		{"مبنيان", Dual}, {"المحاميان", Dual}, {"مستويين", Dual}, {"ميدان", Singular},
		// not listed
		{"الزلاجتان", Dual}, {"الزلاجات", Plural}, {"زلاجة", Singular}, {"زلاجون", Plural}, {"الزلاجين", Dual | Plural}, {"بطيخ", Singular | Plural}, {"", Singular | Plural},
	} {
		if got := NumberOf(c.word); got != c.want {
			t.Errorf("%s: %03b, want %03b", c.word, got, c.want)
		}
	}
}

func TestInNumber(t *testing.T) {
	for _, c := range []struct {
		word string
		want Number
		in   []string
	}{
		{"المنظمات", Dual, []string{"المنظمتان", "المنظمتين"}},
		{"للمنظمات", Dual, []string{"للمنظمتين"}},
		{"وبالمنظمة", Dual, []string{"وبالمنظمتين"}},
		{"مكتب", Dual, []string{"مكتبان", "مكتبين", "مكتبا", "مكتبي"}},
		{"ومقرر", Plural, []string{"ومقررات"}},
		{"الصندوقان", Plural, []string{"الصناديق"}},
		{"صناديق", Singular, []string{"صندوق"}},
		{"بالممثل", Plural, []string{"بالممثلين"}},
		{"المنظمتان", Dual, nil}, // it is one
		{"بطيخ", Dual, nil},      // not listed
	} {
		got := InNumber(c.word, c.want)
		slices.Sort(got)
		slices.Sort(c.in)
		if !slices.Equal(got, c.in) {
			t.Errorf("%s: %s, want %s", c.word, got, c.in)
		}
		for _, w := range got {
			if NumberOf(w)&c.want == 0 {
				t.Errorf("%s: %s has another number", c.word, w)
			}
		}
	}
}

func ExampleInNumber() {
	fmt.Println(strings.Join(InNumber("المنظمات", Dual), " "))
	// Output: المنظمتان المنظمتين
}
