package blocks

import (
	"slices"
	"strings"

	"muqabala/corpus"
)

// Complete reports whether a block ends as a sentence does; footnote marks, quotes and left-over markup do not count.
func Complete(d *corpus.Document, id corpus.BlockID) bool {
	b, text := d.Block(id), d.Text(id)
	for before := -1; before != len(text); {
		before = len(text)
		text = strings.TrimRight(text, " \t\r\n\"'”“»)]*_\\")
		for _, tag := range []string{"<br>", "</b>", "&nbsp;", "</sup>"} {
			text = strings.TrimSuffix(text, tag)
		}
		for _, m := range slices.Backward(b.Marks) {
			if 0 < m.Span.Start && m.Span.Start < len(text) && len(text) <= m.Span.End {
				text = text[:m.Span.Start]
			}
		}
	}
	return slices.ContainsFunc([]string{".", "؟", "?", "!", "؛", ";", ":", "…"}, func(end string) bool { return strings.HasSuffix(text, end) })
}
