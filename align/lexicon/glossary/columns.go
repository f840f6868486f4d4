package glossary

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/corpus"
)

// maxLine is the longest line of a table, in bytes.
const maxLine = 1 << 20

// readTSV reads lines of columns with tabs between them.
func readTSV(r io.Reader, c *collector) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxLine)
	line, offset, next := 0, 0, 0
	in.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		n, token, err := bufio.ScanLines(data, atEOF)
		next += n
		return n, token, err
	})
	wrong := func(err error, hint string) error {
		return &corpus.InputError{File: c.name, Line: line, Offset: offset, Err: err, Hint: hint}
	}
	var t table
	for in.Scan() {
		line++
		text := in.Bytes()
		if line == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		if err := valid(text); err != nil {
			return wrong(err, "save the file as UTF-8 text")
		}
		if err := t.row(c, strings.Split(string(text), "\t")); err != nil {
			return wrong(err, "")
		}
		offset = next
	}
	if errors.Is(in.Err(), bufio.ErrTooLong) {
		line++
		return wrong(corpus.ErrTooLarge, fmt.Sprintf("a line has at most %d bytes", maxLine))
	}
	return in.Err()
}

// readCSV reads records as RFC 4180 has them.
func readCSV(r io.Reader, c *collector) error {
	buffered := bufio.NewReader(r)
	if mark, _ := buffered.Peek(3); string(mark) == "\ufeff" {
		buffered.Discard(3)
	}
	in := csv.NewReader(buffered)
	in.FieldsPerRecord = -1
	var t table
	for {
		offset := int(in.InputOffset())
		cells, err := in.Read()
		if err == io.EOF {
			return nil
		}
		line := 1
		if syntax := (*csv.ParseError)(nil); errors.As(err, &syntax) {
			line, err = syntax.Line, fmt.Errorf("%w: %w", corpus.ErrFormat, syntax.Err)
		} else if err == nil {
			line, _ = in.FieldPos(0)
			if err = valid([]byte(strings.Join(cells, ""))); err == nil {
				err = t.row(c, cells)
			}
		}
		if err != nil {
			return &corpus.InputError{File: c.name, Line: line, Offset: offset, Err: err}
		}
	}
}

func valid(text []byte) error {
	switch {
	case bytes.IndexByte(text, 0) >= 0:
		return corpus.ErrNUL
	case !utf8.Valid(text):
		return corpus.ErrNotUTF8
	}
	return nil
}

// table knows which columns of a table count: those that its header names, if it has one, else the first two.
type table struct {
	begun         bool
	first, second int // 0-based
	status        int // the column that says whether a term may be used; −1 for none
}

// row adds a row of cells. A row of fewer columns, an empty one and a remark say nothing.
func (t *table) row(c *collector, cells []string) error {
	if strings.HasPrefix(cells[0], "#") || len(cells) == 1 && strings.TrimSpace(cells[0]) == "" {
		return nil
	}
	if !t.begun {
		t.begun, t.first, t.second, t.status = true, 0, 1, -1
		if first, second, ok := header(cells); ok {
			t.first, t.second = first, second
			t.status = slices.IndexFunc(cells, func(c string) bool { return slices.Contains(statusNames, strings.ToLower(strings.TrimSpace(c))) })
			return nil
		}
	}
	if len(cells) <= max(t.first, t.second) {
		return fmt.Errorf("%w: %d columns where a term and its translation must be", corpus.ErrFormat, len(cells))
	}
	forbidden := t.status >= 0 && t.status < len(cells) && slices.Contains(forbiddenWords, strings.ToLower(strings.TrimSpace(cells[t.status])))
	return c.addTerm(cells[t.first], cells[t.second], forbidden)
}

// statusNames are names of the column that says whether a term may be used, forbiddenWords what it says of one that may not.
var (
	statusNames    = []string{"status", "usage", "use", "الحالة", "الاستعمال"}
	forbiddenWords = []string{"forbidden", "deprecated", "superseded", "rejected", "do not use", "no", "obsolete", "deprecatedterm-admn-sts", "supersededterm-admn-sts", "ممنوع", "مهجور", "مرفوض"}
)

// header finds the columns of the two languages by their names.
func header(cells []string) (english, arabic int, ok bool) {
	english, arabic = -1, -1
	for i, cell := range cells {
		switch strings.ToLower(strings.TrimSpace(cell)) {
		case "en", "eng", "english", "source", "original", "en-us", "en-gb":
			english = i
		case "ar", "ara", "arabic", "target", "translation", "العربية":
			arabic = i
		}
	}
	return english, arabic, english >= 0 && arabic >= 0
}
