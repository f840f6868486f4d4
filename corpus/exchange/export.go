package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"muqabala/corpus"
)

const docxMedia = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// Export is a way to write a bitext: its pairs in a format, or the repaired translation as a text.
type Export struct {
	Format // NewWriter writes pairs; nil where WriteReading is there
	// WriteReading writes a reading; nil where pairs are written.
	WriteReading func(w io.Writer, r *corpus.Reading) error
}

// Exports lists every way to write a bitext, that of the repaired translation first.
func Exports() []Export {
	out := []Export{
		{Format{Name: "markdown", Doc: "the repaired translation", Extensions: []string{".md"}, MediaType: "text/markdown; charset=utf-8"}, WriteMarkdown},
		{Format{Name: "docx", Doc: "the same for word processors", Extensions: []string{".docx"}, MediaType: docxMedia}, WriteDOCX},
	}
	for _, f := range Formats() {
		if f.NewWriter != nil {
			out = append(out, Export{Format: f})
		}
	}
	return out
}

// FindExport is the export of that name, or of that file ending without its dot: "markdown" and "md" are the same.
func FindExport(name string) (Export, error) {
	var names []string
	for _, e := range Exports() {
		if e.Name == name || e.Extensions[0] == "."+name {
			return e, nil
		}
		names = append(names, e.Name)
	}
	return Export{}, fmt.Errorf("no format %q; there are %s: %w", name, strings.Join(names, ", "), corpus.ErrFormat)
}

// ExportByExtension is the export to files with that ending; where two fit, as with report.table.docx, the longer one.
func ExportByExtension(path string) (found Export, ok bool) {
	longest := 0
	for _, e := range Exports() {
		for _, x := range e.Extensions {
			if len(x) > longest && strings.HasSuffix(strings.ToLower(path), x) {
				found, longest = e, len(x)
			}
		}
	}
	return found, longest > 0
}

// Zipped reports whether the files are ZIP archives inside, of no use as text.
func (f Format) Zipped() bool {
	return strings.HasPrefix(f.MediaType, "application/vnd.openxmlformats-officedocument.")
}

// WriteUnits writes units in a format, one by one, until the context ends.
func WriteUnits(ctx context.Context, f Format, create Create, h Header, units iter.Seq[Unit]) error {
	w, err := f.NewWriter(create, h)
	if err != nil {
		return err
	}
	for u := range units {
		if err := errors.Join(ctx.Err(), w.Write(u)); err != nil {
			return err
		}
	}
	return w.Close()
}
