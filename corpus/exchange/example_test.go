package exchange_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"muqabala/corpus/exchange"
)

// A translation memory is read unit by unit, and written as it is read.
func ExampleFormat() {
	const memory = `<tmx version="1.4"><header srclang="en"/><body><tu tuid="7"><tuv xml:lang="en"><seg>The Council met.</seg></tuv>` +
		`<tuv xml:lang="ar"><seg>اجتمع المجلس.</seg></tuv></tu></body></tmx>`
	from, err := exchange.Find("tmx")
	if err != nil {
		fmt.Println(err)
	}
	to, err := exchange.Find("jsonl")
	if err != nil {
		fmt.Println(err)
	}
	w, err := to.NewWriter(func(string) (io.Writer, error) { return os.Stdout, nil }, exchange.Header{})
	if err != nil {
		fmt.Println(err)
	}
	open := func(string) (io.Reader, string, error) { return strings.NewReader(memory), "memory.tmx", nil }
	for u, err := range from.Read(open, &exchange.Header{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if err := w.Write(u); err != nil {
			fmt.Println(err)
		}
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output: {"id":"7","original":["The Council met."],"translation":["اجتمع المجلس."]}
}
