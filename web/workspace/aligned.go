package workspace

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"path"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/store"
)

// StartAligned begins to import texts that are aligned already: one file with both, or the files of a format that has several,
// as they are or in a ZIP archive. They are read and shown, and kept once [Import.Accept] says so.
func (m *Imports) StartAligned(files []Upload, title string) (*Import, error) {
	i := newImport(title, files...)
	i.names[1] = ""
	return m.start(i, m.keepAligned)
}

func (m *Imports) keepAligned(i *Import) (store.ID, error) {
	n, found, err := m.readAligned(i.Title, i.files)
	if err != nil {
		return 0, err
	}
	if err := m.ask(i, ImportState{Stage: Aligned, Found: found}); err != nil {
		return 0, err
	}
	return m.library.Add(m.ctx, n)
}

// readAligned makes documents of texts that are aligned already, and says what they are.
func (m *Imports) readAligned(title string, uploads []Upload) (n New, found *Found, err error) {
	files, err := unpacked(uploads)
	if err != nil {
		return n, nil, err
	}
	f, lead, ok := exchange.Lead(files.names(), func(name string) io.Reader { return bytes.NewReader(files[name]) })
	if !ok {
		return n, nil, &corpus.InputError{File: uploads[0].Name, Err: corpus.ErrFormat,
			Hint: "send one file that has both texts, or the files of one format; endings are " + strings.Join(AlignedExtensions(), ", ")}
	}
	a, err := exchange.ReadBitext(m.ctx, f, lead, exchange.Beside(f, lead, files.find))
	if err != nil {
		return n, nil, err
	}
	base := strings.TrimSuffix(path.Base(lead), path.Ext(lead))
	source := fileOf(uploads[0])
	n = New{Title: cut(cmp.Or(title, a.Header.Title, base)), Original: a.Original, Translation: a.Translation,
		OriginalFile: source, TranslationFile: source, Edits: a.Edits}
	return n, foundPairs(f, a), nil
}

// uploaded are files by their slash-separated names.
type uploaded map[string][]byte

// unpacked are the files that were sent; a single archive is those in it.
func unpacked(uploads []Upload) (uploaded, error) {
	if one := uploads[0]; len(uploads) == 1 && strings.EqualFold(path.Ext(one.Name), ".zip") {
		return exchange.Unpack(one.Name, bytes.NewReader(one.Data))
	}
	files := uploaded{}
	for _, u := range uploads {
		files[u.Name] = u.Data
	}
	return files, nil
}

func (u uploaded) names() (names []string) {
	for name := range u {
		names = append(names, name)
	}
	return names
}

// find implements [exchange.Open]. Browsers leave the folders out of names, so that the last part of a path will do where only
// one file has it.
func (u uploaded) find(name string) (io.Reader, string, error) {
	data, ok := u[name]
	for n, d := range u {
		if !ok && path.Base(n) == path.Base(name) && u.count(path.Base(name)) == 1 {
			data, ok = d, true
		}
	}
	if !ok {
		return nil, name, &corpus.InputError{File: name, Err: fs.ErrNotExist, Hint: "it was not sent with the others"}
	}
	return bytes.NewReader(data), name, nil
}

// count is how many files have that name, whatever their folder.
func (u uploaded) count(base string) (n int) {
	for name := range u {
		if path.Base(name) == base {
			n++
		}
	}
	return n
}

// AlignedExtensions are the endings of files with texts that are aligned already.
func AlignedExtensions() (out []string) {
	for _, f := range exchange.Formats() {
		if f.Read != nil {
			out = append(out, f.Extensions...)
		}
	}
	return out
}
