package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
)

// listCommand shows what is in a project.
type listCommand struct {
	projectFlag
	Format  string `help:"What is written: ${enum}." enum:"text,jsonl" default:"text"`
	Removed bool   `help:"Those that were removed, instead of those at hand."`
}

// listed is a bitext in JSON.
type listed struct {
	Bitext       store.ID  `json:"bitext"`
	Title        string    `json:"title"`
	Original     string    `json:"original"`
	Translation  string    `json:"translation"`
	Blocks       [2]int    `json:"blocks"` // of the original and of the translation
	Edits        int       `json:"edits"`
	Created      time.Time `json:"created"`
	LastActivity time.Time `json:"lastActivity"`
	LastAuthor   string    `json:"lastAuthor,omitempty"`
}

// Run lists the bitexts.
func (c *listCommand) Run(ctx context.Context, out output) error {
	s, err := sqlite.Open(ctx, c.Project, sqlite.ReadOnly)
	if err != nil {
		return err
	}
	defer s.Close()
	list := s.Bitexts
	if c.Removed {
		list = s.Removed
	}
	all, err := list(ctx)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, i := range all {
		if c.Format == "text" {
			showBitext(out, i)
		} else if err := enc.Encode(listed{i.ID, i.Title, i.Original.File.Name, i.Translation.File.Name,
			[2]int{i.Original.Blocks, i.Translation.Blocks}, i.Version, i.Created, i.LastActivity, i.LastAuthor}); err != nil {
			return err
		}
	}
	if len(all) == 0 && c.Format == "text" {
		fmt.Fprintln(out, "No bitexts. muqabala import adds one.")
	}
	return nil
}

// showBitext is a bitext for people.
func showBitext(out output, i store.Info) {
	fmt.Fprintf(out, "%s  %s\n", out.paint(bold, fmt.Sprintf("%4d", i.ID)), i.Title)
	by := ""
	if i.LastAuthor != "" {
		by = " by " + i.LastAuthor
	}
	fmt.Fprintf(out, "      %s with %s; %d and %d blocks, %d edits, the last%s on %s\n", i.Original.File.Name, i.Translation.File.Name,
		i.Original.Blocks, i.Translation.Blocks, i.Version, by, i.LastActivity.Local().Format(time.DateTime))
}
