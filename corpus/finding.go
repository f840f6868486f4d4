package corpus

import (
	"fmt"
	"hash/fnv"
	"slices"
)

// Severity says how much a finding matters.
type Severity string

// The severities, the gravest first.
const (
	Error   Severity = "error"   // surely a defect
	Warning Severity = "warning" // most likely a defect
	Info    Severity = "info"    // worth a look
)

// Severities lists every severity, the gravest first.
var Severities = []Severity{Error, Warning, Info}

// Finding is what a check reports about one place of the translation.
type Finding struct {
	Check       string    `json:"check"`
	Severity    Severity  `json:"severity"`
	Block       BlockID   `json:"block"` // of the translation; 0 where the place is missing from it
	Span        Span      `json:"span"`  // bytes of the block
	Text        string    `json:"text"`  // what the span covers
	Message     Message   `json:"message"`
	Suggestions []string  `json:"suggestions,omitempty"` // texts to put in place of the span, the best first
	Related     []BlockID `json:"related,omitempty"`     // other blocks of the translation that the finding is about
	Number      string    `json:"number,omitempty"`      // of a missing paragraph
	Original    BlockID   `json:"original,omitempty"`    // the block of the original that the finding is about
	Cause       string    `json:"cause,omitempty"`       // what explains it together with others: "columns swapped"
	Confidence  float64   `json:"confidence"`            // probability that it is a defect, 0 to 1

	// Evidence says, the strongest first, what speaks for the finding and its first suggestion.
	Evidence []Evidence `json:"evidence,omitempty"`
	// Series is the same for findings of one error that stands in many places, so that one decision answers them all.
	Series string `json:"series,omitempty"`
	// Confusion is the letters that were read and those that stood there ("ن→ث"), where the first suggestion differs in no more: the
	// same for findings over many words. "" where it is not that kind of error.
	Confusion string `json:"confusion,omitempty"`
	// Before and After are the words on both sides of the span, as read; with the text they are what [Finding.Key] names.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// Nth counts the findings of a check that all of this does not tell apart, from 0.
	Nth int `json:"nth,omitempty"`
}

// Evidence is one reason for a finding.
type Evidence struct {
	Kind string  `json:"kind"` // short and stable: "dictionary", "original", "frequency", "agreement", "collocation", "shape"
	Text Message `json:"text"`
	Span Span    `json:"span,omitempty"` // bytes of block [Finding.Original] of the original that it rests on; empty for none
}

// Key names a finding for verdicts and comments. It is the same in every run as long as the words around the place, and the
// place's own, are the same, wherever in the file they stand.
func (f Finding) Key() string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s", f.Before, f.Text, f.After, f.Number)
	if f.Block == 0 {
		fmt.Fprintf(h, "\x00%d", f.Original)
	}
	if f.Nth > 0 {
		fmt.Fprintf(h, "\x00%d", f.Nth)
	}
	return fmt.Sprintf("%s-%016x", f.Check, h.Sum64())
}

// Fix is the operations that put the first suggestion of every finding in its place: of one finding, of a series, or of
// what a person chose of it. Findings without a suggestion are left out, and of two that overlap the less sure one.
func Fix(findings ...Finding) []Op {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b Finding) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
	taken := map[BlockID][]Span{}
	var out []Op
	for _, f := range sorted {
		if len(f.Suggestions) == 0 || f.Block == 0 || slices.ContainsFunc(taken[f.Block], f.Span.Overlaps) {
			continue
		}
		taken[f.Block] = append(taken[f.Block], f.Span)
		out = append(out, ReplaceText(TranslationSide, f.Block, f.Span, f.Suggestions[0]))
	}
	return out
}
