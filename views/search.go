package views

import (
	"context"
	"net/url"
)

// Search is the page that finds words in both languages.
type Search struct {
	Query    string
	View     string // "pairs", "lines" or "renderings"
	Views    []SearchTab
	Problem  string // why there is no answer: the end of the ID of a message; "" where there is one
	Notes    []string
	Backend  string // says that another index answers than the one that was asked for; may be empty
	Behind   int    // bitexts that the index does not have yet
	Total    int
	AtMost   bool
	Shown    int
	More     string // address that shows more; "" where all are shown
	Hits     []SearchHit
	Lines    Concordance
	Renders  []Rendering
	Facets   []Facet
	FacetsAt string // address that gives the facets; "" where they are here
	Exports  []SearchTab
	Saved    []SearchTab
	IsSaved  bool
	Suggest  []SearchTab // queries that find something
	Apart    string      // the address that looks for the words of a phrase wherever they stand
	Misread  string      // the address that lets misread words count, where they did not
	Empty    bool        // nothing was asked
}

// SearchTab is a link with a name that is a message's ID or, where Plain is set, a text.
type SearchTab struct {
	Name, Href string
	Plain      bool
	Current    bool
}

// SearchHit is a pair found.
type SearchHit struct {
	Href                  string // of its row in the workbench
	Title                 string
	Kind, Number, Status  string
	Found                 string // how, where that is not by the words as typed: "stem", "misread"
	Original, Translation []Run
}

// Concordance is matches in their context.
type Concordance struct {
	Lang, Dir string // of the side shown
	Sides     []SearchTab
	Sorts     []SearchTab
	Lines     []ConcordanceLine
}

// ConcordanceLine is a match in its context.
type ConcordanceLine struct {
	Href                 string
	Before, Match, After string
	Title                string
}

// Rendering is how often words are rendered so.
type Rendering struct {
	Text, Lang, Dir, Href string
	Count, Of             int
}

// Facet is a way to narrow a search down.
type Facet struct {
	Name   string // ID of a message
	Values []FacetValue
	AtMost bool // the counts are upper bounds
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Name  string // a text
	Count int
	Href  string // of the search with this value, or without it where it is on
	On    bool
}

// searchExamples are queries that show what can be asked.
var searchExamples = []struct{ id, query string }{
	{"word", "تعاون"}, {"phrase", `"United Nations"`}, {"both", "cooperation المنظمة"}, {"number", "1999"}, {"prefix", "human*"},
	{"not", "election -Kosovo"}, {"filter", "kind:footnote"}, {"date", "date:1999..2000"}, {"check", "check:ocr-word"},
}

// searchHref is the address of a search.
func searchHref(query string) string { return "/search?q=" + url.QueryEscape(query) }

// totalText says how many are found and shown.
func totalText(ctx context.Context, s Search) string {
	switch {
	case s.Total == 0:
		return T(ctx, "search.none")
	case s.AtMost:
		return T(ctx, "search.atmost", "N", s.Total, "Shown", s.Shown)
	case s.Shown < s.Total:
		return T(ctx, "search.some", "N", s.Total, "Shown", s.Shown)
	}
	return N(ctx, "search.all", s.Total)
}
