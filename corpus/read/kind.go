package read

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

var (
	symbolOnly = regexp.MustCompile(`^[A-Z]{1,6}(?:/[A-Za-z0-9.()-]+)+\*{0,3}(?: \([0-9]{4}\))?$`)
	jobNumber  = regexp.MustCompile(`^(?:[0-9]{2}-[0-9]{4,6}|[0-9]{7})(?: ?\([A-Z]\))?$`)
	pageNumber = regexp.MustCompile(`^(?:[-–—] ?)?[0-9٠-٩۰-۹]{1,4}(?:/[0-9٠-٩۰-۹]{1,4})?(?: ?[-–—])?$|^(?:[Pp]age|صفحة|الصفحة) [0-9٠-٩۰-۹]{1,4}(?: (?:of|من) [0-9٠-٩۰-۹]{1,4})?$`)
)

// Levels of headings that no Markdown mark tells.
const (
	sectionLevel    = 2 // I., أولا -, Article 1
	subsectionLevel = 3 // A., ألف -, and headings without a number
)

// How often a short text must stand in a document to be its running header, and how long it may be in bytes.
const (
	headerRepeats = 3
	headerLength  = 80
)

// classify gives every block its kind, number, lead, level and marks.
func classify(d *corpus.Document) {
	seen := map[string]int{}
	for _, b := range d.Blocks {
		seen[d.Text(b.ID)]++
	}
	markup(d)
	marks := findMarks(d)
	var numbered []candidate
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if l := classifyAlone(d, b, marks, seen); l.number != "" {
			numbered = append(numbered, candidate{b, l})
		}
	}
	numbering(numbered)
	frontMatter(d)
	plainHeadings(d)
}

// classifyAlone judges a block by itself. A number in digits is returned, not set: the document's numbering must know it.
func classifyAlone(d *corpus.Document, b *corpus.Block, marks map[string]bool, seen map[string]int) lead {
	text := d.Text(b.ID)
	if b.Kind == corpus.Furniture || b.Kind == corpus.Markup {
		return lead{} // the format says so
	}
	if m := headingMarks.FindString(text); m != "" {
		b.Kind, b.Level, b.Lead = corpus.Heading, strings.Count(m, "#"), len(m)
		setHeadingNumber(b, text[len(m):])
		return lead{}
	}
	if isFurniture(text) || seen[text] >= headerRepeats && len(text) < headerLength && !endsSentence(text) {
		b.Kind = corpus.Furniture
		return lead{}
	}
	if mark, n := note(d, b, marks); mark != "" {
		b.Kind, b.Mark, b.Lead = corpus.Footnote, mark, n
		return lead{}
	}
	if number, n := articleNumber(text); number != "" {
		b.Kind, b.Level, b.Number, b.Lead = corpus.Heading, sectionLevel, number, n
		return lead{}
	}
	if m := bullet.FindString(text); m != "" {
		_, n := utf8.DecodeRuneInString(text)
		b.Lead = n + 1
		return lead{}
	}
	l := findLead(text, false)
	if l.style != 0 {
		return l
	}
	b.Lead, b.Number = l.length, l.number
	if l.number != "" && unicode.IsUpper(rune(l.number[0])) && len(text) < 200 && !endsSentence(text) {
		b.Kind, b.Level = corpus.Heading, sectionLevel
		if len(l.number) == 1 && !strings.Contains("IVX", l.number) {
			b.Level = subsectionLevel
		}
	}
	return lead{}
}

// isFurniture reports whether a text is a document symbol, a job number or a page number.
func isFurniture(text string) bool {
	return symbolOnly.MatchString(text) || jobNumber.MatchString(text) || pageNumber.MatchString(text)
}

// setHeadingNumber reads the number of a heading; text is what follows its Markdown marks.
func setHeadingNumber(b *corpus.Block, text string) {
	if number, n := articleNumber(text); number != "" {
		b.Number, b.Lead = number, b.Lead+n
		return
	}
	l := findLead(text, true)
	b.Number, b.Lead = l.number, b.Lead+l.length
}

// plainHeadings finds the headings of a text that marks none: a few words that end no sentence and go on in none, between
// the end of a paragraph and the beginning of a numbered one.
func plainHeadings(d *corpus.Document) {
	for _, b := range d.Blocks {
		if headingMarks.MatchString(d.Text(b.ID)) {
			return
		}
	}
	for i := 1; i+1 < len(d.Blocks); i++ {
		before, b, after := &d.Blocks[i-1], &d.Blocks[i], &d.Blocks[i+1]
		text := d.Text(b.ID)
		if b.Kind != corpus.Paragraph || b.Number != "" || b.Lead > 0 || len(strings.Fields(text)) > 8 || endsSentence(text) || !beginsText(text) {
			continue
		}
		done := before.Kind != corpus.Paragraph || endsSentence(d.Text(before.ID))
		if done && after.Kind == corpus.Paragraph && after.Number != "" && unicode.IsDigit(rune(after.Number[0])) {
			b.Kind, b.Level = corpus.Heading, subsectionLevel
		}
	}
}

// beginsText reports whether a text begins as a heading can: with a letter, a capital where the script has them.
func beginsText(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r) || arabic.IsArabic(r)
}
