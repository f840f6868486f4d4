package align

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode/utf8"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Costs of matching blocks, in nats. A block out of place, repeated or torn costs little beside what its words or its
// number say, and much beside nothing.
const (
	jumpCost         = 5.  // to go on anywhere else in the original
	breakCost        = 1.5 // the same where a column visibly ends: after a paragraph that does not end, before one that does not begin
	skipCost         = 3.  // to leave one block of the original out
	againCost        = 2.  // to stay at the same block of the original: a torn paragraph
	nullCost         = 6.  // to give a block no counterpart
	numberWeight     = 8.  // equal numbers speak for a pair, different ones against it
	kindCost         = 12. // of kinds that do not go together
	lengthSD         = .25 // of the ratio of lengths of whole blocks
	arabicToEn       = 1.176
	distanceCost     = 1.3 // of a jump, times the log of the blocks jumped over: pages are read in order, their columns are not
	dictionaryWeight = .4
	doubt            = .3 // of what words say against a pair: so small a text teaches few of the words that are right
	closedCost       = 6. // to continue a paragraph that has come to its end elsewhere
	beamWidth        = 8
	votesKept        = 6
	rareBlocks       = 12  // a word in more blocks than this finds none
	commonShare      = .15 // a word in a larger share of the blocks is left out
	matchRounds      = 3
)

// matcher gives each block of a translation the block of the original that it carries, whole or in part.
type matcher struct {
	original, translation *corpus.Document
	vocab                 *Vocabulary
	spine                 []int // 0-based blocks of the original that make its flow: all but notes and furniture
	osegs, tsegs          []Segment
	model                 *Model
	postings              map[int32][]int // places in the spine of rare words
	votes                 [][]int         // for each block of the translation, see vote
	heads                 map[string]int  // for each number, the runes of the longest torn block that begins with it
	numbered              bool            // most paragraphs of the translation have numbers, so one without is a tail
}

// Match is what a block of a translation carries.
type Match struct {
	Original int     // 0-based block of the original, -1 for none
	Position float64 // where in that block its words stand on average, 0 (begin) to 1 (end)
}

// MatchBlocks gives for each block of the translation the block of the original that it carries. Matches may cross, several fragments may match one block, and so may a block and its repeat.
//
// It is a Viterbi search over the blocks of the translation in file order. A state is the block of the original reached;
// going on to the next one is free, so that numbers, anchors and words need to speak only where the order breaks. States
// are kept in a beam and reached by continuing or by an inverted index, so that time is near-linear. Three rounds: what one
// finds trains IBM model 1 for the next.
func MatchBlocks(ctx context.Context, original, translation *corpus.Document) ([]Match, error) {
	m := &matcher{original: original, translation: translation, vocab: NewVocabulary()}
	for _, b := range original.Blocks {
		if b.Kind != corpus.Footnote && b.Kind != corpus.Furniture {
			m.spine = append(m.spine, int(b.ID)-1)
		}
	}
	m.osegs, m.tsegs = bodies(m.vocab, original), bodies(m.vocab, translation)
	m.numbered = numberedMostly(original) && numberedMostly(translation)
	m.heads = m.tornHeads()
	entries := known(m.vocab, lexicon.BuiltinPairs(), dictionaryWeight)
	var out []int
	var pairs []Pair
	for range matchRounds {
		model, err := Train(ctx, m.vocab, m.osegs, m.tsegs, pairs, entries)
		if err != nil {
			return nil, err
		}
		m.model = model
		m.index()
		if out, err = m.viterbi(ctx); err != nil {
			return nil, err
		}
		pairs = m.pairs(out)
	}
	m.notes(out)
	matches := make([]Match, len(out))
	for t, o := range out {
		matches[t] = Match{o, m.position(t, o)}
	}
	return matches, nil
}

// position is where in block o of the original the words of block t stand: the mean of the places of their likeliest
// counterparts, .5 where there is none.
func (m *matcher) position(t, o int) float64 {
	if o < 0 {
		return .5
	}
	sum, weight, tokens := 0., 0., m.osegs[o].Tokens
	for _, w := range m.tsegs[t].Tokens {
		best, at, n := 0., 0., 0.
		for k, s := range tokens {
			switch r := m.model.Ratio(s, w); {
			case r > best:
				best, at, n = r, float64(k), 1
			case r == best && r > 0:
				at, n = at+float64(k), n+1
			}
		}
		if best > 2 && n <= 2 {
			v := math.Log(best) / n
			sum, weight = sum+v*at/n, weight+v
		}
	}
	if weight == 0 {
		return .5
	}
	return sum / weight / float64(max(1, len(tokens)-1))
}

// bodies are the blocks of a document as segments, numbers before the text left out.
func bodies(v *Vocabulary, d *corpus.Document) []Segment {
	out := make([]Segment, len(d.Blocks))
	for i, b := range d.Blocks {
		out[i] = v.Segment(d.Body(b.ID))
	}
	dropCommon(out, v.Len())
	return out
}

