package searchtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
	"muqabala/corpus/search"
)

// Run is the suite. empty gives an empty index of its own to each test.
func Run(t *testing.T, empty func(*testing.T) search.Index) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, search.Index)
	}{
		{"queries", testQueries}, {"highlights", testHighlights}, {"counterparts", testCounterparts}, {"facets", testFacets}, {"counts", testCounts}, {"suggest", testSuggest},
		{"hostile", testHostile}, {"update", testUpdate}, {"stale", testStale}, {"remove", testRemove}, {"limit", testLimit}, {"as typed", testAsTyped},
		{"markup", testMarkup}, {"synonyms", testSynonyms}, {"together", testTogether}, {"health", testHealth},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, empty(t)) })
	}
}

// fill puts the fixture into an index.
func fill(t *testing.T, x search.Index) {
	t.Helper()
	for _, b := range Bitexts() {
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
}

// ask is the answer to a query as people type it.
func ask(t *testing.T, x search.Index, text string) search.Result {
	t.Helper()
	q, err := search.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	r, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return r
}

func ids(hits []search.Hit) []string {
	out := make([]string, len(hits))
	for i, h := range hits {
		out[i] = h.ID
	}
	return out
}

// What the queries of the fixture must reach: of the records expected those among the first ten, and the queries whose first
// hit is right.
const minRecall, minFirst = .98, .95

func testQueries(t *testing.T, x search.Index) {
	fill(t, x)
	wanted, found, queries, right := 0, 0, 0, 0
	for _, e := range expectations(t) {
		got := ids(ask(t, x, e.query).Hits)
		if e.none {
			if len(got) > 0 {
				t.Errorf("%s: found %v, there is nothing to find", e.query, got)
			}
			continue
		}
		queries++
		if len(got) > 0 && slices.Contains(e.first, got[0]) {
			right++
		} else {
			t.Logf("%s: first of %v, not one of %v", e.query, got, e.first)
		}
		for _, id := range e.within {
			wanted++
			if slices.Contains(got[:min(10, len(got))], id) {
				found++
			} else {
				t.Logf("%s: %s is not among %v", e.query, id, got)
			}
		}
	}
	recall, first := float64(found)/float64(wanted), float64(right)/float64(queries)
	t.Logf("%d queries: recall at 10 %.3f, first hit right %.3f", queries, recall, first)
	if recall < minRecall || first < minFirst {
		t.Errorf("recall %.3f, first hit %.3f: less than %v and %v", recall, first, minRecall, minFirst)
	}
}

func testHighlights(t *testing.T, x search.Index) {
	fill(t, x)
	for _, e := range expectations(t) {
		q, err := search.Parse(e.query)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range ask(t, x, e.query).Hits {
			checkMarks(t, q, &h)
		}
	}
}

// checkMarks reports a mark that is not a word of the text or not like the word that it stands for, and words that no mark
// stands for.
func checkMarks(t *testing.T, q search.Query, h *search.Hit) {
	t.Helper()
	var wanted []search.Clause
	for _, c := range q.Clauses {
		if !c.Not {
			wanted = append(wanted, c)
		}
	}
	met := make([]bool, len(wanted))
	for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
		words := map[corpus.Span]string{}
		for _, w := range arabic.Words(h.Text(side)) {
			words[w.Span] = w.Text
		}
		for _, m := range h.Marks(side) {
			if text, ok := words[m.Span]; !ok || !like(text, wanted[m.Clause], m.Level) {
				t.Errorf("%v: %s %v marks %q as %v", wanted, h.ID, m.Span, text, m.Level)
			}
			for i, c := range wanted { // a word without the space that belongs in it stands for two
				met[i] = met[i] || i == m.Clause || m.Level >= search.Attached && strings.Contains(arabic.Fold(words[m.Span]), arabic.Fold(c.Words[0]))
			}
		}
	}
	for i, ok := range met {
		if !ok {
			t.Errorf("%v: nothing is marked in %s for %v", q.Clauses, h.ID, wanted[i])
		}
	}
}

