package exchange

import (
	"bufio"
	"io"

	"muqabala/corpus"
)

// WriteMarkdown writes a reading as the text or Markdown that it was read from: a paragraph after the other with a blank
// line between, what was left out left out.
func WriteMarkdown(w io.Writer, r *corpus.Reading) error {
	out := bufio.NewWriter(w)
	for i, p := range r.Paragraphs {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(p.Text())
		out.WriteByte('\n')
	}
	return out.Flush()
}
