package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
)

// inputs are the files that are open for a format: the one that is named, and those that it needs beside it.
type inputs struct{ files []*os.File }

// open gives the files of a format.
func (in *inputs) open(f exchange.Format, path string) exchange.Open {
	dir := filepath.Dir(path)
	return exchange.Beside(f, filepath.Base(path), func(name string) (io.Reader, string, error) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if name == filepath.Base(path) {
			file = path // as the user has it
		}
		r, err := in.file(file)
		return r, file, err
	})
}

func (in *inputs) file(path string) (io.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &corpus.InputError{File: path, Err: cause(err)}
	}
	in.files = append(in.files, f)
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, &corpus.InputError{File: path, Err: corpus.ErrFormat, Hint: "a directory; name a file"}
	}
	return f, nil
}

// close closes what the reader has not closed.
func (in *inputs) close() {
	for _, f := range in.files {
		f.Close()
	}
}

// baseName is the name of a file without folder and ending.
func baseName(path string) string {
	base := strings.TrimSuffix(filepath.Base(path), ".gz")
	return strings.TrimSuffix(base, filepath.Ext(base))
}
