package search

import (
	"slices"
	"strings"

	"muqabala/corpus/arabic"
)

// Synonyms are words and phrases of one language that stand for one another, such as the Arabic of one English term in a
// glossary: by each, folded, the others as they are written.
type Synonyms map[string][]string

// The longest phrase that is a synonym, in words, and how many synonyms a phrase has at most.
const maxSynonymWords, maxSynonyms = 6, 12

// NewSynonyms makes synonyms of the members of each group.
func NewSynonyms(groups [][]string) Synonyms {
	out := Synonyms{}
	for _, group := range groups {
		for _, a := range group {
			key := synonymKey(Words(a))
			for _, b := range group {
				words := Words(b)
				if key == "" || len(words) == 0 || len(words) > maxSynonymWords || synonymKey(words) == key {
					continue
				}
				if !slices.Contains(out[key], b) && len(out[key]) < maxSynonyms {
					out[key] = append(out[key], b)
				}
			}
		}
	}
	return out
}

// of are the synonyms of words that stand side by side, as words in their turn.
func (s Synonyms) of(words []string) [][]string {
	var out [][]string
	for _, text := range s[synonymKey(words)] {
		out = append(out, Words(text))
	}
	return out
}

func synonymKey(words []string) string { return arabic.Fold(strings.Join(words, " ")) }

// Words are the words of a text that can be searched for, as they are written.
func Words(text string) []string {
	var out []string
	for _, w := range arabic.Words(text) {
		if w.Class != arabic.Punct {
			out = append(out, w.Text)
		}
	}
	return out
}
