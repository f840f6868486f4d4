package pairing

import "muqabala/corpus"

// Pair is an original and its translation, by their 0-based indexes, and how they were found.
type Pair struct {
	Original, Translation int
	By                    string // ByNames or ByContents
}

// How a pair is found.
const (
	ByNames    = "name"
	ByContents = "content"
)

// Find pairs documents, whose names are slash-separated paths: by their names, and by what stands in them where the names do
// not tell or are clearly wrong. Which is the original its language says, whatever the name. left are the others.
func Find(documents []*corpus.Document) (pairs []Pair, left []int) {
	content := contents(documents)
	partner := map[int]int{}
	for _, m := range content {
		partner[m.Original], partner[m.Translation] = m.Translation, m.Original
	}
	agree := func(i, with int) bool { // or nothing is known
		j, known := partner[i]
		return !known || j == with
	}
	taken := map[int]bool{}
	take := func(p Pair) {
		pairs = append(pairs, p)
		taken[p.Original], taken[p.Translation] = true, true
	}
	for _, p := range names(documents) {
		if agree(p.Original, p.Translation) && agree(p.Translation, p.Original) {
			take(p)
		}
	}
	for _, p := range content {
		if !taken[p.Original] && !taken[p.Translation] {
			take(p)
		}
	}
	for i := range documents {
		if !taken[i] {
			left = append(left, i)
		}
	}
	return pairs, left
}

// names are the pairs that the names say and the languages do not gainsay.
func names(documents []*corpus.Document) (pairs []Pair) {
	at := map[string]int{}
	var paths []string
	for i, d := range documents {
		at[d.Name] = i
		paths = append(paths, d.Name)
	}
	found, _ := ByName(paths)
	for _, n := range found {
		o, t := at[n.Original], at[n.Translation]
		if documents[o].Lang == corpus.Arabic {
			o, t = t, o
		}
		if documents[o].Lang != documents[t].Lang {
			pairs = append(pairs, Pair{o, t, ByNames})
		}
	}
	return pairs
}

// contents are the pairs that what stands in the documents says.
func contents(documents []*corpus.Document) (pairs []Pair) {
	var originals, translations []*corpus.Document
	var o, t []int
	for i, d := range documents {
		if d.Lang == corpus.Arabic {
			translations, t = append(translations, d), append(t, i)
		} else {
			originals, o = append(originals, d), append(o, i)
		}
	}
	for _, m := range ByContent(originals, translations) {
		pairs = append(pairs, Pair{o[m.Original], t[m.Translation], ByContents})
	}
	return pairs
}
