package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"muqabala/align/check"
	"muqabala/align/check/hunspell"
	"muqabala/align/collate"
	"muqabala/corpus"
)

// checkCommand reports defects.
type checkCommand struct {
	List        bool            `help:"Explain every check and stop."`
	Against     string          `help:"The English original. Without it only the Arabic itself is looked at." placeholder:"EN"`
	Format      string          `help:"What is written: ${enum}." enum:"text,jsonl,tsv,html" default:"text"`
	Language    string          `help:"Of the html report: en or ar." enum:"en,ar" default:"en" placeholder:"LANGUAGE"`
	Rank        bool            `help:"Put what is worth most to decide first, in place of the order of the file."`
	Enable      []string        `help:"Only these checks." placeholder:"CHECK"`
	Disable     []string        `help:"Not these checks." placeholder:"CHECK"`
	Minimum     corpus.Severity `help:"Report nothing less grave: error, warning or info." placeholder:"SEVERITY"`
	Ignore      []string        `help:"Words that are right as they stand." placeholder:"WORD"`
	Glossary    []string        `help:"Terms that the translation must have: TSV, CSV, TBX, TMX or a spreadsheet; a ! before Arabic forbids it. May be given several times." placeholder:"FILE" sep:"none"`
	Config      string          `help:"The project's choices; muqabala.toml in this directory is read without being named." placeholder:"FILE"`
	Dictionary  string          `help:"Directory of the Hunspell dictionary ar.aff and ar.dic, if it is not in its usual place." placeholder:"DIR"`
	Memory      []string        `help:"A translation memory that is right, such as what was confirmed and exported: what is usual in it is usual. May be given several times." placeholder:"FILE" sep:"none"`
	Translation string          `arg:"" optional:"" name:"ar" help:"The Arabic translation: ${formats}."`
}

// Help is shown below the flags.
func (checkCommand) Help() string {
	return `Exit status: 0 nothing found, 1 something found, 2 it could not be done.

Formats:

  text   file, line, severity and message as compilers have them, the words in question, and suggestions
  jsonl  a JSON object a line; block is 1-based in file order, start and end are UTF-8 bytes in it
  tsv    the same in columns, with a header
  html   a page for somebody else: every finding with both texts, suggestions and reasons

A project's choices stand in muqabala.toml:

  [check]
  disable = ["markup"]
  minimum = "warning"
  ignore = ["كوسوفو"]
  glossary = ["terms.tsv"]
  dismissed = ["ocr-word-0123456789abcdef"]  # keys, as jsonl has them
  severity = { punctuation = "info" }

Examples:

  muqabala check --against report.en.md report.ar.md
  muqabala check --against report.en.md --format tsv report.ar.md > findings.tsv
  muqabala check --against report.en.md --glossary terms.tbx --format html report.ar.md > findings.html
  muqabala check --against report.en.md --memory confirmed.tmx report.ar.md
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

	Confidence float64  `json:"confidence"`
	Evidence   []reason `json:"evidence,omitempty"`
	Series     string   `json:"series,omitempty"`
	Confusion  string   `json:"confusion,omitempty"`
	Key        string   `json:"key"`
}

// reason is a piece of evidence in JSON.
type reason struct {
	Kind string      `json:"kind"`
	Text string      `json:"text"`
	Span corpus.Span `json:"span"`
}

func reasons(evidence []corpus.Evidence) (out []reason) {
	for _, e := range evidence {
		out = append(out, reason{e.Kind, e.Text.String(), e.Span})
	}
	return out
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
	case "html":
		err = writeReport(ctx, w, p, found, corpus.Lang(c.Language))
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
	config, err := c.config()
	if err != nil {
		return p, nil, err
	}
	o, err := c.options(ctx, config)
	if err != nil {
		return p, nil, err
	}
	o.Checks = config.Checks()
	collation, err := collate.New(ctx, p.original, p.translation, o)
	if err != nil {
		return p, nil, err
	}
	if found = config.Apply(collation.Findings); c.Rank {
		found = check.Rank(found)
	}
	return p, found, nil
}

// config is what the project's file and the flags choose; flags count more.
func (c *checkCommand) config() (check.Config, error) {
	config, err := readConfig(c.Config)
	if err != nil {
		return config, err
	}
	if len(c.Enable) > 0 {
		config.Enable = c.Enable
	}
	config.Disable = append(config.Disable, c.Disable...)
	config.Ignore = append(config.Ignore, c.Ignore...)
	config.Glossary = append(config.Glossary, c.Glossary...)
	config.Minimum = cmp.Or(c.Minimum, config.Minimum)
	return config, config.Valid()
}

// options are the dictionary that was named or that of this machine, the glossaries and the memories. Without a dictionary the checks
// do what they can.
func (c *checkCommand) options(ctx context.Context, config check.Config) (o collate.Options, err error) {
	if c.Dictionary != "" {
		o.Dictionary, err = hunspell.Find(c.Dictionary, "ar")
	} else {
		o, err = collate.MachineOptions()
	}
	if err != nil {
		return o, err
	}
	o.Glossary, o.Memory, err = termsAndMemory(ctx, config.Glossary, c.Memory)
	return o, err
}

// writeFindings is the contract for machines.
func writeFindings(w io.Writer, found []corpus.Finding) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, f := range found {
		err := enc.Encode(finding{f.Check, f.Severity, f.Block, f.Span.Start, f.Span.End, f.Text, f.Message.String(), f.Suggestions, f.Related, f.Number, f.Original,
			math.Round(1000*f.Confidence) / 1000, reasons(f.Evidence), f.Series, f.Confusion, f.Key()})
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
		rows = append(rows, []any{f.Check, f.Severity, line, f.Block, f.Span.Start, f.Span.End, oneLine(f.Text), oneLine(f.Message.String()),
			oneLine(strings.Join(f.Suggestions, " | ")), f.Number, original})
	}
	return rows
}
