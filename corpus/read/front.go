package read

import (
	"regexp"
	"strings"

	"muqabala/corpus"
)

var (
	agendaItem = regexp.MustCompile(`^(?:البند |البندان |البنود |Item |Items |Agenda item )`)
	mastheadIs = regexp.MustCompile(`Distr\.|^Original: |^الأصل: |[ -][Ss]ession$|^الدورة |^الجلسة |^Distribution|^التوزيع: |^(?:Arabic|English|ARABIC|ENGLISH|العربية|عربي)$`)
	dateOnly   = regexp.MustCompile(`^[0-9٠-٩]{1,2} \p{L}[\p{L}\p{M}/ ]{2,30} [0-9٠-٩]{4}$`)
)

// Most words that a line of the front of a document has, and its title.
const (
	frontWords = 40
	titleWords = 25
)

// frontMatter judges the blocks before the text proper together: masthead, agenda item and title.
func frontMatter(d *corpus.Document) {
	end, last, agenda := 0, -1, -1 // behind the front, its last line of a masthead, its agenda item
	for end < len(d.Blocks) && inFront(d, &d.Blocks[end]) {
		switch text := d.Text(d.Blocks[end].ID); {
		case agendaItem.MatchString(text):
			agenda = end
		case isMasthead(text):
			last = end
		}
		end++
	}
	titled := end < len(d.Blocks) && d.Blocks[end].Kind == corpus.Heading && headingMarks.MatchString(d.Text(d.Blocks[end].ID))
	if last < 0 && agenda < 0 && !titled && end > 2 {
		return // a list, or fragments
	}
	for i := range d.Blocks[:end] {
		if d.Blocks[i].Kind == corpus.Markup {
			continue
		}
		d.Blocks[i].Kind = frontKind(i, last, agenda, titled)
		if d.Blocks[i].Kind == corpus.Title && !isTitle(d.Text(d.Blocks[i].ID)) {
			d.Blocks[i].Kind = corpus.Paragraph
		}
	}
	if titled {
		titles(d, end)
	}
}

// frontKind is what the i-th block is, by where the last line of the masthead and the agenda item stand, and whether a
// heading follows that is the title. One block behind the agenda item says what the item is about.
func frontKind(i, last, agenda int, titled bool) corpus.Kind {
	switch {
	case agenda >= 0 && i >= agenda && (i <= agenda+1 || titled):
		return corpus.Agenda
	case i <= last || titled:
		return corpus.Masthead
	}
	return corpus.Title
}

func isTitle(text string) bool { return len(strings.Fields(text)) <= titleWords }

// isMasthead reports whether a text stands in the masthead of a document.
func isMasthead(text string) bool {
	return mastheadIs.MatchString(text) || dateOnly.MatchString(text) || symbolOnly.MatchString(text) || jobNumber.MatchString(text)
}

// inFront reports whether a block may stand above the title, or be it.
func inFront(d *corpus.Document, b *corpus.Block) bool {
	text := d.Text(b.ID)
	if b.Kind == corpus.Markup || isMasthead(text) || agendaItem.MatchString(text) {
		return true
	}
	if b.Kind != corpus.Paragraph || b.Lead > 0 {
		return false
	}
	return len(strings.Fields(text)) <= frontWords && !endsSentence(text)
}

// titles makes the first heading the title, and one below it that is the only one of its level; numbered headings are those
// of sections.
func titles(d *corpus.Document, at int) {
	levels := map[int]int{}
	for _, b := range d.Blocks {
		if b.Kind == corpus.Heading && b.Number == "" {
			levels[b.Level]++
		}
	}
	for i := at; i < len(d.Blocks) && i < at+2; i++ {
		b := &d.Blocks[i]
		if b.Kind != corpus.Heading || b.Number != "" || i > at && (b.Level <= d.Blocks[at].Level || levels[b.Level] > 1) {
			return
		}
		b.Kind = corpus.Title
	}
}
