package read

import (
	"cmp"
	"math"
	"slices"

	"muqabala/corpus"
)

// pageLine is a line of a page as OCR or a PDF file has it.
type pageLine struct {
	words  []pageWord
	box    corpus.Box
	block  int         // of the file, whose lines belong together; 0 where the format tells of none, or wrongly
	kind   corpus.Kind // furniture where the file says so
	column int         // 1-based in reading order; 0 for a page of one column and for what spans several
	hyphen bool        // its last word goes on in the next line
}

// pageWord is a word, or all of a line where the format has no words.
type pageWord struct {
	text       string
	box        corpus.Box // the zero Box where it is not known
	confidence float64    // 0 to 1; below 0 where it is not known
}

// page is the lines of one page.
type page struct {
	number    int // 1-based
	lines     []pageLine
	hasParas  bool // blocks are paragraphs; otherwise a block may hold several
	rightLeft bool
}

// By what columns are told.
const (
	gutterHeights = .5 // a gutter is at least so many line heights wide
	sideLines     = 2  // on either side of it stand at least so many lines
	crossShare    = 2  // and at least so many times as many as cross it, where both sides have lines
	fewShare      = 12 // a strip that lines cross has at least this part of the page's lines on either side
)

// inOrder puts the lines of a page in reading order and numbers their columns. Columns are told by the gutters between
// them; a line that crosses a gutter parts the page into what stands above and below it. Within each part the columns
// follow each other, the right one first where the script runs from right to left, and in a column the lines from above.
func (p *page) inOrder() {
	height := medianHeight(p.lines)
	gutters := findGutters(p.lines, height)
	for i := range p.lines {
		p.lines[i].column = columnOf(p.lines[i].box, gutters, height, p.rightLeft)
	}
	var spanning []float64 // the tops of lines that cross a gutter
	for _, l := range p.lines {
		if l.column == 0 && len(gutters) > 0 {
			spanning = append(spanning, middle(l.box))
		}
	}
	slices.Sort(spanning)
	part := func(l pageLine) int { // how many spanning lines stand above it, each a part of its own
		n, same := slices.BinarySearch(spanning, middle(l.box))
		if same && l.column == 0 {
			return 2*n + 1
		}
		return 2 * n
	}
	slices.SortStableFunc(p.lines, func(a, b pageLine) int {
		return cmp.Or(cmp.Compare(part(a), part(b)), cmp.Compare(a.column, b.column), p.compareLines(a.box, b.box))
	})
}

func middle(b corpus.Box) float64 { return (b.Top + b.Bottom) / 2 }

// compareLines orders two lines of a column: from above, and in the direction of the script where they stand beside each other.
func (p *page) compareLines(a, b corpus.Box) int {
	if math.Abs(middle(a)-middle(b)) > min(a.Height(), b.Height())/2 {
		return cmp.Compare(middle(a), middle(b))
	}
	if p.rightLeft {
		return cmp.Compare(b.Right, a.Right)
	}
	return cmp.Compare(a.Left, b.Left)
}

func medianHeight(lines []pageLine) float64 {
	heights := make([]float64, len(lines))
	for i, l := range lines {
		heights[i] = l.box.Height()
	}
	return median(heights)
}

// median sorts its argument; 0 of nothing.
func median(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	slices.Sort(xs)
	return xs[len(xs)/2]
}

// gutter is an upright strip between columns.
type gutter struct {
	left, right float64
	support     int // how many lines the side with fewer has where both have some, less those that cross
}

func (g gutter) middle() float64 { return (g.left + g.right) / 2 }

// findGutters gives the middles of the gutters between the columns of a page, from the left: upright strips that few lines
// cross and that have lines on both sides. Of strips with nothing between them the one that has most lines beside it counts,
// then the widest.
func findGutters(lines []pageLine, height float64) []float64 {
	var edges []float64
	for _, l := range lines {
		edges = append(edges, l.box.Left, l.box.Right)
	}
	slices.Sort(edges)
	var found []gutter
	for i := 1; i < len(edges); i++ {
		g := gutter{left: edges[i-1], right: edges[i]}
		if g.right-g.left < gutterHeights*height || !g.measure(lines) {
			continue
		}
		if n := len(found); n > 0 && !separates(lines, found[n-1].middle(), g.middle()) {
			if last := found[n-1]; cmp.Or(cmp.Compare(last.support, g.support), cmp.Compare(last.right-last.left, g.right-g.left)) < 0 {
				found[n-1] = g
			}
			continue
		}
		found = append(found, g)
	}
	out := make([]float64, len(found))
	for i, g := range found {
		out[i] = g.middle()
	}
	return out
}

// measure counts the lines beside the strip and across it, and reports whether it can be a gutter.
func (g *gutter) measure(lines []pageLine) bool {
	x := g.middle()
	var left, right corpus.Box // around the lines of either side
	for _, l := range lines {
		switch {
		case l.box.Right <= x:
			left = left.Union(l.box)
		case l.box.Left >= x:
			right = right.Union(l.box)
		}
	}
	top, bottom := max(left.Top, right.Top), min(left.Bottom, right.Bottom)
	var beside [2]int
	crossing, anywhere := 0, false // of the lines that cross it, those where both sides have lines, and whether there are others
	for _, l := range lines {
		in := middle(l.box) >= top && middle(l.box) <= bottom
		switch {
		case l.box.Left < x && l.box.Right > x:
			anywhere = true
			if in {
				crossing++
			}
		case in && l.box.Right <= x:
			beside[0]++
		case in:
			beside[1]++
		}
	}
	fewest := min(beside[0], beside[1])
	g.support = fewest - crossing
	few := anywhere && fewest*fewShare < len(lines)
	return fewest >= sideLines && crossing*crossShare <= fewest && !few
}

// separates reports whether lines stand between two gutters.
func separates(lines []pageLine, left, right float64) bool {
	return slices.ContainsFunc(lines, func(l pageLine) bool { return l.box.Left >= left && l.box.Right <= right })
}

// columnOf is the 1-based column that a line stands in, in reading order; 0 where it crosses a gutter or there is none.
func columnOf(b corpus.Box, gutters []float64, height float64, rightLeft bool) int {
	if len(gutters) == 0 {
		return 0
	}
	column := 1
	side := min(height/2, b.Width()/4) // what stands on either side of a gutter when it is crossed
	for _, x := range gutters {
		switch {
		case b.Left < x-side && b.Right > x+side:
			return 0
		case (b.Left+b.Right)/2 > x:
			column++
		}
	}
	if rightLeft {
		return len(gutters) + 2 - column
	}
	return column
}
