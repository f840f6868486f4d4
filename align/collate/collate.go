// Package collate is the whole way from two documents to what is shown: reading order, repair, checks, and rows of
// paragraphs and sentences that belong together. It decides nothing itself; each step has its own package.
package collate

import (
	"context"
	"errors"
	"io/fs"

	"muqabala/align"
	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// Collation is a bitext with what was worked out about it.
type Collation struct {
	Bitext   *corpus.Bitext
	Layout   *layout.Layout
	Findings []corpus.Finding

	kept kept
}

// Options are what the caller brings. The zero value runs every check, without a dictionary; see [MachineOptions].
type Options struct {
	Checks     []check.Check      // nil: all
	Dictionary check.Dictionary   // of Arabic words; may be nil
	Glossary   []lexicon.Entry    // the user's terms
	Memory     []align.Translated // sentences with translations known to be right, see [check.Options]
	Threads    int                // how many processors the checks may use at once; 0: all
}

// MachineOptions are every check, with the Arabic dictionary of this machine if it has one.
func MachineOptions() (Options, error) {
	d, err := hunspell.Arabic()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Options{}, nil
	case err != nil:
		return Options{}, err
	}
	return Options{Dictionary: d}, nil
}

// New works everything out for two documents; original may be nil. The repairs proposed are the first entries of the log.
func New(ctx context.Context, original, translation *corpus.Document, o Options) (*Collation, error) {
	l, err := layout.Analyse(ctx, original, translation)
	if err != nil {
		return nil, err
	}
	b, err := layout.Repair(original, translation, l)
	if err != nil {
		return nil, err
	}
	c := &Collation{Bitext: b, Layout: l, kept: kept{memory: o.Memory}}
	return c, c.check(ctx, o)
}

// Layout is that of a bitext's documents, whatever edits have been made.
func Layout(ctx context.Context, b *corpus.Bitext) (*layout.Layout, error) {
	return layout.Analyse(ctx, (&Collation{Bitext: b}).original(), b.Translation)
}

// original is the document translated, nil where there is none.
func (c *Collation) original() *corpus.Document {
	if len(c.Bitext.Original.Blocks) == 0 {
		return nil
	}
	return c.Bitext.Original
}

// check finds the defects of the translation as it was read. What is known of its sentences comes from the rows as they are now.
func (c *Collation) check(ctx context.Context, o Options) (err error) {
	with := check.Options{Dictionary: o.Dictionary, Glossary: o.Glossary, Memory: o.Memory}
	if c.original() != nil {
		if with.Rows, err = c.Rows(ctx); err != nil {
			return err
		}
		if with.Aligner, err = c.Aligner(ctx); err != nil {
			return err
		}
	}
	p, err := check.NewPass(ctx, c.original(), c.Bitext.Translation, c.Layout, with)
	if err != nil {
		return err
	}
	checks := o.Checks
	if checks == nil {
		checks = check.All()
	}
	c.Findings, err = check.Run(ctx, checks, p)
	return err
}
