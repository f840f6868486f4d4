package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/store/sqlite"
)

// logCommand shows who did what, when and why.
type logCommand struct {
	bitextFlags
	Format string `help:"What is written: ${enum}." enum:"text,jsonl" default:"text"`
	Last   int    `help:"Only the last N edits." short:"n" placeholder:"N"`
	Unit   string `help:"Only what was done to this pair, by the ID that an export gives it." placeholder:"ID"`
	Full   bool   `help:"Every operation of every edit, not only the first ones."`
}

// Help is shown below the flags.
func (logCommand) Help() string {
	return `Edits stand in the order in which they were made, the last one last. One that was taken back is marked with ✗ and says by which.

Formats:

  text   for people (the default)
  jsonl  an edit a line, with its operations: all that the bitext is, with its two documents`
}

// Run writes the log.
func (c *logCommand) Run(ctx context.Context, out output) error {
	s, info, err := c.open(ctx, sqlite.ReadOnly)
	if err != nil {
		return err
	}
	defer s.Close()
	b, err := s.Load(ctx, info.ID)
	if err != nil {
		return err
	}
	edits, err := c.pick(b)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	takenBackBy := takenBack(b)
	for _, e := range edits {
		if c.Format == "text" {
			c.show(w, out, e, takenBackBy[e.ID])
		} else if err := enc.Encode(e); err != nil {
			return err
		}
	}
	if len(edits) == 0 && c.Format == "text" {
		fmt.Fprintln(w, "No edits.")
	}
	return w.Flush()
}

// pick is the edits asked for.
func (c *logCommand) pick(b *corpus.Bitext) ([]corpus.Edit, error) {
	edits := b.Log()
	if c.Unit != "" {
		pair, err := exchange.ParseID(c.Unit)
		if err != nil {
			return nil, err
		}
		edits = b.History(pair)
	}
	if c.Last > 0 {
		edits = edits[max(0, len(edits)-c.Last):]
	}
	return edits, nil
}

// takenBack says which edit in force takes each one back.
func takenBack(b *corpus.Bitext) map[int]int {
	out := map[int]int{}
	for _, e := range b.Log() {
		if e.Undoes > 0 && b.InForce(e.ID) {
			out[e.Undoes] = e.ID
		}
	}
	return out
}

// shown is how many operations of an edit are told.
const shown = 3

// show is an edit for people.
func (c *logCommand) show(w *bufio.Writer, out output, e corpus.Edit, takenBackBy int) {
	mark := " "
	if takenBackBy > 0 {
		mark = "✗"
	}
	fmt.Fprintf(w, "%s %s  %s  %s\n", mark, out.paint(bold, fmt.Sprintf("%5d", e.ID)), e.Time.Local().Format(time.DateTime), out.paint(cyan, e.Author))
	if e.Cause.Text != "" {
		fmt.Fprintf(w, "         %s\n", e.Cause.Text)
	}
	for i, op := range e.Ops {
		if i == shown && len(e.Ops) > shown+1 && !c.Full {
			fmt.Fprintf(w, "         %s\n", out.paint(dim, fmt.Sprintf("and %d more operations (--full)", len(e.Ops)-shown)))
			break
		}
		fmt.Fprintf(w, "         %s\n", out.paint(dim, corpus.Describe(op)))
	}
	if takenBackBy > 0 {
		fmt.Fprintf(w, "         taken back by edit %d\n", takenBackBy)
	}
}
