// Package check finds defects in a translation. A check is a value: a name, what it looks for, and a function; the list of
// all of them is in all.go. The shape follows golang.org/x/tools/go/analysis.
package check

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"muqabala/corpus"
)

// Check finds one sort of defect.
type Check struct {
	Name string // short and stable, in lower case with hyphens
	Doc  string // what it reports, in one sentence
	Run  func(*Pass) []corpus.Finding
}

// Run runs the checks and gives their findings in the order of the file, those without a place last.
func Run(ctx context.Context, checks []Check, p *Pass) ([]corpus.Finding, error) {
	var out []corpus.Finding
	for _, c := range checks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, f := range c.Run(p) {
			f.Check = c.Name
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.Finding) int {
		return cmp.Or(cmp.Compare(last(a.Block), last(b.Block)), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	out = withoutEchoes(out)
	p.name(out)
	return out, nil
}

// withoutEchoes leaves out what is found of a name where another check finds the word misread: one error is one finding. The findings
// are in the order of the file.
func withoutEchoes(found []corpus.Finding) []corpus.Finding {
	out := found[:0:0]
	for i, f := range found {
		near := found[max(0, i-sameSpan):min(len(found), i+sameSpan+1)]
		if f.Check != names.Name || !slices.ContainsFunc(near, func(o corpus.Finding) bool { return o.Check != f.Check && o.Block == f.Block && o.Span == f.Span }) {
			out = append(out, f)
		}
	}
	return out
}

// sameSpan is how many findings about one span are looked at.
const sameSpan = 4

// name gives the findings what they are known by: the words around, a count where those are the same, their series, and the
// block of the original that stands beside them.
func (p *Pass) name(findings []corpus.Finding) {
	count := map[string]int{}
	for i := range findings {
		f := &findings[i]
		if f.Block != 0 {
			text := p.Translation.Text(f.Block)
			if o := p.Layout.Match[f.Block-1]; f.Original == 0 && o >= 0 {
				f.Original = corpus.BlockID(o + 1)
			}
			f.Before, f.After = lastWords(text[:f.Span.Start], around), firstWords(text[f.Span.End:], around)
		}
		if f.Series == "" {
			f.Series = series(f)
		}
		if len(f.Suggestions) > 0 {
			f.Confusion = confusion(f.Text, f.Suggestions[0])
		}
		key := f.Key()
		f.Nth = count[key]
		count[key]++
	}
}

// around is how many words on either side tell a finding from others.
const around = 3

// firstWords is the first n words of a text, lastWords the last n, with one space between them.
func firstWords(text string, n int) string {
	rest := text
	for range n {
		rest = strings.TrimLeftFunc(strings.TrimLeftFunc(rest, unicode.IsSpace), notSpace)
	}
	return strings.Join(strings.Fields(text[:len(text)-len(rest)]), " ")
}

func lastWords(text string, n int) string {
	rest := text
	for range n {
		rest = strings.TrimRightFunc(strings.TrimRightFunc(rest, unicode.IsSpace), notSpace)
	}
	return strings.Join(strings.Fields(text[len(rest):]), " ")
}

func notSpace(r rune) bool { return !unicode.IsSpace(r) }

// last puts findings without a block behind the others.
func last(id corpus.BlockID) corpus.BlockID {
	if id == 0 {
		return 1 << 40
	}
	return id
}

// whole is a finding about a whole block.
func (p *Pass) whole(id corpus.BlockID, s corpus.Severity, confidence float64, message corpus.Message) corpus.Finding {
	return p.at(id, corpus.Span{End: p.Translation.Block(id).Span.Len()}, s, confidence, message)
}

// at is a finding about a span of a block.
func (p *Pass) at(id corpus.BlockID, span corpus.Span, s corpus.Severity, confidence float64, message corpus.Message) corpus.Finding {
	return corpus.Finding{Severity: s, Block: id, Span: span, Text: span.In(p.Translation.Text(id)), Message: message, Confidence: confidence}
}
