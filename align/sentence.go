package align

import (
	"context"
	"slices"
	"sync"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// Options says how two texts are aligned. The zero value is ready for use.
type Options struct {
	// Lexicon is what is known of words and terms beforehand; nil stands for [lexicon.Builtin].
	Lexicon []lexicon.Entry
	// Glossary are the user's terms, known beside the lexicon.
	Glossary []lexicon.Entry
	// Memory are sentences with their translations to learn words from.
	Memory []Translated
	// Knowledge is what was learnt from another bitext; nil stands for nothing.
	Knowledge *Knowledge
	// Fixed are beads that stay as they are, such as those that a person confirmed; the rest is aligned between them.
	Fixed []corpus.Bead
	// Threads is how many may work at once; 0 stands for as many as the machine has.
	Threads int
	// Progress, if not nil, is told how much is done, 0 to 1. It is called from one goroutine at a time.
	Progress func(done float64)
}

// Translated is a sentence with its translation.
type Translated struct{ Original, Translation string }

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

// Model is what was learnt of words.
func (a *Aligner) Model() *Model { return a.model }

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
		for _, b := range a.solve(o, t, a.firstBand(o, t), maxSide, true, w) {
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
