package exchange

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"muqabala/corpus"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 4 << 20

// decoded is the input in UTF-8, without a byte order mark, where such a mark says that it is in UTF-16, as some programs
// write their tables; and unpacked where it was packed by gzip.
func decoded(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	if magic, _ := in.Peek(2); string(magic) == "\x1f\x8b" {
		in = bufio.NewReader(&limited{&gzipped{in: in}, maxEntry})
	}
	mark, _ := in.Peek(3)
	if bytes.HasPrefix(mark, []byte{0xff, 0xfe}) || bytes.HasPrefix(mark, []byte{0xfe, 0xff}) {
		return transform.NewReader(in, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder())
	}
	if string(mark) == "\ufeff" {
		in.Discard(len(mark))
	}
	return in
}

// gzipped unpacks what it reads. What is broken is an error of format.
type gzipped struct {
	in  io.Reader
	out *gzip.Reader
}

func (g *gzipped) Read(p []byte) (n int, err error) {
	if g.out == nil {
		if g.out, err = gzip.NewReader(g.in); err != nil {
			return 0, fmt.Errorf("it is not packed as gzip does: %w: %w", corpus.ErrFormat, err)
		}
	}
	if n, err = g.out.Read(p); err != nil && err != io.EOF {
		err = fmt.Errorf("it is not packed as gzip does: %w: %w", corpus.ErrFormat, err)
	}
	return n, err
}

// line is a line of a text file, without its end.
type line struct {
	name   string
	number int // 1-based
	offset int // 0-based, of its first byte, in UTF-8 and without a byte order mark
	text   []byte
}

// wrong is an error about the line.
func (l line) wrong(err error, hint string) error {
	return &corpus.InputError{File: l.name, Line: l.number, Offset: l.offset, Err: err, Hint: hint}
}

// lines are the lines of a file. A line's text is valid UTF-8 and good until the next one.
func lines(open Open, extension string) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		r, name, err := open(extension)
		if err != nil {
			yield(line{}, err)
			return
		}
		in := bufio.NewScanner(decoded(r))
		in.Buffer(nil, maxLine)
		in.Split(scanLines)
		l := line{name: name}
		for in.Scan() {
			l.number++
			l.text = bytes.TrimSuffix(bytes.TrimSuffix(in.Bytes(), []byte("\n")), []byte("\r"))
			size := len(in.Bytes())
			if err := text(l); err != nil {
				yield(l, err)
				return
			}
			if !yield(l, nil) {
				return
			}
			l.offset += size
		}
		if err := in.Err(); errors.Is(err, bufio.ErrTooLong) {
			l.number++
			yield(l, l.wrong(corpus.ErrTooLarge, fmt.Sprintf("a line has at most %d bytes", maxLine)))
		} else if err != nil {
			l.number++
			yield(l, l.wrong(err, ""))
		}
	}
}

// scanLines is [bufio.ScanLines] with the end of the line left on, so that offsets can be counted.
func scanLines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// text reports a line that is no text.
func text(l line) error {
	if !utf8.Valid(l.text) {
		return l.wrong(corpus.ErrNotUTF8, "save the file as UTF-8")
	}
	return nil
}
