package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// maxWaiting is how many passages may wait for links that come in another order than they.
const maxWaiting = 1 << 20

// passage is a part of a document that links can name: a sentence, a paragraph, or a point where nothing stands.
type passage struct {
	text, lang string   // lang is the one in force, "" where the document declares none
	inside     []string // ids of the passages in it; then it has no text of its own
	parent     string   // id of the passage that it is in, "" for none
}

// passageElements are those that links may name. Words have ids too, and are none.
var passageElements = map[string]bool{"s": true, "seg": true, "p": true, "ab": true, "head": true, "l": true, "u": true, "item": true, "cell": true, "anchor": true}

// passages are those of a document, read as far as links have asked for, so that two documents that are linked in their
// order need no memory.
type passages struct {
	start   func() (*xmlReader, error)
	in      *xmlReader
	langs   []string // in force in each open element
	open    []openPassage
	waiting map[string]passage // read and not yet asked for
}

type openPassage struct {
	passage
	id      string
	depth   int
	buf     []byte
	spoiled bool // a passage in it was taken by itself
}

func newPassages(start func() (*xmlReader, error)) *passages {
	return &passages{start: start, waiting: map[string]passage{}}
}

// named are the passages of the document that a file of links names. Where there is no such file, it may be the same packed or
// unpacked, or else the one with that ending beside the file of links, for people give files names of their own.
func named(open Open, name, extension string) *passages {
	return newPassages(func() (*xmlReader, error) {
		tries := []string{name, strings.TrimSuffix(name, ".gz"), name + ".gz", extension}
		if name == "" {
			tries = tries[3:]
		}
		var first error
		for _, try := range tries {
			if try == "" {
				continue
			}
			x, err := openXML(open, try)
			if !errors.Is(err, fs.ErrNotExist) {
				return x, err
			}
			if first == nil {
				first = err
			}
		}
		return nil, first
	})
}

// take gives the passage of that id, once: those inside it one by one where it has any.
func (d *passages) take(id string) ([]passage, error) {
	for {
		p, ok := d.waiting[id]
		if !ok {
			if err := d.read(id); err != nil {
				return nil, err
			}
			continue
		}
		delete(d.waiting, id)
		d.spoil(p.parent)
		if p.inside == nil {
			return []passage{p}, nil
		}
		var out []passage
		for _, i := range p.inside {
			more, err := d.take(i)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
		return out, nil
	}
}

// spoil forgets a passage, and those that it is in, of which a part was taken by itself: no link can mean the whole any more.
func (d *passages) spoil(id string) {
	for id != "" {
		p, ok := d.waiting[id]
		if !ok {
			break
		}
		delete(d.waiting, id)
		id = p.parent
	}
	innermost := slices.IndexFunc(d.open, func(p openPassage) bool { return p.id == id })
	for i := range innermost + 1 {
		d.open[i].spoiled = true
	}
}

// all gives several.
func (d *passages) all(ids []string) (out []passage, err error) {
	for _, id := range ids {
		more, err := d.take(id)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// read reads on to the end of the next passage; id is what is looked for.
func (d *passages) read(id string) (err error) {
	if d.in == nil {
		if d.in, err = d.start(); err != nil {
			return err
		}
	}
	for {
		token, err := d.in.next()
		if err == io.EOF {
			return d.in.wrong(fmt.Errorf("no sentence has the id %q, or two links have it: %w", id, corpus.ErrFormat))
		} else if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			d.begin(t)
		case xml.CharData:
			if n := len(d.open); n > 0 {
				d.open[n-1].buf = append(d.open[n-1].buf, t...)
			}
		case xml.EndElement:
			if d.langs = d.langs[:d.in.depth]; len(d.open) > 0 && d.open[len(d.open)-1].depth > d.in.depth {
				return d.end()
			}
		}
	}
}

func (d *passages) begin(e xml.StartElement) {
	lang := base(attribute(e, "lang"))
	if n := len(d.langs); lang == "" && n > 0 {
		lang = d.langs[n-1]
	}
	d.langs = append(d.langs, lang)
	id := attribute(e, "id")
	if id == "" || !passageElements[e.Name.Local] {
		return
	}
	p := openPassage{passage: passage{lang: lang}, id: id, depth: d.in.depth}
	if n := len(d.open); n > 0 {
		p.parent = d.open[n-1].id
	}
	d.open = append(d.open, p)
}

// end is the end of the innermost open passage.
func (d *passages) end() error {
	n := len(d.open) - 1
	p := &d.open[n]
	if p.inside == nil {
		p.text = clean(string(p.buf))
	}
	if n > 0 {
		d.open[n-1].inside = append(d.open[n-1].inside, p.id)
	}
	if !p.spoiled {
		d.waiting[p.id] = p.passage
	}
	d.open = d.open[:n]
	d.in.unitDone()
	if len(d.waiting) > maxWaiting {
		return d.in.wrong(fmt.Errorf("more than %d sentences stand before one that is linked: %w", maxWaiting, corpus.ErrTooLarge))
	}
	return nil
}

// close ends the reading of the document.
func (d *passages) close() {
	if d.in != nil {
		d.in.close()
	}
}

// language is the one that passages declare, or else that of their letters; "" where they have no text.
func language(all []passage) string {
	arabics, others := 0, 0
	for _, p := range all {
		if p.lang != "" {
			return p.lang
		}
		for _, r := range p.text {
			if arabic.IsArabic(r) {
				arabics++
			} else if r >= 'A' {
				others++
			}
		}
	}
	switch {
	case arabics > others:
		return string(corpus.Arabic)
	case others > 0:
		return string(corpus.English)
	}
	return ""
}

// textsOf is the texts of passages, without those that are only a point.
func textsOf(all []passage) (texts []string) {
	for _, p := range all {
		if p.text != "" {
			texts = append(texts, p.text)
		}
	}
	return texts
}
