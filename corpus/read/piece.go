package read

import (
	"fmt"
	"strings"
	"unicode"

	"muqabala/corpus"
)

// piece is what a reader takes for one block: Markdown, of at least one line.
type piece struct {
	text     string
	kind     corpus.Kind      // where the format tells that it is furniture; "" elsewhere
	geometry *corpus.Geometry // its spans are bytes of the text
}

// document puts pieces together: their texts with a blank line between them are its source.
func document(in input, format string, pieces []piece) (*corpus.Document, error) {
	if len(pieces) > 0 && pieces[0].geometry != nil {
		runningHeads(pieces)
	}
	d := &corpus.Document{Name: in.name, Lang: in.lang, Format: format}
	var source strings.Builder
	line := 1
	for _, p := range pieces {
		text := p.text
		if p.geometry == nil {
			text = cleanText(text)
		}
		if text == "" {
			continue
		}
		if source.Len()+len(text) > MaxFile {
			return nil, tooLarge(in.name)
		}
		if source.Len() > 0 {
			source.WriteString("\n\n")
			line += 2
		}
		span := corpus.Span{Start: source.Len(), End: source.Len() + len(text)}
		b := corpus.Block{ID: corpus.BlockID(len(d.Blocks) + 1), Kind: corpus.Paragraph, Span: span, Line: line, Geometry: p.geometry}
		if p.kind != "" {
			b.Kind = p.kind
		}
		d.Blocks = append(d.Blocks, b)
		source.WriteString(text)
		line += strings.Count(text, "\n")
	}
	d.Source = source.String()
	if err := finish(d); err != nil {
		return nil, err
	}
	return d, nil
}

// cleanText makes a text what a block can be: valid UTF-8 without control characters, blank lines and outer white space.
func cleanText(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(strings.Map(func(r rune) rune {
			switch {
			case r == '\t' || r == '\u00a0':
				return ' '
			case unicode.IsControl(r) || r == '\ufeff':
				return -1
			}
			return r
		}, line))
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// finish checks a document that has its blocks, and gives them their kinds.
func finish(d *corpus.Document) error {
	if len(d.Blocks) == 0 {
		return &corpus.InputError{File: d.Name, Err: corpus.ErrEmpty}
	}
	for _, b := range d.Blocks {
		if b.Span.Len() > MaxBlock {
			return &corpus.InputError{File: d.Name, Line: b.Line, Offset: b.Span.Start,
				Err:  fmt.Errorf("a block of %d bytes, of at most %d: %w", b.Span.Len(), MaxBlock, corpus.ErrTooLarge),
				Hint: "put blank lines between the paragraphs"}
		}
	}
	if found := Detect(d.Source); found != "" && found != d.Lang {
		return &corpus.InputError{File: d.Name, Err: fmt.Errorf("this is %s, and %s is expected here: %w", languages[found], languages[d.Lang], corpus.ErrLanguage),
			Hint: "are the two files swapped? the English original comes first, the Arabic translation last"}
	}
	classify(d)
	return nil
}
