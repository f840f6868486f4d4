package searchtest

import (
	"errors"
	"fmt"
	"maps"
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
	About string          // the word, folded, or the two words of a phrase
	Want  map[string]bool // IDs of the records that have it
	Right map[string]bool // of those that are as good an answer, see [asker.right]; those wanted are among them
}

// Ask makes n queries of each kind from words of records, the same for the same seed. What they must find is known by looking at
// every record for the word as it is folded, or for the two words of a phrase, without any index.
func Ask(records []search.Record, n int, seed uint64) []Asked {
	a := asker{rand.New(rand.NewPCG(seed, 2)), records, map[string][]string{}, map[string][]string{}}
	for _, r := range records {
		for _, side := range sides {
			words := search.Words(r.Text(side))
			for i, w := range words {
				enter(a.words, arabic.Fold(w), r.ID)
				if i > 0 {
					enter(a.pairs, arabic.Fold(words[i-1])+" "+arabic.Fold(w), r.ID)
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
	records      []search.Record
	words, pairs map[string][]string // IDs of records by folded words, and by two that follow each other
}

func enter(with map[string][]string, key, id string) {
	if list := with[key]; len(list) == 0 || list[len(list)-1] != id {
		with[key] = append(list, id)
	}
}

// some are the words of some side of some record.
func (a *asker) some() []string {
	return search.Words(a.records[a.IntN(len(a.records))].Text(sides[a.IntN(2)]))
}

func (a *asker) ask(kind string) Asked {
	for {
		words := a.some()
		if len(words) < 2 {
			continue
		}
		at := a.IntN(len(words) - 1)
		query, about := a.about(kind, words[at], words[at+1])
		with := a.words[about]
		if kind == "phrase" {
			with = a.pairs[about]
		}
		if query != "" && len(with) > 0 && len(with) <= 10 {
			q := Asked{Kind: kind, Query: query, About: about, Want: set(with)}
			q.Right = a.right(q)
			return q
		}
	}
}

func set(ids []string) map[string]bool {
	out := map[string]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out
}

// right are the records of which nobody could say that they answer a query less well than those wanted: they have the very words
// that were typed, the same word with something else attached, or, since nobody can know which word was meant, one that is as near
// to a word mistyped as the one that it was made from.
func (a *asker) right(q Asked) map[string]bool {
	out := maps.Clone(q.Want)
	if q.Kind == "phrase" {
		return out
	}
	maps.Copy(out, a.withAll(search.Words(q.Query)))
	forms := search.Forms(q.About)
	typed := arabic.Fold(q.Query)
	if q.Kind != "split" {
		forms = append(forms, search.Forms(typed)...)
	}
	for _, f := range forms {
		maps.Copy(out, set(a.words[f]))
	}
	if q.Kind == "typo" {
		for w, ids := range a.words {
			if search.Distance(typed, w) <= search.Distance(typed, q.About) {
				maps.Copy(out, set(ids))
			}
		}
	}
	return out
}

// withAll are the records that have all of some words.
func (a *asker) withAll(words []string) map[string]bool {
	out := set(a.words[arabic.Fold(words[0])])
	for _, w := range words[1:] {
		has := set(a.words[arabic.Fold(w)])
		maps.DeleteFunc(out, func(id string, _ bool) bool { return !has[id] })
	}
	return out
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
		return string(a.mistype(letters, class)), folded
	case kind == "split":
		cut := 2 + a.IntN(len(letters)-3)
		return string(letters[:cut]) + " " + string(letters[cut:]), folded
	}
	return "", ""
}

// mistype makes one typing error inside a word: another letter, one too many, one too few, or two that have changed places.
func (a *asker) mistype(letters []rune, class arabic.Class) []rune {
	others := []rune("aeinrts")
	if class == arabic.Letters {
		others = []rune("ابيتنمل")
	}
	at, other := 1+a.IntN(len(letters)-2), others[a.IntN(len(others))]
	switch a.IntN(4) {
	case 0:
		letters[at] = other
	case 1:
		letters = slices.Insert(letters, at, other)
	case 2:
		letters = slices.Delete(letters, at, at+1)
	default:
		letters[at], letters[at-1] = letters[at-1], letters[at]
	}
	return letters
}

// Figures are how well queries of a kind are answered.
type Figures struct {
	Queries, Wanted, Found int
	First, Right           int // queries whose first hit is one that was wanted, or right
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
		if len(hits) > 0 && q.Want[hits[0].ID] {
			f.First++
		}
		if len(hits) > 0 && q.Right[hits[0].ID] {
			f.Right++
		}
		for _, h := range hits {
			if q.Want[h.ID] {
				f.Found++
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
