package read

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muqabala/corpus"
)

// TestReadingOrder makes pages of one to three columns, with lines across them, a running header and a page number, boxes
// that are not quite straight, and lines in any order of the file; they must come out in the order in which they were set.
func TestReadingOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rightLeft := rapid.Bool().Draw(t, "rightLeft")
		columns := rapid.IntRange(1, 3).Draw(t, "columns")
		jitter := rapid.IntRange(0, 4).Draw(t, "jitter")
		s := &setter{rightLeft: rightLeft, columns: columns, jitter: float64(jitter), random: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))}
		if rapid.Bool().Draw(t, "header") {
			s.line(100, 900, 1)
			s.y += 30
		}
		for part := range rapid.IntRange(1, 2).Draw(t, "parts") {
			for range rapid.IntRange(part, 2).Draw(t, "across") { // without a line across it, a part is none
				s.line(100, 900, .7+.3*s.random.Float64())
			}
			s.y += 20
			s.part(rapid.IntRange(5, 30).Draw(t, "lines"))
		}
		if rapid.Bool().Draw(t, "number") {
			s.y += 30
			s.line(480, 520, 1)
			s.want = s.want[:len(s.want)-1] // it may stand in a column: it is no text
		}
		s.random.Shuffle(len(s.lines), func(i, j int) { s.lines[i], s.lines[j] = s.lines[j], s.lines[i] })
		p := page{number: 1, lines: s.lines, rightLeft: rightLeft}
		p.inOrder()
		var got []string
		for _, l := range p.lines {
			if slices.Contains(s.want, l.words[0].text) {
				got = append(got, l.words[0].text)
			}
		}
		if g, w := strings.Join(got, " "), strings.Join(s.want, " "); g != w {
			t.Fatalf("got  %s\nwant %s", g, w)
		}
	})
}

// setter sets a page from above. Its unit is the pixel; a line is 30 high, and 40 below the last.
type setter struct {
	rightLeft bool
	columns   int
	jitter    float64
	random    *rand.Rand
	y         float64
	lines     []pageLine
	want      []string
}

// line sets a line between two edges that fills that share of the way.
func (s *setter) line(left, right, share float64) {
	if width := (right - left) * share; s.rightLeft {
		left = right - width
	} else {
		right = left + width
	}
	shake := func() float64 { return (s.random.Float64()*2 - 1) * s.jitter }
	name := fmt.Sprint(len(s.want))
	s.want = append(s.want, name)
	s.lines = append(s.lines, pageLine{words: []pageWord{{text: name}},
		box: corpus.Box{Left: left + shake(), Top: s.y + shake(), Right: right + shake(), Bottom: s.y + 30 + shake()}})
	s.y += 40
}

// part sets lines in all columns, the last of them perhaps shorter; every few lines a paragraph ends.
func (s *setter) part(lines int) {
	top, bottom, width := s.y, s.y, 800/float64(s.columns)
	for c := range s.columns {
		s.y = top
		n := lines
		if c == s.columns-1 {
			n = lines - s.random.IntN(lines/2+1)
		}
		place := c
		if s.rightLeft {
			place = s.columns - 1 - c
		}
		left := 100 + width*float64(place)
		for i := range n {
			share := 1.
			if i%4 == 3 {
				share = .2 + .8*s.random.Float64()
			}
			s.line(left+20, left+width-20, share)
		}
		bottom = max(bottom, s.y)
	}
	s.y = bottom
}

func TestRunningHeads(t *testing.T) {
	var pieces []piece
	line := func(page int, top float64, text string) {
		pieces = append(pieces, piece{text: text, geometry: &corpus.Geometry{Page: page, Box: corpus.Box{Top: top, Bottom: top + 30}, Lines: make([]corpus.Line, 1)}})
	}
	for page := range 4 {
		line(page+1, 10, "A/55/98")
		line(page+1, 100, fmt.Sprintf("Chapter %d", 2*page+1))
		line(page+1, 900, fmt.Sprintf("Report of 2000, page %d", page+12))
	}
	line(5, 10, "Chapter 9")
	runningHeads(pieces)
	for _, p := range pieces {
		if want := !strings.HasPrefix(p.text, "Chapter"); (p.kind == corpus.Furniture) != want {
			t.Errorf("page %d, %q: %q", p.geometry.Page, p.text, p.kind)
		}
	}
}
