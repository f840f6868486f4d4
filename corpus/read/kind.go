package read

import (
	"regexp"
	"strings"
	"unicode"

	"muqabala/corpus"
)

var (
	symbolOnly = regexp.MustCompile(`^[A-Z]{1,6}(?:/[A-Za-z0-9.()-]+)+$`)
	jobNumber  = regexp.MustCompile(`^(?:[0-9]{2}-[0-9]{4,6}|[0-9]{7})(?: ?\([A-Z]\))?$`)
	pageNumber = regexp.MustCompile(`^(?:[-–—] ?)?[0-9٠-٩۰-۹]{1,4}(?:/[0-9٠-٩۰-۹]{1,4})?(?: ?[-–—])?$|^(?:Page|صفحة|الصفحة) [0-9٠-٩۰-۹]{1,4}$`)
	agendaItem = regexp.MustCompile(`^(?:البند |البندان |Item |Items |Agenda item )`)
	mastheadIs = regexp.MustCompile(`Distr\.|^Original: |^الأصل: |[ -]session$|^الدورة |^Distribution`)
)

// classify gives every block its kind, number, lead, level and marks.
func classify(d *corpus.Document) {
	seen := map[string]int{}
	for _, b := range d.Blocks {
		seen[d.Text(b.ID)]++
	}
	marks := findMarks(d)
	for i := range d.Blocks {
		classifyAlone(d, &d.Blocks[i], marks, seen)
	}
	frontMatter(d)
}

// findMarks notes the footnote marks in the text of the blocks, and which there are.
func findMarks(d *corpus.Document) map[string]bool {
	all := map[string]bool{}
	for i := range d.Blocks {
		b, text := &d.Blocks[i], d.Text(d.Blocks[i].ID)
		for _, m := range noteMark.FindAllStringSubmatchIndex(text, -1) {
			if m[0] == 0 || unicode.IsSpace(rune(text[m[0]-1])) {
				continue // a mark touches what it is for
			}
			groups := make([]string, 4)
			for g := range groups {
				if m[2*g+2] >= 0 {
					groups[g] = text[m[2*g+2]:m[2*g+3]]
				}
			}
			end := m[1]
			if m[6] >= 0 {
				end = m[7]
			}
			b.Marks = append(b.Marks, corpus.Mark{Span: corpus.Span{Start: m[0], End: end}, Mark: mark(groups)})
			all[mark(groups)] = true
		}
	}
	return all
}

// classifyAlone judges a block by itself.
func classifyAlone(d *corpus.Document, b *corpus.Block, marks map[string]bool, seen map[string]int) {
	text := d.Text(b.ID)
	if m := headingMarks.FindString(text); m != "" {
		n, number := lead(text[len(m):], true)
		b.Kind, b.Level, b.Lead, b.Number = corpus.Heading, strings.Count(m, "#"), len(m)+n, number
		return
	}
	if symbolOnly.MatchString(text) || jobNumber.MatchString(text) || pageNumber.MatchString(text) || seen[text] >= 3 && len(text) < 80 && !endsSentence(text) {
		b.Kind = corpus.Furniture
		return
	}
	if m := noteLead.FindStringSubmatch(text); m != nil && isNote(d, b, m, marks) {
		b.Kind, b.Mark, b.Lead = corpus.Footnote, mark(m[1:]), len(m[0])
		return
	}
	b.Lead, b.Number = lead(text, false)
	if b.Number != "" && unicode.IsUpper(rune(b.Number[0])) && len(text) < 200 && !endsSentence(text) {
		b.Kind, b.Level = corpus.Heading, 2
	}
}

// isNote tells a footnote from an item of a list: its mark stands in the text, or no neighbour begins in the same way.
func isNote(d *corpus.Document, b *corpus.Block, m []string, marks map[string]bool) bool {
	if len(m[0]) == b.Span.Len() || strings.HasPrefix(d.Text(b.ID), "**") {
		return false
	}
	if marks[mark(m[1:])] {
		return true
	}
	for _, id := range []corpus.BlockID{b.ID - 1, b.ID + 1} {
		if n := noteLead.FindStringSubmatch(d.Text(id)); n != nil {
			return marks[mark(n[1:])]
		}
	}
	return true
}

// frontMatter judges the blocks before the text proper together: masthead, agenda item and title.
func frontMatter(d *corpus.Document) {
	end, known := 0, false
	for end < len(d.Blocks) && inFront(d, &d.Blocks[end]) {
		known = known || mastheadIs.MatchString(d.Text(d.Blocks[end].ID))
		end++
	}
	agenda := false
	for i := range d.Blocks[:end] {
		b := &d.Blocks[i]
		switch {
		case agendaItem.MatchString(d.Text(b.ID)):
			b.Kind, agenda = corpus.Agenda, true
		case agenda:
			b.Kind = corpus.Agenda
		case known:
			b.Kind = corpus.Masthead
		case i == 0 && end == 1:
			b.Kind = corpus.Title
		}
	}
	titles(d, end)
}

// inFront reports whether a block may stand above the title.
func inFront(d *corpus.Document, b *corpus.Block) bool {
	text := d.Text(b.ID)
	if b.Kind == corpus.Furniture {
		return b.ID == 1
	}
	if b.Kind != corpus.Paragraph || b.Number != "" {
		return false
	}
	return mastheadIs.MatchString(text) || agendaItem.MatchString(text) || len(strings.Fields(text)) <= 40 && !endsSentence(text)
}

// titles makes the first heading, and one below it, the title; numbered headings are those of sections.
func titles(d *corpus.Document, at int) {
	for i := at; i < len(d.Blocks) && i < at+2; i++ {
		b := &d.Blocks[i]
		if b.Kind != corpus.Heading || b.Number != "" || i > at && b.Level <= d.Blocks[at].Level {
			return
		}
		b.Kind = corpus.Title
	}
}
