package workspace

import (
	"cmp"
	"fmt"
	"slices"
)

// Which says of findings which are meant; the zero Which means all.
type Which struct {
	Check   string  // name of a check; "" for any
	Letters string  // letters that were confused, see [corpus.Finding.Confusion]; "" for any and none
	Least   float64 // confidence, at least
}

// Has reports whether a finding is meant.
func (w Which) Has(f *Finding) bool {
	return (w.Check == "" || f.Check == w.Check) && (w.Letters == "" || f.Confusion == w.Letters) && f.Confidence >= w.Least
}

// String says it for the log, with a space before; nothing of the zero Which.
func (w Which) String() (out string) {
	if w.Check != "" {
		out += " of " + w.Check
	}
	if w.Letters != "" {
		out += " for " + w.Letters
	}
	if w.Least > 0 {
		out += fmt.Sprintf(" from %.0f%% on", 100*w.Least)
	}
	return out
}

// Sure is the confidence from which on a suggestion is called sure.
const Sure = .9

// Confusion is letters that were read as others in several places, whose findings one decision can answer.
type Confusion struct {
	Letters string // as findings have it
	Places  int    // open findings whose suggestion can be put in its place
	Sure    int    // of them are at least [Sure]
}

// Confusions are the letters that were confused in several open findings, those in most places first.
func (v *View) Confusions() []Confusion {
	at := map[string]int{}
	var out []Confusion
	for _, f := range v.Findings {
		if f.Confusion == "" || !f.Fixes {
			continue
		}
		i, ok := at[f.Confusion]
		if !ok {
			i = len(out)
			at[f.Confusion], out = i, append(out, Confusion{Letters: f.Confusion})
		}
		out[i].Places++
		if f.Confidence >= Sure {
			out[i].Sure++
		}
	}
	out = slices.DeleteFunc(out, func(c Confusion) bool { return c.Places < 2 })
	slices.SortFunc(out, func(a, b Confusion) int {
		return cmp.Or(cmp.Compare(b.Places, a.Places), cmp.Compare(b.Sure, a.Sure), cmp.Compare(a.Letters, b.Letters))
	})
	return out
}
