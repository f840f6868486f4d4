package main

import (
	"context"
	_ "embed"
	"html/template"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"muqabala/align/check"
	"muqabala/corpus"
	"muqabala/views"
)

//go:embed checkhtml.gohtml
var reportPage string

// report is what the page shows.
type report struct {
	Lang            corpus.Lang
	Title, Original string
	Tally           []tallied
	Checks          []reportCheck
	Total           int
	Confusions      string // letters confused most often; "" for none
}

type tallied struct {
	Severity corpus.Severity
	N        int
}

// reportCheck is the findings of one check; those of a series stand together, in the order of the file.
type reportCheck struct {
	check.Check
	Series [][]reportFinding
	Count  int
}

// reportFinding is a finding with the words around it and the English beside it.
type reportFinding struct {
	corpus.Finding
	Line                 int    // 1-based, of the translation; 0 where it has no place there
	Word                 string // what the first suggestion takes the place of; "" where that is too long to be shown again
	Left, Marked, Right  string
	EnglishBefore        string // up to the words that the evidence names
	EnglishMark, English string // these, and what follows
	Sure                 string // in a word: sure, likely or possible
	Percent              int    // 1 to 99
	Arrow                string // from what stands there to the suggestion
	See                  []seen // other places that it is about
}

// seen is a place by its line and its first words.
type seen struct {
	Line int
	Text string
}

// How much of a block is shown, in runes: around a finding on either side, of a related block, and of what a suggestion replaces.
const (
	contextRunes = 160
	seenRunes    = 60
	wordRunes    = 40
)

// writeReport writes a page that stands on its own, in a language of the interface: no script, no file beside it.
func writeReport(ctx context.Context, w io.Writer, p pair, found []corpus.Finding, lang corpus.Lang) error {
	translations, err := views.LoadTranslations()
	if err != nil {
		return err
	}
	page, err := template.New("report").Funcs(reportWords(translations.In(ctx, lang))).Parse(reportPage)
	if err != nil {
		return err
	}
	return page.Execute(w, newReport(p, found, lang))
}

// saidText is a sentence of a check, and whether it is in English on a page that is not.
type saidText struct {
	Class, Text string
	English     bool
}

// reportWords are the words of the page in the language of the context.
func reportWords(ctx context.Context) template.FuncMap {
	known := func(id, other string) string {
		if views.Has(ctx, id) {
			return views.T(ctx, id)
		}
		return other
	}
	return template.FuncMap{
		"t":      func(id string, values ...any) string { return views.T(ctx, id, values...) },
		"n":      func(id string, n int) string { return views.N(ctx, id, n) },
		"number": func(n int) string { return views.T(ctx, "report.number", "N", n) },
		"name":   func(name string) string { return known("check."+name, name) },
		"doc":    func(c reportCheck) string { return known("doc."+c.Name, c.Doc) },
		"said": func(class string, m corpus.Message) saidText {
			out, english := views.Said(ctx, m)
			return saidText{class, isolated.Replace(out), english}
		},
	}
}

func newReport(p pair, found []corpus.Finding, lang corpus.Lang) report {
	r := report{Lang: lang, Title: filepath.Base(p.translation.Name), Total: len(found), Confusions: confusions(found)}
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
				c.add(newReportFinding(p, f, lang))
			}
		}
		if c.Count > 0 {
			r.Checks = append(r.Checks, c)
		}
	}
	return r
}

// add puts a finding to the others of its series, if what is said of it is the same.
func (c *reportCheck) add(f reportFinding) {
	c.Count++
	for i, s := range c.Series {
		if s[0].Series == f.Series && s[0].Severity == f.Severity && s[0].Message.Equal(f.Message) && slices.Equal(s[0].Suggestions, f.Suggestions) && f.Word != "" {
			c.Series[i] = append(s, f)
			return
		}
	}
	c.Series = append(c.Series, []reportFinding{f})
}

func newReportFinding(p pair, f corpus.Finding, lang corpus.Lang) reportFinding {
	out := reportFinding{Finding: f, Percent: min(99, max(1, int(100*f.Confidence+.5))), Arrow: "→"}
	if lang == corpus.Arabic {
		out.Arrow = "←"
	}
	switch {
	case f.Confidence >= .9:
		out.Sure = "sure"
	case f.Confidence >= .65:
		out.Sure = "likely"
	default:
		out.Sure = "possible"
	}
	for _, id := range f.Related {
		if b := p.translation.Block(id); b != nil {
			out.See = append(out.See, seen{b.Line, firstRunes(strings.TrimLeft(oneLine(p.translation.Text(id)), "# "), seenRunes)})
		}
	}
	out.arabic(p.translation)
	if p.original != nil && f.Original != 0 {
		out.english(p.original.Text(f.Original))
	}
	return out
}

// arabic fills in what of the translation is shown.
func (f *reportFinding) arabic(d *corpus.Document) {
	b := d.Block(f.Block)
	if b == nil {
		return
	}
	text := d.Text(f.Block)
	f.Line = b.Line
	f.Left, f.Right = lastRunes(text[:f.Span.Start], contextRunes), firstRunes(text[f.Span.End:], contextRunes)
	f.Marked = firstRunes(f.Span.In(text), 2*contextRunes)
	if word := f.Span.In(text); len([]rune(word)) <= wordRunes {
		f.Word = word
	}
	if f.Span.Len() == len(text) { // the whole block: nothing in it stands out
		f.Left, f.Marked, f.Word = f.Marked, "", ""
	}
}

// english fills in what of the original is shown: around the words that the evidence names.
func (f *reportFinding) english(text string) {
	for _, e := range f.Evidence {
		if e.Span.Len() > 0 && e.Span.End <= len(text) {
			f.EnglishBefore, f.EnglishMark = lastRunes(text[:e.Span.Start], contextRunes), firstRunes(e.Span.In(text), 2*contextRunes)
			f.English = firstRunes(text[e.Span.End:], contextRunes)
			return
		}
	}
	f.English = firstRunes(text, 2*contextRunes)
}

// firstRunes is the beginning of a text, lastRunes its end, cut between words, with a sign where something was cut off.
func firstRunes(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	head := string(r[:n])
	if at := strings.LastIndexAny(head, " \n"); at > 0 {
		head = head[:at]
	}
	return strings.TrimRight(head, " \n") + " …"
}

func lastRunes(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	tail := string(r[len(r)-n:])
	if at := strings.IndexAny(tail, " \n"); at >= 0 {
		tail = tail[at:]
	}
	return "… " + strings.TrimLeft(tail, " \n")
}

// isolated puts what stands between quotation marks into a direction of its own (U+2068 and U+2069), so that Arabic words do not
// carry off the numbers behind them.
var isolated = strings.NewReplacer("“", "“\u2068", "”", "\u2069”", "«", "«\u2068", "»", "\u2069»")
