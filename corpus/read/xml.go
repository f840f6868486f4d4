package read

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"muqabala/corpus"
)

// maxDepth is how deep elements may be nested in an XML document.
const maxDepth = 256

// xmlReader gives the tokens of an XML document, one at a time, and refuses what is made to harm: entities that the document
// declares itself (they are never expanded, nor is anything fetched), and elements nested without end.
type xmlReader struct {
	ctx    context.Context
	in     input
	part   string // of an archive, for messages
	dec    *xml.Decoder
	path   []string // names of the open elements
	tokens int
}

func newXML(ctx context.Context, in input, part string, r io.Reader) *xmlReader {
	buffered := bufio.NewReaderSize(r, 64<<10)
	r = buffered
	if mark, _ := buffered.Peek(2); bytes.Equal(mark, []byte{0xff, 0xfe}) || bytes.Equal(mark, []byte{0xfe, 0xff}) {
		r = transform.NewReader(buffered, utf16.UTF16(utf16.LittleEndian, utf16.ExpectBOM).NewDecoder())
	}
	dec := xml.NewDecoder(r)
	dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // decoded by its mark already
		}
		return charset.NewReaderLabel(label, in)
	}
	return &xmlReader{ctx: ctx, in: in, part: part, dec: dec}
}

// next is the next token; io.EOF at the end of the document. The token is valid until the next call.
func (x *xmlReader) next() (xml.Token, error) {
	if x.tokens++; x.tokens%4096 == 0 {
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
	}
	t, err := x.dec.Token()
	if err == io.EOF {
		return nil, err
	}
	if err != nil {
		return nil, x.fail(err, "")
	}
	switch t := t.(type) {
	case xml.StartElement:
		if len(x.path) >= maxDepth {
			return nil, x.fail(fmt.Errorf("elements nested more than %d deep: %w", maxDepth, corpus.ErrFormat), "do not trust this file")
		}
		x.path = append(x.path, t.Name.Local)
	case xml.EndElement:
		x.path = x.path[:max(0, len(x.path)-1)]
	case xml.Directive:
		if bytes.Contains(t, []byte("ENTITY")) || bytes.IndexByte(t, '[') >= 0 {
			return nil, x.fail(fmt.Errorf("a document type that declares entities: %w", corpus.ErrFormat), "do not trust this file, or remove its DOCTYPE")
		}
	}
	return t, nil
}

// open is the name of the nth open element from the innermost, 0; "" where there are not so many.
func (x *xmlReader) open(n int) string {
	if n >= len(x.path) {
		return ""
	}
	return x.path[len(x.path)-1-n]
}

// inside reports whether an element of that name is open.
func (x *xmlReader) inside(name string) bool {
	for _, n := range x.path {
		if n == name {
			return true
		}
	}
	return false
}

// skip reads on to the end of the element that began last.
func (x *xmlReader) skip() error {
	for depth := len(x.path); len(x.path) >= depth; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// fail is an error at the place where the reader is. Anything that is no error of the program's own is one of format.
func (x *xmlReader) fail(err error, hint string) error {
	if e := (*corpus.InputError)(nil); errors.As(err, &e) {
		return err
	}
	line, _ := x.dec.InputPos()
	if syntax := (*xml.SyntaxError)(nil); errors.As(err, &syntax) {
		err = fmt.Errorf("%s: %w", syntax.Msg, corpus.ErrFormat)
	} else if !errors.Is(err, corpus.ErrFormat) && !errors.Is(err, context.Canceled) {
		err = fmt.Errorf("%v: %w", err, corpus.ErrFormat)
	}
	name := x.in.name
	if x.part != "" {
		name += "(" + x.part + ")"
	}
	return &corpus.InputError{File: name, Line: line, Offset: int(x.dec.InputOffset()), Err: err, Hint: hint}
}

// attr is the value of an attribute by its local name; "" where it is not there.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// number is a number of an attribute; 0 for anything that is none or not finite.
func number(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || f > 1e9 || f < -1e9 || f != f {
		return 0
	}
	return f
}

// confidence is a probability of an attribute; -1 where there is none.
func confidence(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(f >= 0 && f <= 100) {
		return -1
	}
	if f > 1 {
		f /= 100
	}
	return f
}
