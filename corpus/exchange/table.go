package exchange

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"muqabala/corpus"
)

// columns of a table, in the order in which they are written. A table that is read needs the two texts and may have the
// others, in any order, and more, which are passed over.
var columns = [...]string{"id", "row", "status", "confidence", "original", "translation", "notes", "by", "at"}

// cells are the columns of a unit.
func cells(u Unit) []string {
	at := ""
	if !u.At.IsZero() {
		at = u.At.UTC().Format(time.RFC3339Nano)
	}
	return []string{u.ID, number(u.Row), string(u.Status), probability(u.Confidence), clean(u.OriginalText()), clean(u.TranslationText()),
		clean(strings.Join(u.Notes, " | ")), clean(u.By), at}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func probability(p float64) string {
	if p == 0 {
		return ""
	}
	return strconv.FormatFloat(p, 'g', 4, 64)
}

// table reads rows of cells by the header that stands in the first.
type table struct {
	at map[string]int // column by name
}

// newTable reads the header. English and Arabic name the texts too, as do the languages' codes.
func newTable(header []string) (*table, error) {
	t := &table{at: map[string]int{}}
	for i, h := range header {
		name := strings.ToLower(strings.TrimSpace(h))
		switch name {
		case "en", "english", "source":
			name = "original"
		case "ar", "arabic", "target":
			name = "translation"
		}
		if _, twice := t.at[name]; twice && slices.Contains(columns[:], name) {
			return nil, fmt.Errorf("two columns are called %q: %w", name, corpus.ErrFormat)
		}
		t.at[name] = i
	}
	for _, name := range []string{"original", "translation"} {
		if _, ok := t.at[name]; !ok {
			return nil, fmt.Errorf("no column is called %q: %w", name, corpus.ErrFormat)
		}
	}
	return t, nil
}

// unit is a row of cells.
func (t *table) unit(row []string) (u Unit, err error) {
	cell := func(name string) string {
		if i, ok := t.at[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	u = Unit{ID: cell("id"), Status: corpus.Verdict(cell("status")), Original: segment(cell("original")), Translation: segment(cell("translation")), By: cell("by")}
	if notes := cell("notes"); notes != "" {
		u.Notes = strings.Split(notes, " | ")
	}
	if s := cell("row"); s != "" {
		if u.Row, err = strconv.Atoi(s); err != nil {
			return u, fmt.Errorf("row %q is no number: %w", s, corpus.ErrFormat)
		}
	}
	if s := cell("confidence"); s != "" {
		if u.Confidence, err = strconv.ParseFloat(s, 64); err != nil {
			return u, fmt.Errorf("confidence %q is no number: %w", s, corpus.ErrFormat)
		}
	}
	if s := cell("at"); s != "" {
		if u.At, err = time.Parse(time.RFC3339Nano, s); err != nil {
			return u, fmt.Errorf("time %q is not like 2026-01-31T12:00:00Z: %w", s, corpus.ErrFormat)
		}
	}
	return u, u.check()
}

// segment is a text as segments: none where it is blank.
func segment(s string) []string {
	if s = clean(s); s == "" {
		return nil
	}
	return []string{s}
}

// tsvFormat has tab-separated columns; a text has no tab and no line break.
func tsvFormat() Format {
	return Format{Name: "tsv", Doc: "columns with tabs between them, a header first", Extensions: []string{".tsv", ".tab"},
		MediaType: "text/tab-separated-values; charset=utf-8",
		NewWriter: func(create Create, _ Header) (Writer, error) {
			w, err := create(".tsv")
			if err != nil {
				return nil, err
			}
			out := &tsvWriter{bufio.NewWriter(w)}
			return out, out.row(columns[:])
		},
		Read: readTSV}
}

type tsvWriter struct{ out *bufio.Writer }

func (w *tsvWriter) row(cells []string) error {
	for i, c := range cells {
		if i > 0 {
			w.out.WriteByte('\t')
		}
		w.out.WriteString(clean(c))
	}
	return w.out.WriteByte('\n')
}

func (w *tsvWriter) Write(u Unit) error { return w.row(cells(u)) }
func (w *tsvWriter) Close() error       { return w.out.Flush() }

func readTSV(open Open, _ *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		var t *table
		for l, err := range lines(open, ".tsv") {
			var u Unit
			switch {
			case err != nil:
			case t == nil:
				if t, err = newTable(strings.Split(string(l.text), "\t")); err == nil {
					continue
				}
				err = l.wrong(err, "the first line names the columns: original and translation, with a tab between them")
			case strings.TrimSpace(string(l.text)) == "":
				continue
			default:
				if u, err = t.unit(strings.Split(string(l.text), "\t")); err != nil {
					err = l.wrong(err, "")
				}
			}
			if !yield(u, err) || err != nil {
				return
			}
		}
	}
}

// csvFormat is that of RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets know it.
func csvFormat() Format {
	return Format{Name: "csv", Doc: "comma-separated columns for spreadsheets, a header first", Extensions: []string{".csv"},
		MediaType: "text/csv; charset=utf-8; header=present",
		NewWriter: func(create Create, _ Header) (Writer, error) {
			w, err := create(".csv")
			if err != nil {
				return nil, err
			}
			if _, err := io.WriteString(w, "\ufeff"); err != nil {
				return nil, err
			}
			out := csvWriter{csv.NewWriter(w)}
			out.csv.UseCRLF = true
			return out, out.csv.Write(columns[:])
		},
		Read: readCSV}
}

type csvWriter struct{ csv *csv.Writer }

func (w csvWriter) Write(u Unit) error {
	row := cells(u)
	for i, c := range row {
		if formula.MatchString(c) {
			row[i] = "'" + c
		}
	}
	return w.csv.Write(row)
}

// formula is a text that a spreadsheet would take for a formula and work out, were there no apostrophe before it; such texts
// get one more, and lose it when they are read.
var formula = regexp.MustCompile(`^'*[=+\-@]`)

// unquoted takes the apostrophes off that the writer put before what looks like a formula.
func unquoted(row []string) []string {
	for i, c := range row {
		if strings.HasPrefix(c, "'") && formula.MatchString(c) {
			row[i] = c[1:]
		}
	}
	return row
}

func (w csvWriter) Close() error {
	w.csv.Flush()
	return w.csv.Error()
}

func readCSV(open Open, _ *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		r, name, err := open(".csv")
		if err != nil {
			yield(Unit{}, err)
			return
		}
		in := csv.NewReader(decoded(r))
		in.FieldsPerRecord, in.ReuseRecord = -1, true
		var t *table
		for {
			row, err := in.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var u Unit
			if err == nil && !utf8.ValidString(strings.Join(row, "")) {
				err = corpus.ErrNotUTF8
			}
			if err == nil && t == nil {
				if t, err = newTable(row); err == nil {
					continue
				}
			} else if err == nil {
				u, err = t.unit(unquoted(row))
			}
			if err != nil {
				err = csvError(in, name, err)
			}
			if !yield(u, err) || err != nil {
				return
			}
		}
	}
}

// csvError says where in the file something is wrong.
func csvError(in *csv.Reader, name string, err error) error {
	out := &corpus.InputError{File: name, Offset: int(in.InputOffset()), Err: err}
	if e := (*csv.ParseError)(nil); errors.As(err, &e) {
		out.Line, out.Err = e.Line, fmt.Errorf("%w: %w", corpus.ErrFormat, e.Err)
	} else if errors.Is(err, corpus.ErrFormat) || errors.Is(err, corpus.ErrNotUTF8) {
		out.Line, _ = in.FieldPos(0)
	}
	return out
}
