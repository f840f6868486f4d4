package exchange

import (
	"regexp"
	"slices"
	"strings"

	"muqabala/corpus"
)

// headingMark is what stands before a heading in Markdown.
var headingMark = regexp.MustCompile(`^\s*#{1,6}\s+`)

// noteMark is a footnote's mark in Markdown, in the text or before the note.
var noteMark = regexp.MustCompile(`\[\^\w{1,8}\](?:: )?`)

// marks are other signs of footnotes.
var marks = strings.NewReplacer(`\*`, "*", "<sup>", "", "</sup>", "")

// plain is a text of paragraphs, or of a segment of them, without the marks of Markdown, on one line: what a translation
// memory is to hold.
func plain(text string, of []corpus.ReadingParagraph) string {
	if slices.ContainsFunc(of, func(p corpus.ReadingParagraph) bool { return p.Kind == corpus.Title || p.Kind == corpus.Heading }) {
		text = headingMark.ReplaceAllString(text, "")
	}
	return clean(marks.Replace(noteMark.ReplaceAllString(text, "")))
}
