package read

import (
	"context"
	"encoding/xml"
	"io"

	"muqabala/corpus"
)

// readALTO reads pages in ALTO, versions 2 to 4 (https://www.loc.gov/standards/alto/). Reading order comes from the boxes.
func readALTO(ctx context.Context, in input) ([]piece, error) {
	a := &altoReader{x: newXML(ctx, in, "", in.all())}
	a.page.rightLeft = in.lang == corpus.Arabic
	for {
		t, err := a.x.next()
		if err == io.EOF {
			return append(a.pieces, a.page.pieces()...), nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			a.start(t)
		case xml.EndElement:
			a.end(t.Name.Local)
		}
	}
}

type altoReader struct {
	x      *xmlReader
	pieces []piece
	page   page
	line   pageLine
	blocks int
}

func (a *altoReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "Page":
		a.pieces = append(a.pieces, a.page.pieces()...)
		a.page = page{number: a.page.number + 1, rightLeft: a.page.rightLeft}
	case "TextBlock":
		a.blocks++
	case "TextLine":
		a.line = pageLine{box: altoBox(e), block: a.blocks, kind: a.kind()}
	case "String":
		a.line.words = append(a.line.words, pageWord{attr(e, "CONTENT"), altoBox(e), confidence(attr(e, "WC"))})
	case "HYP":
		a.line.hyphen = true
	}
}

func (a *altoReader) end(name string) {
	if name != "TextLine" {
		return
	}
	for _, w := range a.line.words {
		if a.line.box.Width() <= 0 || a.line.box.Height() <= 0 {
			a.line.box = a.line.box.Union(w.box)
		}
	}
	a.line.words = logicalOrder(a.line.words, a.page.rightLeft)
	a.page.lines = append(a.page.lines, a.line)
}

// kind says that margins hold running headers and page numbers: what stands outside of the print space.
func (a *altoReader) kind() corpus.Kind {
	if a.x.inside("TopMargin") || a.x.inside("BottomMargin") {
		return corpus.Furniture
	}
	return ""
}

func altoBox(e xml.StartElement) corpus.Box {
	left, top := number(attr(e, "HPOS")), number(attr(e, "VPOS"))
	return corpus.Box{Left: left, Top: top, Right: left + number(attr(e, "WIDTH")), Bottom: top + number(attr(e, "HEIGHT"))}
}
