package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"strings"

	"muqabala/align/check"
	"muqabala/corpus"
)

//go:embed checkhtml.gohtml
var reportPage string

// report is what the page shows.
type report struct {
	Title, Original string
	Tally           []tallied
	Checks          []reportCheck
	Total           int
}

type tallied struct {
	Severity corpus.Severity
	N        int
}

// reportCheck is the findings of one check.
type reportCheck struct {
	check.Check
	Findings []reportFinding
}

// reportFinding is a finding with the words around it and the English beside it.
type reportFinding struct {
	corpus.Finding
	Line                 int // 1-based, of the translation; 0 where it has no place there
	Left, Marked, Right  string
	EnglishBefore        string // up to the words that the evidence names
	EnglishMark, English string // these, and what follows
	Percent              string
}

// contextRunes is how much of a block is shown around a finding, in runes on either side.
const contextRunes = 160

// writeReport writes a page that stands on its own: no script, no file beside it.
func writeReport(w io.Writer, p pair, found []corpus.Finding) error {
	page, err := template.New("report").Parse(reportPage)
	if err != nil {
		return err
	}
	return page.Execute(w, newReport(p, found))
}

func newReport(p pair, found []corpus.Finding) report {
	r := report{Title: filepath.Base(p.translation.Name), Total: len(found)}
	if p.original != nil {
		r.Original = filepath.Base(p.original.Name)
	}
	for _, s := range corpus.Severities {
		n := 0
		for _, f := range found {
			if f.Severity == s {
				n++
			}
		}
		r.Tally = append(r.Tally, tallied{s, n})
	}
	for _, k := range check.All() {
		c := reportCheck{Check: k}
		for _, f := range found {
			if f.Check == k.Name {
				c.Findings = append(c.Findings, newReportFinding(p, f))
			}
		}
		if len(c.Findings) > 0 {
			r.Checks = append(r.Checks, c)
		}
	}
	return r
}

func newReportFinding(p pair, f corpus.Finding) reportFinding {
	out := reportFinding{Finding: f, Percent: fmt.Sprintf("%.0f %%", 100*f.Confidence)}
	if b := p.translation.Block(f.Block); b != nil {
		text := p.translation.Text(f.Block)
		out.Line = b.Line
		out.Left, out.Right = lastRunes(text[:f.Span.Start], contextRunes), firstRunes(text[f.Span.End:], contextRunes)
		out.Marked = firstRunes(f.Span.In(text), 2*contextRunes)
		if f.Span.Len() == len(text) { // the whole block: nothing in it stands out
			out.Left, out.Marked = out.Marked, ""
		}
	}
	if p.original == nil || f.Original == 0 {
		return out
	}
	text := p.original.Text(f.Original)
	for _, e := range f.Evidence {
		if e.Span.Len() > 0 && e.Span.End <= len(text) {
			out.EnglishBefore, out.EnglishMark = lastRunes(text[:e.Span.Start], contextRunes), e.Span.In(text)
			out.English = firstRunes(text[e.Span.End:], contextRunes)
			return out
		}
	}
	out.English = firstRunes(text, 2*contextRunes)
	return out
}

// firstRunes is the beginning of a text, lastRunes its end, with a sign where something was cut off.
func firstRunes(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i] + "…"
		}
	}
	return text
}

func lastRunes(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	return "…" + strings.TrimLeft(string(r[len(r)-n:]), " ")
}
