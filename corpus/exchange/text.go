package exchange

import (
	"bufio"
	"bytes"
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
// write their tables.
func decoded(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	mark, _ := in.Peek(3)
	if bytes.HasPrefix(mark, []byte{0xff, 0xfe}) || bytes.HasPrefix(mark, []byte{0xfe, 0xff}) {
		return transform.NewReader(in, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder())
	}
	if string(mark) == "\ufeff" {
		in.Discard(len(mark))
	}
	return in
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
			yield(l, fmt.Errorf("%s: %w", name, err))
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
