package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
	"muqabala/web/workspace"
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
	*progress              // nil where the bitext was changed since somebody looked at it
}

// progress is how far the review of a bitext is.
type progress struct {
	Rows      int                     `json:"rows"`
	Confirmed int                     `json:"confirmed"`
	Open      map[corpus.Severity]int `json:"open"` // findings
}

// Run lists the bitexts.
func (c *listCommand) Run(ctx context.Context, out output) error {
	s, err := sqlite.Open(ctx, c.Project, sqlite.ReadOnly)
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := c.bitexts(ctx, s)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, i := range all {
		if c.Format == "text" {
			showBitext(out, i.Info)
			showProgress(out, i)
		} else if err := enc.Encode(newListed(i)); err != nil {
			return err
		}
	}
	if len(all) == 0 && c.Format == "text" {
		fmt.Fprintln(out, "No bitexts. muqabala import adds one.")
	}
	return nil
}

// bitexts are those asked for; how far the review of removed ones was is not told.
func (c *listCommand) bitexts(ctx context.Context, s store.Store) ([]workspace.Shelved, error) {
	if !c.Removed {
		return workspace.NewLibrary(s).Shelf(ctx)
	}
	all, err := s.Removed(ctx)
	out := make([]workspace.Shelved, len(all))
	for i := range all {
		out[i].Info = all[i]
	}
	return out, err
}

func newListed(i workspace.Shelved) listed {
	l := listed{i.ID, i.Title, i.Original.File.Name, i.Translation.File.Name, [2]int{i.Original.Blocks, i.Translation.Blocks}, i.Version,
		i.Created, i.LastActivity, i.LastAuthor, nil}
	if i.Known {
		l.progress = &progress{i.Stats.Rows, i.Stats.Confirmed, i.Stats.Open}
	}
	return l
}

// showProgress says how far the review is, where it is known.
func showProgress(out output, i workspace.Shelved) {
	if i.Known {
		fmt.Fprintf(out, "      %d of %d rows confirmed; open: %d errors, %d warnings, %d notes\n", i.Stats.Confirmed, i.Stats.Rows,
			i.Stats.Open[corpus.Error], i.Stats.Open[corpus.Warning], i.Stats.Open[corpus.Info])
	}
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
