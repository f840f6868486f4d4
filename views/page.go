// Package views shows pages: templ components and the models that they are given. It makes no query and no decision.
package views

// Page is the parallel text.
type Page struct {
	Title    string // of the document
	Note     string // what the reader must know about the texts; may be empty
	Rows     []Row
	Repairs  []string
	Findings []Finding
	Map      Map
	AsRead   bool // the translation in the order of the file
	Summary  string
}

// Row is a paragraph beside its counterpart. Either text may be empty.
type Row struct {
	ID          string // for links to it
	Kind        string
	Number      string
	Original    string
	Translation string
	Badges      []Badge
}

// Badge is a state in a sign and a word, never by colour alone.
type Badge struct{ Sign, Word, Class string }

// Finding is a line of the list of findings.
type Finding struct {
	Row      string // ID of the row; empty where there is none
	Check    string
	Severity string
	Message  string
	Text     string
	Fix      string // the first suggestion
}

// Map is the picture of the order: each point a block, across by its place in the file, down by that of the original.
type Map struct {
	Width, Height int
	Points        []Point
}

// Point is a block on the map.
type Point struct {
	X, Y  int
	Class string
	Row   string
	Label string
}
