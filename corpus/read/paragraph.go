package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
)

// By what a line begins a paragraph, beside a number: shares of the column's width, of the line's height, and of the usual
// way from line to line.
const (
	shortShare  = .15 // the line before ends so far from its column's edge
	indentShare = 1.  // it begins so far from its column's edge
	gapShare    = 1.3 // it stands so far below the line before
)

// pieces are the paragraphs of a page in reading order.
func (p *page) pieces() []piece {
	p.lines = withWords(p.lines)
	p.inOrder()
	var out []piece
	pitch := p.pitch()
	edges := p.edges()
	for start := 0; start < len(p.lines); {
		end := start + 1
		for end < len(p.lines) && !p.begins(end, pitch, edges) {
			end++
		}
		out = append(out, p.piece(p.lines[start:end]))
		start = end
	}
	return out
}

// withWords leaves out lines without a word.
func withWords(lines []pageLine) []pageLine {
	var out []pageLine
	for _, l := range lines {
		if l.text() != "" {
			out = append(out, l)
		}
	}
	return out
}

// text is the line's words with spaces between.
func (l pageLine) text() string {
	var words []string
	for _, w := range l.words {
		if text := cleanText(w.text); text != "" {
			words = append(words, text)
		}
	}
	return strings.Join(words, " ")
}

// pitch is the usual way from one line to the next in a column.
func (p *page) pitch() float64 {
	var ways []float64
	for i := 1; i < len(p.lines); i++ {
		if way := middle(p.lines[i].box) - middle(p.lines[i-1].box); way > 0 && p.lines[i].column == p.lines[i-1].column {
			ways = append(ways, way)
		}
	}
	return median(ways)
}

// edges are the boxes of the columns; that of column 0 is of all lines outside of columns.
func (p *page) edges() map[int]corpus.Box {
	out := map[int]corpus.Box{}
	for _, l := range p.lines {
		out[l.column] = out[l.column].Union(l.box)
	}
	return out
}

// begins reports whether line i begins another paragraph than line i-1.
func (p *page) begins(i int, pitch float64, edges map[int]corpus.Box) bool {
	last, l := p.lines[i-1], p.lines[i]
	if last.column != l.column || last.kind != l.kind || last.block != l.block {
		return true
	}
	before, text := last.text(), l.text()
	done := endsSentence(before)
	edge := edges[l.column]
	lastShort := p.end(last.box, edge) > shortShare*edge.Width()
	numbered := findLead(text, false)
	if (numbered.style != 0 && numbered.style != ' ' || numbered.number != "" || noteLead.MatchString(text)) && (done || lastShort) {
		return true
	}
	if p.hasParas {
		return false
	}
	if way := middle(l.box) - middle(last.box); pitch > 0 && way > gapShare*pitch {
		return true
	}
	return done && (lastShort || p.begin(l.box, edge) > indentShare*l.box.Height() && p.begin(last.box, edge) < indentShare*l.box.Height())
}

// begin is how far a line begins from the edge of its column where lines begin; end, how far it ends from the other.
func (p *page) begin(b, column corpus.Box) float64 {
	if p.rightLeft {
		return column.Right - b.Right
	}
	return b.Left - column.Left
}

func (p *page) end(b, column corpus.Box) float64 {
	if p.rightLeft {
		return b.Left - column.Left
	}
	return column.Right - b.Right
}

// piece makes a paragraph of its lines: one line of text, words divided at the end of a line made whole.
func (p *page) piece(lines []pageLine) piece {
	g := &corpus.Geometry{Page: p.number, Column: lines[0].column}
	var text []byte
	for i, l := range lines {
		if i > 0 {
			text = p.joinLine(text, lines[i-1], l)
			cut(g, len(text))
		}
		from := len(text)
		for _, w := range l.words {
			word := cleanText(w.text)
			if word == "" {
				continue
			}
			if len(text) > from {
				text = append(text, ' ')
			}
			span := corpus.Span{Start: len(text), End: len(text) + len(word)}
			text = append(text, word...)
			if w.confidence >= 0 {
				g.Words = append(g.Words, corpus.Word{Span: span, Confidence: min(w.confidence, 1)})
			}
		}
		g.Box = g.Box.Union(l.box)
		g.Lines = append(g.Lines, corpus.Line{Span: corpus.Span{Start: from, End: len(text)}, Box: l.box})
	}
	return piece{string(text), lines[0].kind, g}
}

// cut ends spans where the text ends, when a hyphen was taken off it.
func cut(g *corpus.Geometry, end int) {
	if n := len(g.Words); n > 0 {
		g.Words[n-1].Span = within(g.Words[n-1].Span, end)
	}
	if n := len(g.Lines); n > 0 {
		g.Lines[n-1].Span = within(g.Lines[n-1].Span, end)
	}
}

func within(s corpus.Span, end int) corpus.Span {
	return corpus.Span{Start: min(s.Start, end), End: min(s.End, end)}
}

// joinLine ends a line: with a space, or without a hyphen where a word goes on in the next line.
func (p *page) joinLine(text []byte, last, next pageLine) []byte {
	r, n := utf8.DecodeLastRune(text)
	first, _ := utf8.DecodeRuneInString(next.text())
	before, _ := utf8.DecodeLastRune(text[:len(text)-n])
	divided := last.hyphen || r == '-' && unicode.IsLower(before) && unicode.IsLower(first) && !p.rightLeft
	if r == '\u00ad' || divided && r == '-' {
		return text[:len(text)-n]
	}
	if last.hyphen {
		return text
	}
	return append(text, ' ')
}
