package searchtest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"muqabala/corpus/search"
)

const documentSize = 10_000

// Generate gives n records of a large collection: sentences of 8 to 40 words whose frequencies follow Zipf's law over some
// 100,000 words a language, every fourth pair with a date, in bitexts of 10,000 records. The same seed gives the same records.
func Generate(n int, seed uint64) iter.Seq[search.Record] {
	return func(yield func(search.Record) bool) {
		next := generator(seed)
		for i := range n {
			if !yield(next(i)) {
				return
			}
		}
	}
}

func generator(seed uint64) func(int) search.Record {
	r := rand.New(rand.NewPCG(seed, 1))
	const vocabulary = 100_000
	arabic, english := arabicWords(vocabulary, r), englishWords(vocabulary, r)
	zipf := rand.NewZipf(r, 1.07, 4, vocabulary-1)
	kinds, states := []string{"paragraph", "paragraph", "paragraph", "heading", "footnote"}, []string{search.Open, search.Open, search.Confirmed}
	return func(i int) search.Record {
		document := i / documentSize
		original, translation := sentence(english, zipf, 8+r.IntN(32)), sentence(arabic, zipf, 7+r.IntN(28))
		if i%4 == 0 {
			day, year := 1+r.IntN(28), 1980+r.IntN(40)
			original, translation = fmt.Sprintf("On %d May %d %s", day, year, original), fmt.Sprintf("في %d أيار/مايو %d %s", day, year, translation)
		}
		return search.Record{
			ID: fmt.Sprintf("%032x", i), Document: fmt.Sprint(document), Title: fmt.Sprintf("Report %d", document),
			Row: fmt.Sprintf("%d:0-9 | %d:0-9", i, i), Bead: fmt.Sprint(i), Place: int64(i % documentSize),
			Kind: kinds[r.IntN(len(kinds))], Number: fmt.Sprint(i%documentSize/3 + 1), Status: states[r.IntN(len(states))], Imported: fmt.Sprintf("%d-05-17", 1990+document%30),
			Original: original, Translation: translation,
		}
	}
}

func sentence(words []string, zipf *rand.Zipf, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[zipf.Uint64()])
	}
	b.WriteByte('.')
	return b.String()
}

// arabicWords are roots of three letters in patterns, with what is attached to words.
func arabicWords(n int, r *rand.Rand) []string {
	letters := []rune("بتثجحخدذرزسشصضطظعغفقكلمنهوي")
	patterns := []string{"فعل", "فاعل", "مفعول", "تفعيل", "افتعال", "استفعال", "فعيل", "مفاعلة", "تفاعل", "فعالية", "أفعال", "إفعال"}
	before, after := []string{"", "", "ال", "ال", "و", "وال", "ب", "ل", "لل", "بال"}, []string{"", "", "", "ات", "ين", "ها", "ة", "ية"}
	return distinct(n, func() string {
		f, a, l := letters[r.IntN(len(letters))], letters[r.IntN(len(letters))], letters[r.IntN(len(letters))]
		root := strings.NewReplacer("ف", string(f), "ع", string(a), "ل", string(l))
		return before[r.IntN(len(before))] + root.Replace(patterns[r.IntN(len(patterns))]) + after[r.IntN(len(after))]
	})
}

// englishWords are syllables with common endings.
func englishWords(n int, r *rand.Rand) []string {
	onsets, vowels := strings.Fields("b c d f g l m n p r s t v st pr tr con re"), strings.Fields("a e i o u ea ou")
	codas, endings := strings.Fields("n r s t l nd ct m"), []string{"", "", "s", "ed", "ing", "ion", "ment", "al", "ity"}
	return distinct(n, func() string {
		var b strings.Builder
		for range 1 + r.IntN(3) {
			b.WriteString(onsets[r.IntN(len(onsets))] + vowels[r.IntN(len(vowels))])
		}
		return b.String() + codas[r.IntN(len(codas))] + endings[r.IntN(len(endings))]
	})
}

func distinct(n int, next func() string) []string {
	seen := make(map[string]bool, n)
	out := make([]string, 0, n)
	for len(out) < n {
		if w := next(); !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}
