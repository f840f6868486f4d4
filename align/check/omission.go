package check

import (
	"fmt"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// A sentence is left out or added where hardly any of its content words has a counterpart in the paragraph, and of the other
// sentences there at least so many have: then the words of this text are known well enough to say so.
const (
	leastContent   = 8
	mostCovered    = .1
	othersCovered  = .45
	fewestAround   = 8 // content words of the other sentences
	omissionChance = .65
)

var omission = Check{"omission", "A sentence of the original has no counterpart in the Arabic paragraph.", func(p *Pass) (out []corpus.Finding) {
	p.coverage(func(g *paragraph, covered []bool) {
		sentence := p.englishSentences(g)
		for _, s := range uncovered(len(g.english), func(i int) (int, bool, bool) {
			return sentence[i], !lexicon.IsFunctionWord(g.english[i].lower), covered[i]
		}) {
			first, last := g.english[s.from], g.english[s.to]
			if first.block != last.block {
				continue
			}
			id := g.blocks[len(g.blocks)-1]
			f := p.whole(id, corpus.Warning, omissionChance, "no Arabic here for: "+begins(corpus.Span{Start: first.span.Start, End: last.span.End}.In(p.Original.Text(first.block))))
			f.Original = first.block
			f.Evidence = []corpus.Evidence{{Kind: "original", Text: fmt.Sprintf("%d of its %d words have a counterpart", s.covered, s.content),
				Span: corpus.Span{Start: first.span.Start, End: last.span.End}}}
			out = append(out, f)
		}
	})
	return out
}}

var addition = Check{"addition", "An Arabic sentence has no counterpart in the original of its paragraph.", func(p *Pass) (out []corpus.Finding) {
	p.coverage(func(g *paragraph, _ []bool) {
		n := 0
		for _, s := range uncovered(len(g.tokens), func(i int) (int, bool, bool) {
			n += int(is(g.tokens[i].stop))
			_, r := p.bestOf(g, i)
			return n, runes(g.tokens[i].text) > 3, r >= sureRatio
		}) {
			first, last := g.tokens[s.from], g.tokens[s.to]
			if first.block != last.block {
				continue
			}
			f := p.at(first.block, corpus.Span{Start: first.span.Start, End: last.span.End}, corpus.Warning, omissionChance, "nothing of the original stands behind this sentence")
			f.Original = g.originals[0]
			f.Evidence = []corpus.Evidence{{Kind: "original", Text: fmt.Sprintf("%d of its %d words have a counterpart", s.covered, s.content)}}
			out = append(out, f)
		}
	})
	return out
}}

// coverage calls f for each paragraph with an original, and which words of that some Arabic word surely stands for.
func (p *Pass) coverage(f func(g *paragraph, covered []bool)) {
	if p.meaning == nil {
		return
	}
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		if len(g.english) == 0 || !p.alone(g) {
			continue
		}
		stems := map[string]bool{} // a word that stands twice may have its Arabic once
		for k := range g.tokens {
			if at, r := p.bestOf(g, k); r >= sureRatio {
				stems[g.english[at].stem] = true
			}
		}
		covered := make([]bool, len(g.english))
		for k, e := range g.english {
			covered[k] = stems[e.stem]
		}
		f(g, covered)
	}
}

// stretch is a sentence: its words, and how many of those with a content have a counterpart.
type stretch struct{ from, to, content, covered int }

// uncovered are the sentences of n words that hardly have a counterpart while the others have. word gives the sentence of a
// word, whether it has a content of its own, and whether it has a counterpart; it is asked once a word, in order.
func uncovered(n int, word func(i int) (sentence int, content, covered bool)) (out []stretch) {
	var all []stretch
	var total stretch
	last := -1
	for i := range n {
		s, content, covered := word(i)
		if len(all) == 0 || s != last {
			all, last = append(all, stretch{from: i}), s
		}
		x := &all[len(all)-1]
		x.to = i
		if content {
			x.content, total.content = x.content+1, total.content+1
			x.covered, total.covered = x.covered+int(is(covered)), total.covered+int(is(covered))
		}
	}
	for _, s := range all {
		content, covered := total.content-s.content, total.covered-s.covered
		if s.content >= leastContent && float64(s.covered) <= mostCovered*float64(s.content) &&
			content >= fewestAround && float64(covered) >= othersCovered*float64(content) {
			out = append(out, s)
		}
	}
	return out
}

// begins is the beginning of a text.
func begins(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}
