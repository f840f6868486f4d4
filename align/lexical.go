package align

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"muqabala/corpus/arabic"
)

// Pair is one bead to learn from: the token ids of an original and of its translation.
type Pair struct {
	Original, Translation []int32
	Weight                float32 // how much it counts; 1 for a sure one
}

// Entry is a translation known beforehand: from a dictionary, or a number that is the same in both texts.
type Entry struct {
	Original, Translation int32
	Weight                float32 // probability that the one stands for the other, about
}

// Model says which words translate each other. It is IBM model 1 in both directions (Brown et al. 1993), with anchors and
// a dictionary as priors. It does not change once made, so it is safe for concurrent use.
type Model struct {
	vocab *Vocabulary
	// forward has a row for every word of the original, back for every word of the translation.
	forward, back table
}

// table is a sparse matrix in compressed rows: row s is cells start[s] to start[s+1], ascending by word.
type table struct {
	start []int32
	word  []int32
	// ratio is p(t|s)/p(t): how much likelier t is beside s. Below minRatio nothing is kept.
	ratio   []float32
	unigram []float32 // p(t), by target word
	// share is, for each target word, the share of its occurrences that have a counterpart; 0 for a word that has no ratio.
	share []float32
}

const iterations = 5 // of EM

// Train learns a model from pairs by expectation maximisation, two directions at a time. texts are the segments that are to
// be aligned, from which the frequencies of the words are counted. Entries, and words that both sides have, are priors.
// Without pairs the model knows the priors only.
func Train(ctx context.Context, v *Vocabulary, original, translation []Segment, pairs []Pair, entries []Entry) (*Model, error) {
	unigramO, unigramT := unigrams(v, original), unigrams(v, translation)
	entries = append(slices.Clone(entries), anchors(v, unigramO, unigramT)...)
	m := &Model{vocab: v}
	reversed := make([]Pair, len(pairs))
	for i, p := range pairs {
		reversed[i] = Pair{p.Translation, p.Original, p.Weight}
	}
	turned := make([]Entry, len(entries))
	for i, e := range entries {
		turned[i] = Entry{e.Translation, e.Original, e.Weight}
	}
	var wg sync.WaitGroup
	wg.Go(func() { m.forward = train(ctx, v.Len(), pairs, entries, unigramT) })
	wg.Go(func() { m.back = train(ctx, v.Len(), reversed, turned, unigramO) })
	wg.Wait()
	m.forward.expect(v, arabic.Number, arabic.Symbol, arabic.Latin)
	m.back.expect(v, arabic.Number, arabic.Symbol)
	return m, ctx.Err()
}

// unigrams are the words' relative frequencies, 0 for what does not occur.
func unigrams(v *Vocabulary, segments []Segment) []float32 {
	u := make([]float32, v.Len())
	total := float32(background)
	for _, s := range segments {
		for _, id := range s.Tokens {
			u[id]++
			total++
		}
	}
	for i := range u {
		u[i] /= total
	}
	return u
}

// anchors are the words that both texts have.
func anchors(v *Vocabulary, o, t []float32) []Entry {
	var all []Entry
	for id := range int32(v.Len()) {
		if o[id] > 0 && t[id] > 0 {
			all = append(all, Entry{id, id, anchorWeight})
		}
	}
	return all
}

// train learns p(target|source), where Original is the source.
func train(ctx context.Context, words int, pairs []Pair, entries []Entry, unigram []float32) table {
	c := newCooccurrence(words, pairs, entries)
	p := c.initial(pairs, entries)
	count := make([]float32, len(p))
	for range iterations {
		if len(pairs) == 0 || ctx.Err() != nil {
			break
		}
		clear(count)
		c.expect(pairs, p, count, unigram)
		c.maximise(count, p)
	}
	share := c.shares(words, pairs, p, unigram)
	for k, cell := range c.prior {
		p[cell] = max(p[cell], entries[k].Weight*entryFloor)
	}
	return c.table(p, unigram, share)
}

// shares says of each target word how often it is explained by a word rather than by none, drawn towards less where it is
// rare.
func (c *cooccurrence) shares(words int, pairs []Pair, p, unigram []float32) []float32 {
	share, total := make([]float32, words), make([]float32, words)
	at := 0
	for _, pair := range pairs {
		n := len(pair.Original)
		for _, t := range pair.Translation {
			sum := float32(0)
			for _, k := range c.cells[at : at+n] {
				sum += p[k]
			}
			at += n
			if sum > 0 {
				share[t] += pair.Weight * sum / (sum + unigram[t])
			}
			total[t] += pair.Weight
		}
	}
	for t := range share {
		share[t] = alpha * (share[t] + alphaStrength/2) / (total[t] + alphaStrength)
	}
	return share
}

