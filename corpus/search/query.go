package search

import (
	"fmt"
	"strings"

	"muqabala/corpus"
)

// Query is what is looked for. Make one from text with [Parse].
type Query struct {
	Clauses []Clause    // all must be met
	Filters []Filter    // those of one field are alternatives, those of different fields must all be met
	Lang    corpus.Lang // the side on which words are looked for; "" is both
	Typos   Typos
	AsTyped bool // the last word may be unfinished
	Limit   int  // of hits; 0 is [DefaultLimit]
	Notes   []Note
}

// Clause is a word, or words that must stand side by side.
type Clause struct {
	Words  []string // as they were typed; one, or those of a phrase
	Phrase bool
	Joined bool // the words are one with a sign inside, as UN-led: they count without it too
	Prefix bool // the word only begins so
	Not    bool // it must not occur
}

// Filter keeps records by what they belong to.
type Filter struct {
	Field  Field
	Values []string // any of them
	From   string   // of dates, as [DatesIn] writes them; "" is open
	To     string
	Not    bool
}

// Typos says whether words count that are only like those that were typed.
type Typos string

// When words count that are only like those that were typed.
const (
	TyposAuto Typos = ""    // where little else is found
	TyposOff  Typos = "off" // never
	TyposOn   Typos = "on"  // always
)

// Limits of a query.
const (
	DefaultLimit  = 20
	MaxLimit      = 5000
	MaxCharacters = 1000
	MaxWords      = 40
)

// Note is something about the reading of a query that people should know. It is a short, stable name.
type Note string

// The notes.
const (
	NoteQuote Note = "open-quote" // a quotation mark is not closed: the phrase goes to the end
	NoteValue Note = "no-value"   // a filter without a value is left out
)

// Problem is why a query cannot be read. It is a short, stable name.
type Problem string

// The problems.
const (
	TooLong     Problem = "too-long"
	TooMany     Problem = "too-many-words"
	NoWord      Problem = "no-word"       // punctuation only
	OnlyNot     Problem = "only-not"      // everything is excluded, nothing is asked for
	BadDate     Problem = "bad-date"      // not YYYY, YYYY-MM, YYYY-MM-DD or a range of them
	BadLanguage Problem = "bad-language"  // neither ar nor en
	BadTypos    Problem = "bad-typos"     // neither on, off nor auto
	BadUTF8     Problem = "not-utf-8"     // broken text
	NotFilter   Problem = "bad-exclusion" // lang: and typo: cannot be excluded
)

// QueryError says what is wrong with a query. It is [ErrQuery].
type QueryError struct {
	Problem Problem
	Text    string // the part that is meant; may be empty
}

var problemTexts = map[Problem]string{
	TooLong:     fmt.Sprintf("it is longer than %d characters; look for a part of it", MaxCharacters),
	TooMany:     fmt.Sprintf("it has more than %d words; look for a part of it", MaxWords),
	NoWord:      "there is no word and no number in it",
	OnlyNot:     "it only says what must not occur; add a word that must",
	BadDate:     "a date is 2000, 2000-05 or 2000-05-17, a range 1998..2000",
	BadLanguage: "the language is ar or en",
	BadTypos:    "typo: takes on, off or auto",
	BadUTF8:     "it is not valid UTF-8",
	NotFilter:   "lang: and typo: cannot be excluded",
}

// Error says what is wrong, and what to do.
func (e *QueryError) Error() string {
	text := "the query cannot be read: " + problemTexts[e.Problem]
	if e.Text != "" {
		text += ": " + strings.ToValidUTF8(e.Text, "\uFFFD")
	}
	return text
}

// Unwrap is [ErrQuery].
func (e *QueryError) Unwrap() error { return ErrQuery }