// dropCommon leaves out the words that stand in too many blocks to tell them apart.
func dropCommon(segments []Segment, words int) {
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

// tail reports whether block t surely goes on from another one.
func (m *matcher) tail(t int) bool {
	return m.numbered && t < len(m.tsegs) && m.translation.Blocks[t].Kind == corpus.Paragraph && m.translation.Blocks[t].Number == ""
}

// tornHeads are the numbers of the paragraphs that begin and do not end in one block, or are much too short, with the
// length of that block.
func (m *matcher) tornHeads() map[string]int {
	out := map[string]int{}
	whole := map[string]int{}
	for o, b := range m.original.Blocks {
		if b.Kind == corpus.Paragraph && b.Number != "" {
			whole[b.Number] = m.osegs[o].Length
		}
	}
	for t, b := range m.translation.Blocks {
		short := float64(m.tsegs[t].Length)*arabicToEn < .75*float64(whole[b.Number])
		if b.Kind == corpus.Paragraph && b.Number != "" && (short || m.head(t)) {
			out[b.Number] = max(out[b.Number], m.tsegs[t].Length)
		}
	}
	return out
}

// head reports whether block t does not end.
func (m *matcher) head(t int) bool {
	return t >= 0 && m.translation.Blocks[t].Kind == corpus.Paragraph && !Complete(m.translation, m.translation.Blocks[t].ID)
}

// index lists where rare words of the original stand, and what they say of each block of the translation.
func (m *matcher) index() {
	m.postings = map[int32][]int{}
	for at, o := range m.spine {
		for _, w := range m.osegs[o].Tokens {
			if p := m.postings[w]; len(p) == 0 || p[len(p)-1] != at {
				m.postings[w] = append(p, at)
			}
		}
	}
	for w, p := range m.postings {
		if len(p) > rareBlocks {
			delete(m.postings, w)
		}
	}
	m.votes = make([][]int, len(m.tsegs))
	for t := range m.votes {
		m.votes[t] = m.vote(t)
	}
}

// candidates are the places of the spine that a block's number and words speak for, and those before what the next block's
// speak for; ascending, each once.
func (m *matcher) candidates(t int) []int {
	out := slices.Clone(m.votes[t])
	for next := t + 1; next < min(t+4, len(m.tsegs)); next++ {
		if k := m.translation.Blocks[next].Kind; k == corpus.Paragraph || k == corpus.Heading {
			for _, at := range m.votes[next] {
				out = append(out, at-1, at-2)
			}
			if !m.tail(next) {
				break
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// vote gives the places of the spine that a block's own number and words speak for.
func (m *matcher) vote(t int) []int {
	votes := map[int]float64{}
	count := func(w int32, weight float64) {
		for _, at := range m.postings[w] {
			votes[at] += weight / float64(len(m.postings[w]))
		}
	}
	for _, w := range m.tsegs[t].Tokens {
		count(w, 3)
		words, ratios := m.model.back.row(w)
		for k, o := range words {
			if ratios[k] > 4 && o != w {
				count(o, math.Log(float64(ratios[k])))
			}
		}
	}
	out := make([]int, 0, len(votes))
	for at := range votes {
		out = append(out, at)
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), a-b) })
	out = out[:min(len(out), votesKept)]
	if n := m.translation.Blocks[t].Number; n != "" {
		for at, o := range m.spine {
			if m.original.Blocks[o].Number == n && m.original.Blocks[o].Kind == m.translation.Blocks[t].Kind && len(out) < 2*votesKept {
				out = append(out, at)
			}
		}
	}
	return out
}

// step is a state of the search and how it was reached.
type step struct {
	at      int // place in the spine that was reached last, -1 at the start
	score   float64
	matched bool // whether this block matches it
	prev    int  // state of the block before
}

// viterbi is the best way through the blocks of the translation.
func (m *matcher) viterbi(ctx context.Context) ([]int, error) {
	layers := make([][]step, 1, len(m.tsegs)+1)
	layers[0] = []step{{at: -1}}
	for t := range m.tsegs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		layers = append(layers, m.advance(t, layers[t]))
	}
	out := make([]int, len(m.tsegs))
	for t, k := len(m.tsegs), 0; t > 0; t-- {
		s := layers[t][k]
		out[t-1] = -1
		if s.matched {
			out[t-1] = m.spine[s.at]
		}
		k = s.prev
	}
	return out, nil
}

// advance is the states after block t, the best first.
func (m *matcher) advance(t int, before []step) []step {
	best := map[int]step{}
	offer := func(s step) {
		if old, ok := best[s.at]; !ok || s.score > old.score {
			best[s.at] = s
		}
	}
	known := map[int]float64{}
	match := func(at, prev int, cost float64) {
		if at < 0 || at >= len(m.spine) {
			return
		}
		e, ok := known[at]
		if !ok {
			e = m.emission(t, m.spine[at])
			known[at] = e
		}
		offer(step{at, before[prev].score - cost + e, true, prev})
	}
	if kind := m.translation.Blocks[t].Kind; kind != corpus.Footnote && kind != corpus.Furniture {
		again, jump, next, skip := againCost, jumpCost, 0., skipCost
		if m.head(t - 1) {
			again, jump, next, skip = 0, breakCost, breakCost, breakCost
		}
		if m.tail(t) {
			jump, next, skip = breakCost, jumpCost, jumpCost
		}
		for k, s := range before {
			match(s.at+1, k, next)
			match(s.at, k, again)
			match(s.at+2, k, skip)
			match(s.at+3, k, skip+1)
		}
		for _, at := range m.candidates(t) {
			for k, s := range before {
				match(at, k, jump+distanceCost*math.Log1p(math.Abs(float64(at-s.at-1))))
			}
		}
		for k, s := range before {
			offer(step{s.at, s.score - nullCost, false, k})
		}
	} else {
		for k, s := range before {
			offer(step{s.at, s.score, false, k})
		}
	}
	out := make([]step, 0, len(best))
	for _, s := range best {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b step) int { return cmp.Or(cmp.Compare(b.score, a.score), a.at-b.at) })
	return out[:min(len(out), beamWidth)]
}

