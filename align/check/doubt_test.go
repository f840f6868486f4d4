package check

import (
	"context"
	"testing"

	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// TestDoubtsOfTheOCR reads words with confidences: the one that the OCR was less sure of is doubted, against the others.
func TestDoubtsOfTheOCR(t *testing.T) {
	const page = `<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page" title="bbox 0 0 1000 500"><p class="ocr_par" lang="ara" title="bbox 0 0 1000 90">
<span class="ocr_line" title="bbox 0 0 1000 40"><span class="ocrx_word" title="bbox 800 0 1000 40; x_wconf 96">وأحاطت</span>
<span class="ocrx_word" title="bbox 500 0 700 40; x_wconf 95">الجمعية</span> <span class="ocrx_word" title="bbox 300 0 480 40; x_wconf 41">علما</span></span></p></div></body></html>`
	d, err := read.Bytes(context.Background(), "page.hocr", corpus.Arabic, []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	l, err := layout.Analyse(context.Background(), nil, d)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPass(context.Background(), nil, d, l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	doubts := map[string]float64{}
	sum := 0.
	for _, g := range p.paragraphs {
		for _, w := range g.tokens {
			doubts[w.plain] = w.doubt
			sum += w.doubt
		}
	}
	if doubts["علما"] < doubted || doubts["الجمعية"] >= 0 || sum > 1e-9 || sum < -1e-9 {
		t.Errorf("doubts %v, their sum %v", doubts, sum)
	}
}
