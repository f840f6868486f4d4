package read

import (
	"context"
	"io"
	"strings"

	"golang.org/x/net/html"

	"muqabala/corpus"
)

// readHOCR reads OCR output in hOCR 1.2 (http://kba.github.io/hocr-spec/1.2/), as Tesseract, OCRopus and kraken write it. Reading
// order comes from the boxes.
func readHOCR(ctx context.Context, in input) ([]piece, error) {
	h := &hocrReader{tokens: newHTML(ctx, in)}
	h.page.rightLeft, h.page.hasParas = in.lang == corpus.Arabic, true
	for {
		t, err := h.tokens.next()
		if err == io.EOF {
			return append(h.pieces, h.page.pieces()...), nil
		}
		if err != nil {
			return nil, err
		}
		switch t.Type {
		case html.StartTagToken:
			h.start(t)
		case html.EndTagToken:
			h.end(t.Data)
		case html.TextToken:
			h.text(t.Data)
		}
	}
}

// hocrReader keeps the class of every open element.
type hocrReader struct {
	tokens *htmlTokens
	pieces []piece
	page   page
	blocks int
	line   *pageLine // nil outside of lines
	open   []hocrElement
}

type hocrElement struct{ tag, class string }

func (h *hocrReader) start(t html.Token) {
	class, title := "", ""
	for _, a := range t.Attr {
		switch a.Key {
		case "class":
			class, _, _ = strings.Cut(strings.TrimSpace(a.Val), " ")
		case "title":
			title = a.Val
		}
	}
	if !voidElements[t.Data] && len(h.open) < maxDepth {
		h.open = append(h.open, hocrElement{t.Data, class})
	}
	switch class {
	case "ocr_page":
		h.pieces = append(h.pieces, h.page.pieces()...)
		h.page = page{number: h.page.number + 1, hasParas: true, rightLeft: h.page.rightLeft}
	case "ocr_carea", "ocr_par":
		h.blocks++
	case "ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat":
		h.line = &pageLine{box: hocrBox(title), block: h.blocks} // a header is any large line to Tesseract, no furniture
	case "ocrx_word", "ocr_word":
		if h.line != nil {
			h.line.words = append(h.line.words, pageWord{"", hocrBox(title), hocrConfidence(title)})
		}
	}
}

func (h *hocrReader) end(tag string) {
	for i := len(h.open) - 1; i >= 0; i-- {
		if h.open[i].tag != tag {
			continue
		}
		for _, e := range h.open[i:] {
			if strings.HasPrefix(e.class, "ocr") && h.line != nil && isLine(e.class) {
				h.line.words = logicalOrder(h.line.words, h.page.rightLeft)
				h.page.lines = append(h.page.lines, *h.line)
				h.line = nil
			}
		}
		h.open = h.open[:i]
		return
	}
}

func isLine(class string) bool {
	return class != "ocr_page" && class != "ocr_carea" && class != "ocr_par" && !strings.HasSuffix(class, "_word")
}

// text belongs to the word that is open, or to the line where it has no words.
func (h *hocrReader) text(s string) {
	if h.line == nil || strings.TrimSpace(s) == "" {
		return
	}
	if n := len(h.line.words); n > 0 && h.inWord() {
		h.line.words[n-1].text += s
		return
	}
	h.line.words = append(h.line.words, pageWord{text: s, confidence: -1})
}

func (h *hocrReader) inWord() bool {
	for _, e := range h.open {
		if strings.HasSuffix(e.class, "_word") {
			return true
		}
	}
	return false
}

// hocrBox is the property "bbox x0 y0 x1 y1" of a title.
func hocrBox(title string) corpus.Box {
	f := strings.Fields(hocrProperty(title, "bbox"))
	if len(f) < 4 {
		return corpus.Box{}
	}
	return corpus.Box{Left: number(f[0]), Top: number(f[1]), Right: number(f[2]), Bottom: number(f[3])}
}

// hocrConfidence is the property "x_wconf 0…100"; -1 where there is none.
func hocrConfidence(title string) float64 {
	f := hocrProperty(title, "x_wconf")
	if f == "" {
		return -1
	}
	return min(max(number(f)/100, 0), 1)
}

// hocrProperty is the value of a property of a title: "bbox 1 2 3 4; x_wconf 90".
func hocrProperty(title, name string) string {
	for p := range strings.SplitSeq(title, ";") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(p), name+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