// emission says in nats how well block t of the translation fits block o of the original.
func (m *matcher) emission(t, o int) float64 {
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
		return score * 2 // no words can make up for it
	}
	if _, open := m.heads[e.Number]; m.tail(t) && !open {
		score -= closedCost
	}
	return score + m.lengthScore(t, o) + m.words(t, o)
}

// words is the lexical score: how the original explains the fragment, and, of a whole block, how that explains the original.
func (m *matcher) words(t, o int) float64 {
	so, st := m.osegs[o], m.tsegs[t]
	score := m.model.forward.score(so.Tokens, st.Tokens)
	if float64(st.Length)*arabicToEn > .7*float64(so.Length) {
		score = (score + m.model.back.score(st.Tokens, so.Tokens)) / 2
	}
	if score < 0 {
		score *= doubt
	}
	return score
}

// lengthScore punishes a block too long for its counterpart, and a whole one that is too short.
func (m *matcher) lengthScore(t, o int) float64 {
	room := float64(m.osegs[o].Length)
	if m.tail(t) { // the head has its share already
		room = math.Max(20, room-arabicToEn*float64(m.heads[m.original.Blocks[o].Number]))
	}
	ratio := float64(m.tsegs[t].Length) * arabicToEn / math.Max(1, room)
	slack := 12 / math.Max(1, room) // short texts vary more
	if ratio < 1 && m.translation.Blocks[t].Kind == corpus.Paragraph {
		return -.5 * (1 - ratio) // it may be a fragment
	}
	z := math.Abs(ratio-1) / (lengthSD + slack)
	return -math.Min(z*z/2, 10)
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

// pairs are the matches to learn from: fragments of one block count together, repeats as often as they stand there.
func (m *matcher) pairs(match []int) []Pair {
	var out []Pair
	for t, o := range match {
		if o >= 0 && len(m.tsegs[t].Tokens) > 0 {
			out = append(out, Pair{m.osegs[o].Tokens, m.tsegs[t].Tokens, 1})
		}
	}
	return out
}

// notes matches footnotes by their marks; of several with one mark, by their words and their order.
func (m *matcher) notes(match []int) {
	used := map[int]bool{}
	for t, b := range m.translation.Blocks {
		if b.Kind != corpus.Footnote {
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
		if best >= 0 {
			match[t], used[best] = best, true
		}
	}
}

// Similarity is the share of character 5-grams that two texts have in common (Jaccard), misread dots aside: letters that
// differ in dots only are one. Distinct paragraphs reach .2, copies with every fifth word misread stay above .7.
func Similarity(a, b string) float64 { return NewShingles(a).Jaccard(NewShingles(b)) }

// Shingles are the hashes of a text's character 5-grams, ascending, each once.
type Shingles []uint64

// NewShingles is the set of a text.
func NewShingles(text string) Shingles {
	folded := arabic.FoldDots(text)
	runes := make([]rune, 0, utf8.RuneCountInString(folded))
	for _, r := range folded {
		if r != ' ' && r != '\n' && r != '\t' {
			runes = append(runes, r)
		}
	}
	const n = 5
	out := make(Shingles, 0, len(runes))
	for i := 0; i == 0 || i+n <= len(runes); i++ {
		h := uint64(14695981039346656037) // FNV-1a
		for _, r := range runes[i:min(i+n, len(runes))] {
			h = (h ^ uint64(r)) * 1099511628211
		}
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Jaccard is the size of the intersection over that of the union, 0 to 1.
func (s Shingles) Jaccard(t Shingles) float64 {
	both, i, j := 0, 0, 0
	for i < len(s) && j < len(t) {
		switch {
		case s[i] == t[j]:
			both, i, j = both+1, i+1, j+1
		case s[i] < t[j]:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(max(1, len(s)+len(t)-both))
}
