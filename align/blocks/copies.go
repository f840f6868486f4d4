package blocks

import (
	"slices"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Similarity is the share of character 5-grams that two texts have in common (Jaccard), misread dots aside: letters that
// differ in dots only are one. Distinct paragraphs reach .2, copies with every fifth word misread stay above .7.
func Similarity(a, b string) float64 { return NewShingles(a).Jaccard(NewShingles(b)) }

// Shingles are the hashes of a text's character 5-grams, ascending, each once.
type Shingles []uint64

// NewShingles is the set of a text.
func NewShingles(text string) Shingles { return grams(text, 5) }

// grams are the hashes of a text's character n-grams, white space and misread dots aside.
func grams(text string, n int) Shingles {
	folded := arabic.FoldDots(text)
	runes := make([]rune, 0, utf8.RuneCountInString(folded))
	for _, r := range folded {
		if r != ' ' && r != '\n' && r != '\t' {
			runes = append(runes, r)
		}
	}
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

const (
	shortLine     = 16  // 5-grams
	sampled       = 64  // 5-grams by which copies are looked for
	commonShingle = 8   // a 5-gram in so many blocks is no longer noted
	copied        = .5  // the similarity from which two blocks are copies of each other
	copiedOn      = .28 // what is enough where the blocks before the two are copies already: the column goes on
)

// Copy names an earlier block that a block is a copy of, to the letter or misread anew.
type Copy struct {
	Of         int     // 0-based, -1 for none
	Similarity float64 // see [Similarity]
}

// Copies gives for each block of a document the earlier one most like it, where the one is a copy of the other. Headings,
// paragraphs and footnotes of one number or mark are compared. Candidates are found by shared rare 5-grams, so that time is
// near-linear.
func Copies(d *corpus.Document) []Copy { return copiesOf(d, true) }

// copiesOf is [Copies]; without numbers, blocks of different numbers are compared too.
func copiesOf(d *corpus.Document, numbers bool) []Copy {
	c := copies{d: d, numbers: numbers, at: map[uint64][]int{}, shared: make([]int, len(d.Blocks))}
	for t, b := range d.Blocks {
		c.shingles = append(c.shingles, NewShingles(d.Body(b.ID)))
		c.found = append(c.found, c.find(t))
		for _, h := range c.sample(t) {
			if len(c.at[h]) < commonShingle {
				c.at[h] = append(c.at[h], t)
			}
		}
	}
	return c.found
}

// copies is the work of [Copies].
type copies struct {
	d        *corpus.Document
	numbers  bool
	shingles []Shingles
	at       map[uint64][]int // blocks that have a 5-gram
	shared   []int            // scratch: 5-grams that each block shares with the one looked at
	found    []Copy
}

// find is the earlier block most like t.
func (c *copies) find(t int) Copy {
	best := Copy{-1, copied}
	if t > 0 && c.found[t-1].Of >= 0 { // the column that is read again may go on
		if u := c.found[t-1].Of + 1; u < t && c.comparable(t, u) {
			if s := c.likeness(t, u); s >= copiedOn {
				best = Copy{u, s}
			}
		}
	}
	for _, u := range c.sharers(t) {
		if s := c.shingles[t].Jaccard(c.shingles[u]); s >= copied && (s > best.Similarity || best.Of < 0) {
			best = Copy{u, s}
		}
	}
	if best.Of < 0 {
		best.Similarity = 0
	}
	return best
}

// likeness is the similarity of two blocks; of lines too short for 5-grams, that of their pairs of characters.
func (c *copies) likeness(t, u int) float64 {
	if max(len(c.shingles[t]), len(c.shingles[u])) < shortLine {
		b := c.d.Blocks
		return grams(c.d.Body(b[t].ID), 2).Jaccard(grams(c.d.Body(b[u].ID), 2))
	}
	return c.shingles[t].Jaccard(c.shingles[u])
}

// sharers are the earlier blocks, ascending, that share enough rare 5-grams with t to be like it.
func (c *copies) sharers(t int) []int {
	var met, out []int
	sample := c.sample(t)
	for _, h := range sample {
		for _, u := range c.at[h] {
			if c.shared[u] == 0 {
				met = append(met, u)
			}
			c.shared[u]++
		}
	}
	for _, u := range met {
		if 8*c.shared[u] >= len(sample) && c.comparable(t, u) {
			out = append(out, u)
		}
		c.shared[u] = 0
	}
	slices.Sort(out)
	return out
}

// sample is 5-grams enough to find copies by: the lowest, as their hashes are without order.
func (c *copies) sample(t int) Shingles { return c.shingles[t][:min(len(c.shingles[t]), sampled)] }

// comparable reports whether one block can be a copy of the other: of one kind, and not of different numbers.
func (c *copies) comparable(t, u int) bool {
	a, b := &c.d.Blocks[t], &c.d.Blocks[u]
	return a.Kind == b.Kind && (!c.numbers || a.Number == b.Number) && a.Mark == b.Mark && (a.Kind == corpus.Paragraph || a.Kind == corpus.Heading || a.Kind == corpus.Footnote)
}
