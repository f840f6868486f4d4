package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Rendering is a way in which what was looked for is rendered on the other side.
type Rendering struct {
	Side  corpus.Side // on which it stands
	Text  string      // in its plainest or commonest form
	Count int         // of hits that have it
}

// Renderings counts how the words found are rendered, by the word links, the commonest first. Forms of one word count
// together.
func Renderings(hits []Hit) []Rendering {
	k := NewKeyer()
	groups := map[string]*rendering{}
	for i := range hits {
		for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
			for _, text := range rendered(&hits[i], side) {
				key := string(side) + k.sense(text)
				if groups[key] == nil {
					groups[key] = &rendering{side: side, texts: map[string]int{}, hits: map[int]bool{}}
				}
				groups[key].texts[text]++
				groups[key].hits[i] = true
			}
		}
	}
	var out []Rendering
	for _, g := range together(slices.Collect(maps.Values(groups))) {
		out = append(out, Rendering{g.side, shown(g.texts, g.side), len(g.hits)})
	}
	slices.SortFunc(out, func(a, b Rendering) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text)) })
	return out
}

// rendering is texts that are forms of the same words.
type rendering struct {
	side  corpus.Side
	texts map[string]int // with how often each occurs
	hits  map[int]bool   // that have one
}

// together puts a rendering that differs from a commoner one in what is attached to its words only, as لمجلس from مجلس, in with it.
func together(all []*rendering) []*rendering {
	slices.SortFunc(all, func(a, b *rendering) int {
		return cmp.Or(cmp.Compare(len(b.hits), len(a.hits)), cmp.Compare(shown(a.texts, a.side), shown(b.texts, b.side)))
	})
	var out []*rendering
	by := map[string]*rendering{} // every way to write those there are
	for _, r := range all {
		ways := attachedWays(shown(r.texts, r.side))
		var in *rendering
		for _, w := range ways {
			if in = by[string(r.side)+w]; in != nil {
				break
			}
		}
		if in == nil {
			by[string(r.side)+ways[0]] = r
			out = append(out, r)
			continue
		}
		for text, n := range r.texts {
			in.texts[text] += n
		}
		maps.Copy(in.hits, r.hits)
	}
	return out
}

// attachedWays are the ways to write a text, folded, with or without what may be attached to its first word; the text itself is first.
func attachedWays(text string) []string {
	first, rest, _ := strings.Cut(arabic.Fold(text), " ")
	out := Forms(first)
	for i := range out {
		out[i] += " " + rest
	}
	return out
}

// rendered are the words on one side that are linked with matches on the other: those that stand together as one, words
// between them that are linked with nothing included where there is one only, as "of" in a name.
func rendered(h *Hit, side corpus.Side) []string {
	text := h.Text(side)
	var spans []corpus.Span
	for _, m := range h.Marks(side) {
		if !m.Counterpart {
			continue
		}
		if n := len(spans); n > 0 && wordsIn(text[spans[n-1].End:m.Span.Start]) <= 1 {
			spans[n-1].End = m.Span.End
		} else {
			spans = append(spans, m.Span)
		}
	}
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = s.In(text)
	}
	return out
}

// wordsIn counts words; punctuation counts for many, since a phrase does not go across it.
func wordsIn(s string) int {
	n := 0
	for _, w := range arabic.Words(s) {
		n++
		if w.Class == arabic.Punct {
			n += 9
		}
	}
	return n
}

// sense is the same for forms of the same words.
func (k *Keyer) sense(text string) string {
	var out []string
	for _, w := range arabic.Words(text) {
		f := k.word(w)
		key := f.folded
		if len(f.stems) > 0 {
			key = f.stems[0]
		}
		out = append(out, key)
	}
	return strings.Join(out, " ")
}

// shown is the text that stands for a group: of Arabic words the shortest, which has the least attached to it; of English ones
// the commonest.
func shown(texts map[string]int, side corpus.Side) string {
	return slices.MinFunc(slices.Collect(maps.Keys(texts)), func(a, b string) int {
		if side == corpus.TranslationSide {
			return cmp.Or(cmp.Compare(letters(a), letters(b)), cmp.Compare(texts[b], texts[a]), cmp.Compare(a, b))
		}
		return cmp.Or(cmp.Compare(texts[b], texts[a]), cmp.Compare(letters(a), letters(b)), cmp.Compare(a, b))
	})
}
