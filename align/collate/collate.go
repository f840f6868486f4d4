// Package collate is the whole way from two documents to what is shown: reading order, repair, checks, and rows of
// paragraphs and sentences that belong together. It decides nothing itself; each step has its own package.
package collate

import (
	"context"
	"errors"
	"io/fs"

	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/corpus"
)

// Collation is a bitext with what was worked out about it.
type Collation struct {
	Bitext   *corpus.Bitext
	Layout   *layout.Layout
	Findings []corpus.Finding

	sentences sentences
}

// New works everything out for two documents; original may be nil. The repairs proposed are the first entries of the log.
func New(ctx context.Context, original, translation *corpus.Document) (*Collation, error) {
	c, err := analyse(ctx, original, translation)
	if err != nil {
		return nil, err
	}
	c.Bitext, err = layout.Repair(original, translation, c.Layout)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Of works out for a bitext, whatever edits have been made to it, what New does; no edit is added.
func Of(ctx context.Context, b *corpus.Bitext) (*Collation, error) {
	original := b.Original
	if len(original.Blocks) == 0 {
		original = nil
	}
	c, err := analyse(ctx, original, b.Translation)
	if err != nil {
		return nil, err
	}
	c.Bitext = b
	return c, nil
}

// CheckOptions are what the checks find on this machine: its Arabic dictionary, if there is one.
func CheckOptions() (check.Options, error) {
	d, err := hunspell.Arabic()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return check.Options{}, nil
	case err != nil:
		return check.Options{}, err
	}
	return check.Options{Dictionary: d}, nil
}

// analyse is what can be known without any edit.
func analyse(ctx context.Context, original, translation *corpus.Document) (*Collation, error) {
	l, err := layout.Analyse(ctx, original, translation)
	if err != nil {
		return nil, err
	}
	o, err := CheckOptions()
	if err != nil {
		return nil, err
	}
	p, err := check.NewPass(ctx, original, translation, l, o)
	if err != nil {
		return nil, err
	}
	found, err := check.Run(ctx, check.All(), p)
	if err != nil {
		return nil, err
	}
	return &Collation{Layout: l, Findings: found}, nil
}
