package embedded

import (
	"cmp"
	"slices"
	"sync"

	"muqabala/corpus/search"
)

// vocabulary is the folded words of one side of all records, by their stems, their skeletons and, for words that are like
// another, by trigrams of letters. It is kept in memory and made from the dictionary of the index, so that no record carries
// any of it: an index with stems and skeletons in it is twice as large and takes twice as long to make.
type vocabulary struct {
	mu        sync.RWMutex
	keyer     *search.Keyer
	words     map[string]bool
	stems     map[string][]string // folded words by a stem
	skeletons map[string][]string // folded words by their skeleton
	likeWords *trigrams           // the words themselves
	likeBare  *trigrams           // the skeletons
}

func newVocabulary() *vocabulary {
	return &vocabulary{keyer: search.NewKeyer(), words: map[string]bool{}, stems: map[string][]string{}, skeletons: map[string][]string{},
		likeWords: newTrigrams(), likeBare: newTrigrams()}
}

// add enters words; those that no record has any more stay and do no harm.
func (v *vocabulary) add(words []string) {
	for len(words) > 0 {
		words = v.skipKnown(words)
		v.enter(words[:min(1000, len(words))])
		words = words[min(1000, len(words)):]
	}
}

// skipKnown leaves out the words before the first new one. Searches go on meanwhile.
func (v *vocabulary) skipKnown(words []string) []string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for i, w := range words {
		if !v.words[w] {
			return words[i:]
		}
	}
	return nil
}

func (v *vocabulary) enter(words []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, w := range words {
		if v.words[w] {
			continue
		}
		v.words[w] = true
		v.likeWords.add(w)
		stems, skeleton := v.keyer.Derived(w)
		for _, s := range stems {
			v.stems[s] = append(v.stems[s], w)
		}
		if skeleton != "" {
			if v.skeletons[skeleton] == nil {
				v.likeBare.add(skeleton)
			}
			v.skeletons[skeleton] = append(v.skeletons[skeleton], w)
		}
	}
}

// known are those of some words that occur.
func (v *vocabulary) known(words []string) []string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	var out []string
	for _, w := range words {
		if v.words[w] {
			out = append(out, w)
		}
	}
	return out
}

// folded are the words that have one of the keys.
func (v *vocabulary) folded(keys []string, by func(*vocabulary) map[string][]string) []string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	var out []string
	for _, k := range keys {
		out = append(out, by(v)[k]...)
	}
	return out
}

func byStem(v *vocabulary) map[string][]string     { return v.stems }
func bySkeleton(v *vocabulary) map[string][]string { return v.skeletons }

// similar are words, or skeletons, that are at most so many letters away, the nearest first.
func (v *vocabulary) similar(word string, distance int, bare bool) []string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if bare {
		return v.likeBare.similar(word, distance)
	}
	return v.likeWords.similar(word, distance)
}

// trigrams finds words by the runs of three letters that they share: a word at distance d of another has at most 3d trigrams
// that the other has not (Ukkonen 1992).
type trigrams struct {
	words []string
	with  map[trigram][]int32 // places in words
}

// trigram is three letters, 21 bits each.
type trigram uint64

func newTrigrams() *trigrams { return &trigrams{with: map[trigram][]int32{}} }

// of are the trigrams of a word with an empty letter on either side.
func (t *trigrams) of(word string) []trigram {
	var out []trigram
	var last trigram
	const mask = 1<<63 - 1
	for _, r := range word + "\x00" {
		last = (last<<21 | trigram(r)) & mask
		out = append(out, last)
	}
	return out[1:]
}

func (t *trigrams) add(word string) {
	at := int32(len(t.words))
	t.words = append(t.words, word)
	for _, g := range t.of(word) {
		if list := t.with[g]; len(list) == 0 || list[len(list)-1] != at {
			t.with[g] = append(list, at)
		}
	}
}

func (t *trigrams) similar(word string, distance int) []string {
	grams := t.of(word)
	shared := make([]uint16, len(t.words)) // a word of a query has at most 1,001
	for _, g := range grams {
		for _, at := range t.with[g] {
			shared[at]++
		}
	}
	type found struct {
		word     string
		distance int
	}
	var near []found
	for at, n := range shared {
		if n == 0 || int(n) < len(grams)-3*distance {
			continue
		}
		if d := search.Distance(word, t.words[at]); d <= distance && d > 0 {
			near = append(near, found{t.words[at], d})
		}
	}
	slices.SortFunc(near, func(a, b found) int { return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.word, b.word)) })
	out := make([]string, len(near))
	for i, f := range near {
		out[i] = f.word
	}
	return out
}
