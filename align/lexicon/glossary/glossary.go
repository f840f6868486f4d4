// Package glossary reads what a user brings to the lexicon: glossaries in tab- or comma-separated columns, term bases (TBX),
// spreadsheets, translation memories (TMX), and FreeDict's dictionaries where they are installed.
package glossary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/exchange"
)

// Glossary is what a file says of words and of sentences.
type Glossary struct {
	Entries []lexicon.Entry // terms, by English, each once
	Memory  []Sample        // sentences that translate each other, in the order of the file
}

// Sample is a sentence or paragraph and its translation, to learn words from.
type Sample struct{ English, Arabic string }

// Limits of what is read.
const (
	maxFile    = 256 << 20 // bytes
	maxEntries = 1 << 20   // terms and samples of a file together
	maxTerm    = 8         // words of a term; what has more is a sentence
)

// Load reads a glossary by the extension of its name:
//
//	.tsv .tab .txt  a term, a tab, what stands for it, several parted by "|"; "#" begins a remark; more columns are left out
//	.csv            the same with commas, quoted as in RFC 4180
//	.tbx            TermBase eXchange, ISO 30042:2019 or the martif form before it
//	.tmx            Translation Memory eXchange 1.4: short units are terms too
//	.index          a dictionary for dictd, see [Dictd]
//	.xlsx, .xlf …   whatever else [exchange.ByExtension] knows
//
// In place of a path, [FreeDictName] stands for FreeDict's dictionaries as the system has them, see [FreeDict].
//
// Which column or language is which is seen by the letters. Arabic that must not be used has a "!" before it, or is rejected or
// deprecated by its status, in a column of that name or as TBX has it. Errors are *[corpus.InputError].
func Load(ctx context.Context, path string) (*Glossary, error) {
	if path == FreeDictName || strings.HasSuffix(path, ".index") {
		return dictionary(ctx, path)
	}
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(ctx, f, path)
}

// Read is [Load] from a reader; the name says the format, and stands in errors.
func Read(ctx context.Context, r io.Reader, name string) (*Glossary, error) {
	c := &collector{ctx: ctx, name: name}
	var err error
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".tsv", ".tab", ".txt":
		err = readTSV(r, c)
	case ".csv":
		err = readCSV(r, c)
	default:
		err = c.readUnits(r)
	}
	if err != nil {
		return nil, err
	}
	if len(c.entries)+len(c.memory) == 0 {
		return nil, &corpus.InputError{File: name, Err: corpus.ErrEmpty, Hint: "a glossary has an English and an Arabic column, or languages en and ar"}
	}
	return &Glossary{lexicon.Join(c.entries), c.memory}, nil
}

// open is the file, if it is one of bearable size.
func open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &corpus.InputError{File: path, Err: errors.Unwrap(err), Hint: hint(err)}
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = &corpus.InputError{File: path, Err: fmt.Errorf("%w: this is a directory", corpus.ErrFormat), Hint: "name a file in it"}
	case info.Size() > maxFile:
		err = &corpus.InputError{File: path, Err: corpus.ErrTooLarge, Hint: fmt.Sprintf("a glossary has at most %d MB", maxFile>>20)}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func hint(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "look at the spelling of its name"
	}
	return ""
}

// forbiddenMark stands before Arabic that must not be used.
const forbiddenMark = "!"

// collector gathers what a reader finds.
type collector struct {
	ctx     context.Context
	name    string
	entries []lexicon.Entry
	memory  []Sample
}

// add takes two texts, whichever is which; ones not in the two languages are left out.
func (c *collector) add(a, b string) error { return c.addTerm(a, b, false) }

// addTerm is add of what may be forbidden: then its Arabic must not stand for its English.
func (c *collector) addTerm(a, b string, forbidden bool) error {
	english, other := clean(a), clean(b)
	if isArabic(english) {
		english, other = other, english
	}
	if english == "" || isArabic(english) || !isArabic(other) {
		return nil
	}
	if len(c.entries)+len(c.memory) >= maxEntries {
		return fmt.Errorf("more than %d entries: %w", maxEntries, corpus.ErrTooLarge)
	}
	if len(strings.Fields(english)) > maxTerm || len(strings.Fields(other)) > maxTerm {
		c.memory = append(c.memory, Sample{english, other})
		return c.ctx.Err()
	}
	e := lexicon.Entry{English: english}
	for term := range strings.SplitSeq(other, "|") {
		term, marked := strings.CutPrefix(strings.TrimSpace(term), forbiddenMark)
		switch term = strings.TrimSpace(term); {
		case term == "":
		case marked || forbidden:
			e.Forbidden = append(e.Forbidden, term)
		default:
			e.Arabic = append(e.Arabic, term)
		}
	}
	c.entries = append(c.entries, e)
	return c.ctx.Err()
}

// readUnits reads a format of the exchange package.
func (c *collector) readUnits(r io.Reader) error {
	format, ok := exchange.ByExtension(c.name)
	if !ok || format.Read == nil {
		return &corpus.InputError{File: c.name, Err: corpus.ErrFormat, Hint: "a glossary is .tsv, .csv, .tbx, .tmx or .xlsx"}
	}
	one := func(string) (io.Reader, string, error) { return r, c.name, nil }
	var h exchange.Header
	for u, err := range format.Read(one, &h) {
		if err == nil {
			err = c.addTerm(u.OriginalText(), u.TranslationText(), u.Status == corpus.Rejected)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// clean is a text on one line, without white space around it.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// isArabic reports whether a text has a letter of the Arabic script.
func isArabic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) })
}
