package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"muqabala/corpus"
)

func ExampleParse() {
	q, err := Parse(`تعاون "trust fund" -annex kind:paragraph date:1998..2000`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range q.Clauses {
		fmt.Println(c.Words, c.Phrase, c.Not)
	}
	kind, date := q.Filters[0], q.Filters[1]
	fmt.Println(kind.Field, kind.Values)
	fmt.Println(date.Field, date.From, date.To)
	// Output:
	// [تعاون] false false
	// [trust fund] true false
	// [annex] false true
	// kind [paragraph]
	// date 1998-00-00 2000-12-31
}

func ExampleForms() {
	forms := Forms("للامم")
	fmt.Println(forms[0], slices.Contains(forms, "الامم"), slices.Contains(forms, "والامم"))
	// Output: للامم true true
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		`a b`:                   `a+b+`,
		`"a b" c`:               `"a b"+c+`,
		`-"a b" -c d`:           `!"a b"+!c+d+`,
		`«الأمم المتحدة»`:       `"الأمم المتحدة"+`,
		`“a b”`:                 `"a b"+`,
		`coop*`:                 `coop*+`,
		`"unclosed phrase`:      `"unclosed phrase"+`,
		`high-level`:            `"high level"+`,
		`- a`:                   `a+`,
		"\u200fa\u202c b\u2069": `a+b+`,
		`status:open a`:         `a+[status open]`,
		`status:a,b -kind:c x`:  `x+[status a b][!kind c]`,
		`document:"The report"`: `[document The report]`,
		`number:٢٧ x`:           `x+[number 27]`,
		`http://a.example/b x`:  `http://a.example/b+x+`,
		`kind: x`:               `x+`,
		`A/RES/54/117`:          `A/RES/54/117+`,
		`unknown:x`:             `"unknown x"+`,
		`date:2000-05 x`:        `x+[date 2000-05-00 2000-05-31]`,
		`date:..2000 x`:         `x+[date  2000-12-31]`,
	} {
		q, err := Parse(text)
		if got := spell(q); err != nil || got != want {
			t.Errorf("%s: %s %v, want %s", text, got, err, want)
		}
	}
}

// spell writes a query in short.
func spell(q Query) string {
	var b strings.Builder
	for _, c := range q.Clauses {
		if c.Not {
			b.WriteByte('!')
		}
		words := strings.Join(c.Words, " ")
		if c.Phrase {
			words = `"` + words + `"`
		}
		b.WriteString(words)
		if c.Prefix {
			b.WriteByte('*')
		}
		b.WriteByte('+')
	}
	for _, f := range q.Filters {
		not := ""
		if f.Not {
			not = "!"
		}
		values := strings.Join(f.Values, " ")
		if f.Field == DateField {
			values = f.From + " " + f.To
		}
		fmt.Fprintf(&b, "[%s%s %s]", not, f.Field, values)
	}
	return b.String()
}

