package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"muqabala/corpus"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 16 << 20

// jsonlFormat has a [Unit] as a JSON object on each line (https://jsonlines.org).
func jsonlFormat() Format {
	return Format{Name: "jsonl", Doc: "JSON Lines: an object a unit, with all that is known about it", Extensions: []string{".jsonl", ".ndjson"},
		NewWriter: func(create Create, _ Header) (Writer, error) {
			w, err := create(".jsonl")
			if err != nil {
				return nil, err
			}
			out := bufio.NewWriter(w)
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			return &jsonlWriter{out, enc}, nil
		},
		Read: readJSONL}
}

type jsonlWriter struct {
	out *bufio.Writer
	enc *json.Encoder
}

func (w *jsonlWriter) Write(u Unit) error {
	u.Original, u.Translation = append([]string{}, u.Original...), append([]string{}, u.Translation...) // [], not null
	return w.enc.Encode(u)
}

func (w *jsonlWriter) Close() error { return w.out.Flush() }

func readJSONL(open Open, _ *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		for l, err := range lines(open, ".jsonl") {
			if err == nil && len(bytes.TrimSpace(l.text)) == 0 {
				continue
			}
			var u Unit
			if err == nil {
				d := json.NewDecoder(bytes.NewReader(l.text))
				d.DisallowUnknownFields()
				if e := d.Decode(&u); e != nil {
					err = fmt.Errorf("%w: %w", corpus.ErrFormat, e)
				} else {
					err = u.check()
				}
				if err != nil {
					err = l.wrong(err, `a line is an object like {"original":["…"],"translation":["…"]}`)
				}
			}
			if !yield(u, err) || err != nil {
				return
			}
		}
	}
}

// line is a line of a text file, without its end.
type line struct {
	name   string
	number int // 1-based
	offset int // 0-based, of its first byte
	text   []byte
}

// wrong is an error about the line.
func (l line) wrong(err error, hint string) error {
	return &corpus.InputError{File: l.name, Line: l.number, Offset: l.offset, Err: err, Hint: hint}
}

// lines are the lines of a file, valid UTF-8 without a byte order mark. A line's text is good until the next one.
func lines(open Open, extension string) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		r, name, err := open(extension)
		if err != nil {
			yield(line{}, err)
			return
		}
		in := bufio.NewScanner(r)
		in.Buffer(nil, maxLine)
		in.Split(scanLines)
		l := line{name: name}
		for in.Scan() {
			l.number++
			l.text = bytes.TrimSuffix(bytes.TrimSuffix(in.Bytes(), []byte("\n")), []byte("\r"))
			size := len(in.Bytes())
			if l.number == 1 {
				l.text = bytes.TrimPrefix(l.text, []byte("\ufeff"))
			}
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
