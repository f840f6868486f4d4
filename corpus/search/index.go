package search

import (
	"context"
	"errors"

	"muqabala/corpus"
)

// What can be wrong with a search.
var (
	// ErrQuery: the query cannot be answered as it stands. [QueryError] says why.
	ErrQuery = errors.New("the query cannot be read")
	// ErrUnavailable: the index cannot be reached; another one may answer.
	ErrUnavailable = errors.New("the search index does not answer")
	// ErrDenied: the index refuses the key that it was given.
	ErrDenied = errors.New("the search index refuses the key")
	// ErrStale: a bitext is newer in the index than what was to be written.
	ErrStale = errors.New("the index has a newer state of the bitext")
)

// Index is a searchable collection of bitexts. It is safe for use by several goroutines.
type Index interface {
	// Update puts a bitext in the place of what the index has of it, writing only what differs. A version older than that
	// in the index changes nothing and is [ErrStale].
	Update(ctx context.Context, b Bitext) error
	// Remove takes a bitext out. One that is not there is no error.
	Remove(ctx context.Context, document string) error
	// Search finds records, the best first.
	Search(ctx context.Context, q Query) (Result, error)
	// Facets counts what the query finds by the values of [FacetFields].
	Facets(ctx context.Context, q Query) (Facets, error)
	// Suggest completes the last word of a query from the words of the texts, the commonest first.
	Suggest(ctx context.Context, text string, limit int) ([]string, error)
	// Health says whether the index answers, and what is in it.
	Health(ctx context.Context) (Health, error)
}

// Health is the state of an index.
type Health struct {
	Backend string `json:"backend"` // name and version of what answers
	Records int    `json:"records"`
	Note    string `json:"note,omitempty"` // what people must know, as that another index answers
}

// Facets are counts by field and value.
type Facets struct {
	Counts map[Field]map[string]int
	AtMost bool // there may be fewer, see [Result]
}

// Result is the answer to a query.
type Result struct {
	Hits   []Hit
	Total  int    // of all records found, also those beyond the limit
	AtMost bool   // there may be fewer: of the records counted not all were looked at for words side by side
	Note   string // of the index that answered, see [Health]
}

// Hit is a record found.
type Hit struct {
	Record
	Score float64 `json:"score"` // 1 for the words as they were typed, side by side, falling towards 0
	Level Level   `json:"level"` // of the word that is farthest from what was typed
	// Marks are what is to be highlighted on either side, ascending.
	OriginalMarks    []Mark `json:"originalMarks"`
	TranslationMarks []Mark `json:"translationMarks"`
}

// Marks are the marks of a side.
func (h *Hit) Marks(side corpus.Side) []Mark {
	if side == corpus.OriginalSide {
		return h.OriginalMarks
	}
	return h.TranslationMarks
}

// Mark is a word of a hit that is to be highlighted.
type Mark struct {
	Span        corpus.Span `json:"span"`  // bytes of the record's text
	Level       Level       `json:"level"` // how the word was found; 0 of a counterpart
	Clause      int         `json:"clause"`
	Counterpart bool        `json:"counterpart,omitempty"` // it renders a word found on the other side
}

// Level says by which key a word was found. Lower is nearer to what was typed.
type Level uint8

// The levels.
const (
	Exact    Level = iota // as it was typed
	Folded                // but for case, hamza, tashkil, digits …
	Attached              // with or without what is written on it: و ف ب ل ك ال; or without the space before the word beside it
	Stemmed               // in another form of the same word
	Synonym               // another word that a glossary has for the same
	Misread               // but for letters misread or mistyped
)

var levelNames = [...]string{"exact", "folded", "attached", "stem", "synonym", "misread"}

// String is the level's name.
func (l Level) String() string { return levelNames[l] }

// MarshalText is the level's name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }
