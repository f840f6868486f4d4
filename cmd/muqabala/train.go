package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"muqabala/align"
	"muqabala/corpus/read"
)

// trainCommand learns a model from a bitext.
type trainCommand struct {
	knowledgeFlags
	Output      string `short:"o" required:"" help:"The model file to write, whole or not at all." placeholder:"MODEL"`
	Threads     int    `help:"How many processors may work at once; 0: all." default:"0"`
	Original    string `arg:"" name:"en" help:"English, one segment a line."`
	Translation string `arg:"" name:"ar" help:"Its Arabic translation, one segment a line; the lines need not match."`
}

// Help is shown below the flags.
func (trainCommand) Help() string {
	return `The two texts are aligned, and what that taught of words and lengths is written to a file that "align --model" reads. It pays
for short texts of a field of which there are longer ones. A model file is text, with its version in the first line and a
checksum in the last.

Examples:

  muqabala train old.en.txt old.ar.txt -o reports.model
  muqabala align --unit line --model reports.model new.en.txt new.ar.txt`
}

// Run learns and writes the model.
func (c *trainCommand) Run(ctx context.Context, out output) error {
	k, err := c.train(ctx, out)
	if err != nil {
		return err
	}
	err = writeFile(c.Output, []string{c.Original, c.Translation}, func(w io.Writer) error { return errors.Join(ctx.Err(), k.Write(w)) })
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d pairs of words\n", c.Output, len(k.Words))
	return err
}

func (c *trainCommand) train(ctx context.Context, out output) (*align.Knowledge, error) {
	options, err := c.options(ctx)
	if err != nil {
		return nil, err
	}
	original, err := read.Lines(ctx, c.Original)
	if err != nil {
		return nil, err
	}
	translation, err := read.Lines(ctx, c.Translation)
	if err != nil {
		return nil, err
	}
	options.Threads = c.Threads
	var done func()
	options.Progress, done = out.progressing("learning")
	defer done()
	_, aligner, err := align.AlignAndLearn(ctx, original, translation, options)
	if err != nil {
		return nil, err
	}
	return aligner.Knowledge(), nil
}
