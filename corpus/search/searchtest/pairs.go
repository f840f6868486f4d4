package searchtest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
	"muqabala/corpus/search"
)

// Pairs reads the sentence pairs of an evaluation set: en.txt and ar.txt with a segment a line, and gold.tsv with the numbers of
// those that belong together.
func Pairs(dir string) (search.Bitext, error) {
	en, err1 := os.ReadFile(filepath.Join(dir, "en.txt"))
	ar, err2 := os.ReadFile(filepath.Join(dir, "ar.txt"))
	gold, err3 := os.ReadFile(filepath.Join(dir, "gold.tsv"))
	if err := errors.Join(err1, err2, err3); err != nil {
		return search.Bitext{}, err
	}
	b := search.Bitext{ID: filepath.Base(dir), Version: 1}
	original, translation := strings.Split(string(en), "\n"), strings.Split(string(ar), "\n")
	for i, line := range strings.Split(strings.TrimSpace(string(gold)), "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) < 2 {
			return b, fmt.Errorf("%s: line %d of gold.tsv has no two fields", dir, i+1)
		}
		b.Records = append(b.Records, search.Record{ID: fmt.Sprintf("%s-%d", b.ID, i), Document: b.ID, Title: b.ID, Place: int64(i), Kind: "paragraph",
			Status: search.Open, Original: joined(original, fields[0]), Translation: joined(translation, fields[1])})
	}
	return b, nil
}

func joined(lines []string, numbers string) string {
	var out []string
	for n := range strings.SplitSeq(numbers, ",") {
		if at, err := strconv.Atoi(n); err == nil && at < len(lines) {
			out = append(out, lines[at])
		}
	}
	return strings.Join(out, " ")
}

// Asked is a query made from a text, with the records that have what it is about.
type Asked struct {
	Kind  string // word, form, phrase, typo, split or number
	Query string
	Want  map[string]bool // IDs
}

// Ask makes n queries of each kind from words of records, the same for the same seed. What they must find is known by looking at
// every record for the word as it is folded, or for the two words of a phrase, without any index.
func Ask(records []search.Record, n int, seed uint64) []Asked {
	a := asker{rand.New(rand.NewPCG(seed, 2)), records, map[string][]string{}}
	for _, r := range records {
		for _, side := range sides {
			words := search.Words(r.Text(side))
			for i, w := range words {
				a.enter(arabic.Fold(w), r.ID)
				if i > 0 {
					a.enter(arabic.Fold(words[i-1])+" "+arabic.Fold(w), r.ID)
				}
			}
		}
	}
	var out []Asked
	for _, kind := range []string{"word", "form", "phrase", "typo", "split", "number"} {
		for range n {
			out = append(out, a.ask(kind))
		}
	}
	return out
}

var sides = []corpus.Side{corpus.OriginalSide, corpus.TranslationSide}

type asker struct {
	*rand.Rand
	records []search.Record
	with    map[string][]string // IDs of records by folded words, and pairs of words
}

func (a *asker) enter(key, id string) {
	if list := a.with[key]; len(list) == 0 || list[len(list)-1] != id {
		a.with[key] = append(list, id)
	}
}

// words are those of some side of some record.
func (a *asker) words() []string {
	return search.Words(a.records[a.IntN(len(a.records))].Text(sides[a.IntN(2)]))
}

func (a *asker) ask(kind string) Asked {
	for {
		words := a.words()
		if len(words) < 2 {
			continue
		}
		at := a.IntN(len(words) - 1)
		query, about := a.about(kind, words[at], words[at+1])
		want := map[string]bool{}
		for _, id := range a.with[about] {
			want[id] = true
		}
		if query != "" && len(want) > 0 && len(want) <= 10 {
			return Asked{kind, query, want}
		}
	}
}

// about is a query of a kind about a word, or it and the next, and the key of what it must find; "" where these words do not do.
func (a *asker) about(kind, word, next string) (query, about string) {
	folded, letters := arabic.Fold(word), []rune(word)
	class := arabic.Words(word)[0].Class
	isWord := (class == arabic.Letters || class == arabic.Latin) && len(letters) >= 5
	switch {
	case kind == "number" && class == arabic.Number:
		return arabic.FoldDigits(word), folded
	case kind == "phrase":
		return `"` + word + " " + next + `"`, folded + " " + arabic.Fold(next)
	case !isWord:
		return "", ""
	case kind == "word":
		return word, folded
	case kind == "form" && class == arabic.Letters:
		forms := search.Forms(folded)
		return forms[a.IntN(len(forms))], folded
	case kind == "typo":
		others := []rune("aeinrts")
		if class == arabic.Letters {
			others = []rune("ابيتنمل")
		}
		letters[1+a.IntN(len(letters)-2)] = others[a.IntN(len(others))]
		return string(letters), folded
	case kind == "split":
		cut := 2 + a.IntN(len(letters)-3)
		return string(letters[:cut]) + " " + string(letters[cut:]), folded
	}
	return "", ""
}

// Figures are how well queries of a kind are answered.
type Figures struct {
	Queries, Wanted, Found, First int // First: queries whose first hit is one that was wanted
}

// Measure asks an index, counts by kind what is found, and calls wrong with marks that are no words of the text.
func Measure(search func(query string) ([]search.Hit, error), all []Asked, wrong func(Asked, search.Hit)) (map[string]Figures, error) {
	out := map[string]Figures{}
	for _, q := range all {
		hits, err := search(q.Query)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.Query, err)
		}
		f := out[q.Kind]
		f.Queries++
		f.Wanted += len(q.Want)
		for i, h := range hits {
			if q.Want[h.ID] {
				f.Found++
				if i == 0 {
					f.First++
				}
			}
			if !marksWords(h) {
				wrong(q, h)
			}
		}
		out[q.Kind] = f
	}
	return out, nil
}

// marksWords reports whether every mark of a hit is a word of its text, and something is marked.
func marksWords(h search.Hit) bool {
	for _, side := range sides {
		spans := map[corpus.Span]bool{}
		for _, w := range arabic.Words(h.Text(side)) {
			spans[w.Span] = true
		}
		if slices.ContainsFunc(h.Marks(side), func(m search.Mark) bool { return !spans[m.Span] }) {
			return false
		}
	}
	return len(h.OriginalMarks)+len(h.TranslationMarks) > 0
}
