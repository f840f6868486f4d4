package align

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// WordLink says that two words of a sentence and its translation stand for one another.
type WordLink struct {
	Original    corpus.Span // bytes of the original
	Translation corpus.Span // bytes of the translation
	Probability float64     // 0 to 1
}

// Words links the words of a text and of its translation, in the order of the original; one word may have several links, and
// punctuation has none. Each direction is a hidden Markov model over what the aligner learnt of words (Vogel, Ney and Tillmann
// 1996); links on which both agree are grown by their neighbours (Och and Ney 2003: grow-diag).
func (a *Aligner) Words(original, translation string) []WordLink {
	own := a.vocab.extend()
	o, t := readWords(own, original), readWords(own, translation)
	if len(o) == 0 || len(t) == 0 || len(o)*len(t) > mostWordPairs {
		return nil
	}
	forward, back := a.model.forward.ratios(o, t), a.model.back.ratios(t, o)
	tieNames(o, t, forward, back)
	var out []WordLink
	for _, l := range symmetrise(linkPosteriors(forward), linkPosteriors(back)) {
		out = append(out, WordLink{o[l.i].Span, t[l.j].Span, l.probability})
	}
	return out
}

// mostWordPairs bounds the work for one pair of texts.
const mostWordPairs = 1 << 20

// wordToken is a word with its ids: several where it is a number or symbol.
type wordToken struct {
	arabic.Word
	ids []int32
}

func readWords(v *Vocabulary, text string) []wordToken {
	words := arabic.Words(text)
	out := make([]wordToken, 0, len(words))
	var ids []int32
	for i, w := range words {
		if w.Class != arabic.Punct {
			from := len(ids)
			ids = v.AppendTokens(ids, words[i:i+1])
			out = append(out, wordToken{w, ids[from:len(ids):len(ids)]})
		}
	}
	return out
}

// ratios has the ratio of each target word beside each source word.
func (t *table) ratios(source, target []wordToken) matrix {
	m := newMatrix(len(target), len(source))
	for j, w := range target {
		for i, s := range source {
			m.row(j)[i] = max(untied, t.between(s, w))
		}
	}
	return m
}

// tieNames ties names that sound alike, where nothing else ties either word. forward has rows for words of the translation,
// back for words of the original.
func tieNames(o, t []wordToken, forward, back matrix) {
	for i, name := range o {
		if first, _ := utf8.DecodeRuneInString(name.Text); name.Class != arabic.Latin || !unicode.IsUpper(first) || slices.Max(back.row(i)) > untied {
			continue
		}
		for j, w := range t {
			if w.Class != arabic.Letters || slices.Max(forward.row(j)) > untied {
				continue
			}
			if s := lexicon.Transliterates(w.Text, name.Text); s >= lexicon.SureName {
				forward.row(j)[i], back.row(i)[j] = nameRatio, nameRatio
			}
		}
	}
}

// between is the largest ratio of any id of the one word beside any of the other.
func (t *table) between(source, target wordToken) float64 {
	most := float32(0)
	for _, s := range source.ids {
		for _, w := range target.ids {
			most = max(most, t.at(s, w))
		}
	}
	return float64(most)
}

// Of the hidden Markov model.
const (
	nullWord  = .3  // share of words without a counterpart
	jumpDecay = .6  // what a jump one word longer is less likely; the next word is the likeliest
	jumpReach = 8   // words that such a jump goes at most
	jumpFloor = .05 // share of jumps to anywhere
	untied    = .02 // ratio of words that nothing ties
	nameRatio = 200 // ratio of names that sound alike
)

// matrix has a row for each target word and a column for each source word.
type matrix struct {
	columns int
	values  []float64
}

func newMatrix(rows, columns int) matrix { return matrix{columns, make([]float64, rows*columns)} }

func (m matrix) row(j int) []float64 { return m.values[j*m.columns : (j+1)*m.columns] }

