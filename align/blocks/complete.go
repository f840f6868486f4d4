package blocks

import (
	"regexp"
	"slices"
	"strings"

	"muqabala/corpus"
)

// lastTag is a tag of HTML at the end of a text.
var lastTag = regexp.MustCompile(`</?[A-Za-z][^<>]*>$`)

// Complete reports whether a block ends as a sentence does; footnote marks, quotes and left-over markup do not count.
func Complete(d *corpus.Document, id corpus.BlockID) bool {
	b, text := d.Block(id), d.Text(id)
	for before := -1; before != len(text); {
		before = len(text)
		text = strings.TrimRight(text, " \t\r\n\"'”“»)]*_\\")
		text = strings.TrimSuffix(text, "&nbsp;")
		if tag := lastTag.FindStringIndex(text); tag != nil {
			text = text[:tag[0]]
		}
		for _, m := range slices.Backward(b.Marks) {
			if 0 < m.Span.Start && m.Span.Start < len(text) && len(text) <= m.Span.End {
				text = text[:m.Span.Start]
			}
		}
	}
	return slices.ContainsFunc([]string{".", "؟", "?", "!", "؛", ";", ":", "…"}, func(end string) bool { return strings.HasSuffix(text, end) })
}
