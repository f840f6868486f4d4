package lexicon

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// atLeast is how many lines each file of the built-in lexicon has at the least.
var atLeast = map[string]int{
	"general": 5200, "verbs": 820, "un": 850, "law": 400, "economy": 350, "environment": 240, "health": 420,
	"technology": 360, "countries": 400, "places": 550, "numbers": 110, "time": 80, "phrases": 390, "irregular": 400,
	"function": 20, "nouns": 400, "collocations": 1000,
}

var (
	arabicTerm  = regexp.MustCompile(`^\p{Arabic}+( \p{Arabic}+)*$`)
	englishTerm = regexp.MustCompile(`^[\p{Latin}\d][\p{Latin}\d ,.'/&-]*$`)
)

func TestEveryFileIsListed(t *testing.T) {
	files, err := fs.Glob(data, "data/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f, "data/"), ".tsv")
		if n := len(lines(name)); atLeast[name] == 0 || n < atLeast[name] {
			t.Errorf("%s has %d lines, at least %d are asked", f, n, atLeast[name])
		}
		text, _ := data.ReadFile(f)
		if !strings.HasPrefix(string(text), "# ") || strings.Contains(string(text), "\r") || !strings.HasSuffix(string(text), "\n") {
			t.Errorf("%s: no remark at its head, or lines that end otherwise than in a line feed", f)
		}
	}
}

func TestFormOfTheFiles(t *testing.T) {
	for _, name := range append(slices.Clone(domains), "verbs") {
		columns := 2
		if name == "verbs" {
			columns = 4
		}
		before := ""
		for _, f := range lines(name) {
			if len(f) != columns {
				t.Fatalf("%s: %q has %d columns, not %d", name, f, len(f), columns)
			}
			if key := strings.ToLower(f[0]); key <= before {
				t.Errorf("%s: %q after %q: not sorted, or twice", name, f[0], before)
			} else {
				before = key
			}
			if !englishTerm.MatchString(f[0]) {
				t.Errorf("%s: %q is no English term", name, f[0])
			}
			for _, column := range f[1:] {
				checkArabic(t, name+": "+f[0], column)
			}
		}
	}
}

// checkArabic checks a column of Arabic terms: letters and single spaces, none twice.
func checkArabic(t *testing.T, where, column string) {
	t.Helper()
	terms := strings.Split(column, "|")
	for i, a := range terms {
		if !arabicTerm.MatchString(a) || strings.ContainsAny(a, "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652،؛") {
			t.Errorf("%s: %q is no Arabic term in plain letters", where, a)
		}
		if slices.Contains(terms[:i], a) {
			t.Errorf("%s: %q twice", where, a)
		}
	}
}

func TestVerbsHavePastAndPresent(t *testing.T) {
	for _, f := range lines("verbs") {
		for _, present := range strings.Split(f[3], "|") {
			if len(f) != 4 || f[1] == "" || f[2] == "" || !strings.HasPrefix(present, "ي") {
				t.Errorf("%s: a verb has verbal nouns, past, and present with ي", f[0])
			}
		}
	}
}

func TestVerbGivesTheFormsThatStemsKeepApart(t *testing.T) {
	got := verb([]string{"اعتماد|معتمد", "اعتمد|تبنى", "يعتمد"})
	for _, want := range []string{"اعتماد", "معتمد", "اعتمد", "اعتمدت", "تبنت", "يعتمد", "تعتمد", "نعتمد", "سيعتمد", "ستعتمد"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
}

func TestBuiltinJoinsWhatTheFilesSay(t *testing.T) {
	entries := Builtin()
	if len(entries) < 9000 {
		t.Errorf("only %d entries", len(entries))
	}
	if !slices.IsSortedFunc(entries, func(a, b Entry) int {
		return strings.Compare(strings.ToLower(a.English), strings.ToLower(b.English))
	}) {
		t.Error("not sorted")
	}
	for _, c := range []struct{ english, arabic string }{
		{"report", "تقرير"},              // general
		{"adopt", "اعتمدت"},              // verbs, derived
		{"taken", "اتخاذ"},               // irregular
		{"children", "طفولة"},            // irregular and general
		{"trust fund", "صندوق استئماني"}, // a phrase
		{"December", "كانون الأول"},      // the Levantine name
		{"December", "ديسمبر"},           // the Western one
		{"two hundred", "مائتان"},        // a dual
		{"Chad", "تشاد"},
	} {
		at := slices.IndexFunc(entries, func(e Entry) bool { return e.English == c.english })
		if at < 0 || !slices.Contains(entries[at].Arabic, c.arabic) {
			t.Errorf("%s is not known as %s", c.english, c.arabic)
		}
	}
}

func TestIrregularFormsHaveABase(t *testing.T) {
	entries := map[string]bool{}
	for _, e := range Builtin() {
		entries[strings.ToLower(e.English)] = true
	}
	before := ""
	for _, f := range lines("irregular") {
		if len(f) != 2 || f[0] <= before || f[0] == f[1] {
			t.Errorf("%q after %q: not sorted, twice, or no form and base", f, before)
		}
		before = f[0]
		if !entries[f[1]] {
			t.Errorf("%s has no entry, so that %s has none", f[1], f[0])
		}
	}
}
