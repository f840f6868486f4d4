// Package read turns source files into documents: one file a format.
package read

import (
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
	MaxFile  = 64 << 20 // a file
	MaxBlock = 1 << 20  // a block; a longer one is no paragraph, but a file without blank lines
)

// File reads a text or Markdown file in the language that it should be in. Its errors are *[corpus.InputError].
func File(ctx context.Context, path string, lang corpus.Lang) (*corpus.Document, error) {
	src, err := load(ctx, path)
	if err != nil {
		return nil, err
	}
	return Text(path, lang, src)
}

// load reads a file of at most [MaxFile] bytes; a larger one is refused unread.
func load(ctx context.Context, path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &corpus.InputError{File: path, Err: bare(err)}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, &corpus.InputError{File: path, Err: bare(err)}
	}
	if info.IsDir() {
		return nil, &corpus.InputError{File: path, Err: fmt.Errorf("a directory: %w", corpus.ErrFormat), Hint: "name a text or Markdown file"}
	}
	if info.Size() > MaxFile {
		return nil, tooLarge(path)
	}
	src, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, &corpus.InputError{File: path, Err: bare(err)}
	}
	return src, ctx.Err()
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
