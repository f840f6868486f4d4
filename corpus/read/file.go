// Package read turns source files into documents: one file a format.
//
// [File] and [Bytes] tell the format by what the file holds, and by its name where that does not tell. Text and Markdown
// are read as they are; of every other format the reader takes the text out, as Markdown (see [corpus.Document]).
package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"muqabala/corpus"
)

// What is accepted, in bytes.
const (
	MaxFile  = 64 << 20  // a text file, and the text taken out of any other
	MaxBook  = 512 << 20 // a file of another format, as it is on the disk
	MaxBlock = 1 << 20   // a block; a longer one is no paragraph, but a file without blank lines
)

// input is a file to be read.
type input struct {
	name string
	lang corpus.Lang
	io.ReaderAt
	size int64
}

// all reads the file from its beginning.
func (in input) all() io.Reader { return io.NewSectionReader(in, 0, in.size) }

// fail is an error about the file.
func (in input) fail(err error, hint string) error {
	return &corpus.InputError{File: in.name, Err: err, Hint: hint}
}

// File reads a file in the language that it should be in. Its errors are *[corpus.InputError].
func File(ctx context.Context, path string, lang corpus.Lang) (*corpus.Document, error) {
	f, info, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !info.Mode().IsRegular() { // a pipe: it can be read but once, and its size is not known
		src, err := readAll(path, f)
		if err != nil {
			return nil, err
		}
		return Bytes(ctx, path, lang, src)
	}
	return read(ctx, input{path, lang, f, info.Size()})
}

// Bytes is [File] for a file that is in memory already; the name is for messages and, by its extension, for the format.
func Bytes(ctx context.Context, name string, lang corpus.Lang, src []byte) (*corpus.Document, error) {
	return read(ctx, input{name, lang, bytes.NewReader(src), int64(len(src))})
}

// read reads a file in the format that it is in.
func read(ctx context.Context, in input) (*corpus.Document, error) {
	f, err := detect(in)
	if err != nil {
		return nil, err
	}
	if f.pieces == nil {
		src, err := loadText(in)
		if err != nil {
			return nil, err
		}
		return Text(in.name, in.lang, src)
	}
	if in.size > MaxBook {
		return nil, in.fail(fmt.Errorf("more than %d MiB: %w", MaxBook>>20, corpus.ErrTooLarge), "split it into its documents")
	}
	pieces, err := f.pieces(ctx, in)
	if err != nil {
		return nil, err
	}
	return document(in, f.name, pieces)
}

// open opens a file that is no directory.
func open(path string) (*os.File, os.FileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, &corpus.InputError{File: path, Err: bare(err)}
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		err = &corpus.InputError{File: path, Err: bare(err)}
	case info.IsDir():
		err = &corpus.InputError{File: path, Err: fmt.Errorf("a directory: %w", corpus.ErrFormat), Hint: "name a file in it"}
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// loadText reads a text file; one that is too large is refused unread.
func loadText(in input) ([]byte, error) {
	if in.size > MaxFile {
		return nil, tooLarge(in.name)
	}
	return readAll(in.name, in.all())
}

// readAll reads at most [MaxFile] bytes.
func readAll(name string, r io.Reader) ([]byte, error) {
	src, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, &corpus.InputError{File: name, Err: bare(err)}
	}
	if len(src) > MaxFile {
		return nil, tooLarge(name)
	}
	return src, nil
}

// load reads a text file by its path.
func load(ctx context.Context, path string) ([]byte, error) {
	f, info, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Mode().IsRegular() && info.Size() > MaxFile {
		return nil, tooLarge(path)
	}
	src, err := readAll(path, f)
	return src, errors.Join(err, ctx.Err())
}

// bare is an error without the name of the file, which the message has already.
func bare(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}

func tooLarge(name string) error {
	return &corpus.InputError{File: name, Err: fmt.Errorf("more than %d MiB: %w", MaxFile>>20, corpus.ErrTooLarge), Hint: "split it into its documents"}
}
