package check

import (
	"context"
	"math"
	"strings"

	"muqabala/align"
	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// meaning says which English words an Arabic word may stand for: by the built-in lexicon, and by IBM model 1 learnt from the
// paragraphs themselves (see [align.Train]).
type meaning struct {
	model *align.Model
	known map[string][]lexicon.WordPair // by the key of the Arabic word
	back  map[string][]string           // the Arabic that the lexicon has for the English words that occur, by their keys
}

// englishWord is a word of the original where it stands.
type englishWord struct {
	block corpus.BlockID
	span  corpus.Span // bytes of the block
	text  string      // as it stands
	lower string
	stem  string
	id    int32
	comma bool  // a comma or semicolon stands before it
	bead  int32 // the sentence bead that it stands in, or [noBead]
}

// known pairs count as if they were this much likelier than by chance, pairs of the model by what it says.
const knownRatio = 30

// newMeaning learns from the paragraphs, and reads the words of the original into them.
func newMeaning(ctx context.Context, p *Pass) (*meaning, error) {
	v := align.NewVocabulary()
	m := &meaning{known: map[string][]lexicon.WordPair{}, back: map[string][]string{}}
	var originals, translations []align.Segment
	var together []align.Pair
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		if len(g.originals) == 0 {
			continue
		}
		var o, t align.Segment
		for _, id := range g.originals {
			g.english = append(g.english, englishWords(p.Original, id, v)...)
			o.Tokens = append(o.Tokens, v.Tokens(p.Original.Body(id))...)
		}
		for _, id := range g.blocks {
			t.Tokens = append(t.Tokens, v.Tokens(p.Translation.Body(id))...)
		}
		originals, translations = append(originals, o), append(translations, t)
		together = append(together, align.Pair{Original: o.Tokens, Translation: t.Tokens, Weight: 1})
	}
	var err error
	m.model, err = align.Train(ctx, v, originals, translations, together, m.entries(v))
	return m, err
}

// entries are the lexicon's pairs of words that occur; all of them are kept for words that may come into question.
func (m *meaning) entries(v *align.Vocabulary) []align.Entry {
	var out []align.Entry
	for _, pair := range lexicon.BuiltinPairs() {
		m.known[pair.Arabic] = append(m.known[pair.Arabic], pair)
		o, occurs := v.Lookup(pair.English)
		if t, ok := v.Lookup(pair.Arabic); ok && occurs {
			out = append(out, align.Entry{Original: o, Translation: t, Weight: pair.Weight / 2})
		}
	}
	for _, e := range lexicon.Builtin() {
		english := align.Stem(e.English, arabic.Latin)
		if _, occurs := v.Lookup(english); occurs {
			m.back[english] = append(m.back[english], e.Arabic...)
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
		stem := align.Stem(w.Text, arabic.Latin)
		out = append(out, englishWord{id, w.Span.Shift(lead), w.Text, strings.ToLower(w.Text), stem, v.ID(stem, arabic.Latin), comma, noBead})
		comma = false
	}
	return out
}

// best is the English word of the paragraph that an Arabic word most likely stands for, and how much likelier than by
// chance; -1 and 0 where nothing speaks for any. Of equal ones it is that nearest to where the word stands, 0 to 1.
func (m *meaning) best(g *paragraph, word string, place float64) (at int, ratio float64) {
	at = -1
	if m == nil {
		return at, 0
	}
	stem := align.Stem(word, arabic.Letters)
	known := m.known[stem]
	id, learnt := m.model.Vocabulary().Lookup(stem)
	for i := range g.english {
		e := &g.english[i]
		r := 0.
		for _, k := range known {
			if k.English == e.stem {
				r = max(r, knownRatio*float64(k.Weight))
			}
		}
		if learnt {
			r = max(r, m.model.Ratio(e.id, id))
		}
		if r > ratio || r > 0 && r == ratio && nearer(i, at, place*float64(len(g.english))) {
			at, ratio = i, r
		}
	}
	return at, ratio
}

// nearer reports whether a is nearer to place than b.
func nearer(a, b int, place float64) bool {
	return math.Abs(float64(a)-place) < math.Abs(float64(b)-place)
}
