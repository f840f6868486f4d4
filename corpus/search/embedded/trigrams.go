package embedded

import (
	"cmp"
	"slices"

	"muqabala/corpus/search"
)

// trigrams finds words by the runs of three letters that they share: a word at distance d of another has at most 3d trigrams
// that the other has not (Ukkonen 1992).
type trigrams struct {
	words []string
	with  map[trigram][]int32 // places in words, ascending
}

// trigram is three letters, 21 bits each.
type trigram uint64

func newTrigrams() *trigrams { return &trigrams{with: map[trigram][]int32{}} }

// of are the trigrams of letters with an empty letter before them.
func trigramsOf(letters string) []trigram {
	const mask = 1<<63 - 1
	out := make([]trigram, 0, len(letters))
	var last trigram
	for _, r := range letters {
		last = (last<<21 | trigram(r)) & mask
		out = append(out, last)
	}
	return out[min(1, len(out)):]
}

// end is the empty letter after a word.
const end = "\x00"

func (t *trigrams) add(word string) {
	at := int32(len(t.words))
	t.words = append(t.words, word)
	for _, g := range trigramsOf(word + end) {
		if list := t.with[g]; len(list) == 0 || list[len(list)-1] != at {
			t.with[g] = append(list, at)
		}
	}
}

// beginning calls see with the places of all words that begin with a prefix, and of others.
func (t *trigrams) beginning(prefix string, see func(at int32)) {
	grams := trigramsOf(prefix)
	if len(grams) == 0 { // one letter
		for at := range t.words {
			see(int32(at))
		}
		return
	}
	rarest := slices.MinFunc(grams, func(a, b trigram) int { return cmp.Compare(len(t.with[a]), len(t.with[b])) })
	for _, at := range t.with[rarest] {
		see(at)
	}
}

// similar gives the words that are at most so many letters away, but not the word itself, the nearest first. Of words two letters away
// one may be missing in which neighbours have changed places.
func (t *trigrams) similar(word string, distance int, known func(string) bool) []string {
	grams := trigramsOf(word + end)
	shared := make([]uint16, len(t.words)) // a word of a query has at most 1,001
	for _, g := range grams {
		for _, at := range t.with[g] {
			shared[at]++
		}
	}
	near := swapped(word, known) // they may share no trigram
	for at, n := range shared {
		if n == 0 || int(n) < len(grams)-3*distance {
			continue
		}
		if d := search.Distance(word, t.words[at]); d <= distance && d > 0 && !slices.Contains(near, t.words[at]) {
			near = append(near, t.words[at])
		}
	}
	slices.SortFunc(near, func(a, b string) int {
		return cmp.Or(cmp.Compare(search.Distance(word, a), search.Distance(word, b)), cmp.Compare(a, b))
	})
	return near
}

// swapped are the known words that differ in two neighbours that have changed places.
func swapped(word string, known func(string) bool) []string {
	var out []string
	letters := []rune(word)
	for i := 1; i < len(letters); i++ {
		if letters[i] == letters[i-1] {
			continue
		}
		letters[i], letters[i-1] = letters[i-1], letters[i]
		if w := string(letters); known(w) {
			out = append(out, w)
		}
		letters[i], letters[i-1] = letters[i-1], letters[i]
	}
	return out
}
