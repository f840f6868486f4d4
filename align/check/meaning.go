package check

import (
	"context"
	"math"
	"strings"
	"sync"

	"muqabala/align"
	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// meaning says which English words an Arabic word may stand for: by the built-in lexicon, and by IBM model 1 learnt from the
// sentences themselves, or where those are not known from the paragraphs (see [align.Train]).
type meaning struct {
	model *align.Model
	back  map[string][]string // the Arabic that the lexicon has for the English words that occur, by their keys
}

// englishWord is a word of the original where it stands.
type englishWord struct {
	block corpus.BlockID
	span  corpus.Span // bytes of the block
	text  string      // as it stands
	lower string
	stem  string
	id    int32 // in the model's vocabulary, −1 for a word that it has not
	comma bool  // a comma or semicolon stands before it
	bead  int32 // the sentence bead that it stands in, or [noBead]
}

// sense is what is known of an Arabic word's meaning.
type sense struct {
	word  string
	known []lexicon.WordPair // by the lexicon
	id    int32              // in the model's vocabulary, −1 for a word that it has not
}

// known pairs count as if they were this much likelier than by chance, pairs of the model by what it says.
const knownRatio = 30

// knownPairs are the pairs of the lexicon by the key of the Arabic word.
var knownPairs = sync.OnceValue(func() map[string][]lexicon.WordPair {
	out := map[string][]lexicon.WordPair{}
	for _, pair := range lexicon.BuiltinPairs() {
		out[pair.Arabic] = append(out[pair.Arabic], pair)
	}
	return out
})

// knownArabic are the Arabic words and phrases of the lexicon by the key of the English word.
var knownArabic = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, e := range lexicon.Builtin() {
		english := align.Stem(e.English, arabic.Latin)
		out[english] = append(out[english], e.Arabic...)
	}
	return out
})

// newMeaning reads the words of the original into the paragraphs, and learns what they mean if the caller did not.
func newMeaning(ctx context.Context, p *Pass) (*meaning, error) {
	m := &meaning{back: map[string][]string{}}
	if a := p.Options.Aligner; a != nil {
		m.model = a.Model()
	} else {
		var err error
		if m.model, err = p.train(ctx); err != nil {
			return nil, err
		}
	}
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		for _, id := range g.originals {
			g.english = append(g.english, englishWords(p.Original, id, m.model.Vocabulary())...)
		}
		for _, e := range g.english {
			if _, ok := m.back[e.stem]; !ok {
				m.back[e.stem] = knownArabic()[e.stem]
			}
		}
	}
	return m, nil
}

// train learns a model from the paragraphs.
func (p *Pass) train(ctx context.Context) (*align.Model, error) {
	v := align.NewVocabulary()
	var originals, translations []align.Segment
	var together []align.Pair
	for _, g := range p.paragraphs {
		if len(g.originals) == 0 {
			continue
		}
		var o, t align.Segment
		for _, id := range g.originals {
			o.Tokens = append(o.Tokens, v.Tokens(p.Original.Body(id))...)
		}
		for _, id := range g.blocks {
			t.Tokens = append(t.Tokens, v.Tokens(p.Translation.Body(id))...)
		}
		originals, translations = append(originals, o), append(translations, t)
		together = append(together, align.Pair{Original: o.Tokens, Translation: t.Tokens, Weight: 1})
	}
	return align.Train(ctx, v, originals, translations, together, entries(v))
}

// entries are the lexicon's pairs of words that occur.
func entries(v *align.Vocabulary) []align.Entry {
	var out []align.Entry
	for _, pair := range lexicon.BuiltinPairs() {
		o, occurs := v.Lookup(pair.English)
		if t, ok := v.Lookup(pair.Arabic); ok && occurs {
			out = append(out, align.Entry{Original: o, Translation: t, Weight: pair.Weight / 2})
		}
	}
	return out
}

// englishWords are the words in Latin letters of a block of the original.
func englishWords(d *corpus.Document, id corpus.BlockID, v *align.Vocabulary) []englishWord {
	lead := d.Block(id).Lead
	var out []englishWord
	comma := false
	for _, w := range arabic.Words(d.Body(id)) {
		if w.Class != arabic.Latin {
			comma = w.Text == "," || w.Text == ";"
			continue
		}
		e := englishWord{id, w.Span.Shift(lead), w.Text, strings.ToLower(w.Text), align.Stem(w.Text, arabic.Latin), -1, comma, noBead}
		if known, ok := v.Lookup(e.stem); ok {
			e.id = known
		}
		out = append(out, e)
		comma = false
	}
	return out
}

// sense is what is known of a word; it may be asked where there is no original.
func (m *meaning) sense(word string) sense {
	stem := align.Stem(word, arabic.Letters)
	s := sense{word, knownPairs()[stem], -1}
	if m != nil {
		if id, ok := m.model.Vocabulary().Lookup(stem); ok {
			s.id = id
		}
	}
	return s
}

// scope is a part of the English words of a paragraph: from the one up to the other.
type scope struct{ from, to int }

// surelyTogether is what the probability of a sentence bead must be for its words to be looked for in it alone.
const surelyTogether = .5

// scope is where the English of token i stands: in its sentence bead, or where none is sure in the paragraph.
func (p *Pass) scope(g *paragraph, i int) scope {
	whole := scope{0, len(g.english)}
	b := g.tokens[i].bead
	if b == noBead || p.beads[b].confidence < surelyTogether {
		return whole
	}
	if g.scopes == nil {
		g.scopes = map[int32]scope{}
		for k, e := range g.english {
			s, ok := g.scopes[e.bead]
			if !ok {
				s.from = k
			}
			g.scopes[e.bead] = scope{s.from, k + 1}
		}
	}
	if s, ok := g.scopes[b]; ok {
		return s
	}
	return whole
}

// best is the English word of a scope that an Arabic word most likely stands for, and how much likelier than by chance; −1
// and 0 where nothing speaks for any. Of equal ones it is that nearest to where the word stands, 0 to 1.
func (m *meaning) best(g *paragraph, in scope, s sense, place float64) (at int, ratio float64) {
	at = -1
	if m == nil || s.id < 0 && len(s.known) == 0 {
		return at, 0
	}
	for i := in.from; i < in.to; i++ {
		e := &g.english[i]
		r := 0.
		for _, k := range s.known {
			if k.English == e.stem {
				r = max(r, knownRatio*float64(k.Weight))
			}
		}
		if s.id >= 0 && e.id >= 0 {
			r = max(r, m.model.Ratio(e.id, s.id))
		}
		if r > ratio || r > 0 && r == ratio && nearer(i, at, place*float64(len(g.english))) {
			at, ratio = i, r
		}
	}
	return at, ratio
}

// knownIn reports whether the lexicon has the word for one of a scope.
func (s *sense) knownIn(g *paragraph, in scope) bool {
	for _, k := range s.known {
		for i := in.from; i < in.to; i++ {
			if g.english[i].stem == k.English {
				return true
			}
		}
	}
	return false
}

// nearer reports whether a is nearer to place than b.
func nearer(a, b int, place float64) bool {
	return math.Abs(float64(a)-place) < math.Abs(float64(b)-place)
}
