package embedded

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"muqabala/corpus/search"
)

// vocabulary is the words of one side of all records. The index knows them as they are written; here each is found by its
// other keys: folded, by its stems, by its skeleton, by the letters that it begins with, and by words that are like it. It is
// kept in memory and made from the dictionary of the index, so that no record carries any of these keys: an index that has
// them is twice as large and takes twice as long to make.
type vocabulary struct {
	mu        sync.RWMutex
	written   map[string]int32 // words as they are written; of the first entry that has it
	folded    map[string]int32 // folded words
	entries   []entry          // what these numbers mean
	forms     chains[string]   // words as they are written, by their entry
	stems     keyed            // entries by a stem
	skeletons keyed            // entries by their skeleton
	words     *trigrams        // of the folded words, in the order of the entries
	bare      *trigrams        // of the skeletons
}

// entry is a folded word: that of [vocabulary.words] in the same place.
type entry struct {
	written chain // as it is written in the texts
	records int32 // that have it, at least; for one that is written again it counts twice
}

func newVocabulary() *vocabulary {
	return &vocabulary{written: map[string]int32{}, folded: map[string]int32{}, stems: newKeyed(), skeletons: newKeyed(), words: newTrigrams(), bare: newTrigrams()}
}

// add enters words as they are written, with the number of records that have them. Words that no record has any more stay and
// do no harm.
func (v *vocabulary) add(counts map[string]int) {
	const atOnce = 1000 // searches wait no longer
	keyer := search.NewKeyer()
	v.mu.Lock()
	defer v.mu.Unlock()
	n := 0
	for word, records := range counts {
		if n++; n%atOnce == 0 {
			v.mu.Unlock()
			v.mu.Lock()
		}
		at, known := v.written[word]
		if !known {
			at = v.enter(word, keyer)
		}
		if at >= 0 {
			v.entries[at].records += int32(records)
		}
	}
}

// enter adds a word and gives its entry, -1 for what is no word.
func (v *vocabulary) enter(word string, k *search.Keyer) int32 {
	word = strings.Clone(word)
	keys := k.KeysOf(word)
	if len(keys.Folded) == 0 {
		return -1
	}
	for _, folded := range keys.Folded { // one, unless a word is read otherwise when it stands alone
		at, known := v.folded[folded]
		if !known {
			at = v.enterFolded(folded, keys)
		}
		v.forms.add(&v.entries[at].written, word)
	}
	v.written[word] = v.folded[keys.Folded[0]]
	return v.written[word]
}

func (v *vocabulary) enterFolded(folded string, keys search.Keys) int32 {
	at := int32(len(v.entries))
	v.entries = append(v.entries, entry{})
	v.folded[folded] = at
	v.words.add(folded)
	for _, s := range keys.Stems {
		v.stems.add(s, at)
	}
	for _, s := range keys.Skeletons {
		if !v.skeletons.has(s) {
			v.bare.add(s)
		}
		v.skeletons.add(s, at)
	}
	return at
}

// which says by which of its keys a word is asked for.
type which uint8

const (
	byWritten which = iota
	byFolded
	byStem
	bySkeleton
)

// having gives the words, as they are written, that have one of some keys. Most forms that a word of a query may have do not
// occur, and are left out here; so are folded ones that more than most records have, unless most is 0.
func (v *vocabulary) having(by which, keys []string, most int) []string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	var out []string
	for _, k := range keys {
		switch by {
		case byWritten:
			if _, known := v.written[k]; known {
				out = append(out, k)
			}
		case byFolded:
			if at, known := v.folded[k]; known && (most == 0 || int(v.entries[at].records) <= most) {
				out = slices.AppendSeq(out, v.forms.all(v.entries[at].written))
			}
		case byStem, bySkeleton:
			of := &v.stems
			if by == bySkeleton {
				of = &v.skeletons
			}
			for at := range of.all(k) {
				out = slices.AppendSeq(out, v.forms.all(v.entries[at].written))
			}
		}
	}
	return out
}

// beginning gives folded words that begin with one of some prefixes: so many, the commonest first, or all in any order where limit
// is 0.
func (v *vocabulary) beginning(prefixes []string, limit int) []string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	var found []int32 // entries, sorted where there is a limit
	for _, prefix := range prefixes {
		v.words.beginning(prefix, func(at int32) {
			switch {
			case !strings.HasPrefix(v.words.words[at], prefix):
			case limit == 0:
				found = append(found, at)
			case len(found) < limit || v.commoner(found[limit-1], at) > 0:
				if to, there := slices.BinarySearchFunc(found, at, v.commoner); !there {
					found = slices.Insert(found[:min(len(found), limit-1)], to, at)
				}
			}
		})
	}
	out := make([]string, len(found))
	for i, at := range found {
		out[i] = v.words.words[at]
	}
	return out
}

// commoner puts the entry first that more records have.
func (v *vocabulary) commoner(a, b int32) int {
	return cmp.Or(cmp.Compare(v.entries[b].records, v.entries[a].records), cmp.Compare(v.words.words[a], v.words.words[b]))
}

// similar gives folded words, or skeletons, that are at most so many letters away, the nearest first.
func (v *vocabulary) similar(by which, word string, distance int) []string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if by == bySkeleton {
		return v.bare.similar(word, distance, v.skeletons.has)
	}
	return v.words.similar(word, distance, func(w string) bool { _, known := v.folded[w]; return known })
}
