package align

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"muqabala/align/lexicon"
)

const (
	passes = 3  // with words learnt from the text itself, after one without
	likely = 2. // nats from which a bead shows the way of the next pass
)

// engine is the work of aligning a bitext: segments, beads, and what is learnt from the one for the other.
type engine struct {
	learned
	options  Options
	o, t     []Segment
	entries  []Entry
	memory   []Pair
	believed lengthModel // before there are beads
	sections []section
	beads    []bead

	mu   sync.Mutex
	done float64 // as progress counts
}

func newEngine(options Options) *engine {
	return &engine{options: options, believed: unLengths, learned: learned{vocab: NewVocabulary(), prior: learnPriors(nil), lengths: unLengths, marks: newMarks()}}
}

func (e *engine) read(original, translation []string) {
	e.o = append(e.o, readSegments(e.vocab, original)...)
	e.t = append(e.t, readSegments(e.vocab, translation)...)
}

// aligner is what was learnt.
func (e *engine) aligner() *Aligner {
	return &Aligner{learned: e.learned, spaces: sync.Pool{New: func() any { return &workspace{} }}}
}

// run finds the beads and learns from them, by turns.
func (e *engine) run(ctx context.Context) (err error) {
	e.remember()
	markFurniture(e.o, e.t)
	markFurniture(e.t, e.o)
	if e.model, err = Train(ctx, e.vocab, e.o, e.t, e.memory, e.entries); err != nil {
		return err
	}
	if err = e.search(ctx, e.first(), 2, false); err != nil {
		return err
	}
	for pass := range passes {
		if err = e.learn(ctx); err != nil {
			return err
		}
		if err = e.search(ctx, e.next(), maxSide, pass == passes-1); err != nil {
			return err
		}
	}
	return nil
}

// progress reports that a share of one pass is done.
func (e *engine) progress(share float64) {
	if e.options.Progress != nil {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.done += share / (passes + 1)
		e.options.Progress(min(1, e.done))
	}
}

// remember reads what is known beforehand.
func (e *engine) remember() {
	e.entries = dictionary(e.vocab, e.options.Lexicon)
	e.entries = append(e.entries, known(e.vocab, lexicon.WordPairs(e.options.Glossary), glossaryWeight)...)
	if k := e.options.Knowledge; k != nil {
		e.entries = append(e.entries, known(e.vocab, k.Words, knownWeight)...)
		e.lengths, e.believed = k.lengths, k.lengths
	}
	for _, m := range e.options.Memory {
		e.memory = append(e.memory, Pair{e.vocab.Tokens(m.Original), e.vocab.Tokens(m.Translation), 1})
	}
	e.memory = sample(e.memory)
}

// dictionary is what a lexicon says of words that stand in the texts.
func dictionary(v *Vocabulary, entries []lexicon.Entry) []Entry {
	if entries == nil {
		return known(v, lexicon.BuiltinPairs(), termWeight)
	}
	return known(v, lexicon.WordPairs(entries), termWeight)
}

// known are the pairs of words that stand in the texts, each with its share of a weight.
func known(v *Vocabulary, pairs []lexicon.WordPair, weight float32) []Entry {
	var out []Entry
	for _, p := range pairs {
		if o, ok := v.Lookup(p.English); ok {
			if t, ok := v.Lookup(p.Arabic); ok {
				out = append(out, Entry{o, t, weight * p.Weight})
			}
		}
	}
	return out
}

// first divides the texts before there are beads.
func (e *engine) first() []piece {
	var out []piece
	for _, s := range e.sections {
		if s.small() {
			out = append(out, piece{section: s})
		} else {
			points := e.way(e.o[s.o0:s.o1], e.t[s.t0:s.t1])
			for k := range points {
				points[k].o, points[k].t = points[k].o+int32(s.o0), points[k].t+int32(s.t0)
			}
			out = append(out, divide(s, points)...)
		}
	}
	return out
}

