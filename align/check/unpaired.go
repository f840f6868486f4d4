package check

import (
	"strings"

	"muqabala/corpus"
)

var unpaired = Check{"unpaired", "A quotation mark or bracket opens and does not close, or the reverse, where the original has both.", func(p *Pass) (out []corpus.Finding) {
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		var english strings.Builder
		for _, id := range g.originals {
			english.WriteString(p.Original.Body(id))
		}
		for _, kind := range pairKinds {
			if p.Original != nil && !kind.balanced(english.String()) {
				continue // the original does so, too
			}
			if f, ok := p.odd(g, kind); ok {
				out = append(out, f)
			}
		}
	}
	return out
}}

// pairKind is a sort of sign that comes in pairs; for straight quotation marks both are the same.
type pairKind struct {
	open, shut         string
	unclosed, unopened string // what is said of one alone
}

var pairKinds = []pairKind{
	{"(", ")", bracketUnclosed, bracketUnopened}, {"[", "]", bracketUnclosed, bracketUnopened},
	{"«", "»", quoteUnclosed, quoteUnopened}, {"“", "”", quoteUnclosed, quoteUnopened}, {`"`, `"`, quoteUnclosed, quoteUnopened},
}

const (
	bracketUnclosed = "the bracket is not closed"
	bracketUnopened = "the bracket was not opened"
	quoteUnclosed   = "the quotation mark is not closed"
	quoteUnopened   = "the quotation mark was not opened"
)

// balanced reports whether every sign has its other one, an item's "a)" aside.
func (k pairKind) balanced(text string) bool {
	if k.open == k.shut {
		return strings.Count(text, k.open)%2 == 0
	}
	return strings.Count(text, k.open) == strings.Count(text, k.shut)
}

// odd finds the sign of a paragraph that has no other one, the last that opens or the first that shuts.
func (p *Pass) odd(g *paragraph, k pairKind) (f corpus.Finding, found bool) {
	depth := 0
	for _, id := range g.blocks {
		text, lead := p.Translation.Text(id), p.Translation.Block(id).Lead
		for at, r := range text[lead:] {
			span := corpus.Span{Start: lead + at, End: lead + at + len(string(r))}
			switch s := string(r); {
			case s == k.open && (k.open != k.shut || depth == 0):
				depth++
				f, found = p.at(id, span, corpus.Info, .6, corpus.Say(k.unclosed)), true
			case s == k.shut && depth > 0:
				depth--
				found = found && depth > 0
			case s == k.shut:
				if itemMark(text[:span.Start]) {
					continue
				}
				return p.at(id, span, corpus.Info, .6, corpus.Say(k.unopened)), true
			}
		}
	}
	return f, found
}

// itemMark reports whether a bracket behind this text shuts the mark of an item: "أ)", "1)".
func itemMark(before string) bool {
	before = strings.TrimRight(before, " ")
	at := strings.LastIndexAny(before, " \n\t،؛:.(") + 1
	return runes(before[at:]) <= 2
}
