package exchange

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"muqabala/corpus"
)

// Beside opens the files of an import in a format: main, and those beside it. find gives them by slash-separated paths from the
// folder that main is in; a path that climbs out of it is refused.
func Beside(f Format, main string, find Open) Open {
	stem, extension, packed := split(f, main)
	lead := f.Extensions[0]
	return func(name string) (io.Reader, string, error) {
		switch {
		case strings.ContainsAny(name, `/\`) || !strings.HasPrefix(name, "."):
			clean := path.Clean(name)
			if !fs.ValidPath(clean) || strings.Contains(name, `\`) {
				return nil, main, &corpus.InputError{File: main, Err: fmt.Errorf("it names the file %q, which is not beside it: %w", name, corpus.ErrFormat), Hint: "do not trust this file"}
			}
			return find(clean)
		case name == lead && (extension == "" || !f.Several || extension == lead), name == extension:
			return find(main)
		}
		if r, file, err := find(stem + name + packed); packed == "" || !errors.Is(err, fs.ErrNotExist) {
			return r, file, err
		}
		return find(stem + name)
	}
}

// split is the name of a file without its ending, which of the format's endings it has, "" for another one, and ".gz" if it is
// packed.
func split(f Format, name string) (stem, extension, packed string) {
	if strings.HasSuffix(name, ".gz") {
		name, packed = strings.TrimSuffix(name, ".gz"), ".gz"
	}
	for _, e := range f.Extensions {
		if strings.HasSuffix(strings.ToLower(name), e) {
			return name[:len(name)-len(e)], e, packed
		}
	}
	return strings.TrimSuffix(name, path.Ext(name)), "", packed
}

// roots are the formats of XML files, by the names of their root elements.
var roots = map[string][]string{
	"tmx": {"tmx"}, "xliff": {"xliff"}, "tbx": {"martif", "tbx"}, "xces": {"cesAlign", "linkGrp"}, "tei": {"TEI", "teiCorpus", "standOff"},
}

// ByContent is the format of an XML file by its root element, for files whose names end in ".xml". r is read as far as needed.
func ByContent(r io.Reader) (Format, bool) {
	x := newXML(r, "")
	root, err := x.root("")
	if err != nil && root.Name.Local == "" {
		return Format{}, false
	}
	for _, f := range Formats() {
		if slices.Contains(roots[f.Name], root.Name.Local) {
			return f, true
		}
	}
	return Format{}, false
}