// linkPosteriors gives for each target word the probability that each source word is its counterpart. What a row lacks to
// 1 is the probability that it has none; the place in the source then stays where it was.
func linkPosteriors(ratios matrix) matrix {
	n, targets := ratios.columns, len(ratios.values)/ratios.columns
	before, links := newMatrix(targets+1, n), newMatrix(targets, n)
	fill(before.row(0), 1/float64(n))
	for j := range targets {
		jump(links.row(j), before.row(j), 1)
		for i, e := range ratios.row(j) {
			links.row(j)[i] *= (1 - nullWord) * e
			before.row(j + 1)[i] = nullWord*before.row(j)[i] + links.row(j)[i]
		}
		scale := 1 / sum(before.row(j+1))
		multiply(before.row(j+1), scale)
		multiply(links.row(j), scale)
	}
	after, arriving, from := make([]float64, n), make([]float64, n), make([]float64, n)
	fill(after, 1)
	for j := targets - 1; j >= 0; j-- {
		total := 0.
		for i, b := range before.row(j + 1) {
			total += b * after[i]
			arriving[i] = (1 - nullWord) * ratios.row(j)[i] * after[i]
		}
		for i := range after {
			links.row(j)[i] *= after[i] / total
		}
		jump(from, arriving, -1)
		for i := range after {
			after[i] = nullWord*after[i] + from[i]
		}
		multiply(after, float64(n)/sum(after))
	}
	return links
}

// jump sets to[i] to Σ from[k]·p(i|k) going forward, and to Σ from[k]·p(k|i) going back (step −1).
func jump(to, from []float64, step int) {
	const rest = (1 - jumpDecay) / (1 + jumpDecay) // the geometric series on both sides of the next word sums to 1/rest
	fill(to, jumpFloor*sum(from)/float64(len(from)))
	for k, f := range from {
		if f < 1e-12 {
			continue
		}
		p := (1 - jumpFloor) * rest * f
		for d := 0; d <= jumpReach; d++ {
			if i := k + step + d; i >= 0 && i < len(to) {
				to[i] += p
			}
			if i := k + step - d; d > 0 && i >= 0 && i < len(to) {
				to[i] += p
			}
			p *= jumpDecay
		}
	}
}

func fill(s []float64, v float64) {
	for i := range s {
		s[i] = v
	}
}

func multiply(s []float64, v float64) {
	for i := range s {
		s[i] *= v
	}
}

func sum(s []float64) float64 {
	total := 0.
	for _, v := range s {
		total += v
	}
	return total
}

// linked is a link between word i of the original and word j of the translation.
type linked struct {
	i, j        int
	probability float64
}

const (
	agreed    = .3 // the least geometric mean of the two directions' probabilities for a link
	tolerated = .1 // the same for a link beside another
	believed  = .5 // and the least probability in one direction for such a link
)

// symmetrise keeps the links on which both directions agree, then adds those beside a link that one direction believes in, as
// long as one of the two words has none (grow-diag). back has rows for words of the original.
func symmetrise(forward, back matrix) []linked {
	var out, rest []linked
	originals, translations := make([]bool, forward.columns), make([]bool, back.columns)
	for i := range originals {
		for j := range translations {
			f, b := forward.row(j)[i], back.row(i)[j]
			switch p := math.Sqrt(f * b); {
			case p >= agreed:
				out = append(out, linked{i, j, p})
				originals[i], translations[j] = true, true
			case p >= tolerated && max(f, b) >= believed:
				rest = append(rest, linked{i, j, p})
			}
		}
	}
	slices.SortStableFunc(rest, func(a, b linked) int { return cmp.Compare(b.probability, a.probability) })
	for grown := true; grown; {
		grown = false
		rest = slices.DeleteFunc(rest, func(l linked) bool {
			if originals[l.i] && translations[l.j] {
				return true
			}
			beside := slices.ContainsFunc(out, func(k linked) bool { return abs(k.i-l.i) <= 1 && abs(k.j-l.j) <= 1 })
			if beside {
				out = append(out, l)
				originals[l.i], translations[l.j], grown = true, true, true
			}
			return beside
		})
	}
	slices.SortFunc(out, func(a, b linked) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j)) })
	return out
}
