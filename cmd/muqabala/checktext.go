package main

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/align/check"
	"muqabala/corpus"
)

// listChecks explains every check.
func listChecks(w *bufio.Writer, out output) {
	for _, k := range check.All() {
		for i, line := range wrap(k.Doc, out.width()-24) {
			name := ""
			if i == 0 {
				name = k.Name
			}
			fmt.Fprintf(w, "%s %s\n", out.paint(bold, fmt.Sprintf("%-22s", name)), line)
		}
	}
}

// wrap parts a text into lines of at most n runes, between words.
func wrap(text string, n int) []string {
	var lines []string
	for word := range strings.FieldsSeq(text) {
		if last := len(lines) - 1; last >= 0 && utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) <= n {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// showFindings is for people: the findings in the order of the file, then how many there are.
func showFindings(w *bufio.Writer, out output, p pair, found []corpus.Finding) {
	for _, f := range found {
		showFinding(w, out, p, f)
	}
	if len(found) == 0 {
		fmt.Fprintf(w, "%s: nothing found\n", described(p.translation))
		return
	}
	fmt.Fprintf(w, "\n%s in %s: %s\n", out.paint(bold, count(len(found), "finding")), described(p.translation), tally(found))
}

// tally counts findings by severity, then by check.
func tally(found []corpus.Finding) string {
	severities, checks := map[corpus.Severity]int{}, map[string]int{}
	for _, f := range found {
		severities[f.Severity]++
		checks[f.Check]++
	}
	var parts []string
	for _, s := range corpus.Severities {
		if n := severities[s]; n > 0 {
			parts = append(parts, count(n, string(s)))
		}
	}
	line := strings.ReplaceAll(strings.Join(parts, ", "), "infos", "info")
	for _, k := range check.All() {
		if n := checks[k.Name]; n > 0 {
			line += fmt.Sprintf("\n  %4d  %s", n, k.Name)
		}
	}
	if c := confusions(found); c != "" {
		line += "\nletters confused most often, as read → right: " + c
	}
	return line
}

// A confusion of letters is worth a word where so many findings share it; so many are named.
const leastConfused, mostConfusions = 3, 6

// confusions are the letters that scanners took for others in many words, the most frequent first, with how often they did; "" for none.
// Left-to-right marks keep the arrow and the count from being drawn among Arabic letters.
func confusions(found []corpus.Finding) string {
	counts := map[string]int{}
	for _, f := range found {
		if f.Confusion != "" {
			counts[f.Confusion]++
		}
	}
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	var parts []string
	for _, c := range names {
		if counts[c] >= leastConfused && len(parts) < mostConfusions {
			parts = append(parts, fmt.Sprintf("%s\u200e %d×", strings.ReplaceAll(c, "→", "\u200e→\u200e"), counts[c]))
		}
	}
	return strings.Join(parts, ", ")
}

// showFinding is a finding in the form of compilers: where, how grave, what; then the words in their context and what the original
// has there, what to put in their place, and why.
func showFinding(w *bufio.Writer, out output, p pair, f corpus.Finding) {
	where := p.translation.Name
	if b := p.translation.Block(f.Block); b != nil {
		where = fmt.Sprintf("%s:%d", where, b.Line)
	}
	fmt.Fprintf(w, "%s: %s %s %s\n", out.paint(bold, where), severity(out, f.Severity), f.Message, out.paint(dim, "["+f.Check+"]"))
	if f.Text != "" {
		fmt.Fprintf(w, "    %s\n", excerpt(out, p.translation.Text(f.Block), f.Span))
	}
	if f.Original > 0 && p.original != nil {
		fmt.Fprintf(w, "    %s %s\n", out.paint(dim, fmt.Sprintf("%s:%d:", p.original.Name, p.original.Block(f.Original).Line)), counterpart(out, p.original.Text(f.Original), f))
	}
	if len(f.Related) > 0 {
		fmt.Fprintf(w, "    %s\n", out.paint(dim, "see "+linesOf(p.translation, f.Related)))
	}
	for i, s := range f.Suggestions {
		switch {
		case i == 0:
			fmt.Fprintf(w, "    → %s\n", out.paint(green, begin(s, out.width()-8)))
		case i == 1:
			fmt.Fprintf(w, "    %s\n", out.paint(dim, "or "+begin(strings.Join(f.Suggestions[1:], " | "), out.width()-8)))
		}
	}
	for _, e := range f.Evidence {
		fmt.Fprintf(w, "    %s\n", out.paint(dim, "because "+e.Text.String()))
	}
}

// counterpart is what the original has: around the words that the evidence names, or its beginning.
func counterpart(out output, text string, f corpus.Finding) string {
	for _, e := range f.Evidence {
		if e.Span.Len() > 0 && e.Span.End <= len(text) {
			return excerpt(out, text, e.Span)
		}
	}
	return begin(text, out.width()-30)
}

// linesOf names blocks by their place in the file.
func linesOf(d *corpus.Document, ids []corpus.BlockID) string {
	var parts []string
	for _, id := range ids {
		if b := d.Block(id); b != nil {
			parts = append(parts, fmt.Sprintf("block %d, line %d", id, b.Line))
		}
	}
	return strings.Join(parts, "; ")
}

func severity(out output, s corpus.Severity) string {
	code := map[corpus.Severity]string{corpus.Error: red, corpus.Warning: yellow, corpus.Info: cyan}[s]
	return out.paint(code, string(s)+":")
}

// excerpt shows a span of a block between the words around it; a span as long as a line is only begun.
func excerpt(out output, block string, s corpus.Span) string {
	text := oneLine(s.In(block))
	if len([]rune(text)) > out.width()/2 {
		return begin(text, out.width()-8)
	}
	before, after := strings.Fields(block[:s.Start]), strings.Fields(block[s.End:])
	left, right := "", ""
	if n := len(before); n > contextWords {
		before, left = before[n-contextWords:], "… "
	}
	if len(after) > contextWords {
		after, right = after[:contextWords], " …"
	}
	gap := func(cut bool) string {
		if cut {
			return " "
		}
		return ""
	}
	spaced := func(i int) bool { return i > 0 && i < len(block) && strings.ContainsAny(block[i-1:i+1], " \n") }
	return left + strings.Join(before, " ") + gap(spaced(s.Start)) + "«" + out.paint(bold, text) + "»" + gap(spaced(s.End)) + strings.Join(after, " ") + right
}
