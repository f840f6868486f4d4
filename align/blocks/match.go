// Package blocks matches the blocks of a translation with those of its original, and finds in what order they are to be
// read.
//
// All that is believed about where columns begin and end is in the costs begin, stay and hang (cost.go): a format that knows
// the page's geometry would speak there.
package blocks

import (
	"context"
	"slices"

	"muqabala/align"
	"muqabala/corpus"
)

// matcher is the work on one translation. A place is an index in the spine: the blocks of the original that make its flow.
type matcher struct {
	original, translation *corpus.Document
	vocab                 *align.Vocabulary
	osegs, tsegs          []align.Segment // of the blocks, numbers before the text left out
	spine                 []int32         // 0-based blocks of the original: all but notes, furniture and markup
	copies                []Copy          // of the translation
	twice                 []bool          // for each block of the original, whether it stands there more than once
	ended                 []bool          // for each block of the translation, whether it ends as a sentence does
	numbered              bool            // paragraphs have numbers on both sides, so one without goes on from another
	bare                  bool            // the original is but a list of numbers, see [Numbers]

	// Learnt from round to round.
	model     *align.Model
	explainer *align.Explainer
	ratio     float64 // runes of the original to one of the translation
	swapped   float64 // share of the columns that visibly end and have one read too early behind them
	usual     float64 // what words say for a pair, for each word of the translation

	// Where to look.
	byNumber map[string][]int32 // places with that number
	postings [][]int32          // for each word, the places that have it, if it is rare
	votes    [][]int32          // for each block of the translation, see vote

	// Scratch of the block looked at.
	ballot  ballot
	chains  chains
	entries []entry
	beam    beam
	known   []fit   // by place
	knownAt []int32 // the block that known is of, plus 1
}

// Match finds for each block of the translation the block of the original that it carries, whole or in part, and where it
// belongs in reading order. copies are those of the translation (see [Copies]); whether one is a repeat, or stands in the
// original twice too, is found here.
//
// It is a search through the file with two columns, or more, in mind (see [step]): what words, numbers and lengths say is
// weighed against what it costs to read so. What one round finds trains IBM model 1 for the next, until little changes.
// Time is near-linear: states are kept in a beam, and reached by going on or through an inverted index of rare words.
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
	m.markup(out)
	return out, nil
}

const (
	matchRounds = 6   // at most
	settled     = 300 // one block of so many may still change when the search comes to its end
)

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

// newMatcher reads the two documents.
func newMatcher(original, translation *corpus.Document, copies []Copy) *matcher {
	m := &matcher{original: original, translation: translation, copies: copies,
		vocab: align.NewVocabulary(), ratio: arabicToEnglish, swapped: .5, byNumber: map[string][]int32{}}
	for i, b := range original.Blocks {
		if b.Kind != corpus.Footnote && b.Kind != corpus.Furniture && b.Kind != corpus.Markup {
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
