package web

import (
	"cmp"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/views"
)

// mark is a stretch of a text that is to stand out.
type mark struct {
	span              corpus.Span
	class, title, key string
}

// parted is a text in runs, one for each mark and one for what is between them. Of marks that overlap the first stands.
func parted(text string, marks []mark) []views.Run {
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.span.Start, b.span.Start) })
	var out []views.Run
	at := 0
	for _, m := range marks {
		if m.span.Start < at || m.span.End > len(text) || m.span.Len() == 0 {
			continue
		}
		if m.span.Start > at {
			out = append(out, views.Run{Text: text[at:m.span.Start]})
		}
		out = append(out, views.Run{Text: m.span.In(text), Class: m.class, Title: m.title, Key: m.key})
		at = m.span.End
	}
	if at < len(text) {
		out = append(out, views.Run{Text: text[at:]})
	}
	return out
}

// outside is what of marks lies outside others: what is found in words that were edited stands out there.
func outside(marks, others []mark) []mark {
	for _, o := range others {
		var out []mark
		for _, m := range marks {
			before, behind := m, m
			before.span.End, behind.span.Start = min(m.span.End, o.span.Start), max(m.span.Start, o.span.End)
			for _, part := range []mark{before, behind} {
				if part.span.Len() > 0 {
					out = append(out, part)
				}
			}
		}
		marks = out
	}
	return marks
}

// unmarked takes the marks of Markdown within a text away.
var unmarked = strings.NewReplacer(`\*`, "*", "<sup>", "", "</sup>", "")

// plain leaves out the marks of Markdown that a text has: those that a heading begins with, and those within.
func plain(runs []views.Run) []views.Run {
	if len(runs) > 0 && runs[0].Class == "" {
		runs[0].Text = strings.TrimLeft(strings.TrimLeft(runs[0].Text, "#"), " ")
	}
	for i := range runs {
		runs[i].Text = unmarked.Replace(runs[i].Text)
	}
	return runs
}

// slice is the part of runs that covers a span of their text.
func slice(runs []views.Run, span corpus.Span) []views.Run {
	var out []views.Run
	at := 0
	for _, r := range runs {
		start, end := max(span.Start-at, 0), min(span.End-at, len(r.Text))
		if start < end {
			part := r
			part.Text = r.Text[start:end]
			out = append(out, part)
		}
		at += len(r.Text)
	}
	return out
}
