package views

import "muqabala/corpus"

// Page is what every page has around its own content.
type Page struct {
	Title   string
	Assets  Assets
	Prefs   Prefs
	Path    string  // of the page with its query, to come back to after a choice
	Bitext  *Header // nil on pages about no single bitext
	Section string  // of the navigation
	Search  bool    // there is a search of all bitexts
}

// Prefs are a reader's choices.
type Prefs struct {
	Name       string // of the reader; "" where it is not known
	Theme      string // "light", "dark", or "" for the system's
	ArabicLeft bool   // the Arabic stands on the left
}

// Assets gives the address of a file of web/static, which changes with its content.
type Assets func(name string) string

// Header is what the head of a bitext's pages shows.
type Header struct {
	ID       string
	Title    string
	Note     string
	Progress Progress
}

// Progress says how far the review has come.
type Progress struct {
	Rows, Confirmed, Rejected int
	WrongLeft, Spread         int  // rounded
	Errors, Warnings, Infos   int  // open findings
	Resolved, Dismissed       int  // findings that the text as it is now answers, and those that people said to be no defects
	Checking                  bool // words are being checked for the first time: more findings are to come
	OpenRepairs               int
	CanUndo, CanRedo          bool
	Version                   int
}

// Open is how many findings are open.
func (p Progress) Open() int { return p.Errors + p.Warnings + p.Infos }

// side is one of the two texts as HTML has it.
func langDir(side corpus.Side) (lang, dir string) {
	if side == corpus.OriginalSide {
		return string(corpus.English), corpus.English.Dir()
	}
	return string(corpus.Arabic), corpus.Arabic.Dir()
}
