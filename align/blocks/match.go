// Package blocks matches the blocks of a translation with those of its original, and finds in what order they are to be
// read.
package blocks

import (
	"context"
	"math"
	"slices"

	"muqabala/align"
	"muqabala/corpus"
)

// matchRounds is how often blocks are matched; what one round finds trains the model of the next.
const matchRounds = 6

// matcher gives each block of a translation the block of the original that it carries, whole or in part.
type matcher struct {
	original, translation *corpus.Document
	copies                []Copy // of the translation
	twice                 []bool // for each block of the original, whether it stands there more than once
	vocab                 *align.Vocabulary
	spine                 []int32 // 0-based blocks of the original that make its flow: all but notes and furniture
	osegs, tsegs          []align.Segment
	ratio                 float64 // runes of the original to one of the translation
	swapped               float64 // share of the columns that visibly end and have one read too early behind them
	usual                 float64 // what words say for a pair found in the last round, for each word of the translation
	model                 *align.Model
	byNumber              map[string][]int32 // places of the spine with that number
	postings              [][]int32          // for each word, the places of the spine that have it, if it is rare
	ballot                ballot             // scratch of vote
	votes                 [][]int32          // for each block of the translation, see vote
	ended                 []bool             // for each block of the translation, whether it ends as a sentence does
	bare                  bool               // the original is but a list of numbers, see [Numbers]
	numbered              bool               // most paragraphs have numbers on both sides, so one without goes on from another
	explainer             *align.Explainer
	chains                chains  // scratch of marks
	entries               []entry // of the block looked at
	beam                  beam
	known                 []fit   // emissions of one block of the translation, by place of the spine
	knownAt               []int32 // the block of the translation that known holds, plus 1
}

// Match gives for each block of the translation the block of the original that it carries, and where it belongs in
// reading order. Several fragments may match one block. copies are those of the translation (see
// [Copies]): whether one is a repeat or stands in the original twice too is found here.
//
// Three rounds of [matcher.read]: what one finds trains IBM model 1 for the next.
func Match(ctx context.Context, original, translation *corpus.Document, copies []Copy) (*Matching, error) {
	m := newMatcher(original, translation, copies)
	entries := align.Dictionary(m.vocab)
	var layers []layer
	var steps []step
	var pairs []align.Pair
	for range matchRounds {
		model, err := align.Train(ctx, m.vocab, m.osegs, m.tsegs, pairs, entries)
		if err != nil {
			return nil, err
		}
		m.model, m.explainer = model, align.NewExplainer(model)
		m.index()
		last := steps
		if layers, err = m.read(ctx); err != nil {
			return nil, err
		}
		steps = m.path(layers)
		if differences(last, steps)*settled <= len(steps) {
			break
		}
		pairs = m.pairs(steps)
		m.measure(steps)
	}
	out := &Matching{m.places(steps), make([]float64, len(original.Blocks))}
	m.judge(layers, steps, out)
	m.notes(out)
	return out, nil
}

// settled is the part of the blocks, as 1 in so many, that may still change when the search comes to its end.
const settled = 300

// differences is the number of blocks that two rounds put in different places.
func differences(a, b []step) int {
	n := len(b) - len(a)
	for t := range a {
		if a[t].here.at != b[t].here.at || a[t].matched != b[t].matched || a[t].move != b[t].move {
			n++
		}
	}
	return n
}

func newMatcher(original, translation *corpus.Document, copies []Copy) *matcher {
	m := &matcher{original: original, translation: translation, copies: copies, vocab: align.NewVocabulary(), ratio: arabicToEnglish, swapped: .5, byNumber: map[string][]int32{}}
	for i, b := range original.Blocks {
		if b.Kind != corpus.Footnote && b.Kind != corpus.Furniture {
			if b.Number != "" {
				m.byNumber[b.Number] = append(m.byNumber[b.Number], int32(len(m.spine)))
			}
			m.spine = append(m.spine, int32(i))
		}
	}
	m.bare = original.Source == ""
	m.twice = make([]bool, len(original.Blocks))
	for o, c := range copiesOf(original, false) {
		if c.Of >= 0 && !m.bare {
			m.twice[o], m.twice[c.Of] = true, true
		}
	}
	m.osegs, m.tsegs = bodies(m.vocab, original), bodies(m.vocab, translation)
	m.numbered = numberedMostly(original) && numbered(translation)
	for _, b := range translation.Blocks {
		m.ended = append(m.ended, b.Kind != corpus.Paragraph || Complete(translation, b.ID))
	}
	m.known, m.knownAt = make([]fit, len(m.spine)), make([]int32, len(m.spine))
	return m
}

// bodies are the blocks of a document as segments, numbers before the text left out.
func bodies(v *align.Vocabulary, d *corpus.Document) []align.Segment {
	out := make([]align.Segment, len(d.Blocks))
	for i, b := range d.Blocks {
		out[i] = v.Segment(d.Body(b.ID))
	}
	dropCommon(out, v.Len())
	return out
}

