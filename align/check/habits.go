package check

import (
	"maps"
	"slices"

	"muqabala/align"
	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Habits are what a pass has learnt of a whole text: its words and how often they stand side by side, its names, its proportions, how
// badly it was read. A part of the text that is checked alone is judged by them as if the rest stood around it; see
// [Options.Habits]. They do not change.
type Habits struct {
	usage            *usage
	forms            lexis
	bigrams          map[[2]int32]int
	dotless          map[string][]int32
	following        map[string]following
	ends             ends      // of sentences
	spelling         *spelling // its stems, signatures and noise
	names            *lexicon.Names
	nouns            map[nounGender]int
	doubt            float64 // on average, see [Pass.noteDoubts]
	ratio            float64
	turned, backward custom
}

// Habits are what the pass has learnt of its text.
func (p *Pass) Habits() *Habits {
	h := &Habits{usage: p.usage, forms: p.forms, bigrams: p.bigrams, dotless: p.dotless, following: p.following, ends: p.allEnds(), names: p.names, nouns: p.nouns, doubt: p.doubt,
		ratio: p.lengthRatio(), turned: p.numbers().turned, backward: p.numbers().backward}
	s := p.spelling
	h.spelling = &spelling{stems: s.stems, signatures: s.signatures, unfolded: s.unfolded, noise: s.noise}
	return h
}

// Without are the habits without what stands in paragraphs with these texts: what is to be said of them anew does not count twice.
func (h *Habits) Without(texts []string) *Habits {
	out := *h
	out.forms.count, out.bigrams, out.dotless = slices.Clone(h.forms.count), maps.Clone(h.bigrams), maps.Clone(h.dotless)
	for _, text := range texts {
		before := int32(-1)
		for _, t := range tokenize(text, 0) {
			id := h.forms.find(t.plain)
			if id >= 0 && out.forms.count[id] > 0 {
				out.forget(id)
			}
			if pair := [2]int32{before, id}; t.tight && out.bigrams[pair] > 0 {
				out.bigrams[pair]--
			}
			before = id
		}
	}
	return &out
}

// forget counts a word once less.
func (h *Habits) forget(id int32) {
	if h.forms.count[id]--; h.forms.count[id] == 0 {
		key := arabic.FoldDots(h.forms.words[id])
		h.dotless[key] = slices.DeleteFunc(slices.Clone(h.dotless[key]), func(other int32) bool { return other == id })
	}
}

// adopt lets the pass begin with the habits that it was given, or with what is usual elsewhere.
func (p *Pass) adopt() {
	if p.model = p.Options.model; p.model == nil {
		p.model = fittedModel()
	}
	h := p.Options.Habits
	if h == nil {
		p.usage = p.Options.usage
		if p.usage == nil {
			p.usage = builtinUsage()
		}
		p.usage = p.usage.with(p.Options.translations())
		words := p.usage.words
		p.forms = lexis{maps.Clone(words.ids), slices.Clone(words.words), make([]int, len(words.words))}
		p.bigrams, p.dotless, p.following = map[[2]int32]int{}, map[string][]int32{}, map[string]following{}
		return
	}
	p.usage, p.names, p.nouns, p.doubt, p.ratio = h.usage, h.names, h.nouns, h.doubt, h.ratio
	p.forms = lexis{maps.Clone(h.forms.ids), slices.Clone(h.forms.words), slices.Clone(h.forms.count)}
	p.bigrams, p.dotless, p.following = maps.Clone(h.bigrams), maps.Clone(h.dotless), maps.Clone(h.following)
}

// adopted is the spelling of the habits with the words that have come since.
func (s *spelling) adopted(of *spelling) {
	s.stems, s.unfolded, s.noise = of.stems, of.unfolded, of.noise
	s.signatures = slices.Clip(of.signatures)
	for _, w := range s.p.forms.words[len(of.signatures):] {
		s.signatures = append(s.signatures, signatureOf(w))
		if stem := align.Stem(w, arabic.Letters); s.stems[stem] == 0 {
			s.stems = maps.Clone(s.stems)
			s.stems[stem] = 1
		}
	}
}

// Part are the checks that can look at a part of a text alone, by what is known of the whole: all of words but those that set
// paragraphs against each other.
func Part() []Check {
	return slices.DeleteFunc(Words(), func(c Check) bool { return c.Name == names.Name || c.Name == lengthAnomaly.Name })
}

// numbersFound is what is found of numbers, and what the text does with them.
type numbersFound struct {
	found            []corpus.Finding
	turned, backward custom
}
