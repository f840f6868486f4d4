package workspace

import (
	"bytes"
	"cmp"
	"io"
	"path/filepath"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/store"
)

// Found is what a file with both texts aligned has in it.
type Found struct {
	Format exchange.Format
	Pairs  int
	First  [][2]string // texts of the first pairs
}

// shownPairs is how many pairs are shown before a file is kept.
const shownPairs = 10

// StartAligned begins to import one file that has both texts aligned. It is read and shown, and kept once [Import.Accept] says so.
func (m *Imports) StartAligned(file Upload, title string) (*Import, error) {
	return m.start(newImport(title, file), m.keepAligned)
}

func (m *Imports) keepAligned(i *Import) (store.ID, error) {
	n, found, err := m.readAligned(i.Title, i.files[0])
	if err != nil {
		return 0, err
	}
	if err := m.ask(i, ImportState{Stage: Aligned, Found: found}); err != nil {
		return 0, err
	}
	return m.library.Add(m.ctx, n)
}

// readAligned makes documents of a file that has both texts, and says what it is.
func (m *Imports) readAligned(title string, file Upload) (n New, found *Found, err error) {
	f, ok := exchange.ByExtension(file.Name)
	if !ok || f.Read == nil || f.Several {
		return n, nil, &corpus.InputError{File: file.Name, Err: corpus.ErrFormat, Hint: "one file with both texts is " + strings.Join(AlignedExtensions(), ", ")}
	}
	open := func(string) (io.Reader, string, error) { return bytes.NewReader(file.Data), file.Name, nil }
	a, err := exchange.ReadBitext(m.ctx, f, file.Name, open)
	if err != nil {
		return n, nil, err
	}
	base := strings.TrimSuffix(file.Name, filepath.Ext(file.Name))
	n = New{Title: cut(cmp.Or(title, a.Header.Title, base)), Original: a.Original, Translation: a.Translation,
		OriginalFile: fileOf(file), TranslationFile: fileOf(file), Edits: a.Edits}
	links := a.Edits[0].Ops
	found = &Found{Format: f, Pairs: len(links)}
	for _, op := range links[:min(shownPairs, len(links))] {
		if l, ok := op.(corpus.Link); ok {
			found.First = append(found.First, [2]string{textOf(a.Original, l.Pair.Original), textOf(a.Translation, l.Pair.Translation)})
		}
	}
	return n, found, nil
}

// AlignedExtensions are the endings of files that have both texts aligned.
func AlignedExtensions() (out []string) {
	for _, f := range exchange.Formats() {
		if f.Read != nil && !f.Several {
			out = append(out, f.Extensions...)
		}
	}
	return out
}

// textOf is the text of blocks.
func textOf(d *corpus.Document, refs []corpus.Ref) string {
	var texts []string
	for _, r := range refs {
		texts = append(texts, d.Text(r.Block))
	}
	return strings.Join(texts, " ")
}