// cooccurrence lists the words that stand in one pair, row by row.
type cooccurrence struct {
	start []int32 // by source word
	word  []int32
	cells []int32 // of every pair, target word by target word, source word by source word
	prior []int32 // of every entry
}

// newCooccurrence builds the rows from inverted lists, in time linear in the sum of the pairs' n×m.
func newCooccurrence(words int, pairs []Pair, entries []Entry) *cooccurrence {
	c := &cooccurrence{start: make([]int32, words+1), prior: make([]int32, len(entries))}
	offset := make([]int, len(pairs)+1)
	for k, p := range pairs {
		offset[k+1] = offset[k] + len(p.Original)*len(p.Translation)
	}
	c.cells = make([]int32, offset[len(pairs)])
	c.word = make([]int32, 0, len(c.cells)+len(entries)) // no row repeats a word, so this is enough
	occurrences := invert(words, pairs)
	byWord := invertEntries(words, entries)
	seen := make([]int32, words) // 1 + the cell of a target word in this row
	for s := range words {
		row := len(c.word)
		for _, o := range occurrences.of(s) {
			p := pairs[o.pair]
			n := len(p.Original)
			for j, t := range p.Translation {
				c.cells[offset[o.pair]+j*n+int(o.at)] = c.cell(seen, t)
			}
		}
		for _, k := range byWord.of(s) {
			c.prior[k.pair] = c.cell(seen, entries[k.pair].Translation)
		}
		for _, t := range c.word[row:] {
			seen[t] = 0
		}
		c.start[s+1] = int32(len(c.word))
	}
	return c
}

// cell is the cell of word t in the last row, new if need be.
func (c *cooccurrence) cell(seen []int32, t int32) int32 {
	if seen[t] == 0 {
		c.word = append(c.word, t)
		seen[t] = int32(len(c.word))
	}
	return seen[t] - 1
}

// occurrence is a place of a source word.
type occurrence struct{ pair, at int32 }

type inverted struct {
	start []int32
	list  []occurrence
}

func (v inverted) of(s int) []occurrence { return v.list[v.start[s]:v.start[s+1]] }

func invert(words int, pairs []Pair) inverted {
	return newInverted(words, func(yield func(s int32, o occurrence)) {
		for k, p := range pairs {
			for i, s := range p.Original {
				yield(s, occurrence{int32(k), int32(i)})
			}
		}
	})
}

func invertEntries(words int, entries []Entry) inverted {
	return newInverted(words, func(yield func(s int32, o occurrence)) {
		for k, e := range entries {
			yield(e.Original, occurrence{int32(k), 0})
		}
	})
}

// newInverted sorts by counting.
func newInverted(words int, each func(func(int32, occurrence))) inverted {
	v := inverted{start: make([]int32, words+2)}
	each(func(s int32, _ occurrence) { v.start[s+2]++ })
	for s := range words {
		v.start[s+2] += v.start[s+1]
	}
	v.list = make([]occurrence, v.start[words+1])
	each(func(s int32, o occurrence) {
		v.list[v.start[s+1]] = o
		v.start[s+1]++
	})
	return v
}

// initial is where EM starts: an even chance for all, and the priors.
func (c *cooccurrence) initial(pairs []Pair, entries []Entry) []float32 {
	p := make([]float32, len(c.word))
	if len(pairs) > 0 {
		for s := range len(c.start) - 1 {
			n := float32(c.start[s+1] - c.start[s])
			for k := c.start[s]; k < c.start[s+1]; k++ {
				p[k] = 1 / n
			}
		}
	}
	for k, cell := range c.prior {
		p[cell] = max(p[cell], entries[k].Weight*entryFloor)
	}
	return p
}

// expect adds to count how often each word is expected to be the other's translation.
func (c *cooccurrence) expect(pairs []Pair, p, count, unigram []float32) {
	at := 0
	for _, pair := range pairs {
		n := len(pair.Original)
		for _, t := range pair.Translation {
			cells := c.cells[at : at+n]
			at += n
			z := max(unigram[t], leastShare) // the empty word makes any word as often as the text has it
			for _, k := range cells {
				z += p[k]
			}
			w := pair.Weight / z
			for _, k := range cells {
				count[k] += p[k] * w
			}
		}
	}
}

