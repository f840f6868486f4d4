package read

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"muqabala/corpus"
)

// altoBook is a book in ALTO: two columns of 40 lines of 8 words a page.
func altoBook(pages int) []byte {
	var b bytes.Buffer
	words := strings.Fields("اتخذت الجمعية العامة القرار في دورتها الأخيرة بشأن التعاون الدولي وحقوق الإنسان والتنمية المستدامة")
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>`)
	for p := range pages {
		fmt.Fprintf(&b, `<Page ID="p%d"><PrintSpace>`, p)
		for column := range 2 {
			b.WriteString(`<TextBlock>`)
			for line := range 40 {
				y, right := 100+line*40, 600+column*500
				fmt.Fprintf(&b, `<TextLine HPOS="%d" VPOS="%d" WIDTH="400" HEIGHT="30">`, right-400, y)
				for w := range 8 {
					fmt.Fprintf(&b, `<String CONTENT="%s" HPOS="%d" VPOS="%d" WIDTH="45" HEIGHT="30" WC="0.93"/><SP/>`, words[(p+line+w)%len(words)], right-50*w-45, y)
				}
				b.WriteString(`</TextLine>`)
			}
			b.WriteString(`</TextBlock>`)
		}
		b.WriteString(`</PrintSpace></Page>`)
	}
	b.WriteString(`</Layout></alto>`)
	return b.Bytes()
}

func BenchmarkALTO(b *testing.B) {
	for _, pages := range []int{50, 500} {
		src := altoBook(pages)
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Bytes(context.Background(), "book.xml", corpus.Arabic, src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkText(b *testing.B) {
	src := []byte(strings.Repeat("٢٧ - اتخذت الجمعية العامة القرار(١) في دورتها الأخيرة بشأن التعاون الدولي.\n\n(أ) بند من قائمة؛\n\n", 5000))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Text("x.md", corpus.Arabic, src); err != nil {
			b.Fatal(err)
		}
	}
}
