package search

import (
	"slices"
	"strings"

	"muqabala/corpus/arabic"
)

// attachment is what is written on an Arabic word before it: a conjunction, then a preposition, the article, or both.
type attachment struct {
	text                     string
	conjunction, preposition string
	article                  bool
}

var attachments = func() []attachment {
	var out []attachment
	for _, conjunction := range []string{"", "و", "ف"} {
		for _, a := range []attachment{{}, {text: "ال", article: true}, {text: "ب", preposition: "ب"}, {text: "ل", preposition: "ل"}, {text: "ك", preposition: "ك"},
			{text: "بال", preposition: "ب", article: true}, {text: "لل", preposition: "ل", article: true}, {text: "كال", preposition: "ك", article: true}} {
			a.text, a.conjunction = conjunction+a.text, conjunction
			out = append(out, a)
		}
	}
	return out
}()

// apartFrom is how many of the three differ from the nearest of some attachments.
func (a attachment) apartFrom(others []attachment) int {
	least := 3
	for _, b := range others {
		n := 0
		for _, differ := range []bool{a.conjunction != b.conjunction, a.preposition != b.preposition, a.article != b.article} {
			if differ {
				n++
			}
		}
		least = min(least, n)
	}
	return least
}

// attachedForm is a word with something attached to it, or not.
type attachedForm struct {
	text  string
	apart int // by how many attachments it differs from the word, 3 at most
}

// Forms are the folded Arabic words that differ from a folded word in what is attached to it only: those of تعاون are
// تعاون, التعاون, بتعاون, والتعاون … and those of والتعاون the same. The word itself is first. A word that is not Arabic has
// no other form.
func Forms(folded string) []string {
	forms := attachedForms(folded)
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = f.text
	}
	return out
}

func attachedForms(folded string) []attachedForm {
	out := []attachedForm{{folded, 0}}
	if !isArabic(folded) || letters(folded) < minAttached {
		return out
	}
	at := map[string]int{folded: 0}
	for _, base := range bases(folded) {
		own := attachmentsOf(folded, base)
		for _, a := range attachments {
			f := attachedForm{a.on(base), a.apartFrom(own)}
			if i, there := at[f.text]; there {
				out[i].apart = min(out[i].apart, f.apart)
				continue
			}
			at[f.text] = len(out)
			out = append(out, f)
		}
	}
	return out
}

// on is the attachment written on a word: ل, ال and لجنة make للجنة.
func (a attachment) on(base string) string {
	if strings.HasSuffix(a.text, "لل") && strings.HasPrefix(base, "ل") {
		return strings.TrimSuffix(a.text, "ل") + base
	}
	return a.text + base
}

// attachmentsOf are those that make a word of a base: للجنه may have the article and may not.
func attachmentsOf(word, base string) []attachment {
	var out []attachment
	for _, a := range attachments {
		if a.on(base) == word {
			out = append(out, a)
		}
	}
	return out
}

func isArabic(folded string) bool {
	return strings.IndexFunc(folded, arabic.IsArabic) == 0
}

// One letter alone is no word that something could be attached to.
const minAttached = 2

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
