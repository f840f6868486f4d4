package align

import (
	"cmp"
	"math"
	"slices"
)

// point is a pair of segments that words speak for.
type point struct {
	o, t   int32
	weight float32 // in nats
}

const (
	pointsKept   = 3  // pairs for each segment of the translation
	votingRatio  = 4  // the least ratio of a word that speaks for a pair
	pointWeight  = 4. // the least that speaks for a pair
	postingsNear = 48 // places of a word that are looked at, the nearest to the diagonal
)

// anchorPoints are the pairs of segments that the model's words speak for, in the order of the translation. A word that
// stands in many places counts for those near the diagonal only, so that time is linear.
func anchorPoints(m *Model, o, t []Segment) []point {
	places := postings(max(m.words(), wordsOf(o), wordsOf(t)), o)
	votes := make([]float32, len(o))
	var seen []int32
	var out []point
	slope := float64(len(o)) / float64(max(1, len(t)))
	for j, segment := range t {
		for _, w := range segment.Tokens {
			words, ratios := m.back.row(w)
			for k, s := range words {
				if ratios[k] < votingRatio {
					continue
				}
				for _, i := range nearest(places.of(s), int32(float64(j)*slope)) {
					gain := alpha * ratios[k] / float32(len(o[i].Tokens)+1)
					if gain < alpha {
						continue
					}
					if votes[i] == 0 {
						seen = append(seen, i)
					}
					votes[i] += float32(math.Log1p(float64(gain - alpha)))
				}
			}
		}
		from := len(out)
		for _, i := range seen {
			if votes[i] >= pointWeight {
				out = append(out, point{i, int32(j), votes[i]})
			}
			votes[i] = 0
		}
		seen = seen[:0]
		best := out[from:]
		out = out[:from+keepBest(best)]
	}
	return out
}

// keepBest moves the heaviest points to the front and says how many are kept.
func keepBest(points []point) int {
	n := min(len(points), pointsKept)
	for k := range n {
		for i := k + 1; i < len(points); i++ {
			if points[i].weight > points[k].weight {
				points[i], points[k] = points[k], points[i]
			}
		}
	}
	return n
}

// postings lists the segments that each word stands in, ascending, each once.
func postings(words int, segments []Segment) lists {
	last := make([]int32, words)
	return newLists(words, func(yield func(w, i int32)) {
		clear(last)
		for i, s := range segments {
			for _, w := range s.Tokens {
				if last[w] != int32(i)+1 {
					last[w] = int32(i) + 1
					yield(w, int32(i))
				}
			}
		}
	})
}

// lists are lists of numbers in one piece of memory.
type lists struct{ start, values []int32 }

func (l *lists) of(i int32) []int32 { return l.values[l.start[i]:l.start[i+1]] }

// newLists sorts what each yields by its list, by counting; it is called twice.
func newLists(n int, each func(yield func(list, value int32))) lists {
	l := lists{start: make([]int32, n+2)}
	each(func(list, _ int32) { l.start[list+2]++ })
	for i := range n {
		l.start[i+2] += l.start[i+1]
	}
	l.values = make([]int32, l.start[n+1])
	each(func(list, value int32) {
		l.values[l.start[list+1]] = value
		l.start[list+1]++
	})
	return l
}

// nearest are the places that are nearest to a place, [postingsNear] at most.
func nearest(places []int32, to int32) []int32 {
	if len(places) <= postingsNear {
		return places
	}
	at, _ := slices.BinarySearch(places, to)
	from := min(max(0, at-postingsNear/2), len(places)-postingsNear)
	return places[from : from+postingsNear]
}

// chain is the heaviest run of points that rise on both sides: a longest increasing subsequence, by a Fenwick tree of
// the best chains that end before each segment of the original. Points must be in the order of the translation.
func chain(points []point, originals int) []point {
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Or(cmp.Compare(a.t, b.t), cmp.Compare(b.o, a.o)) })
	total := make([]float64, len(points))
	before := make([]int32, len(points))
	tree := make([]int32, originals+2) // 1 + the best point, by 1 + its segment of the original
	best := int32(0)
	for k, p := range points {
		for i := p.o; i > 0; i -= i & -i {
			if q := tree[i]; q > 0 && (before[k] == 0 || total[q-1] > total[before[k]-1]) {
				before[k] = q
			}
		}
		total[k] = float64(p.weight)
		if before[k] > 0 {
			total[k] += total[before[k]-1]
		}
		for i := p.o + 1; int(i) < len(tree); i += i & -i {
			if q := tree[i]; q == 0 || total[k] > total[q-1] {
				tree[i] = int32(k) + 1
			}
		}
		if best == 0 || total[k] > total[best-1] {
			best = int32(k) + 1
		}
	}
	var out []point
	for k := best; k > 0; k = before[k-1] {
		out = append(out, points[k-1])
	}
	slices.Reverse(out)
	return out
}

const (
	outlierWindow = 5 // points before and behind that a point is compared with
	outlierJump   = 8 // segments off the median of those
)

// dropOutliers leaves out the points that lie off the way of their neighbours.
func dropOutliers(points []point) []point {
	var out []point
	var window []int32
	for k, p := range points {
		window = window[:0]
		for _, q := range points[max(0, k-outlierWindow):min(len(points), k+outlierWindow+1)] {
			window = append(window, q.t-q.o)
		}
		slices.Sort(window)
		if d := p.t - p.o - window[len(window)/2]; -outlierJump <= d && d <= outlierJump {
			out = append(out, p)
		}
	}
	return out
}
