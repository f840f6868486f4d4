package read

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
	"unicode"

	"muqabala/corpus"
)

// pdfTime is how long pdftotext may take.
const pdfTime = 2 * time.Minute

// readPDF reads the text of a PDF file through Poppler's pdftotext, which must be installed. It gives the words with their
// boxes and their letters as they look; order, direction and paragraphs come from the boxes.
func readPDF(ctx context.Context, in input) ([]piece, error) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil, in.fail(fmt.Errorf("PDF files are read with pdftotext, which is not installed: %w", corpus.ErrFormat),
			"install Poppler (Debian: poppler-utils; macOS: brew install poppler), or save the text as .docx, .html or .txt")
	}
	out, err := os.CreateTemp("", "muqabala-*.xhtml")
	if err != nil {
		return nil, in.fail(err, "")
	}
	defer os.Remove(out.Name())
	defer out.Close()
	if err := runPDF(ctx, program, in, out); err != nil {
		return nil, err
	}
	info, err := out.Stat()
	if err != nil {
		return nil, in.fail(err, "")
	}
	if info.Size() > MaxBook {
		return nil, in.fail(fmt.Errorf("its text is more than %d MiB: %w", MaxBook>>20, corpus.ErrTooLarge), "split it into its documents")
	}
	return readBoxes(ctx, in, io.NewSectionReader(out, 0, info.Size()))
}

// runPDF has pdftotext read the file from a copy, for it cannot read from memory.
func runPDF(ctx context.Context, program string, in input, out io.Writer) error {
	ctx, stop := context.WithTimeout(ctx, pdfTime)
	defer stop()
	copied, err := os.CreateTemp("", "muqabala-*.pdf")
	if err != nil {
		return in.fail(err, "")
	}
	defer os.Remove(copied.Name())
	_, err = io.Copy(copied, in.all())
	if err := errors.Join(err, copied.Close()); err != nil {
		return in.fail(err, "")
	}
	var says bytes.Buffer
	cmd := exec.CommandContext(ctx, program, "-enc", "UTF-8", "-bbox-layout", copied.Name(), "-")
	cmd.Stdout, cmd.Stderr = out, &says
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		first, _, _ := strings.Cut(strings.TrimSpace(says.String()), "\n")
		return in.fail(fmt.Errorf("pdftotext could not read it (%s): %w", first, corpus.ErrFormat), "is it damaged, or protected by a password?")
	}
	return nil
}

// readBoxes reads what pdftotext -bbox-layout writes.
func readBoxes(ctx context.Context, in input, r io.Reader) ([]piece, error) {
	x := newXML(ctx, in, "text", r)
	x.dec.Strict = false // it escapes no control characters
	x.dec.Entity = xml.HTMLEntity
	p := page{rightLeft: in.lang == corpus.Arabic}
	var pieces []piece
	var line pageLine
	for {
		t, err := x.next()
		if err == io.EOF {
			if pieces = append(pieces, p.turned().pieces()...); p.rightLeft {
				pieces = mendLook(pieces)
			}
			return pieces, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "page":
				pieces = append(pieces, p.turned().pieces()...)
				p = page{number: p.number + 1, rightLeft: p.rightLeft}
			case "line":
				line = pageLine{box: pdfBox(t)}
			case "word":
				line.words = append(line.words, pageWord{"", pdfBox(t), -1})
			}
		case xml.CharData:
			if n := len(line.words); n > 0 && x.open(0) == "word" {
				line.words[n-1].text += string(t)
			}
		case xml.EndElement:
			if t.Name.Local == "line" {
				p.add(line)
				line = pageLine{}
			}
		}
	}
}

// add appends a line, to the one before where it goes on with it: pdftotext parts lines behind letters without a width.
func (p *page) add(line pageLine) {
	if line.words = slices.DeleteFunc(line.words, pageWord.stray); len(line.words) == 0 {
		return
	}
	if n := len(p.lines); p.rightLeft && n > 0 && p.lines[n-1].box.Top == line.box.Top && touch(p.lines[n-1].box, line.box) {
		last := &p.lines[n-1]
		last.words, last.box = append(last.words, line.words...), last.box.Union(line.box)
		return
	}
	p.lines = append(p.lines, line)
}

// stray reports whether a word is only a vowel mark. Some programs draw marks for themselves; which letter they belong to cannot be
// told, and texts do without them.
func (w pageWord) stray() bool {
	return w.box.Width() == 0 && !strings.ContainsFunc(w.text, func(r rune) bool { return !unicode.Is(unicode.Mn, r) })
}

// turned puts the words of all lines into the order in which they are read.
func (p *page) turned() *page {
	for i, l := range p.lines {
		p.lines[i] = l.turned(p.rightLeft)
	}
	return p
}

// turned puts a line that is written as it looks into the order in which it is read. In a document that runs from right to
// left only a line of Latin words is read as it stands.
func (l pageLine) turned(rightLeft bool) pageLine {
	latin, arabic := 0, 0
	for i, w := range l.words {
		l.words[i].text = withoutControls(w.text)
		switch {
		case isArabicWord(w.text):
			arabic++
		case isLatinWord(w.text):
			latin++
		}
	}
	if rightLeft && (arabic > 0 || latin < 2) {
		l.words = fromLook(l.words)
	}
	return l
}

// withoutControls leaves out the bidi controls that pdftotext puts in.
func withoutControls(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\u061c' || r >= '\u200e' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

func pdfBox(e xml.StartElement) corpus.Box {
	return corpus.Box{Left: number(attr(e, "xMin")), Top: number(attr(e, "yMin")), Right: number(attr(e, "xMax")), Bottom: number(attr(e, "yMax"))}
}
