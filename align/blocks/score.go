package blocks

import (
	"math"

	"muqabala/corpus"
)

// What speaks for and against a pair of blocks, in nats.
const (
	numberWeight    = 8.  // equal numbers speak for a pair, different ones against it
	kindCost        = 12. // of kinds that do not go together
	arabicToEnglish = 1.176
	repeatGain      = 6. // of a block that is a copy of an earlier one and is taken for that, or stands where the original repeats itself
	doubt           = .3 // of what words say against a pair: so small a text teaches few of the words that are right
	silence         = .3 // share of what words say in a usual pair below which they are suspiciously silent
	silenceCost     = 10.
	partLength      = .8  // a block shorter than this share of the original's is a part of it
	sureRatio       = 8.  // of words whose places are compared
	markGain        = 1.2 // of a word that stands where it should
	markLoss        = .5  // of one that does not
	markCap         = 15. // of all of them
)

// fit is how well a block of the translation fits one of the original.
type fit struct {
	score float64 // in nats; kinds, numbers and words
	marks []mark  // where words say that the block begins; of a part of the original's block only
	begin float32 // where most of them do, -1 for nowhere
}

// mark is where a block of the translation begins in that of the original, in runes, if one of its words is the
// counterpart of one there and both texts run on evenly.
type mark struct{ from, weight float32 }

// fit says how well block t of the translation fits place at of the spine.
func (m *matcher) fit(t int, at int32) fit {
	if m.knownAt[at] != int32(t+1) {
		m.knownAt[at], m.known[at] = int32(t+1), m.newFit(t, int(m.spine[at]))
	}
	return m.known[at]
}

func (m *matcher) newFit(t, o int) fit {
	a, e := &m.translation.Blocks[t], &m.original.Blocks[o]
	score := kindScore(a.Kind, e.Kind)
	switch {
	case a.Number == e.Number && a.Number != "":
		score += numberWeight
	case a.Number != "" && e.Number != "":
		score -= numberWeight
	case a.Number != "":
		score -= numberWeight / 2
	}
	if score <= -numberWeight {
		return fit{score: score * 2, begin: -1} // no words can make up for it
	}
	if m.copies[t].Of >= 0 && m.twice[o] {
		score += repeatGain
	}
	words := m.words(t, o)
	if expected := silence * m.usual * float64(len(m.tsegs[t].Tokens)); a.Number == "" && words < expected {
		score -= math.Min((expected-words)/2, silenceCost)
	}
	f := fit{score: score + words, begin: -1}
	if a.Kind == corpus.Paragraph && m.length(t) < partLength*float64(m.osegs[o].Length) {
		f.marks = m.marks(t, o)
		f.begin = likeliest(f.marks, float64(m.osegs[o].Length))
	}
	return f
}

// words is the lexical score: how the original explains the fragment, and, of a whole block, how that explains the original.
func (m *matcher) words(t, o int) float64 {
	so, st := m.osegs[o], m.tsegs[t]
	score := m.explainer.Translation(so.Tokens, st.Tokens)
	if float64(st.Length)*m.ratio > .7*float64(so.Length) {
		score = (score + m.explainer.Original(so.Tokens, st.Tokens)) / 2
	}
	if score < 0 {
		score *= doubt
	}
	return score
}

// kindScore is 0 for kinds that go together.
func kindScore(a, e corpus.Kind) float64 {
	front := func(k corpus.Kind) bool { return k == corpus.Masthead || k == corpus.Agenda || k == corpus.Title }
	switch {
	case a == e:
		return 0
	case front(a) && front(e), a == corpus.Title && e == corpus.Heading, a == corpus.Heading && e == corpus.Title:
		return -1
	}
	return -kindCost
}

// length is the runes of the original that block t of the translation should carry.
func (m *matcher) length(t int) float64 { return float64(m.tsegs[t].Length) * m.ratio }

// whole is the length of a place of the spine.
func (m *matcher) whole(at int32) float64 { return float64(m.osegs[m.spine[at]].Length) }

// tail reports whether block t surely goes on from another one.
func (m *matcher) tail(t int) bool {
	b := &m.translation.Blocks[t]
	return m.numbered && b.Kind == corpus.Paragraph && b.Number == ""
}

func abs32(x float32) float32 { return max(x, -x) }
