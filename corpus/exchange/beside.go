package exchange

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"muqabala/corpus"
)

// Beside opens the files of an import in a format: main, a slash-separated path, and those beside it, which find gives by their
// paths. A path that climbs out of the folder that main is in is refused.
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
			return find(path.Join(path.Dir(main), clean))
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

// Lead is the one of several files that the others are beside, with its format; false where none has a format, or they are not
// of one import. open opens a file for its content to be looked at.
func Lead(names []string, open func(name string) io.Reader) (f Format, lead string, ok bool) {
	for _, name := range names {
		found, known := ByExtension(name)
		if strings.EqualFold(path.Ext(strings.TrimSuffix(name, ".gz")), ".xml") {
			found, known = ByContent(open(name))
			known = known && (found.Name != "tei" || hasLinks(open(name)))
		}
		switch {
		case !known || found.Read == nil:
		case lead != "" && (found.Name != f.Name || !f.Several):
			return Format{}, "", false
		case lead == "" || len(name) < len(lead):
			f, lead = found, name
		}
	}
	return f, lead, lead != ""
}

// hasLinks reports whether a TEI file has any; a text that others link into has none.
func hasLinks(r io.Reader) bool {
	x := newXML(r, "")
	for {
		token, err := x.next()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "linkGrp" {
			return true
		}
		x.unitDone()
	}
}

// maxUnpacked is how much the files of an import may have together.
const maxUnpacked = 256 << 20

// Unpack gives the files of a ZIP archive by their names.
func Unpack(name string, r io.Reader) (map[string][]byte, error) {
	a, err := openArchive(r, name)
	if err != nil {
		return nil, err
	}
	out, left := map[string][]byte{}, int64(maxUnpacked)
	for part, f := range a.parts {
		if strings.HasSuffix(part, "/") {
			continue
		}
		data, err := a.unpack(f, left)
		if err != nil {
			return nil, err
		}
		out[part], left = data, left-int64(len(data))
	}
	return out, nil
}

// unpack is a part of so many bytes at most.
func (a *archive) unpack(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, a.wrong(fmt.Errorf("%s: %w: %w", f.Name, corpus.ErrFormat, err), "")
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, a.wrong(fmt.Errorf("%s: %w: %w", f.Name, corpus.ErrFormat, err), "")
	case int64(len(data)) > most:
		return nil, a.wrong(fmt.Errorf("more than %d MB unpacked: %w", maxUnpacked>>20, corpus.ErrTooLarge), "")
	}
	return data, nil
}
