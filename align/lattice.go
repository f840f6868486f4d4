package align

import "math"

// band is the part of the lattice that a search looks at: (i, j) says that i segments of the original and j of the
// translation are done. Row i has the columns lo[i] to hi[i], both included; neither ever falls from row to row.
type band struct {
	lo, hi []int32
	base   []int // index of the node (i, lo[i])
}

// newBand makes lo and hi fit for a search: they never fall, neighbouring rows overlap, and both corners are inside.
func newBand(lo, hi []int32, columns int) band {
	rows := len(lo)
	hi[rows-1] = int32(columns)
	lo[0] = 0
	for i := range lo {
		lo[i], hi[i] = max(lo[i], 0), min(hi[i], int32(columns))
		if i > 0 {
			hi[i] = max(hi[i], hi[i-1])
		}
	}
	for i := rows - 2; i >= 0; i-- {
		lo[i] = min(lo[i], lo[i+1])
	}
	b := band{lo: lo, hi: hi, base: make([]int, rows+1)}
	for i := range lo {
		if i > 0 && lo[i] > hi[i-1] {
			lo[i] = hi[i-1]
		}
		b.base[i+1] = b.base[i] + int(hi[i]-lo[i]) + 1
	}
	return b
}

// fullBand is the whole lattice.
func fullBand(rows, columns int) band {
	lo, hi := make([]int32, rows+1), make([]int32, rows+1)
	for i := range hi {
		hi[i] = int32(columns)
	}
	return newBand(lo, hi, columns)
}

func (b *band) nodes() int { return b.base[len(b.base)-1] }

// node is the index of (i, j), which must be inside.
func (b *band) node(i, j int) int { return b.base[i] + j - int(b.lo[i]) }

func (b *band) has(i, j int) bool { return int(b.lo[i]) <= j && j <= int(b.hi[i]) }

// lattice has the lexical scores of every bead that ends in the band, in parts: forward[node*maxSide+m-1] is how the last m
// segments of the original before the node explain the last one of the translation; back, how the last m of the
// translation explain the last one of the original. The score of a bead is a sum of these.
type lattice struct {
	band
	largest       int // most segments a side of a bead
	forward, back []float32
}

// fill computes the lexical scores for parts of two texts; scratch is reused from lattice to lattice.
func (l *lattice) fill(m *Model, o, t []Segment, s *scratch) {
	if n := max(m.words(), wordsOf(o), wordsOf(t)) * maxSide; len(s.sums) < n {
		s.sums = make([]float32, n) // all 0; every fill leaves it so
	}
	l.forward, l.back = room(l.forward, l.nodes()*maxSide), room(l.back, l.nodes()*maxSide)
	s.known.filter(&m.forward, t)
	for i := 1; i <= len(o); i++ {
		s.push(&m.forward, o, i)
		for j := max(1, int(l.lo[i])); j <= int(l.hi[i]); j++ {
			s.explain(j-1, l.forward[l.node(i, j)*maxSide:], min(i, l.largest))
		}
	}
	s.reset()
	s.known.filter(&m.back, o)
	first, last := 1, 0 // rows that have column j
	for j := 1; j <= len(t); j++ {
		s.push(&m.back, t, j)
		for last < len(o) && int(l.lo[last+1]) <= j {
			last++
		}
		for first <= len(o) && int(l.hi[first]) < j {
			first++
		}
		for i := first; i <= last; i++ {
			s.explain(i-1, l.back[l.node(i, j)*maxSide:], min(j, l.largest))
		}
	}
	s.reset()
}

// wordsOf is 1 + the largest id of the segments' words.
func wordsOf(segments []Segment) int {
	n := int32(0)
	for _, s := range segments {
		for _, w := range s.Tokens {
			n = max(n, w+1)
		}
	}
	return int(n)
}

// room is a slice of n elements, whatever they are, in the memory of s where that is large enough.
func room(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/4)
	}
	return s[:n]
}

// scratch is what a fill works with. sums[w*maxSide+slot] is the sum of the ratios of target word w beside the words of one
// source segment; the last maxSide segments have a slot each.
type scratch struct {
	sums    []float32
	touched [maxSide][]int32
	size    [maxSide]int // tokens of each slot's segment
	at      int          // slot of the last segment
	known   flat
}

// push makes segment i-1 the last one.
func (s *scratch) push(t *table, segments []Segment, i int) {
	s.at = i % maxSide
	s.clear(s.at)
	touched := s.touched[s.at]
	for _, w := range segments[i-1].Tokens {
		words, ratios := t.row(w)
		for k, target := range words {
			s.sums[int(target)*maxSide+s.at] += ratios[k]
		}
		touched = append(touched, words...)
	}
	s.touched[s.at] = touched
	s.size[s.at] = len(segments[i-1].Tokens)
}

func (s *scratch) clear(slot int) {
	for _, w := range s.touched[slot] {
		s.sums[int(w)*maxSide+slot] = 0
	}
	s.touched[slot] = s.touched[slot][:0]
	s.size[slot] = 0
}

func (s *scratch) reset() {
	for slot := range s.touched {
		s.clear(slot)
	}
}

// block is after how many factors the logarithm is taken: so few cannot leave the range of a float64.
const block = 32

// explain sets out[m-1], m ≤ most, to how the last m source segments explain the words: Σ ln((1−α) + α·(1+Σ ratios)/(n+1)).
func (s *scratch) explain(segment int, out []float32, most int) {
	words, shares := s.known.of(segment)
	s0, s1, s2, s3 := s.at, (s.at+3)%maxSide, (s.at+2)%maxSide, (s.at+1)%maxSide
	n := s.size[s0]
	w0 := 1 / float32(n+1)
	n += s.size[s1]
	w1 := 1 / float32(n+1)
	n += s.size[s2]
	w2 := 1 / float32(n+1)
	n += s.size[s3]
	w3 := 1 / float32(n+1)
	var sum [maxSide]float64
	for len(words) > 0 {
		part := words[:min(block, len(words))]
		words = words[len(part):]
		share := shares[:len(part)]
		shares = shares[len(part):]
		p0, p1, p2, p3 := 1., 1., 1., 1.
		for k, w := range part {
			a := share[k]
			rest := 1 - a
			sums := (*[maxSide]float32)(s.sums[int(w)*maxSide:])
			r := 1 + sums[s0]
			p0 *= float64(rest + a*w0*r)
			r += sums[s1]
			p1 *= float64(rest + a*w1*r)
			r += sums[s2]
			p2 *= float64(rest + a*w2*r)
			r += sums[s3]
			p3 *= float64(rest + a*w3*r)
		}
		sum[0] += math.Log(p0)
		if most > 1 {
			sum[1] += math.Log(p1)
		}
		if most > 2 {
			sum[2] += math.Log(p2)
			sum[3] += math.Log(p3)
		}
	}
	for m := range most {
		out[m] = float32(sum[m])
	}
}

// flat is lists of words, one after another.
type flat struct {
	start []int32
	words []int32
	share []float32
}

// filter lists the words of each segment that the table says something of.
func (f *flat) filter(t *table, segments []Segment) {
	f.start, f.words, f.share = append(f.start[:0], 0), f.words[:0], f.share[:0]
	for _, s := range segments {
		for _, w := range s.Tokens {
			if share := t.shareOf(w); share > 0 {
				f.words = append(f.words, w)
				f.share = append(f.share, share)
			}
		}
		f.start = append(f.start, int32(len(f.words)))
	}
}

func (f *flat) of(i int) ([]int32, []float32) {
	from, to := f.start[i], f.start[i+1]
	return f.words[from:to], f.share[from:to]
}
