package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
)

// convertCommand turns one exchange format into another.
type convertCommand struct {
	From      string `help:"Format of the input; as a rule its ending says it." placeholder:"FORMAT"`
	To        string `help:"Format of the output; as a rule its ending says it." placeholder:"FORMAT"`
	Confirmed bool   `help:"Only pairs that a person has confirmed."`
	Input     string `arg:"" name:"in" help:"The file to read; of a format with several files, the first."`
	Output    string `arg:"" name:"out" help:"The file to write, whole or not at all."`
}

// Help is shown below the flags.
func (convertCommand) Help() string {
	return `Pairs go from one file to the other one by one, so that a translation memory of a million needs no more memory than one of ten.

Formats that are read:

` + readList() + `
Formats that are written:

` + writeList() + `
Examples:

  muqabala convert memory.tmx memory.xlf
  muqabala convert corpus.en corpus.tmx          corpus.ar is read with it
  muqabala convert ar-en.xml.gz corpus.tmx       links of OPUS, with the documents that they name`
}

// readList is the formats that are read, for people.
func readList() string {
	return formatList(func(f exchange.Format) bool { return f.Read != nil })
}

// Run converts.
func (c *convertCommand) Run(ctx context.Context, out output) error {
	from, err := findFormat(c.From, c.Input)
	if err == nil && from.Read == nil {
		err = fmt.Errorf("%s is only written, not read; there are:\n%s", from.Name, readList())
	}
	if err != nil {
		return err
	}
	to, err := findFormat(c.To, c.Output)
	if err == nil && to.NewWriter == nil {
		err = fmt.Errorf("%s is only read, not written; there are:\n%s", to.Name, writeList())
	}
	if err != nil {
		return err
	}
	n, err := c.convert(ctx, from, to, out)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d pairs: %s (%s) is %s (%s) now.\n", n, c.Input, from.Name, c.Output, to.Name)
	return nil
}

// findFormat is the format of that name, or that the ending of the file says.
func findFormat(name, path string) (exchange.Format, error) {
	if name != "" {
		return exchange.Find(name)
	}
	f, ok := exchange.ByExtension(path)
	if !ok {
		f, ok = xmlFormat(path)
	}
	if !ok {
		return f, fmt.Errorf("%s: the ending says no format; say it with a flag. There are:\n%s", path, formatList(func(exchange.Format) bool { return true }))
	}
	return f, nil
}

// xmlFormat is the format of an XML file by what is in it.
func xmlFormat(path string) (exchange.Format, bool) {
	if name := strings.TrimSuffix(path, ".gz"); !strings.EqualFold(filepath.Ext(name), ".xml") {
		return exchange.Format{}, false
	}
	f, err := os.Open(path)
	if err != nil {
		return exchange.Format{}, false // said when it is read
	}
	defer f.Close()
	return exchange.ByContent(f)
}

// convert does the work and counts the pairs.
func (c *convertCommand) convert(ctx context.Context, from, to exchange.Format, out output) (n int, err error) {
	defer out.working("converting " + c.Input)()
	var in inputs
	defer in.close()
	open := in.open(from, c.Input)
	err = writeFiles(c.Output, []string{c.Input}, out, func(create exchange.Create) error {
		var w exchange.Writer
		h := exchange.Header{}
		for u, err := range from.Read(open, &h) {
			if err == nil && w == nil {
				h.Name = baseName(c.Output)
				w, err = to.NewWriter(create, h)
			}
			if err := errors.Join(err, ctx.Err()); err != nil {
				return err
			}
			if c.Confirmed && u.Status != corpus.Confirmed {
				continue
			}
			n++
			if err := w.Write(u); err != nil {
				return err
			}
		}
		if w == nil {
			return &corpus.InputError{File: c.Input, Err: corpus.ErrEmpty}
		}
		return w.Close()
	})
	return n, err
}
