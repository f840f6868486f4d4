package layout

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkAnalyse measures the analysis of real reports, where they are at hand, and of invented ones of growing size.
func BenchmarkAnalyse(b *testing.B) {
	for _, dir := range []string{"seed", "long"} {
		b.Run(dir, func(b *testing.B) {
			at := filepath.Join("../../../shared/eval/sets", dir)
			en, err := os.ReadFile(at + "/en.md")
			if err != nil {
				b.Skip("no ../shared beside the repository")
			}
			ar, err := os.ReadFile(at + "/ar.md")
			if err != nil {
				b.Fatal(err)
			}
			analyse(b, string(en), string(ar))
		})
	}
	for _, blocks := range []int{500, 1000, 2000, 4000, 8000} {
		b.Run(fmt.Sprint(blocks), func(b *testing.B) {
			en, ar := invented(blocks)
			analyse(b, en, ar)
		})
	}
}

func analyse(b *testing.B, en, ar string) {
	o, d := documents(b, en, ar)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Analyse(context.Background(), o, d); err != nil {
			b.Fatal(err)
		}
	}
}

// invented is a report of about so many blocks on pages of two columns, the left one read first. Its words are numbers
// spelt in the letters of either language, rare ones and common ones as in a real text.
func invented(blocks int) (en, ar string) {
	rng := rand.New(rand.NewPCG(1, 2))
	var original, translation []string
	var page [][]string // columns
	const perColumn = 6
	for n := 1; len(translation) < blocks; n++ {
		words := make([]uint64, 30+rng.IntN(60))
		for i := range words {
			words[i] = uint64(3000 * rng.Float64() * rng.Float64() * rng.Float64())
		}
		original = append(original, fmt.Sprintf("%d. %s.", n, spell(words, "bdfgklmnrstz", "aeiou")))
		arabic := strings.Fields(spell(words, "بدفجكلمنرستز", "اويةع"))
		if n%perColumn == 1 {
			page = append(page, nil)
		}
		cut := len(arabic)
		if n%perColumn == 0 { // the last paragraph of a column is torn
			cut /= 2
		}
		last := len(page) - 1
		page[last] = append(page[last], fmt.Sprintf("%d - %s", n, strings.Join(arabic[:cut], " ")))
		if cut == len(arabic) {
			page[last][len(page[last])-1] += "."
			continue
		}
		page = append(page, []string{strings.Join(arabic[cut:], " ") + "."})
		if len(page) == 3 {
			translation = append(append(translation, page[1]...), page[0]...)
			page = page[2:]
		}
		n++
		original = append(original, fmt.Sprintf("%d. %s.", n, spell(words[:20], "bdfgklmnrstz", "aeiou")))
		page[len(page)-1] = append(page[len(page)-1], fmt.Sprintf("%d - %s.", n, spell(words[:20], "بدفجكلمنرستز", "اويةع")))
	}
	for _, column := range page {
		translation = append(translation, column...)
	}
	return strings.Join(original, "\n\n"), strings.Join(translation, "\n\n")
}

// spell writes numbers as words of consonants and vowels by turns.
func spell(words []uint64, consonants, vowels string) string {
	c, v := []rune(consonants), []rune(vowels)
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		for w += 60; w > 0; w /= uint64(len(c) * len(v)) {
			b.WriteRune(c[w%uint64(len(c))])
			b.WriteRune(v[w/uint64(len(c))%uint64(len(v))])
		}
	}
	return b.String()
}
