// Package exchange reads and writes the formats in which translators and corpora keep aligned texts: one file a format,
// streaming in both directions, so that a translation memory of a million units needs no more memory than one of ten.
//
// A format is a value; [Formats] lists them. What is read or written is a sequence of [Unit]. [Units] are those of a
// bitext; their IDs name what of its documents they are made of, so that the log of the bitext tells their history.
package exchange

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"muqabala/corpus"
)

// Unit is a translation unit: a bead of sentences or paragraphs with its texts.
type Unit struct {
	ID          string         `json:"id,omitempty"`         // [ID] of what it is made of; unique in a file; "" where there is none
	Row         int            `json:"row,omitempty"`        // 1-based number of the paragraph pair that it belongs to; 0 where there is none
	Original    []string       `json:"original"`             // the segments, in order; none where it has no counterpart
	Translation []string       `json:"translation"`          //
	Status      corpus.Verdict `json:"status,omitempty"`     // confirmed or rejected by a person; "" for neither
	Confidence  float64        `json:"confidence,omitempty"` // probability that the bead is right, 0 to 1; 0 where it is not known
	Notes       []string       `json:"notes,omitempty"`      // remarks of people
	By          string         `json:"by,omitempty"`         // who gave it its status
	At          time.Time      `json:"at,omitzero"`          // and when
}

// OriginalText is the original side as one text.
func (u Unit) OriginalText() string { return strings.Join(u.Original, " ") }

// TranslationText is the translation side as one text.
func (u Unit) TranslationText() string { return strings.Join(u.Translation, " ") }

// check reports what a unit cannot have, or nil.
func (u Unit) check() error {
	if u.Status != "" && u.Status != corpus.Confirmed && u.Status != corpus.Rejected {
		return fmt.Errorf("status %q is neither confirmed nor rejected: %w", u.Status, corpus.ErrFormat)
	}
	if !(u.Confidence >= 0 && u.Confidence <= 1) {
		return fmt.Errorf("confidence %v is not from 0 to 1: %w", u.Confidence, corpus.ErrFormat)
	}
	if u.Row < 0 {
		return fmt.Errorf("row %d is no number of a row: %w", u.Row, corpus.ErrFormat)
	}
	return nil
}

// Header is what a file says about all of its units.
type Header struct {
	Name                          string // of the files, without folder and ending, for formats whose files name each other
	Title                         string
	Original, Translation         corpus.Lang // English and Arabic where a file does not say
	OriginalFile, TranslationFile string      // names of the documents; may be empty
	Paragraphs                    bool        // the units are paragraphs, not sentences
	Created                       time.Time   // zero where it is not known
}

// languages are the two languages, English and Arabic unless the header has others.
func (h Header) languages() (original, translation string) {
	original, translation = string(h.Original), string(h.Translation)
	if original == "" {
		original = string(corpus.English)
	}
	if translation == "" {
		translation = string(corpus.Arabic)
	}
	return original, translation
}

// Writer takes the units of a file one by one. Close ends the file; without it the file is not whole.
type Writer interface {
	Write(Unit) error
	Close() error
}

// Create gives a file of an export by its extension, such as ".tmx"; formats of one file ask for one.
type Create func(extension string) (io.Writer, error)

// Open gives a file of an import with its name for messages: by its extension likewise, or by its name as another file of the
// import has it. A file that is not there is an [fs.ErrNotExist]. Whoever opens a file that is an [io.Closer] may close it.
type Open func(name string) (r io.Reader, path string, err error)

// Format is a way to write units to files, to read them from files, or both.
type Format struct {
	Name       string   // short and stable: "tmx"
	Doc        string   // one line for people
	Extensions []string // of its files; the first is the one that names the format
	MediaType  string   // of its files, as HTTP has it
	Several    bool     // writes more files than one, with a name and different extensions
	// NewWriter begins files; nil where the format is only read.
	NewWriter func(create Create, h Header) (Writer, error)
	// Read gives the units; nil where the format is only written. What the file says about all units is in the header once
	// the first unit has come. After an error there are no more units; errors are *[corpus.InputError].
	Read func(open Open, h *Header) iter.Seq2[Unit, error]
}

// Formats lists every format by name.
func Formats() []Format {
	return []Format{csvFormat(), docxTableFormat(), htmlFormat(), jsonlFormat(), mosesFormat(), tbxFormat(), teiFormat(), tmxFormat(), tsvFormat(), xcesFormat(), xliffFormat(), xlsxFormat()}
}

// Find is the format of that name.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("no format %q; there are %s: %w", name, strings.Join(names, ", "), corpus.ErrFormat)
}

// ByExtension is the format of files with that ending, such as "report.tmx"; they may be packed as "report.tmx.gz".
func ByExtension(path string) (Format, bool) {
	path = strings.TrimSuffix(path, ".gz")
	for _, f := range Formats() {
		for _, e := range f.Extensions {
			if strings.HasSuffix(strings.ToLower(path), e) {
				return f, true
			}
		}
	}
	return Format{}, false
}

// clean is a text on one line, without what XML cannot have, so that every format gives back what any other was given.
func clean(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }

// printable is a text without control characters other than white space, and without noncharacters.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= '\x7f' && r < '\u00a0' && r != '\u0085' || r&0xfffe == 0xfffe {
			return -1
		}
		return r // what is not UTF-8 comes as U+FFFD
	}, s)
}
