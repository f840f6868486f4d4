package read

import (
	"context"
	"encoding/xml"
	"io"
	"strings"

	"muqabala/corpus"
)

// readPAGE reads pages in PAGE XML (Pletschacher & Antonacopoulos 2010), as Transkribus, eScriptorium and OCR-D write it.
// Reading order comes from the boxes, not from the order that the file states: it is what often is wrong.
func readPAGE(ctx context.Context, in input) ([]piece, error) {
	p := &pageReader{x: newXML(ctx, in, "", in.all())}
	p.page.rightLeft = in.lang == corpus.Arabic
	for {
		t, err := p.x.next()
		if err == io.EOF {
			return append(p.pieces, p.page.pieces()...), nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			p.start(t)
		case xml.CharData:
			if p.taken && p.x.open(0) == "Unicode" {
				p.text.Write(t)
			}
		case xml.EndElement:
			p.end(t.Name.Local)
		}
	}
}

type pageReader struct {
	x       *xmlReader
	pieces  []piece
	page    page
	regions []pageRegion // the open ones
	count   int
	line    *pageLine // nil outside of lines
	word    *pageWord // nil outside of words
	text    strings.Builder
	taken   bool // the text equivalent that is open is the one to take
	sure    float64
}

type pageRegion struct {
	id    int
	kind  corpus.Kind
	box   corpus.Box
	lines bool // it has had lines
}

func (p *pageReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "Page":
		p.pieces = append(p.pieces, p.page.pieces()...)
		p.page = page{number: p.page.number + 1, rightLeft: p.page.rightLeft}
	case "TextRegion":
		p.count++
		p.regions = append(p.regions, pageRegion{id: p.count, kind: pageKind(attr(e, "type"))})
	case "TextLine":
		p.line = &pageLine{}
		if r := p.region(); r != nil {
			p.line.block, p.line.kind, r.lines = r.id, r.kind, true
		}
	case "Word":
		p.word = &pageWord{confidence: -1}
	case "Coords":
		p.coords(pointsBox(attr(e, "points")))
	case "TextEquiv":
		p.text.Reset()
		index := attr(e, "index") // 0 or 1 is the best of several
		p.taken, p.sure = index == "" || index == "0" || index == "1", confidence(attr(e, "conf"))
	}
}

// pageKind is the kind of a region by its type.
func pageKind(t string) corpus.Kind {
	switch t {
	case "header", "footer", "page-number", "signature-mark", "catch-word":
		return corpus.Furniture
	}
	return ""
}

// region is the innermost open text region; nil where there is none.
func (p *pageReader) region() *pageRegion {
	if len(p.regions) == 0 {
		return nil
	}
	return &p.regions[len(p.regions)-1]
}

// coords gives a box to what it belongs to.
func (p *pageReader) coords(b corpus.Box) {
	switch {
	case p.x.inside("Glyph"):
	case p.word != nil:
		p.word.box = b
	case p.line != nil:
		p.line.box = b
	case p.region() != nil:
		p.region().box = b
	}
}

func (p *pageReader) end(name string) {
	switch name {
	case "TextEquiv":
		p.equivalent(p.text.String())
	case "Word":
		if p.line != nil && p.word != nil && p.word.text != "" {
			p.line.words = append(p.line.words, *p.word)
		}
		p.word = nil
	case "TextLine":
		p.endLine()
	case "TextRegion":
		if len(p.regions) > 0 {
			p.regions = p.regions[:len(p.regions)-1]
		}
	}
}

// equivalent takes a text for the word, line or region that it is of. The text of a line counts more than that of its words,
// for it is what people correct; where both say the same, the words have the boxes.
func (p *pageReader) equivalent(text string) {
	if !p.taken || strings.TrimSpace(text) == "" || p.x.inside("Glyph") {
		return
	}
	switch r := p.region(); {
	case p.word != nil:
		p.word.text, p.word.confidence = text, p.sure
	case p.line != nil:
		if strings.Join(strings.Fields(text), " ") != p.line.text() {
			p.line.words = []pageWord{{text, corpus.Box{}, p.sure}}
		}
	case r != nil && !r.lines:
		p.page.lines = append(p.page.lines, pageLine{words: []pageWord{{oneLine(text), corpus.Box{}, p.sure}}, box: r.box, block: r.id, kind: r.kind})
	}
	p.taken = false
}

func (p *pageReader) endLine() {
	if p.line != nil && len(p.line.words) > 0 {
		p.line.words = logicalOrder(p.line.words, p.page.rightLeft)
		p.page.lines = append(p.page.lines, *p.line)
	}
	p.line = nil
}

// pointsBox is the box around "x,y x,y …".
func pointsBox(points string) corpus.Box {
	var out corpus.Box
	for i, pair := range strings.Fields(points) {
		xs, ys, _ := strings.Cut(pair, ",")
		x, y := number(xs), number(ys)
		if i == 0 {
			out = corpus.Box{Left: x, Top: y, Right: x, Bottom: y}
		}
		out = corpus.Box{Left: min(out.Left, x), Top: min(out.Top, y), Right: max(out.Right, x), Bottom: max(out.Bottom, y)}
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
