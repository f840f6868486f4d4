package exchange

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"muqabala/corpus"
)

// What an XML file may have, so that none can exhaust the machine.
const (
	maxUnit  = 4 << 20 // bytes between two units
	maxDepth = 100     // elements inside each other
)

// xmlReader reads an XML file token by token. Entities other than XML's own five are refused, and nothing that a file names
// is fetched.
type xmlReader struct {
	dec   *xml.Decoder
	name  string
	in    *allowance
	depth int
	file  io.Reader
}

// allowance is a reader that ends with an error where too much is read at a time.
type allowance struct {
	r    io.Reader
	left int
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, fmt.Errorf("more than %d bytes without a unit: %w", maxUnit, corpus.ErrTooLarge)
	}
	n, err := a.r.Read(p[:min(len(p), a.left)])
	a.left -= n
	return n, err
}

func newXML(r io.Reader, name string) *xmlReader {
	in := &allowance{decoded(r), maxUnit}
	x := &xmlReader{dec: xml.NewDecoder(bufio.NewReader(in)), name: name, in: in, file: r}
	x.dec.CharsetReader = charset
	return x
}

// close closes the file, where it can be closed.
func (x *xmlReader) close() {
	if c, ok := x.file.(io.Closer); ok {
		c.Close()
	}
}

// charset reads the encodings that bilingual files have.
func charset(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf16", "utf-16le", "utf-16be", "unicode": // decoded already
		return in, nil
	case "windows-1256", "cp1256":
		return charmap.Windows1256.NewDecoder().Reader(in), nil
	case "iso-8859-6":
		return charmap.ISO8859_6.NewDecoder().Reader(in), nil
	case "windows-1252", "cp1252", "iso-8859-1", "latin1":
		return charmap.Windows1252.NewDecoder().Reader(in), nil
	}
	return nil, fmt.Errorf("encoding %q is not known; save the file as UTF-8", label)
}

// next is the next token; comments, instructions and the document type are passed over. The end of the file is io.EOF,
// never inside an element.
func (x *xmlReader) next() (xml.Token, error) {
	for {
		token, err := x.dec.Token()
		if err == io.EOF {
			return nil, err
		}
		if syntax := (*xml.SyntaxError)(nil); errors.As(err, &syntax) && syntax.Msg == "unexpected EOF" {
			return nil, x.wrong(fmt.Errorf("the file ends too early: %w", corpus.ErrFormat))
		} else if err != nil {
			return nil, x.wrong(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if x.depth++; x.depth > maxDepth {
				return nil, x.wrong(fmt.Errorf("more than %d elements inside each other: %w", maxDepth, corpus.ErrTooLarge))
			}
			return token, nil
		case xml.EndElement:
			x.depth--
			return token, nil
		case xml.CharData:
			return token, nil
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				return nil, x.wrong(fmt.Errorf("it declares entities, which are not read, since they can make a small file endless or name other files: %w", corpus.ErrFormat))
			}
		}
	}
}

// wrong is an error about the place that the reader has come to.
func (x *xmlReader) wrong(err error) error {
	if input := (*corpus.InputError)(nil); errors.As(err, &input) {
		return err
	}
	line, _ := x.dec.InputPos()
	if !errors.Is(err, corpus.ErrTooLarge) && !errors.Is(err, corpus.ErrFormat) {
		err = fmt.Errorf("%w: %w", corpus.ErrFormat, err)
	}
	return &corpus.InputError{File: x.name, Line: line, Offset: int(x.dec.InputOffset()), Err: err}
}

// root is the first element, which must have one of the names.
func (x *xmlReader) root(names ...string) (xml.StartElement, error) {
	for {
		token, err := x.next()
		if err == io.EOF {
			return xml.StartElement{}, &corpus.InputError{File: x.name, Err: corpus.ErrEmpty}
		} else if err != nil {
			return xml.StartElement{}, err
		}
		if start, ok := token.(xml.StartElement); ok {
			for _, n := range names {
				if start.Name.Local == n {
					return start, nil
				}
			}
			return start, x.wrong(fmt.Errorf("the file begins with <%s> instead of <%s>: %w", start.Name.Local, strings.Join(names, "> or <"), corpus.ErrFormat))
		}
	}
}