// like reports whether a word may be marked for a clause.
func like(text string, c search.Clause, level search.Level) bool {
	folded := arabic.Fold(text)
	if c.Joined && level == search.Synonym && folded == arabic.Fold(strings.Join(c.Words, "")) {
		return true
	}
	for _, w := range c.Words {
		query := arabic.Fold(w)
		forms := search.Forms(query)
		bare := func(s string) bool { return search.Distance(arabic.FoldDots(folded), arabic.FoldDots(s)) <= 1 }
		switch {
		case level == search.Exact && text == w, level == search.Folded && folded == query:
			return true
		case (level == search.Attached || c.Phrase) && slices.Contains(forms, folded):
			return true
		case c.Prefix && slices.ContainsFunc(forms, func(f string) bool { return strings.HasPrefix(folded, f) }):
			return true
		case level == search.Stemmed && slices.ContainsFunc(forms, func(f string) bool { return haveCommonKey(f, folded) }):
			return true
		case level == search.Attached && strings.Contains(folded, query): // joined with the word beside it
			return true
		case level == search.Misread && (search.Distance(folded, query) <= 2 || slices.ContainsFunc(forms, bare)):
			return true
		case level == search.Misread && slices.ContainsFunc(forms, func(f string) bool { return strings.Contains(f, folded) }): // a part of it
			return true
		}
	}
	return false
}

// haveCommonKey reports whether one of two folded words is a stem of the other, or both have one.
func haveCommonKey(a, b string) bool {
	k := search.NewKeyer()
	as, bs := k.KeysOf(a), k.KeysOf(b)
	all := append(bs.Stems, bs.Folded...)
	return slices.ContainsFunc(append(as.Stems, as.Folded...), func(s string) bool { return slices.Contains(all, s) })
}

