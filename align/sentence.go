package align

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// Options says how two texts are aligned. The zero value is ready for use.
type Options struct {
	// Lexicon is what is known of words and terms beforehand; nil stands for [lexicon.Builtin].
	Lexicon []lexicon.Entry
	// Fixed are beads that stay as they are, such as those that a person confirmed; the rest is aligned between them.
	Fixed []corpus.Bead
	// Threads is how many may work at once; 0 stands for as many as the machine has.
	Threads int
	// Progress, if not nil, is told how much is done, 0 to 1. It is called from one goroutine at a time.
	Progress func(done float64)
}

// Part is texts that belong together: those of a paragraph and of its translation, or of whole files.
type Part struct{ Original, Translation []string }

// Aligner aligns segments with what was learnt from a bitext. It does not change once made, so it is safe for concurrent use.
type Aligner struct {
	learned
	spaces sync.Pool // of *workspace
}

// learned is all that is known of a bitext's language.
type learned struct {
	vocab   *Vocabulary
	model   *Model
	prior   priors
	lengths lengthModel
	marks   *marks
}

// Learn makes an aligner from a bitext whose parts are known to belong together, such as its paragraphs; it aligns them in
// passes, and learns words, lengths and marks from what it finds.
func Learn(ctx context.Context, parts []Part, options Options) (*Aligner, error) {
	e := newEngine(options)
	for _, p := range parts {
		o, t := len(e.o), len(e.t)
		e.read(p.Original, p.Translation)
		e.sections = append(e.sections, section{o, len(e.o), t, len(e.t)})
	}
	if err := e.run(ctx); err != nil {
		return nil, err
	}
	return e.aligner(), nil
}

// Align aligns the segments of one part around fixed beads, which stay as they are. Every segment is in exactly one bead.
// Words that were not learnt count only where both sides have them.
func (a *Aligner) Align(original, translation []string, fixed ...corpus.Bead) []corpus.Bead {
	w := a.spaces.Get().(*workspace)
	defer a.spaces.Put(w)
	own, free := a.vocab.extend(), newRest(len(original), len(translation), fixed)
	o, t := readSegments(own, pick(original, free.original)), readSegments(own, pick(translation, free.translation))
	dropStrangers(a.vocab.Len(), o, t)
	var found []bead
	for _, s := range free.sections {
		o, t := o[s.o0:s.o1], t[s.t0:s.t1]
		for _, b := range a.solve(o, t, a.firstBand(o, t), maxSide, w) {
			found = append(found, b.shift(s.o0, s.t0))
		}
	}
	return free.beads(found)
}

// dropStrangers takes out the words from the id known on that only one side has.
func dropStrangers(known int, o, t []Segment) {
	sides := map[int32]int{}
	for side, segments := range [][]Segment{o, t} {
		for _, s := range segments {
			for _, w := range s.Tokens {
				if int(w) >= known {
					sides[w] |= 1 << side
				}
			}
		}
	}
	for _, segments := range [][]Segment{o, t} {
		for i, s := range segments {
			segments[i].Tokens = slices.DeleteFunc(s.Tokens, func(w int32) bool { return int(w) >= known && sides[w] != 3 })
		}
	}
}

const passes = 3 // with words learnt from the text itself, after one without

// Align aligns the segments of an original with those of its translation, as files of one segment a line have them: every
// segment is in exactly one bead, but for those of the original that have a second bead with a repeat of its translation.
func Align(ctx context.Context, original, translation []string, options Options) ([]corpus.Bead, error) {
	beads, _, err := AlignAndLearn(ctx, original, translation, options)
	return beads, err
}

// AlignAndLearn is [Align], and gives what was learnt as well.
func AlignAndLearn(ctx context.Context, original, translation []string, options Options) ([]corpus.Bead, *Aligner, error) {
	e, free := newEngine(options), newRest(len(original), len(translation), options.Fixed)
	e.read(pick(original, free.original), pick(translation, free.translation))
	e.sections = free.sections
	if err := e.run(ctx); err != nil {
		return nil, nil, err
	}
	if err := e.cross(ctx); err != nil {
		return nil, nil, err
	}
	e.settleRepeats()
	return free.beads(e.beads), e.aligner(), nil
}

func readSegments(v *Vocabulary, texts []string) []Segment {
	out := make([]Segment, len(texts))
	for i, text := range texts {
		out[i] = v.Segment(text)
	}
	return out
}

