package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/read"
)

// pair is what a command works on; the original may be nil.
type pair struct{ original, translation *corpus.Document }

// readPair reads the two files; en may be "".
func readPair(ctx context.Context, en, ar string) (p pair, err error) {
	if en != "" {
		if p.original, err = read.File(ctx, en, corpus.English); err != nil {
			return p, swapped(ctx, err, en, ar)
		}
	}
	p.translation, err = read.File(ctx, ar, corpus.Arabic)
	return p, err
}

// described is the name of a document, with its format and encoding where they are not those of every text.
func described(d *corpus.Document) string {
	var says []string
	if d.Format != "" {
		says = append(says, strings.ToUpper(d.Format))
	}
	if d.Encoding != "" {
		says = append(says, "in "+d.Encoding)
	}
	if says == nil {
		return d.Name
	}
	return d.Name + " (" + strings.Join(says, ", ") + ")"
}

// swapped says so where the file given as the original is the translation and the other way round; any other error stays.
func swapped(ctx context.Context, err error, en, ar string) error {
	if !errors.Is(err, corpus.ErrLanguage) {
		return err
	}
	if _, other := read.File(ctx, ar, corpus.English); other != nil {
		return err
	}
	return &corpus.InputError{File: en, Err: fmt.Errorf("this is the Arabic translation, and %s the English original: %w", ar, corpus.ErrLanguage),
		Hint: fmt.Sprintf("the two are swapped; the English is %s and the Arabic %s", ar, en)}
}

// writeFile writes a file whole or not at all: beside it first, then under its name. Devices and pipes are written to
// directly. It refuses to replace one of the sources.
func writeFile(path string, sources []string, write func(io.Writer) error) (err error) {
	info, statErr := os.Stat(path)
	if statErr == nil && !info.Mode().IsRegular() {
		return writeDevice(path, info, write)
	}
	mode := os.FileMode(0o644)
	if statErr == nil {
		mode = info.Mode().Perm()
		for _, s := range sources {
			if source, err := os.Stat(s); err == nil && os.SameFile(info, source) {
				return fmt.Errorf("%s: this is what is read; name another file to write to", path)
			}
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriter(f)
	if err = errors.Join(write(w), w.Flush()); err != nil {
		return err
	}
	if err = errors.Join(f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.Rename(f.Name(), path)
}

// writeFiles lets write make the files of a format: the one at path first, and those beside it with other endings. All are
// written whole or none; with no path everything goes to the terminal.
func writeFiles(path string, sources []string, terminal io.Writer, write func(exchange.Create) error) error {
	if path == "" {
		w, used := bufio.NewWriter(terminal), false
		err := write(func(string) (io.Writer, error) {
			if used {
				return nil, errors.New("the format has several files; name the first with --output")
			}
			used = true
			return w, nil
		})
		return errors.Join(err, w.Flush())
	}
	return writeFile(path, sources, func(first io.Writer) error {
		var beside siblings
		err := write(func(extension string) (io.Writer, error) {
			if beside.base == "" {
				beside.base = strings.TrimSuffix(path, extension)
				return first, nil
			}
			return beside.create(extension)
		})
		return beside.settle(err)
	})
}

// siblings are files that stand or fall with another.
type siblings struct {
	base  string // name without the ending
	files []*os.File
	names []string
}

func (s *siblings) create(extension string) (io.Writer, error) {
	f, err := os.CreateTemp(filepath.Dir(s.base), "."+filepath.Base(s.base)+".*")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.base+extension, cause(err))
	}
	s.files, s.names = append(s.files, f), append(s.names, s.base+extension)
	return f, nil
}

// settle gives all files their names, or takes them away where something failed.
func (s *siblings) settle(err error) error {
	for _, f := range s.files {
		err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	}
	for i, f := range s.files {
		if err == nil {
			err = os.Rename(f.Name(), s.names[i])
		} else {
			os.Remove(f.Name())
		}
	}
	return err
}

func writeDevice(path string, info os.FileInfo, write func(io.Writer) error) error {
	if info.IsDir() {
		return fmt.Errorf("%s: a directory; name a file to write to", path)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// cause is an error without the name of a temporary file.
func cause(err error) error {
	if p := (*os.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}

// begin is the beginning of a text on one line, at most n runes.
func begin(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}
