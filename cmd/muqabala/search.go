package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/search"
	"muqabala/corpus/search/embedded"
	"muqabala/corpus/search/meili"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
	"muqabala/corpus/store/sqlite"
	"muqabala/web/workspace"
)

// searchCommand finds words in both languages.
type searchCommand struct {
	Project string   `help:"The project to search." short:"p" placeholder:"FILE" xor:"where"`
	Against string   `help:"Search two files instead of a project: this English original and the Arabic file before the query." placeholder:"EN" xor:"where"`
	Format  string   `help:"text: for people; jsonl: a hit a line, with the spans that match." enum:"text,jsonl" default:"text"`
	Limit   int      `help:"How many hits are shown." default:"20"`
	Query   []string `arg:"" optional:"" help:"What to look for; see below."`
	meiliFlags
	glossaryFlag
}

// Help is shown below the flags.
func (searchCommand) Help() string {
	return `A query is made of

  تعاون, council          words of either language, in any of their forms; misread ones too, where little else is found
  "trust fund"            words side by side
  cooperat*               words that begin so
  -annex, -"the annex"    what must not occur (put -- before a query that begins so)
  kind:footnote           what it must belong to: document: kind: status: check: number:, with a minus to exclude
  date:1998..2000         what names a date in a range; 2000-05 is a month, 2000-05-17 a day
  imported:2026-11        what was added to the project then
  lang:ar                 words of one language only
  typo:on                 misread words always count; typo:off: never

Examples:

  muqabala search --project reports.muqabala أبخازيا
  muqabala search --project reports.muqabala --format jsonl '"الأمم المتحدة" kind:paragraph -status:rejected'
  muqabala search --against report.en.md report.ar.md 1999`
}

// Run writes the hits; the exit status is 0 whether there are any or not.
func (c *searchCommand) Run(ctx context.Context, out output) error {
	files, words := c.arguments()
	q, err := search.Parse(strings.Join(words, " "))
	if err != nil {
		return err
	}
	if c.Limit < 1 || c.Limit > search.MaxLimit {
		return fmt.Errorf("--limit is 1 to %d", search.MaxLimit)
	}
	q.Limit = c.Limit
	synonyms, err := c.load(ctx)
	if err != nil {
		return err
	}
	x, done, err := c.open(ctx, files, synonyms, out)
	if err != nil {
		return err
	}
	if engine, ok := x.(interface{ SetSynonyms(search.Synonyms) }); ok {
		engine.SetSynonyms(synonyms)
	}
	r, err := x.Search(ctx, q)
	if err = errors.Join(err, done()); err != nil {
		return err
	}
	if c.Format == "jsonl" {
		return writeHits(out, r)
	}
	showHits(out, q, r)
	return nil
}

// arguments parts the Arabic file, where two files are searched, from the query.
func (c *searchCommand) arguments() (files, words []string) {
	if c.Against != "" && len(c.Query) > 0 {
		return c.Query[:1], c.Query[1:]
	}
	return nil, c.Query
}

// open finds or makes the index.
func (c *searchCommand) open(ctx context.Context, files []string, synonyms search.Synonyms, out output) (search.Searcher, func() error, error) {
	switch {
	case c.Against != "" && len(files) == 1:
		return indexFiles(ctx, c.Against, files[0], out)
	case c.Against != "":
		return nil, nil, errors.New("name the Arabic file before the query: muqabala search --against EN AR QUERY")
	case c.Project == "":
		return nil, nil, errors.New("say what to search: --project FILE, or two files, --against EN AR")
	}
	s, err := sqlite.Open(ctx, c.Project, c.mode())
	if errors.Is(err, store.ErrReadOnly) {
		s, err = sqlite.Open(ctx, c.Project, sqlite.ReadOnly)
	}
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	defer out.working("indexing")()
	if c.MeiliURL != "" {
		if x, err := c.openServer(ctx, s, synonyms); err == nil {
			return x, func() error { return nil }, nil
		} else if !errors.Is(err, search.ErrUnavailable) && !errors.Is(err, search.ErrDenied) && !errors.Is(err, store.ErrReadOnly) {
			return nil, nil, err
		} else {
			out.warn("%v; the index beside the project answers", err)
		}
	}
	return openFolder(ctx, s, indexFolder(c.Project), out)
}