// engine is the work of aligning a bitext: segments, beads, and what is learnt from the one for the other.
type engine struct {
	learned
	options  Options
	o, t     []Segment
	entries  []Entry
	sections []section
	beads    []bead
}

func newEngine(options Options) *engine {
	return &engine{options: options, learned: learned{vocab: NewVocabulary(), prior: learnPriors(nil), lengths: unLengths, marks: newMarks()}}
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
	e.entries = dictionary(e.vocab, e.options.Lexicon)
	if e.model, err = Train(ctx, e.vocab, e.o, e.t, nil, e.entries); err != nil {
		return err
	}
	if err = e.search(ctx, e.first, 2); err != nil {
		return err
	}
	for pass := range passes {
		if err = e.learn(ctx); err != nil {
			return err
		}
		if err = e.search(ctx, e.next(), maxSide); err != nil {
			return err
		}
		e.progress(float64(pass+1) / (passes + 1))
	}
	return nil
}
func (e *engine) progress(done float64) {
	if e.options.Progress != nil {
		e.options.Progress(done)
	}
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

// firstBand is where the way is looked for when nothing is known but words.
func (l *learned) firstBand(o, t []Segment) band {
	if (len(o)+1)*(len(t)+1) <= smallMatrix {
		return fullBand(len(o), len(t))
	}
	return bandAround(dropOutliers(chain(anchorPoints(l.model, o, t), len(o))), len(o), len(t))
}

// first is the band of a section before there are beads.
func (e *engine) first(s section) band { return e.firstBand(e.o[s.o0:s.o1], e.t[s.t0:s.t1]) }

// next gives for each section a corridor along the way that was found last.
func (e *engine) next() func(section) band {
	beads := e.beads
	return func(s section) band {
		from, _ := slices.BinarySearchFunc(beads, s, func(b bead, s section) int {
			return cmp.Or(cmp.Compare(int(b.o0), s.o0), cmp.Compare(int(b.t0), s.t0))
		})
		var points []point
		for _, b := range beads[from:] {
			if int(b.o1) > s.o1 || int(b.t1) > s.t1 {
				break
			}
			if b.oneToOne() && b.score > 0 {
				points = append(points, point{o: b.o0 - int32(s.o0), t: b.t0 - int32(s.t0)})
			}
		}
		return bandAround(points, s.o1-s.o0, s.t1-s.t0)
	}
}

// learn trains the models on the beads found last.
func (e *engine) learn(ctx context.Context) error {
	var pairs []Pair
	for k, b := range e.beads {
		if b.oneToOne() && b.score > 0 && (k == 0 || !e.beads[k-1].null()) && (k+1 == len(e.beads) || !e.beads[k+1].null()) {
			pairs = append(pairs, Pair{e.o[b.o0].Tokens, e.t[b.t0].Tokens, 1})
		}
	}
	e.prior = learnPriors(e.beads)
	e.lengths = learnLengths(e.beads, runesBefore(e.o), runesBefore(e.t))
	e.marks = learnMarks(e.beads, e.o, e.t)
	var err error
	e.model, err = Train(ctx, e.vocab, e.o, e.t, pairs, e.entries)
	return err
}

// search finds the best beads of all sections, several at once.
func (e *engine) search(ctx context.Context, bandOf func(section) band, largest int) error {
	found := make([][]bead, len(e.sections))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(e.threads(), len(e.sections)) {
		wg.Go(func() {
			w := &workspace{}
			for k := int(next.Add(1)) - 1; k < len(found) && ctx.Err() == nil; k = int(next.Add(1)) - 1 {
				s := e.sections[k]
				found[k] = e.solve(e.o[s.o0:s.o1], e.t[s.t0:s.t1], bandOf(s), largest, w)
				for i := range found[k] {
					found[k][i] = found[k][i].shift(s.o0, s.t0)
				}
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
func (l *learned) solve(o, t []Segment, b band, largest int, w *workspace) []bead {
	w.lattice.band, w.lattice.largest = b, largest
	w.lattice.fill(l.model, o, t, &w.scratch)
	score := newScorer(l.prior, l.lengths, l.marks, o, t)
	ways := w.lattice.forwardWays(score, len(o))
	beads := w.lattice.path(ways, len(o), len(t))
	w.lattice.posteriors(score, ways, beads, len(o), len(t))
	return beads
}
