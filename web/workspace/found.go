package workspace

import (
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
)

// Found is what the files of an import have in them, to be looked at before it is kept.
type Found struct {
	Format string      // of texts that are aligned; "" of two documents
	Pairs  int         // likewise
	First  [][2]string // texts of the first pairs, or paragraphs of the two documents
	Texts  [2]FoundText
}

// FoundText is one of two documents.
type FoundText struct {
	Format, Encoding string // "" for text, and for UTF-8
	Blocks           int
}

// How many pairs or paragraphs are shown.
const shownPairs = 10

// foundPairs is what aligned texts have.
func foundPairs(f exchange.Format, a exchange.Aligned) *Found {
	links := a.Edits[0].Ops
	found := &Found{Format: f.Name, Pairs: len(links)}
	for _, op := range links[:min(shownPairs, len(links))] {
		if l, ok := op.(corpus.Link); ok {
			found.First = append(found.First, [2]string{textOf(a.Original, l.Pair.Original), textOf(a.Translation, l.Pair.Translation)})
		}
	}
	return found
}

// textOf is the text of blocks.
func textOf(d *corpus.Document, refs []corpus.Ref) string {
	var texts []string
	for _, r := range refs {
		texts = append(texts, d.Text(r.Block))
	}
	return strings.Join(texts, " ")
}

// foundTexts is what two documents have, their first blocks as they were read.
func foundTexts(n New) *Found {
	found := &Found{First: make([][2]string, min(shownPairs, max(len(n.Original.Blocks), len(n.Translation.Blocks))))}
	for side, d := range []*corpus.Document{n.Original, n.Translation} {
		found.Texts[side] = FoundText{d.Format, d.Encoding, len(d.Blocks)}
		for k := range found.First[:min(len(found.First), len(d.Blocks))] {
			found.First[k][side] = cut(d.Text(d.Blocks[k].ID))
		}
	}
	return found
}
