package check

import (
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// A paragraph has too many or too few sentences from a difference and a proportion on: translators join and part sentences
// by ones and twos.
const sentencesOff, sentencesFactor = 4, 2.5

var sentenceCount = Check{"sentence-count", "A paragraph has many more or fewer sentences than its original.", func(p *Pass) (out []corpus.Finding) {
	if p.Original == nil {
		return nil
	}
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		if !p.alone(g) {
			continue
		}
		var text []string
		for _, id := range g.blocks {
			text = append(text, p.Translation.Body(id))
		}
		ar := len(arabic.Sentences(strings.Join(text, " "), corpus.Arabic))
		en := len(arabic.Sentences(p.Original.Body(g.originals[0]), corpus.English))
		more, fewer := max(ar, en), min(ar, en)
		if more-fewer < sentencesOff || float64(more) < sentencesFactor*float64(fewer) {
			continue
		}
		f := p.whole(g.blocks[0], corpus.Info, .5, corpus.Say("%s sentences for %s of the original", ar, en))
		f.Original, f.Related = g.originals[0], g.blocks[1:]
		out = append(out, f)
	}
	return out
}}