// next divides the texts along the way that was found last.
func (e *engine) next() []piece {
	var out []piece
	k := 0
	for _, s := range e.sections {
		points := make([]point, 0, s.o1-s.o0)
		for ; k < len(e.beads) && int(e.beads[k].o1) <= s.o1 && int(e.beads[k].t1) <= s.t1; k++ {
			if b := e.beads[k]; b.oneToOne() && b.score > likely {
				points = append(points, point{b.o0, b.t0, b.score})
			}
		}
		out = append(out, divide(s, points)...)
	}
	return out
}

// learn trains the models on the beads found last.
func (e *engine) learn(ctx context.Context) error {
	pairs := slices.Clone(e.memory)
	for k, b := range e.beads {
		if b.oneToOne() && b.score > 0 && (k == 0 || !e.beads[k-1].null()) && (k+1 == len(e.beads) || !e.beads[k+1].null()) {
			pairs = append(pairs, Pair{e.o[b.o0].Tokens, e.t[b.t0].Tokens, 1})
		}
	}
	pairs = sample(pairs)
	e.prior = learnPriors(e.beads)
	e.lengths = learnLengths(e.believed, e.beads, runesBefore(e.o), runesBefore(e.t))
	e.marks = learnMarks(e.beads, e.o, e.t)
	var err error
	e.model, err = Train(ctx, e.vocab, e.o, e.t, pairs, e.entries)
	return err
}

// enoughCells is how many pairs of words there are to learn from at most: more cost memory and teach little.
const enoughCells = 10_000_000

// sample leaves out pairs at even distances where there are too many, and those too long to say which word is which.
func sample(pairs []Pair) []Pair {
	pairs = slices.DeleteFunc(pairs, func(p Pair) bool { return len(p.Original)*len(p.Translation) > enoughCells/1000 })
	cells := 0
	for _, p := range pairs {
		cells += len(p.Original) * len(p.Translation)
	}
	if cells <= enoughCells {
		return pairs
	}
	keep := int(float64(len(pairs)) * enoughCells / float64(cells))
	out := make([]Pair, keep)
	for k := range out {
		out[k] = pairs[k*len(pairs)/keep]
	}
	return out
}

// search finds the best beads of all pieces, several at once.
func (e *engine) search(ctx context.Context, pieces []piece, largest int, posteriors bool) error {
	found := make([][]bead, len(pieces))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(e.threads(), len(pieces)) {
		wg.Go(func() {
			w := &workspace{}
			for k := int(next.Add(1)) - 1; k < len(pieces) && ctx.Err() == nil; k = int(next.Add(1)) - 1 {
				p := pieces[k]
				found[k] = e.solve(e.o[p.o0:p.o1], e.t[p.t0:p.t1], p.band(), largest, posteriors, w)
				for i := range found[k] {
					found[k][i] = found[k][i].shift(p.o0, p.t0)
				}
				e.progress(1 / float64(len(pieces)))
			}
		})
	}
	wg.Wait()
	e.beads = slices.Concat(found...)
	return ctx.Err()
}

func (e *engine) threads() int {
	if e.options.Threads > 0 {
		return e.options.Threads
	}
	return runtime.GOMAXPROCS(0)
}

// workspace is memory that one search after the other uses.
type workspace struct {
	lattice lattice
	scratch scratch
}

// solve finds the best beads of texts that belong together, in a band.
func (l *learned) solve(o, t []Segment, b band, largest int, posteriors bool, w *workspace) []bead {
	w.lattice.band, w.lattice.largest = b, largest
	w.lattice.fill(l.model, o, t, &w.scratch)
	score := newScorer(l.prior, l.lengths, l.marks, o, t)
	ways := w.lattice.forwardWays(score, len(o), posteriors)
	beads := w.lattice.path(ways, len(o), len(t))
	if posteriors {
		w.lattice.posteriors(score, ways, beads, len(o), len(t))
	}
	return beads
}