func TestQueriesThatCannotBeAnswered(t *testing.T) {
	for text, want := range map[string]Problem{
		"": NoWord, "؟ !": NoWord, "-a": OnlyNot, strings.Repeat("a", 1001): TooLong, strings.Repeat("a ", 41): TooMany, "date:x a": BadDate,
		"date:2005..2000 a": BadDate, "lang:fr a": BadLanguage, "typo:x a": BadTypos, "\xff": BadUTF8, "-lang:ar a": NotFilter,
	} {
		_, err := Parse(text)
		var e *QueryError
		if !errors.As(err, &e) || e.Problem != want || !errors.Is(err, ErrQuery) {
			t.Errorf("%.20q: %v, want %s", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`a "b c" -d kind:x date:1999..`, `"`, "«ال", "-\"", "\u202e*", "date:٢٠٠٠", `document:"`, "﷽ ١٬٢٥٠ A/48/185"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			if !errors.Is(err, ErrQuery) {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		p := newPlan(&q, NewKeyer(), nil)
		for _, to := range []Level{Exact, Folded, Attached, Stemmed, Misread} {
			p.expr(upTo(to), true)
		}
		h, ok := newMatcher(p, NewKeyer()).match(Record{Original: s, Translation: s})
		if ok {
			for _, m := range append(h.OriginalMarks, h.TranslationMarks...) {
				_ = m.Span.In(s)
			}
		}
	})
}

func TestPartStems(t *testing.T) {
	for word, want := range map[string][]string{
		"مجلسالامن": {"مجلس", "الامن"}, "وزيرالخارجيه": {"وزير", "الخارجيه"}, "والعالميه": nil, "المجالات": nil, "اعمالهم": nil, "الاستقلاليه": nil,
		"الامن": nil, "خلال": nil, "اجماليها": nil, "كتاب": nil,
	} {
		got := partStems(word)
		if len(want) == 0 != (len(got) == 0) || slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(got, w) }) {
			t.Errorf("%s: %v, want %v", word, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	for word, want := range map[string][]string{
		"تعاون":    {"والتعاون", "بالتعاون", "للتعاون", "وبتعاون", "فالتعاون"},
		"والتعاون": {"تعاون", "التعاون"},
		"بابخازيا": {"ابخازيا", "وابخازيا"},
		"لجنه":     {"للجنه", "واللجنه"},
		"للجنه":    {"لجنه", "اللجنه"},
		"دعم":      {"لدعم", "بدعم", "الدعم"},
	} {
		forms := Forms(word)
		for _, w := range want {
			if !slices.Contains(forms, w) {
				t.Errorf("%s has no form %s: %v", word, w, forms)
			}
		}
	}
	for word, not := range map[string]string{"وزير": "زير", "بلدان": "لدا", "كتاب": "تاب", "council": "ouncil", "لجنه": "جنه"} {
		if slices.Contains(Forms(word), not) {
			t.Errorf("%s has the form %s", word, not)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"ابخازيا", "انجازيا", 2}, {"word", "wrod", 1}, {"ca", "abc", 3}} {
		if got := Distance(c.a, c.b); got != c.want || Distance(c.b, c.a) != c.want {
			t.Errorf("%s, %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestApart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"abc", "", 6}, {"report", "report", 0}, {"report", "repert", 2}, {"report", "rpeort", 2}, {"report", "reports", 2},
		{"ابخازيا", "انجازيا", 2}, {"الجلسه", "الحلسه", 1}, {"الصندوق", "الصيدوق", 1}, {"محافنه", "محافظه", 2},
	} {
		if got := apart(c.a, c.b); got != c.want || apart(c.b, c.a) != c.want {
			t.Errorf("%s, %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestAttachedForms: a form is the farther from a word the more that is attached to either differs.
func TestAttachedForms(t *testing.T) {
	for word, want := range map[string]map[string]int{
		"والتعاون": {"والتعاون": 0, "التعاون": 1, "وتعاون": 1, "تعاون": 2, "وبالتعاون": 1, "بتعاون": 3},
		"للجنه":    {"اللجنه": 1, "لجنه": 1, "وللجنه": 1},
		"ا":        {"ا": 0},
	} {
		got := map[string]int{}
		for _, f := range attachedForms(word) {
			got[f.text] = f.apart
		}
		for form, apart := range want {
			if n, there := got[form]; !there || n != apart {
				t.Errorf("%s and %s: %d apart, want %d", word, form, n, apart)
			}
		}
	}
	if forms := Forms("ا"); len(forms) != 1 {
		t.Errorf("one letter has forms: %v", forms)
	}
}

// found is a hit with marks on the words given, ok those of the other side.
func found(original, translation, word, counterpart string) Hit {
	h := Hit{Record: Record{ID: original, Original: original, Translation: translation}}
	mark := func(text, word string, counterpart bool) []Mark {
		if at := strings.Index(text, word); word != "" && at >= 0 {
			return []Mark{{Span: corpus.Span{Start: at, End: at + len(word)}, Counterpart: counterpart}}
		}
		return nil
	}
	h.OriginalMarks, h.TranslationMarks = mark(original, word, false), mark(translation, counterpart, true)
	return h
}

var someHits = []Hit{
	found("The new council met", "اجتمع المجلس الجديد", "council", "المجلس"),
	found("a big council here", "مجلس كبير هنا", "council", "مجلس"),
	found("An old council", "هيئة قديمة", "council", "هيئة"),
}

func TestConcordance(t *testing.T) {
	for _, c := range []struct {
		side corpus.Side
		by   Context
		want string
	}{
		{corpus.OriginalSide, Before, "a big |council| here / The new |council| met / An old |council|"},
		{corpus.OriginalSide, After, "An old |council| / a big |council| here / The new |council| met"},
		{corpus.TranslationSide, After, "اجتمع |المجلس| الجديد / |هيئة| قديمة / |مجلس| كبير هنا"},
	} {
		var got []string
		for _, l := range Concordance(someHits, c.side, c.by) {
			got = append(got, l.Before+"|"+l.Match+"|"+l.After)
		}
		if s := strings.Join(got, " / "); s != c.want {
			t.Errorf("%s by what is %s: %s", c.side, c.by, s)
		}
	}
}

func TestRenderings(t *testing.T) {
	got := Renderings(someHits)
	if len(got) != 2 || got[0].Count != 2 || got[0].Text != "مجلس" || got[1].Text != "هيئة" || got[0].Side != corpus.TranslationSide {
		t.Errorf("%+v", got)
	}
}

// TestRenderingsTogether: what is attached to a word makes no other rendering of it, where it occurs without it too.
func TestRenderingsTogether(t *testing.T) {
	hits := []Hit{
		found("a council", "مجلس الأمن", "council", "مجلس الأمن"), found("the council", "مجلس الأمن", "council", "مجلس الأمن"),
		found("to the council", "لمجلس الأمن", "council", "لمجلس الأمن"), found("countries of council", "بلدان هنا", "council", "بلدان"),
	}
	var got []string
	for _, r := range Renderings(hits) {
		got = append(got, fmt.Sprint(r.Text, " ", r.Count))
	}
	if want := []string{"مجلس الأمن 3", "بلدان 1"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// answering is a searcher that fails with err, or has one hit of that name.
type answering struct {
	Searcher
	name  string
	err   error
	asked int
}

func (a *answering) Search(context.Context, Query) (Result, error) {
	a.asked++
	return Result{Hits: []Hit{{Record: Record{ID: a.name}}}}, a.err
}

func TestFallback(t *testing.T) {
	first, second := &answering{name: "first"}, &answering{name: "second"}
	f := NewFallback(first, second)
	now := time.Unix(0, 0)
	f.now = func() time.Time { return now }
	step := func(want string, noted bool, asked int) {
		t.Helper()
		r, err := f.Search(t.Context(), Query{})
		if err != nil || r.Hits[0].ID != want || (r.Note != "") != noted || first.asked != asked {
			t.Errorf("%s %q %v, the first was asked %d times; want %s, %d times", r.Hits[0].ID, r.Note, err, first.asked, want, asked)
		}
	}
	step("first", false, 1)
	first.err = fmt.Errorf("down: %w", ErrUnavailable)
	step("second", true, 2)
	step("second", true, 2) // it is left alone
	now = now.Add(minPause)
	step("second", true, 3)
	now = now.Add(minPause) // the pause has doubled
	step("second", true, 3)
	now = now.Add(minPause)
	first.err = nil
	step("first", false, 4)
	first.err = ErrDenied
	step("second", true, 5)
	now = now.Add(time.Hour)
	first.err = ErrQuery // no fault of the index
	if _, err := f.Search(t.Context(), Query{}); !errors.Is(err, ErrQuery) {
		t.Errorf("error %v", err)
	}
}
