package main

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// trainCommand learns a model from a bitext.
type trainCommand struct {
	knowledgeFlags
	Output  string `short:"o" required:"" help:"The model file to write, whole or not at all." placeholder:"MODEL"`
	Threads int    `help:"How many processors may work at once; 0: all." default:"0"`
	lineFiles
}

// Help is shown below the flags.
func (trainCommand) Help() string {
	return `The two texts have one segment a line, and the lines need not match. They are aligned, and what that taught of words and lengths is written to a file that "align --model" reads. It pays
for short texts of a field of which there are longer ones. A model file is text, with its version in the first line and a
checksum in the last.

Examples:

  muqabala train old.en.txt old.ar.txt -o reports.model
  muqabala align --unit line --model reports.model new.en.txt new.ar.txt`
}

// Run learns and writes the model.
func (c *trainCommand) Run(ctx context.Context, out output) error {
	a, err := c.align(ctx, out, &c.knowledgeFlags, c.Threads)
	if err != nil {
		return err
	}
	k := a.aligner.Knowledge()
	err = writeFile(c.Output, []string{c.Original, c.Translation}, func(w io.Writer) error { return errors.Join(ctx.Err(), k.Write(w)) })
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d pairs of words\n", c.Output, len(k.Words))
	return err
}
