package embedded

import (
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"muqabala/corpus/search"
)

// begun remembers which words begin so, as long as the index stays as it is: one search asks several times for the same, and
// the words that begin with an article are a large part of the dictionary.
type begun struct {
	mu    sync.Mutex
	state bleveindex.IndexReader // the snapshot that the words are of
	words map[beginning][]string
}

// beginning is a question for words: the commonest of a field that begin with a prefix.
type beginning struct {
	field  search.Field
	prefix string
	limit  int
}

// maxBegun is how many answers are remembered.
const maxBegun = 2000

// of gives the words that are remembered of a snapshot, or those that find gives. Nobody may change them.
func (b *begun) of(state bleveindex.IndexReader, at beginning, find func() ([]string, error)) ([]string, error) {
	b.mu.Lock()
	words, known := b.words[at]
	known = known && b.state == state
	b.mu.Unlock()
	if known {
		return words, nil
	}
	words, err := find()
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.state != state || len(b.words) >= maxBegun {
		b.state, b.words = state, map[beginning][]string{}
	}
	b.words[at] = words
	return words, nil
}
