package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"

	"muqabala/align/check"
	"muqabala/align/layout"
	"muqabala/corpus"
)

// checkCommand reports defects.
type checkCommand struct {
	List        bool   `help:"Explain every check and stop."`
	Against     string `help:"The English original." placeholder:"EN"`
	Format      string `help:"text: for people; jsonl: a finding a line." enum:"text,jsonl" default:"text"`
	Translation string `arg:"" optional:"" name:"ar" help:"The Arabic translation."`
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
	defer w.Flush()
	if c.List {
		for _, k := range check.All() {
			fmt.Fprintf(w, "%-22s %s\n", k.Name, k.Doc)
		}
		return nil
	}
	if c.Translation == "" {
		return fmt.Errorf("name the Arabic translation: muqabala check [--against EN] AR")
	}
	p, err := readPair(ctx, c.Against, c.Translation)
	if err != nil {
		return err
	}
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return err
	}
	found, err := check.Run(ctx, check.All(), &check.Pass{Original: p.original, Translation: p.translation, Layout: l})
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, f := range found {
		if c.Format == "text" {
			showFinding(w, p, f)
			continue
		}
		err := enc.Encode(finding{f.Check, f.Severity, f.Block, f.Span.Start, f.Span.End, f.Text, f.Message, f.Suggestions, f.Related, f.Number, f.Original})
		if err != nil {
			return err
		}
	}
	if len(found) > 0 {
		return errFound
	}
	return nil
}

// showFinding is a finding for people, in the form of compilers.
func showFinding(w *bufio.Writer, p pair, f corpus.Finding) {
	where := p.translation.Name
	if b := p.translation.Block(f.Block); b != nil {
		where = fmt.Sprintf("%s:%d", where, b.Line)
	}
	fmt.Fprintf(w, "%s: %s: %s [%s]\n", where, f.Severity, f.Message, f.Check)
	if f.Text != "" {
		fmt.Fprintf(w, "    %s\n", begin(f.Text, 80))
	}
	for _, s := range f.Suggestions {
		fmt.Fprintf(w, "    → %s\n", begin(s, 80))
	}
}
