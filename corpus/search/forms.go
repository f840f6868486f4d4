package search

import (
	"slices"
	"strings"

	"muqabala/corpus/arabic"
)

// attached is what is written on an Arabic word before it: a conjunction, then a preposition, the article, or both.
var attached = attachments()

func attachments() []string {
	var out []string
	for _, conjunction := range []string{"", "و", "ف"} {
		for _, before := range []string{"", "ال", "ب", "ل", "ك", "بال", "لل", "كال"} {
			out = append(out, conjunction+before)
		}
	}
	return out
}

// Forms are the folded Arabic words that differ from a folded word in what is attached to it only: those of تعاون are
// تعاون, التعاون, بتعاون, والتعاون … and those of والتعاون the same. The word itself is first. A word that is not Arabic has
// no other form.
func Forms(folded string) []string {
	out := []string{folded}
	if !isArabic(folded) {
		return out
	}
	for _, base := range bases(folded) {
		for _, a := range attached {
			form := a + base
			if strings.HasSuffix(a, "لل") && strings.HasPrefix(base, "ل") {
				form = strings.TrimSuffix(a, "ل") + base // ل, ال and لجنة are written للجنة
			}
			if !slices.Contains(out, form) {
				out = append(out, form)
			}
		}
	}
	return out
}

func isArabic(folded string) bool {
	return strings.IndexFunc(folded, arabic.IsArabic) == 0
}

// The letters that a word must keep when something is taken off: after an article, after و, and after one other letter, which
// is more often the word's own.
const minAfterArticle, minAfterWaw, minAfterLetter = 2, 3, 4

// bases are what a folded Arabic word may be without what is attached, itself included.
func bases(folded string) []string {
	out := []string{folded}
	add := func(base string) {
		if !slices.Contains(out, base) {
			out = append(out, base)
		}
	}
	rest := folded
	if own := strings.HasPrefix(arabic.Stem(folded), "و"); !own && strings.HasPrefix(folded, "و") && letters(folded) > minAfterWaw {
		rest = strings.TrimPrefix(folded, "و")
		add(rest)
	}
	for _, w := range []string{rest, strings.TrimPrefix(rest, "ف")} {
		for _, article := range []string{"ال", "بال", "كال", "لل"} {
			base, ok := strings.CutPrefix(w, article)
			if !ok || letters(base) < minAfterArticle {
				continue
			}
			add(base)
			if article == "لل" {
				add("ل" + base)
			}
		}
	}
	for _, w := range []string{rest, strings.TrimPrefix(rest, "ف")} {
		for _, letter := range []string{"ب", "ل", "ك", "ف"} {
			if base, ok := strings.CutPrefix(w, letter); ok && letters(base) >= minAfterLetter && !strings.HasPrefix(base, "ال") {
				add(base)
			}
		}
	}
	return out
}
