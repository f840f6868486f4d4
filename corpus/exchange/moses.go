package exchange

import (
	"bufio"
	"iter"

	"muqabala/corpus"
)

// mosesFormat is a pair of text files, a unit on the same line of both, as statistical and neural translation are trained
// on. It keeps the texts only.
func mosesFormat() Format {
	return Format{Name: "moses", Doc: "two text files, a unit a line: FILE.en and FILE.ar", Extensions: []string{".en", ".ar"},
		MediaType: "text/plain; charset=utf-8", Several: true,
		NewWriter: newMosesWriter, Read: readMoses}
}

type mosesWriter struct{ original, translation *bufio.Writer }

func newMosesWriter(create Create, _ Header) (Writer, error) {
	original, err := create(".en")
	if err != nil {
		return nil, err
	}
	translation, err := create(".ar")
	if err != nil {
		return nil, err
	}
	return &mosesWriter{bufio.NewWriter(original), bufio.NewWriter(translation)}, nil
}

func (w *mosesWriter) Write(u Unit) error {
	w.original.WriteString(clean(u.OriginalText()) + "\n")
	_, err := w.translation.WriteString(clean(u.TranslationText()) + "\n")
	return err
}

func (w *mosesWriter) Close() error {
	if err := w.original.Flush(); err != nil {
		return err
	}
	return w.translation.Flush()
}

func readMoses(open Open, _ *Header) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		next, stop := iter.Pull2(lines(open, ".ar"))
		defer stop()
		fail := func(l line, hint string) { yield(Unit{}, l.wrong(corpus.ErrFormat, hint)) }
		for o, err := range lines(open, ".en") {
			if err != nil {
				yield(Unit{}, err)
				return
			}
			t, err, ok := next()
			if !ok {
				fail(o, "the other file ends before this line; both must have the same number of lines")
				return
			}
			if err != nil {
				yield(Unit{}, err)
				return
			}
			u := Unit{Original: segment(string(o.text)), Translation: segment(string(t.text))}
			if len(u.Original)+len(u.Translation) > 0 && !yield(u, nil) {
				return
			}
		}
		if t, err, ok := next(); err != nil {
			yield(Unit{}, err)
		} else if ok {
			fail(t, "the other file ends before this line; both must have the same number of lines")
		}
	}
}
