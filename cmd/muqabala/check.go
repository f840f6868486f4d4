package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/layout"
	"muqabala/corpus"
)

// checkCommand reports defects.
type checkCommand struct {
	List        bool   `help:"Explain every check and stop."`
	Against     string `help:"The English original. Without it only the Arabic itself is looked at." placeholder:"EN"`
	Format      string `help:"What is written: ${enum}." enum:"text,jsonl,tsv" default:"text"`
	Translation string `arg:"" optional:"" name:"ar" help:"The Arabic translation: ${formats}."`
}

// Help is shown below the flags.
func (checkCommand) Help() string {
	return `Exit status: 0 nothing found, 1 something found, 2 it could not be done.

Formats:

  text   file, line, severity and message as compilers have them, the words in question, and suggestions
  jsonl  a JSON object a line; block is 1-based in file order, start and end are UTF-8 bytes in it
  tsv    the same in columns, with a header

Examples:

  muqabala check --against report.en.md report.ar.md
  muqabala check --against report.en.md --format tsv report.ar.md > findings.tsv
  muqabala check --list`
}

// finding is a line of the contract for machines.
type finding struct {
	Check       string           `json:"check"`
	Severity    corpus.Severity  `json:"severity"`
	Block       corpus.BlockID   `json:"block"`
	Start       int              `json:"start"`
	End         int              `json:"end"`
	Text        string           `json:"text"`
	Message     string           `json:"message"`
	Suggestions []string         `json:"suggestions"`
	Related     []corpus.BlockID `json:"related"`
	Number      string           `json:"number,omitempty"`
	Original    corpus.BlockID   `json:"en_block,omitempty"`
}

// Run writes the findings; the exit status says whether there are any.
func (c *checkCommand) Run(ctx context.Context, out output) error {
	w := bufio.NewWriter(out)
	if c.List {
		listChecks(w, out)
		return w.Flush()
	}
	if c.Translation == "" {
		return errors.New("name the Arabic translation: muqabala check [--against EN] AR")
	}
	p, found, err := c.check(ctx, out)
	if err != nil {
		return err
	}
	switch c.Format {
	case "jsonl":
		err = writeFindings(w, found)
	case "tsv":
		err = writeRows(w, findingRows(p, found))
	default:
		showFindings(w, out, p, found)
	}
	if err := errors.Join(err, w.Flush()); err != nil {
		return err
	}
	if len(found) > 0 {
		return errFound
	}
	return nil
}

// check does the work.
func (c *checkCommand) check(ctx context.Context, out output) (p pair, found []corpus.Finding, err error) {
	defer out.working("checking " + c.Translation)()
	if p, err = readPair(ctx, c.Against, c.Translation); err != nil {
		return p, nil, err
	}
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return p, nil, err
	}
	var o check.Options
	if d, err := hunspell.Arabic(); err == nil {
		o.Dictionary = d
	}
	pass, err := check.NewPass(ctx, p.original, p.translation, l, o)
	if err != nil {
		return p, nil, err
	}
	found, err = check.Run(ctx, check.All(), pass)
	return p, found, err
}

// writeFindings is the contract for machines.
func writeFindings(w io.Writer, found []corpus.Finding) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, f := range found {
		err := enc.Encode(finding{f.Check, f.Severity, f.Block, f.Span.Start, f.Span.End, f.Text, f.Message, f.Suggestions, f.Related, f.Number, f.Original})
		if err != nil {
			return err
		}
	}
	return nil
}

// findingRows are the findings in columns. Suggestions are parted by " | ".
func findingRows(p pair, found []corpus.Finding) [][]any {
	rows := [][]any{{"check", "severity", "line", "block", "start", "end", "text", "message", "suggestions", "number", "en_block"}}
	for _, f := range found {
		line, original := "", ""
		if b := p.translation.Block(f.Block); b != nil {
			line = strconv.Itoa(b.Line)
		}
		if f.Original > 0 {
			original = strconv.Itoa(int(f.Original))
		}
		rows = append(rows, []any{f.Check, f.Severity, line, f.Block, f.Span.Start, f.Span.End, oneLine(f.Text), oneLine(f.Message),
			oneLine(strings.Join(f.Suggestions, " | ")), f.Number, original})
	}
	return rows
}
