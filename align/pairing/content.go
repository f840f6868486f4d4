package pairing

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Match says that a translation belongs to an original, by their 0-based indexes.
type Match struct {
	Original, Translation int
	Score                 float64 // cosine of what both have in common, 0 to 1
}

// What it takes for a match.
const (
	leastScore  = .15 // of the best
	leastMargin = 1.3 // of the best over the next best of either side
)

// ByContent pairs documents by what stands in both as it is: numbers, document symbols and Latin words, weighted by how few
// documents have them (tf–idf, Salton and Buckley 1988), the length aside. Two match where each is clearly the best of the
// other; documents that have little of the kind stay alone.
func ByContent(originals, translations []*corpus.Document) []Match {
	all := make([]map[string]float64, 0, len(originals)+len(translations))
	for _, d := range slices.Concat(originals, translations) {
		all = append(all, features(d))
	}
	weigh(all)
	scores := make([][]float64, len(originals))
	for i := range originals {
		scores[i] = make([]float64, len(translations))
		for j := range translations {
			scores[i][j] = dot(all[i], all[len(originals)+j])
		}
	}
	var out []Match
	for i, row := range scores {
		j, best, next := bestOf(row)
		column := make([]float64, len(scores))
		for k := range scores {
			if j >= 0 {
				column[k] = scores[k][j]
			}
		}
		back, _, nextBack := bestOf(column)
		if j >= 0 && back == i && best >= leastScore && best >= leastMargin*max(next, nextBack) {
			out = append(out, Match{i, j, best})
		}
	}
	return out
}

// features counts what a document has in common with its translation as it stands.
func features(d *corpus.Document) map[string]float64 {
	out := map[string]float64{}
	for _, w := range arabic.Words(d.Source) {
		switch w.Class {
		case arabic.Number, arabic.Symbol:
			parts := strings.Split(strings.Trim(arabic.FoldDigits(w.Text), ".,"), "/")
			slices.Sort(parts) // Arabic has resolution 54/117 as ١١٧/٥٤ too
			out[strings.Join(parts, "/")]++
		case arabic.Latin:
			if text := strings.ToLower(w.Text); d.Lang != corpus.English || w.Text != text { // of English only names
				out[text]++
			}
		}
	}
	return out
}

// weigh turns counts into weights, all documents of length 1.
func weigh(all []map[string]float64) {
	documents := map[string]float64{}
	for _, f := range all {
		for k := range f {
			documents[k]++
		}
	}
	for _, f := range all {
		var square float64
		for k, n := range f {
			f[k] = (1 + math.Log(n)) * math.Log(1+float64(len(all))/documents[k])
			square += f[k] * f[k]
		}
		for k := range f {
			f[k] /= math.Sqrt(square)
		}
	}
}

func dot(a, b map[string]float64) float64 {
	if len(b) < len(a) {
		a, b = b, a
	}
	keys := make([]float64, 0, len(a))
	for k, x := range a {
		if y := b[k]; y > 0 {
			keys = append(keys, x*y)
		}
	}
	slices.SortFunc(keys, cmp.Compare) // the same sum in every run
	var sum float64
	for _, x := range keys {
		sum += x
	}
	return sum
}

// bestOf is the place of the greatest score, -1 for none above 0, with it and the next.
func bestOf(scores []float64) (at int, best, next float64) {
	at = -1
	for i, s := range scores {
		switch {
		case s > best:
			at, best, next = i, s, best
		case s > next:
			next = s
		}
	}
	return at, best, next
}