// openServer brings the index on the server up to date.
func (c *searchCommand) openServer(ctx context.Context, s store.Store, synonyms search.Synonyms) (search.Searcher, error) {
	o, err := c.options(ctx, s, c.Project, synonyms)
	if err != nil {
		return nil, err
	}
	x, fresh, err := meili.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	if fresh {
		return x, x.Rebuild(ctx, func(next *meili.Index) error { _, _, err := fillIndex(ctx, s, next); return err })
	}
	_, _, err = fillIndex(ctx, s, x)
	return x, err
}

// openFolder opens the index beside a project and brings it up to date. Where a server has it open, or it cannot be written, a
// temporary one answers.
func openFolder(ctx context.Context, s store.Store, folder string, out output) (search.Searcher, func() error, error) {
	x, done, err := openIndex(folder, out)
	if err != nil {
		return nil, nil, err
	}
	if _, _, err := fillIndex(ctx, s, x); err != nil {
		return nil, nil, errors.Join(err, done())
	}
	return x, done, nil
}

// indexFiles makes a temporary index of two files.
func indexFiles(ctx context.Context, en, ar string, out output) (search.Searcher, func() error, error) {
	p, err := readPair(ctx, en, ar)
	if err != nil {
		return nil, nil, err
	}
	defer out.working("indexing")()
	l := workspace.NewLibrary(&memory.Store{})
	if _, err := l.Add(ctx, workspace.New{Title: p.translation.Name, Original: p.original, Translation: p.translation}); err != nil {
		return nil, nil, err
	}
	x, done, err := embedded.Temporary()
	if err != nil {
		return nil, nil, err
	}
	if _, _, err := fillIndex(ctx, l.Store, x); err != nil {
		return nil, nil, errors.Join(err, done())
	}
	return x, done, nil
}

// writeHits writes hits for machines.
func writeHits(out output, r search.Result) error {
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, h := range r.Hits {
		h.Links = nil // they serve the marks
		if err := enc.Encode(h); err != nil {
			return err
		}
	}
	return w.Flush()
}

// showHits writes hits for people.
func showHits(out output, q search.Query, r search.Result) {
	for _, n := range q.Notes {
		out.warn("%s", noteTexts[n])
	}
	if len(r.Hits) == 0 {
		fmt.Fprintln(out, "Nothing is found. Fewer words, a beginning with *, or typo:on find more.")
		return
	}
	for i, h := range r.Hits {
		number := h.Number
		if number != "" {
			number = " " + number
		}
		fmt.Fprintf(out, "%s  %s, %s%s, %s%s\n", out.paint(bold, fmt.Sprintf("%3d.", i+1)), h.Title, h.Kind, number, h.Status, howFound(h.Level))
		for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
			if text := h.Text(side); text != "" {
				fmt.Fprintf(out, "      %s\n", paintMarks(out, text, h.Marks(side)))
			}
		}
	}
	more := ""
	switch {
	case r.Total > len(r.Hits) && r.AtMost:
		more = fmt.Sprintf(" of at most %d", r.Total)
	case r.Total > len(r.Hits):
		more = fmt.Sprintf(" of %d", r.Total)
	}
	fmt.Fprintf(out, "%d found%s.\n", len(r.Hits), more)
}

// noteTexts say what people should know of how their query was read.
var noteTexts = map[search.Note]string{
	search.NoteQuote: "a quotation mark is not closed; the phrase goes to the end",
	search.NoteValue: "a filter without a value is left out",
}

// howFound says so where a hit is not what was typed.
func howFound(l search.Level) string {
	switch l {
	case search.Stemmed:
		return ", in another form"
	case search.Synonym:
		return ", a synonym"
	case search.Misread:
		return ", misread or mistyped"
	}
	return ""
}

// paintMarks shows the words that match in colour, and those that render them in another; without colours the words that
// match stand in brackets.
func paintMarks(out output, text string, marks []search.Mark) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(plainLine(text[at:m.Span.Start]))
		word := plainLine(m.Span.In(text))
		switch {
		case out.color && m.Counterpart:
			word = out.paint(cyan, word)
		case out.color:
			word = out.paint(bold, out.paint(yellow, word))
		case !m.Counterpart:
			word = "[" + word + "]"
		}
		b.WriteString(word)
		at = m.Span.End
	}
	b.WriteString(plainLine(text[at:]))
	return b.String()
}

// plainLine leaves out line ends and control characters, which a document must not send to a terminal.
func plainLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