// maximise makes probabilities of the counts.
func (c *cooccurrence) maximise(count, p []float32) {
	for s := range len(c.start) - 1 {
		sum := float32(rowPrior)
		for k := c.start[s]; k < c.start[s+1]; k++ {
			sum += count[k]
		}
		for k := c.start[s]; k < c.start[s+1]; k++ {
			p[k] = max(0, count[k]-discount) / sum
		}
	}
}

// table keeps what is likelier than chance.
func (c *cooccurrence) table(p, unigram, share []float32) table {
	t := table{start: make([]int32, len(c.start)), unigram: unigram, share: make([]float32, len(c.start)-1)}
	type cell struct {
		word  int32
		ratio float32
	}
	var row []cell
	for s := range len(c.start) - 1 {
		row = row[:0]
		for k := c.start[s]; k < c.start[s+1]; k++ {
			if u := unigram[c.word[k]]; u > 0 && p[k] > minRatio*u {
				row = append(row, cell{c.word[k], p[k] / u})
			}
		}
		slices.SortFunc(row, func(a, b cell) int { return cmp.Compare(a.word, b.word) })
		for _, x := range row {
			t.word = append(t.word, x.word)
			t.ratio = append(t.ratio, x.ratio)
			t.share[x.word] = share[x.word]
		}
		t.start[s+1] = int32(len(t.word))
	}
	return t
}

// row is the words that source word s makes likelier, and how much. A word that the table was made without speaks for
// itself only.
func (t *table) row(s int32) ([]int32, []float32) {
	if int(s)+1 >= len(t.start) {
		return []int32{s}, strangerRatio[:]
	}
	return t.word[t.start[s]:t.start[s+1]], t.ratio[t.start[s]:t.start[s+1]]
}

// at is the ratio of target word w beside source word s, 0 where it is below [minRatio].
func (t *table) at(s, w int32) float32 {
	words, ratios := t.row(s)
	if k, ok := slices.BinarySearch(words, w); ok {
		return ratios[k]
	}
	return 0
}

// expect makes words of the classes count even where they have no ratio: a number, a symbol, a foreign name has a
// counterpart as a rule, so that a translation without it is the less likely one.
func (t *table) expect(v *Vocabulary, classes ...arabic.Class) {
	for w, share := range t.share {
		if share == 0 && slices.Contains(classes, v.Class(int32(w))) {
			t.share[w] = expected
		}
	}
}

// probability is p(t|s) of a ratio.
func (t *table) probability(ratio float32, w int32) float32 {
	if int(w) >= len(t.unigram) {
		return 0
	}
	return ratio * t.unigram[w]
}

// shareOf is the share of a word's occurrences that have a counterpart, 0 for a word that the table does not know.
func (t *table) shareOf(w int32) float32 {
	if int(w) >= len(t.share) {
		return alpha / 2
	}
	return t.share[w]
}

// strangerRatio is the ratio of a word that both sides have and the text did not have.
var strangerRatio = [1]float32{500}

// Ratio says how much likelier it is than by chance that two words translate each other, the mean of both directions; 0 if
// nothing speaks for it.
func (m *Model) Ratio(original, translation int32) float64 {
	return float64(m.forward.at(original, translation)+m.back.at(translation, original)) / 2
}

// Vocabulary is what the model's ids mean.
func (m *Model) Vocabulary() *Vocabulary { return m.vocab }

// Score says in nats how much better the two lists of tokens are explained as translations of each other than as texts
// that have nothing to do with one another: above 0 speaks for it. It is the mean of both directions (Moore 2002).
func (m *Model) Score(original, translation []int32) float64 {
	return (m.forward.score(original, translation) + m.back.score(translation, original)) / 2
}

// score is Σ over known t of ln((1−α) + α·Σ_s ratio(t|s)/(|S|+1)), with the empty word's ratio of 1 in the sum.
func (t *table) score(source, target []int32) float64 {
	sum := 0.
	for _, w := range target {
		a := float64(t.shareOf(w))
		if a == 0 {
			continue
		}
		r := float32(1)
		for _, s := range source {
			r += t.at(s, w)
		}
		sum += math.Log((1 - a) + a*float64(r)/float64(len(source)+1))
	}
	return sum
}

// words is how many ids the model knows of.
func (m *Model) words() int { return len(m.forward.share) }
