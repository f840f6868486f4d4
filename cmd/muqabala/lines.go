package main

import (
	"context"
	"strings"

	"muqabala/align"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// lineFiles are two texts of one segment a line.
type lineFiles struct {
	Original    string `arg:"" name:"en" help:"The English original."`
	Translation string `arg:"" name:"ar" help:"The Arabic translation."`
}

// read reads both; a text that is not in its language is used all the same, with a warning.
func (f lineFiles) read(ctx context.Context, out output) (original, translation []string, err error) {
	if original, err = read.Lines(ctx, f.Original); err != nil {
		return nil, nil, err
	}
	if translation, err = read.Lines(ctx, f.Translation); err != nil {
		return nil, nil, err
	}
	o, t := detect(original), detect(translation)
	switch {
	case o == corpus.Arabic && t == corpus.English:
		out.warn("warning: %s is Arabic and %s English: the two seem to be swapped; the English comes first", f.Original, f.Translation)
	case o == corpus.Arabic:
		out.warn("warning: %s is Arabic, where the English original should be", f.Original)
	case t == corpus.English:
		out.warn("warning: %s is English, where the Arabic translation should be", f.Translation)
	}
	return original, translation, nil
}

// detect is the language of most letters of the first lines.
func detect(lines []string) corpus.Lang {
	return read.Detect(strings.Join(lines[:min(len(lines), 1000)], " "))
}

// align aligns the two texts, with a bar while that takes long, and gives what was learnt as well.
func (f lineFiles) align(ctx context.Context, out output, k *knowledgeFlags, threads int) (*alignment, error) {
	original, translation, err := f.read(ctx, out)
	if err != nil {
		return nil, err
	}
	options, err := k.options(ctx)
	if err != nil {
		return nil, err
	}
	options.Threads = threads
	report, done := out.progressing("aligning")
	defer done()
	options.Progress = report
	beads, aligner, err := align.AlignAndLearn(ctx, original, translation, options)
	if err != nil {
		return nil, err
	}
	return &alignment{original, translation, beads, aligner, true}, nil
}
