package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"iter"

	"muqabala/corpus"
)

// jsonlFormat has a [Unit] as a JSON object on each line (https://jsonlines.org).
func jsonlFormat() Format {
	return Format{Name: "jsonl", Doc: "JSON Lines: an object a unit, with all that is known about it", Extensions: []string{".jsonl", ".ndjson"},
		MediaType: "application/jsonl; charset=utf-8",
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
