package read_test

import (
	"context"
	"fmt"

	"muqabala/corpus"
	"muqabala/corpus/read"
)

func ExampleText() {
	const src = "## أولا - مقدمة\n\n٢٧ - أنشئت فرقة عمل(١).\n\n(١) انظر A/48/185.\n"
	d, err := read.Text("report.ar.md", corpus.Arabic, []byte(src))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blocks {
		fmt.Printf("%d line %d %s %q: %s\n", b.ID, b.Line, b.Kind, b.Number+b.Mark, d.Body(b.ID))
	}
	// Output:
	// 1 line 1 heading "I": مقدمة
	// 2 line 3 paragraph "27": أنشئت فرقة عمل(١).
	// 3 line 5 footnote "1": انظر A/48/185.
}

// The format is told by what the file holds. Where it has the boxes of OCR, they come with the blocks.
func ExampleBytes() {
	const src = `<alto><Layout><Page><PrintSpace><TextBlock><TextLine HPOS="100" VPOS="50" WIDTH="300" HEIGHT="30">
<String CONTENT="الجمعية" HPOS="260" VPOS="50" WIDTH="140" HEIGHT="30" WC="0.97"/><SP/>
<String CONTENT="العامة" HPOS="100" VPOS="50" WIDTH="150" HEIGHT="30" WC="0.52"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>`
	d, err := read.Bytes(context.Background(), "page.xml", corpus.Arabic, []byte(src))
	if err != nil {
		fmt.Println(err)
		return
	}
	b := d.Blocks[0]
	for _, w := range b.Geometry.Words {
		fmt.Println(w.Span.In(d.Text(b.ID)), w.Confidence)
	}
	fmt.Println(d.Format, b.Geometry.Page, b.Geometry.Box)
	// Output:
	// الجمعية 0.97
	// العامة 0.52
	// alto 1 {100 50 400 80}
}

// An error says where it is, and what to do.
func ExampleText_error() {
	_, err := read.Text("report.ar.md", corpus.Arabic, []byte("نص\n\nbad \xff\xfe byte"))
	fmt.Println(err)
	// Output:
	// report.ar.md:3: not valid UTF-8 at byte 10; save the file as UTF-8 text
}