// unitDone gives the next unit its allowance.
func (x *xmlReader) unitDone() { x.in.left = maxUnit }

// skip passes over the rest of the element that has begun.
func (x *xmlReader) skip() error {
	for depth := x.depth; x.depth >= depth; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// children gives each element inside the one that has begun to f, which must read it to its end.
func (x *xmlReader) children(f func(xml.StartElement) error) error {
	for depth := x.depth; ; {
		token, err := x.next()
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := f(start); err != nil {
				return err
			}
		} else if x.depth < depth {
			return nil
		}
	}
}

// text is the text of the element that has begun, to its end, on one line: with the text of elements inside, apart from those
// that code names, which hold formatting of other programs.
func (x *xmlReader) text(code ...string) (string, error) {
	var b strings.Builder
	for depth := x.depth; x.depth >= depth; {
		token, err := x.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			for _, name := range code {
				if t.Name.Local == name {
					if err := x.skip(); err != nil {
						return "", err
					}
					break
				}
			}
		}
	}
	return clean(b.String()), nil
}

// attribute is the value of an attribute, whatever its name space; "" where there is none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// xmlWriter writes XML. Its first error stays until it is asked for.
type xmlWriter struct{ out *bufio.Writer }

func newXMLWriter(create Create, extension string) (*xmlWriter, error) {
	w, err := create(extension)
	if err != nil {
		return nil, err
	}
	x := plainXML(w)
	x.raw(xml.Header)
	return x, nil
}

// plainXML writes what is no XML file of its own.
func plainXML(w io.Writer) *xmlWriter { return &xmlWriter{bufio.NewWriter(w)} }

// raw writes markup.
func (x *xmlWriter) raw(parts ...string) {
	for _, p := range parts {
		x.out.WriteString(p)
	}
}

// start writes a start tag, without attributes that have no value. The attributes are names and values in turn.
func (x *xmlWriter) start(name string, attributes ...string) {
	x.raw("<", name)
	x.attributes(attributes)
	x.raw(">")
}

// empty writes an element without content.
func (x *xmlWriter) empty(name string, attributes ...string) {
	x.raw("<", name)
	x.attributes(attributes)
	x.raw("/>")
}

func (x *xmlWriter) attributes(attributes []string) {
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			x.raw(" ", attributes[i], `="`)
			x.text(attributes[i+1])
			x.raw(`"`)
		}
	}
}

// element writes an element with a text.
func (x *xmlWriter) element(name, text string, attributes ...string) {
	x.start(name, attributes...)
	x.text(text)
	x.end(name)
}

func (x *xmlWriter) end(name string) { x.raw("</", name, ">") }

// text writes text, escaped, without what XML cannot have.
func (x *xmlWriter) text(s string) { xml.EscapeText(x.out, []byte(printable(s))) }

// flush is the first error of all that was written.
func (x *xmlWriter) flush() error { return x.out.Flush() }

// ok is the same without writing out what is buffered.
func (x *xmlWriter) ok() error {
	_, err := x.out.Write(nil)
	return err
}

// base is a language tag without region or script: "en" of "en-US".
func base(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	lang, _, _ = strings.Cut(lang, "_")
	return lang
}

// property is one of the facts about a unit that formats keep by name.
func (u *Unit) property(name, value string) (err error) {
	switch name {
	case "row":
		_, err = fmt.Sscanf(value, "%d", &u.Row)
	case "status":
		u.Status = corpus.Verdict(value)
	case "confidence":
		_, err = fmt.Sscanf(value, "%g", &u.Confidence)
	case "by":
		u.By = value
	case "at":
		u.At, err = time.Parse(time.RFC3339Nano, value)
	}
	if err != nil {
		return fmt.Errorf("%s %q: %w", name, value, corpus.ErrFormat)
	}
	return u.check()
}

// properties are these facts, names and values in turn, without those that are not known.
func (u Unit) properties() (out [][2]string) {
	at := ""
	if !u.At.IsZero() {
		at = u.At.UTC().Format(time.RFC3339Nano)
	}
	for _, p := range [][2]string{{"row", number(u.Row)}, {"status", string(u.Status)}, {"confidence", probability(u.Confidence)}, {"by", clean(u.By)}, {"at", at}} {
		if p[1] != "" {
			out = append(out, p)
		}
	}
	return out
}
