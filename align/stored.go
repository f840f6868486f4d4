package align

import (
	"encoding/gob"
	"fmt"
	"io"
	"sync"

	"muqabala/corpus/arabic"
)

// stored is an aligner as it is written: all that was learnt. What is only remembered to save time is left out.
type stored struct {
	Stems         []string
	Class         []arabic.Class
	Forward, Back storedTable
	Pair          [states]shares
	Null          [states]float64
	Lengths       [2]float64 // ratio, variance
	Ends          [Endings][Endings]float64
	Inner         [2]border // of the original and the translation
}

type storedTable struct {
	Start, Word           []int32
	Ratio, Unigram, Share []float32
}

// Encode writes the aligner for [DecodeAligner]. The form is that of this version of the program: it is for what can be learnt
// again. What is to be kept and shared is an aligner's [Aligner.Knowledge].
func (a *Aligner) Encode(w io.Writer) error {
	return gob.NewEncoder(w).Encode(stored{a.vocab.stems, a.vocab.class, a.model.forward.stored(), a.model.back.stored(),
		a.prior.pair, a.prior.null, [2]float64{a.lengths.ratio, a.lengths.variance}, a.marks.ends, [2]border{a.marks.innerO, a.marks.innerT}})
}

// DecodeAligner reads what [Aligner.Encode] wrote: an aligner that does the same.
func DecodeAligner(r io.Reader) (*Aligner, error) {
	var s stored
	if err := gob.NewDecoder(r).Decode(&s); err != nil {
		return nil, fmt.Errorf("a stored aligner: %w", err)
	}
	v := NewVocabulary()
	if len(s.Class) != len(s.Stems) {
		return nil, fmt.Errorf("a stored aligner: %d classes for %d stems", len(s.Class), len(s.Stems))
	}
	for i, stem := range s.Stems {
		v.ids[stem] = int32(i)
	}
	v.stems, v.class = s.Stems, s.Class
	forward, back := s.Forward.table(), s.Back.table()
	if forward == nil || back == nil {
		return nil, fmt.Errorf("a stored aligner: a table is not whole")
	}
	l := learned{vocab: v, model: &Model{v, *forward, *back}, prior: priors{s.Pair, s.Null}, lengths: lengthModel{s.Lengths[0], s.Lengths[1]},
		marks: &marks{s.Ends, s.Inner[0], s.Inner[1]}}
	return &Aligner{learned: l, spaces: sync.Pool{New: func() any { return &workspace{} }}}, nil
}

func (t *table) stored() storedTable {
	return storedTable{t.start, t.word, t.ratio, t.unigram, t.share}
}

// table is the table, nil where it is not whole.
func (t *storedTable) table() *table {
	n := int32(len(t.Word))
	if len(t.Ratio) != len(t.Word) || len(t.Start) == 0 || t.Start[len(t.Start)-1] != n {
		return nil
	}
	for _, at := range t.Start {
		if at < 0 || at > n {
			return nil
		}
	}
	return &table{t.Start, t.Word, t.Ratio, t.Unigram, t.Share}
}