// dropCommon leaves out the words that stand in too many blocks to tell them apart.
func dropCommon(segments []align.Segment, words int) {
	last, blocks := make([]int, words), make([]int, words)
	for i, s := range segments {
		for _, w := range s.Tokens {
			if last[w] != i+1 {
				last[w] = i + 1
				blocks[w]++
			}
		}
	}
	most := max(rareBlocks, int(commonShare*float64(len(segments))))
	for i := range segments {
		segments[i].Tokens = slices.DeleteFunc(segments[i].Tokens, func(w int32) bool { return blocks[w] > most })
	}
}

// numberedMostly reports whether more than half of the paragraphs begin with a number.
func numberedMostly(d *corpus.Document) bool {
	n, all := 0, 0
	for _, b := range d.Blocks {
		if b.Kind == corpus.Paragraph {
			all++
			if b.Number != "" {
				n++
			}
		}
	}
	return n*2 > all
}

// cellsMost bounds the work and the memory of training: words of the original times words of the translation, summed over
// the pairs.
const cellsMost = 8 << 20

// pairs are the matches to learn from; of a very long text, every so many.
func (m *matcher) pairs(steps []step) []align.Pair {
	var out []align.Pair
	cells := 0
	for t, s := range steps {
		if s.matched && len(m.tsegs[t].Tokens) > 0 {
			p := align.Pair{Original: m.stretch(t, s.here), Translation: m.tsegs[t].Tokens, Weight: 1}
			cells += len(p.Original) * len(p.Translation)
			out = append(out, p)
		}
	}
	every, kept := 1+cells/cellsMost, 0
	for i := 0; i < len(out); i += every {
		out[kept] = out[i]
		kept++
	}
	return out[:kept]
}

// stretch is the words of the original that block t carries when reading has come to c, with some on both sides.
func (m *matcher) stretch(t int, c cursor) []int32 {
	tokens, w := m.osegs[m.spine[c.at]].Tokens, m.whole(c.at)
	if len(tokens) == 0 {
		return nil
	}
	slack := spread(w)
	from, to := float64(c.read)-m.length(t)-slack, float64(c.read)+slack
	if w-to < slack {
		to = w
	}
	n := float64(len(tokens)) / w
	i, j := int(math.Max(0, from*n)), int(math.Min(w, to)*n)
	return tokens[min(i, len(tokens)):max(min(i, len(tokens)), min(j, len(tokens)))]
}

// measure learns how much longer the original is from the blocks matched so far.
func (m *matcher) measure(steps []step) {
	read := map[int32]int{}
	for t, s := range steps {
		if s.matched {
			read[s.here.at] += m.tsegs[t].Length
		}
	}
	o, t := 200*arabicToEnglish, 200.
	for at, n := range read {
		if whole := float64(m.osegs[m.spine[at]].Length); math.Abs(whole/(arabicToEnglish*float64(n))-1) < .4 {
			o, t = o+whole, t+float64(n)
		}
	}
	m.ratio = o / t
	m.swapped = m.share(steps)
	words, n := 0., 1.
	for t, s := range steps {
		if s.matched {
			words += m.words(t, int(m.spine[s.here.at]))
			n += float64(len(m.tsegs[t].Tokens))
		}
	}
	m.usual = words / n
}

// share is that of the columns that visibly end and are followed by one that is read too early, among those followed by
// one in order.
func (m *matcher) share(steps []step) float64 {
	opens, all := 1., 2.
	for t := 1; t < len(steps); t++ {
		switch s := &steps[t]; {
		case s.move == opened && !s.bounded, s.move == resumedOpened:
			opens, all = opens+1, all+1
		case s.move == ahead && s.matched && !s.inGap && !s.bounded && steps[t-1].matched && !m.ended[t-1]:
			all++
		}
	}
	return min(opens/all, .97)
}

// Probabilities that a footnote is matched rightly: by its mark, and that it has no counterpart where no mark is its own.
const noteSure, noteUnsure = .97, .8

// notes matches footnotes by their marks; of several with one mark, by their words and their order.
func (m *matcher) notes(out *Matching) {
	match := out.Places
	used := map[int]bool{}
	for t, b := range m.translation.Blocks {
		if b.Kind != corpus.Footnote {
			continue
		}
		if u := m.copies[t].Of; u >= 0 {
			match[t].Original, match[t].After, match[t].Repeat = match[u].Original, match[u].After, true
			continue
		}
		best, score := -1, math.Inf(-1)
		for o, e := range m.original.Blocks {
			if e.Kind != corpus.Footnote || e.Mark != b.Mark {
				continue
			}
			s := m.words(t, o)
			if used[o] {
				s -= jumpCost
			}
			if s > score {
				best, score = o, s
			}
		}
		match[t].Confidence = noteUnsure
		if best >= 0 {
			match[t].Confidence, out.Present[best] = noteSure, noteSure
			match[t].Original, match[t].After, used[best] = best, best, true
		}
	}
}
