package check

import (
	"slices"
	"strings"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// leastUntranslated is how many English words in a row are a passage: fewer are a name, a title or a symbol.
const leastUntranslated = 6

var untranslated = Check{"untranslated", "A passage of the original stands untranslated in the Arabic.", func(p *Pass) (out []corpus.Finding) {
	if p.Original == nil {
		return nil
	}
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		english := " " + strings.Join(p.englishKeys(g), " ") + " "
		for _, id := range g.blocks {
			for _, run := range latinRuns(p.Translation.Text(id)) {
				var keys []string
				for _, w := range run {
					keys = append(keys, arabic.Fold(w.Text))
				}
				if !strings.Contains(english, " "+strings.Join(keys, " ")+" ") {
					continue
				}
				span := corpus.Span{Start: run[0].Span.Start, End: run[len(run)-1].Span.End}
				f := p.at(id, span, corpus.Warning, .8, corpus.Say("%s words stand here as in the original", len(run)))
				f.Original = g.originals[0]
				out = append(out, f)
			}
		}
	}
	return out
}}

// englishKeys are the folded words of the originals of a paragraph, marks left out.
func (p *Pass) englishKeys(g *paragraph) []string {
	var out []string
	for _, id := range g.originals {
		for _, w := range arabic.Words(p.Original.Body(id)) {
			if w.Class != arabic.Punct {
				out = append(out, arabic.Fold(w.Text))
			}
		}
	}
	return out
}

// latinRuns are the runs of enough words in Latin letters, at least three of them in lower case, function words aside: names and titles
// of works are written large.
func latinRuns(text string) (out [][]arabic.Word) {
	var run []arabic.Word
	flush := func() {
		small := 0
		for _, w := range run {
			small += int(is(w.Text[0] >= 'a' && w.Text[0] <= 'z' && !lexicon.IsFunctionWord(w.Text)))
		}
		if len(run) >= leastUntranslated && small >= 3 {
			out = append(out, slices.Clone(run))
		}
		run = run[:0]
	}
	end := 0
	for _, w := range arabic.Words(text) {
		if between := text[end:w.Span.Start]; end > 0 && between == "" && w.Class == arabic.Latin {
			flush() // the name of a file, an address: parted by signs alone
		}
		end = w.Span.End
		switch w.Class {
		case arabic.Latin:
			run = append(run, w)
		case arabic.Punct:
		default:
			flush()
		}
	}
	flush()
	return out
}
