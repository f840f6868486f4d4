package read

import (
	"archive/zip"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"muqabala/corpus"
)

// archive is a zip file whose parts are read within limits.
type archive struct {
	in    input
	files map[string]*zip.File
}

// Limits of an archive: how many parts, and how large one of them may be when unpacked.
const (
	maxParts = 10_000
	maxPart  = MaxFile
)

// openZip reads the directory of an archive. Names that would climb out of it are refused.
func openZip(in input) (*archive, error) {
	r, err := zip.NewReader(in, in.size)
	if err != nil {
		return nil, in.fail(fmt.Errorf("a damaged zip archive (%v): %w", err, corpus.ErrFormat), "")
	}
	if len(r.File) > maxParts {
		return nil, in.fail(fmt.Errorf("an archive of %d parts, of at most %d: %w", len(r.File), maxParts, corpus.ErrTooLarge), "")
	}
	a := &archive{in, map[string]*zip.File{}}
	for _, f := range r.File {
		if !filepath.IsLocal(strings.TrimSuffix(f.Name, "/")) || strings.Contains(f.Name, `\`) {
			return nil, in.fail(fmt.Errorf("the archive has a part named %q, outside of itself: %w", f.Name, corpus.ErrFormat), "do not trust this file")
		}
		a.files[f.Name] = f
	}
	return a, nil
}

func (a *archive) file(name string) *zip.File { return a.files[name] }

// open reads a part; reading more than [maxPart] bytes of it is an error. A part that is not there is empty.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.file(name)
	if f == nil {
		return io.NopCloser(strings.NewReader("")), nil
	}
	if f.UncompressedSize64 > maxPart {
		return nil, a.tooLarge(name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, a.in.fail(fmt.Errorf("part %s (%v): %w", name, err, corpus.ErrFormat), "")
	}
	return &limited{r, maxPart, a.tooLarge(name)}, nil
}

func (a *archive) tooLarge(name string) error {
	return a.in.fail(fmt.Errorf("part %s unpacks to more than %d MiB: %w", name, maxPart>>20, corpus.ErrTooLarge), "do not trust this file")
}

// limited gives an error where more than left bytes are read; io.LimitReader would only end.
type limited struct {
	io.ReadCloser
	left int64
	err  error
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, l.err
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.ReadCloser.Read(p)
	l.left -= int64(n)
	return n, err
}
