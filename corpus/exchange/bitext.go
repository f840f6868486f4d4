package exchange

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strings"

	"muqabala/corpus"
)

// Aligned is what a file of aligned texts amounts to, as [Bitext] makes it.
type Aligned struct {
	Header                Header
	Original, Translation *corpus.Document
	Edits                 []corpus.Edit
}

// ReadBitext reads a file in a format. Its languages must be English and Arabic. name is that of the file, for messages and the log.
func ReadBitext(ctx context.Context, f Format, name string, open Open) (a Aligned, err error) {
	a.Original, a.Translation, a.Edits, err = Bitext(name, withContext(ctx, f.Read(open, &a.Header)))
	if err != nil {
		return a, err
	}
	if o, t := a.Header.languages(); o != string(corpus.English) || t != string(corpus.Arabic) {
		return a, &corpus.InputError{File: name, Err: fmt.Errorf("its languages are %s and %s: %w", o, t, corpus.ErrLanguage), Hint: "English and Arabic are collated"}
	}
	return a, nil
}

// withContext ends with its error once the context does.
func withContext(ctx context.Context, units iter.Seq2[Unit, error]) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		for u, err := range units {
			if err := cmp.Or(err, ctx.Err()); !yield(u, err) || err != nil {
				return
			}
		}
	}
}

// Bitext is the two documents that units amount to, a paragraph a unit and side, with the edits that link them and say what
// people decided about them. The first edit, the links, is the program's; verdicts are those of who gave them.
func Bitext(name string, units iter.Seq2[Unit, error]) (original, translation *corpus.Document, edits []corpus.Edit, err error) {
	o, t := builder{lang: corpus.English}, builder{lang: corpus.Arabic}
	links := corpus.Edit{Author: "muqabala", Cause: corpus.Cause{Name: "import", Text: "links as " + name + " has them"}}
	var said []corpus.Edit
	for u, err := range units {
		if err != nil {
			return nil, nil, nil, err
		}
		pair := corpus.LinkedPair{Original: o.add(u.OriginalText()), Translation: t.add(u.TranslationText())}
		if len(pair.Original)+len(pair.Translation) == 0 {
			continue
		}
		links.Ops = append(links.Ops, corpus.Link{Pair: pair})
		said = appendSaid(said, pair.Key(), u)
	}
	if len(links.Ops) == 0 {
		return nil, nil, nil, &corpus.InputError{File: name, Err: corpus.ErrEmpty}
	}
	return o.document(name), t.document(name), append([]corpus.Edit{links}, said...), nil
}

// appendSaid appends what people said about a unit; what one person said at one time is one edit.
func appendSaid(said []corpus.Edit, key string, u Unit) []corpus.Edit {
	var ops []corpus.Op
	if u.Status != "" {
		ops = append(ops, corpus.Judge{Key: key, Verdict: u.Status})
	}
	for i, n := range u.Notes {
		if strings.TrimSpace(n) != "" {
			ops = append(ops, corpus.Comment{Key: key, Index: i, Text: n})
		}
	}
	if len(ops) == 0 {
		return said
	}
	if last := len(said) - 1; last >= 0 && said[last].Author == u.By && said[last].Time.Equal(u.At) {
		said[last].Ops = append(said[last].Ops, ops...)
		return said
	}
	return append(said, corpus.Edit{Author: u.By, Time: u.At, Cause: corpus.Cause{Name: "import", Text: "decided before the import"}, Ops: ops})
}

// builder makes a document of paragraphs.
type builder struct {
	lang   corpus.Lang
	source strings.Builder
	blocks []corpus.Block
	lines  int
}

// add appends a paragraph, on one line, and names it; nothing where there is no text.
func (b *builder) add(text string) []corpus.Ref {
	if text = clean(text); text == "" {
		return nil
	}
	if len(b.blocks) > 0 {
		b.source.WriteString("\n\n")
		b.lines += 2
	}
	start := b.source.Len()
	b.source.WriteString(text)
	id := corpus.BlockID(len(b.blocks) + 1)
	b.blocks = append(b.blocks, corpus.Block{ID: id, Kind: corpus.Paragraph, Span: corpus.Span{Start: start, End: b.source.Len()}, Line: b.lines + 1})
	return []corpus.Ref{{Block: id, Span: corpus.Span{End: len(text)}}}
}

func (b *builder) document(name string) *corpus.Document {
	return &corpus.Document{Name: name, Lang: b.lang, Source: b.source.String(), Blocks: b.blocks}
}
