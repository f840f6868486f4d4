package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"muqabala/corpus"
)

// What an archive may have, so that none can exhaust the machine.
const (
	maxArchive = 256 << 20 // bytes of the file
	maxEntry   = 512 << 20 // bytes of a part, unpacked
	maxEntries = 10_000
)

// archive is a ZIP file of XML parts, such as a spreadsheet. Nothing in it is ever written to the disk.
type archive struct {
	name  string
	parts map[string]*zip.File
}

// openArchive reads the list of parts. A file that it is given is read where it lies, anything else is read whole.
func openArchive(r io.Reader, name string) (*archive, error) {
	a := &archive{name: name, parts: map[string]*zip.File{}}
	at, size, err := seekable(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if size > maxArchive {
		return nil, a.wrong(corpus.ErrTooLarge, fmt.Sprintf("at most %d MB are read", maxArchive>>20))
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return nil, a.wrong(fmt.Errorf("%w: %w", corpus.ErrFormat, err), "")
	}
	if len(z.File) > maxEntries {
		return nil, a.wrong(fmt.Errorf("%d parts: %w", len(z.File), corpus.ErrTooLarge), "")
	}
	for _, f := range z.File {
		if clean := path.Clean("/" + f.Name); strings.Contains(f.Name, `\`) || clean != "/"+strings.TrimSuffix(f.Name, "/") {
			return nil, a.wrong(fmt.Errorf("the part %q points out of the archive: %w", f.Name, corpus.ErrFormat), "")
		}
		a.parts[f.Name] = f
	}
	return a, nil
}

func seekable(r io.Reader) (io.ReaderAt, int64, error) {
	if f, ok := r.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		if size, err := f.Seek(0, io.SeekEnd); err == nil {
			return f, size, nil
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, maxArchive+1))
	return bytes.NewReader(data), int64(len(data)), err
}

// wrong is an error about the whole file.
func (a *archive) wrong(err error, hint string) error {
	return &corpus.InputError{File: a.name, Err: err, Hint: hint}
}

// open begins to read a part, which must be there.
func (a *archive) open(part string) (*xmlReader, io.Closer, error) {
	f := a.parts[part]
	if f == nil {
		return nil, nil, a.wrong(fmt.Errorf("it has no %s: %w", part, corpus.ErrFormat), "")
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, a.wrong(fmt.Errorf("%s: %w: %w", part, corpus.ErrFormat, err), "")
	}
	return newXML(&limited{r, maxEntry}, a.name+"!"+part), r, nil
}

// limited is a reader that ends with an error where there is more than may be.
type limited struct {
	r    io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return n, fmt.Errorf("more than %d MB unpacked: %w", maxEntry>>20, corpus.ErrTooLarge)
	}
	return n, err
}