func testCounterparts(t *testing.T, x search.Index) {
	r := search.Record{ID: "a", Document: "d", Status: search.Open, Kind: "paragraph", Original: "The Council, too, met.", Translation: "واجتمع المجلس أيضا.",
		Links: []search.Link{{1, 1}, {3, 2}, {5, 0}, {99, 0}}} // the last is of another state of the text
	if err := x.Update(t.Context(), search.Bitext{ID: "d", Version: 1, Records: []search.Record{r}}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{"council": "المجلس", "المجلس": "Council", "met": "واجتمع", "أيضا": "too"} {
		hits := ask(t, x, query).Hits
		if len(hits) != 1 {
			t.Fatalf("%s: %d hits", query, len(hits))
		}
		var got []string
		for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
			for _, m := range hits[0].Marks(side) {
				if m.Counterpart {
					got = append(got, m.Span.In(hits[0].Text(side)))
				}
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: counterparts %v, want %s", query, got, want)
		}
	}
}

func testFacets(t *testing.T, x search.Index) {
	fill(t, x)
	for query, want := range map[string]map[search.Field]map[string]int{
		"cooperation typo:off": {search.DocumentField: {"vienna": 2, "health": 1}, search.StatusField: {"confirmed": 2, "open": 1}},
		"kind:title":           {search.DocumentField: {"vienna": 1, "water": 1, "health": 1}, search.KindField: {"title": 3}},
		"check:ocr-word":       {search.CheckField: {"ocr-word": 4, "ocr-character": 1}},
		"kosvo":                {search.DocumentField: {"vienna": 1}},
	} {
		q, err := search.Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		got, err := x.Facets(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for field, counts := range want {
			if fmt.Sprint(got.Counts[field]) != fmt.Sprint(counts) {
				t.Errorf("%s: %s %v, want %v", query, field, got.Counts[field], counts)
			}
		}
	}
}

// testCounts: facets count what is found, no more and no less, phrases and words in two parts included.
func testCounts(t *testing.T, x search.Index) {
	fill(t, x)
	for _, e := range expectations(t) {
		q, err := search.Parse(e.query)
		if err != nil {
			t.Fatal(err)
		}
		facets, err := x.Facets(t.Context(), q)
		counted := 0
		for _, n := range facets.Counts[search.StatusField] {
			counted += n
		}
		if r := ask(t, x, e.query); err != nil || counted != r.Total || facets.AtMost || r.AtMost {
			t.Errorf("%s: %d found, %d counted, %v", e.query, r.Total, counted, err)
		}
	}
}

func testSuggest(t *testing.T, x search.Index) {
	fill(t, x)
	for query, want := range map[string]string{"secur": "Security", "water resou": "water resources", "المستش": "المستشفيات", "ابخ": "أبخازيا", "vaccinaton": "Vaccination"} {
		got, err := x.Suggest(t.Context(), query, 5)
		if err != nil || len(got) == 0 || got[0] != want || len(got) > 5 {
			t.Errorf("%s: %v %v, want %s first", query, got, err, want)
		}
	}
	for _, query := range []string{"", "...", "qqqqzzzz", strings.Repeat("a", 10_000)} {
		if got, err := x.Suggest(t.Context(), query, 5); err != nil || len(got) > 0 {
			t.Errorf("%.20q: %v %v", query, got, err)
		}
	}
}

// testHostile asks what nobody should: every query has an answer or a message that says what is wrong with it.
func testHostile(t *testing.T, x search.Index) {
	fill(t, x)
	for _, query := range []string{
		strings.Repeat("تعاون ", 1700), strings.Repeat("a", 10_000), "ال", "و", "ال ال ال", "؟", "... !!", `"`, `"unbalanced quote`, `«غير مغلق`, `""`, `-`, `--`, `-""`,
		"\u202e\u200f", "\u202eتعاون\u202c", "\xff\xfe", "a\x00b", "*", "a*", "ا*", "kind:", "date:yesterday", "date:2005..2000", "lang:fr", "typo:maybe", `' OR 1=1 --`,
		`document:"x\" OR id = 1`, "kind:'x'", `number:"`, "-lang:ar", "status:open -تعاون", strings.Repeat("a ", 41), strings.Repeat(`"`, 999), "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🙂", "ﷺ ﻻ",
	} {
		q, err := search.Parse(query)
		if err != nil {
			if !errors.Is(err, search.ErrQuery) {
				t.Errorf("%.40q: %v", query, err)
			}
			continue
		}
		if _, err := x.Search(t.Context(), q); err != nil {
			t.Errorf("%.40q: %v", query, err)
		}
		if _, err := x.Facets(t.Context(), q); err != nil {
			t.Errorf("facets of %.40q: %v", query, err)
		}
	}
}

func testUpdate(t *testing.T, x search.Index) {
	fill(t, x)
	b := Bitexts()[0]
	b.Version = 2
	b.Records = slices.Clone(b.Records)
	b.Records[4].Translation = strings.ReplaceAll(b.Records[4].Translation, "أنجازيا", "أبخازيا")
	b.Records = slices.Delete(b.Records, 5, 6) // 1999
	for range 2 {                              // twice is as once
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		if r := ask(t, x, "أبخازيا typo:off"); r.Total != 3 {
			t.Errorf("after the correction %d records have the word, not 3", r.Total)
		}
		if r := ask(t, x, "1999"); r.Total != 0 {
			t.Errorf("a record that is gone is found: %v", ids(r.Hits))
		}
		if r := ask(t, x, "wells"); r.Total != 1 {
			t.Error("another bitext has changed")
		}
	}
}

func testStale(t *testing.T, x search.Index) {
	b := Bitexts()[0]
	b.Version = 5
	if err := x.Update(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	old := search.Bitext{ID: b.ID, Version: 4}
	if err := x.Update(t.Context(), old); !errors.Is(err, search.ErrStale) {
		t.Errorf("an older version: %v", err)
	}
	if r := ask(t, x, "1999"); r.Total != 1 {
		t.Error("the older version was written")
	}
}

func testRemove(t *testing.T, x search.Index) {
	fill(t, x)
	for range 2 {
		if err := x.Remove(t.Context(), "vienna"); err != nil {
			t.Fatal(err)
		}
	}
	if r := ask(t, x, "cooperation"); r.Total != 1 || r.Hits[0].Document != "health" {
		t.Errorf("after the removal: %v", ids(r.Hits))
	}
	if err := x.Update(t.Context(), Bitexts()[0]); err != nil { // restored at the version that it had
		t.Fatal(err)
	}
	if r := ask(t, x, "cooperation"); r.Total != 3 {
		t.Errorf("after it was restored: %v", ids(r.Hits))
	}
}

func testLimit(t *testing.T, x search.Index) {
	var b search.Bitext
	b.ID, b.Version = "many", 1
	for i := range 450 {
		word := "reports"
		if i == 440 {
			word = "Report"
		}
		b.Records = append(b.Records, search.Record{ID: fmt.Sprint("m", i), Document: "many", Place: int64(i), Status: search.Open, Original: fmt.Sprintf("The %s %d", word, i)})
	}
	if err := x.Update(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	q, err := search.Parse("Report")
	if err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int]int{0: search.DefaultLimit, 3: 3, 300: 300, 1000: 450} {
		q.Limit = limit
		r, err := x.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Hits) != want || r.Total != 450 || r.AtMost || r.Hits[0].ID != "m440" {
			t.Errorf("limit %d: %d hits of %d, first %s", limit, len(r.Hits), r.Total, r.Hits[0].ID)
		}
	}
}

func testAsTyped(t *testing.T, x search.Index) {
	fill(t, x)
	for typed, want := range map[string]string{"humanit": "c12", "Regional coop": "h8", "أبخا": "c3", "وال": ""} {
		q, err := search.Parse(typed)
		if err != nil {
			t.Fatal(err)
		}
		q.AsTyped = true
		r, err := x.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if want != "" && (len(r.Hits) == 0 || r.Hits[0].ID != want) {
			t.Errorf("%s: %v, want %s first", typed, ids(r.Hits), want)
		}
	}
}

// testMarkup: what looks like markup is text.
func testMarkup(t *testing.T, x search.Index) {
	fill(t, x)
	r := ask(t, x, "welcomed typo:off")
	i := slices.IndexFunc(r.Hits, func(h search.Hit) bool { return h.ID == "c15" })
	if i < 0 || r.Hits[i].Original != "The Organization <b>welcomed</b> the <script>alert(1)</script> text." {
		t.Fatalf("hits %+v", r.Hits)
	}
	if m := r.Hits[i].OriginalMarks; len(m) != 1 || m[0].Span.In(r.Hits[i].Original) != "welcomed" {
		t.Errorf("marks %v", m)
	}
}

// Synonymous is an index that can be told of synonyms; the suite tests those that can.
type Synonymous interface{ SetSynonyms(search.Synonyms) }

// testSynonyms: what a glossary has for the same is found, behind the word itself.
func testSynonyms(t *testing.T, x search.Index) {
	fill(t, x)
	x.(Synonymous).SetSynonyms(search.NewSynonyms([][]string{{"وباء", "جائحة", "مرض"}, {"UN", "United Nations"}, {"صراعات", "نزاعات"}}))
	for query, want := range map[string]string{"جائحة": "h7 h8", "UN": "c1 h13 h9", "النزاعات": "", "نزاعات": "c11", "-جائحة epidemic": "h7 h8"} {
		got := ids(ask(t, x, query+" typo:off").Hits)
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", query, got, want)
		}
	}
	if h := ask(t, x, "UN typo:off").Hits[0]; h.Level != search.Synonym || len(h.OriginalMarks) != 2 {
		t.Errorf("level %v, marks %v", h.Level, h.OriginalMarks)
	}
	if h := ask(t, x, "وباء").Hits[0]; h.Level > search.Attached {
		t.Errorf("the word itself is not first: %v", h.Level)
	}
}

// testTogether searches while bitexts are written.
func testTogether(t *testing.T, x search.Index) {
	var wg sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	for range 3 {
		wg.Go(func() {
			for ctx.Err() == nil {
				q, _ := search.Parse("تعاون water")
				if _, err := x.Search(ctx, q); err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for version := range int64(3) {
		for _, b := range Bitexts() {
			b.Version = version + 1
			if err := x.Update(t.Context(), b); err != nil {
				t.Error(err)
			}
		}
	}
	stop()
	wg.Wait()
	if r := ask(t, x, "cooperation"); r.Total != 3 {
		t.Errorf("%d records, not 3", r.Total)
	}
}

func testHealth(t *testing.T, x search.Index) {
	fill(t, x)
	n := 0
	for _, b := range Bitexts() {
		n += len(b.Records)
	}
	h, err := x.Health(t.Context())
	if err != nil || h.Records != n || h.Backend == "" {
		t.Errorf("%+v %v, want %d records", h, err, n)
	}
}
