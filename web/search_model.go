package web

import (
	"context"
	"log/slog"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/search"
	"muqabala/views"
)

// fill puts hits into the model, in the way in which they are to be shown.
func (s *Server) fill(c *gin.Context, m *views.Search, a searchAsk, r search.Result) {
	for _, view := range []string{"pairs", "lines", "renderings"} {
		href := a.href(func(a *searchAsk) { a.view, a.shown = view, pairsShown })
		m.Views = append(m.Views, views.SearchTab{Name: view, Href: href, Current: view == a.view})
	}
	if m.Total > m.Shown && m.Shown < pairsMost && a.view == "pairs" {
		m.More = a.href(func(a *searchAsk) { a.shown = min(a.shown*5, pairsMost) })
	}
	switch {
	case len(r.Hits) == 0:
		m.Suggest = s.suggestions(c, a)
		if apart := withoutQuotes(a.query); apart != a.query {
			m.Apart = a.href(func(a *searchAsk) { a.query = apart })
		}
		if off := "typo:" + string(search.TyposOff); hasToken(a.query, off) { // otherwise they have been looked for
			m.Misread = a.href(func(a *searchAsk) { a.query = toggleToken(a.query, off) })
		}
		return
	case a.view == "lines":
		m.Lines = concordance(a, r.Hits)
	case a.view == "renderings":
		m.Renders = renderings(a, r.Hits)
	default:
		for i := range r.Hits {
			m.Hits = append(m.Hits, hitModel(c, &r.Hits[i]))
		}
	}
	for _, format := range []string{"csv", "tmx"} {
		href := "/search/export?" + url.Values{"q": {a.query}, "format": {format}}.Encode()
		m.Exports = append(m.Exports, views.SearchTab{Name: strings.ToUpper(format), Href: href})
	}
}

// suggestions are queries that find something where this one does not. Without any the page is as good.
func (s *Server) suggestions(c *gin.Context, a searchAsk) []views.SearchTab {
	found, err := s.search.Index.Suggest(c, a.query, 5)
	if err != nil {
		slog.WarnContext(c, "no suggestions", "error", err)
	}
	var out []views.SearchTab
	for _, q := range found {
		out = append(out, views.SearchTab{Name: q, Href: a.href(func(a *searchAsk) { a.query = q }), Plain: true})
	}
	return out
}

// withoutQuotes is a query whose phrases are words.
func withoutQuotes(query string) string {
	if !strings.ContainsAny(query, "\"«“„") || strings.ContainsAny(query, ":-−–") { // filters and exclusions keep theirs
		return query
	}
	return strings.Join(strings.Fields(strings.NewReplacer(`"`, " ", "«", " ", "»", " ", "“", " ", "”", " ", "„", " ").Replace(query)), " ")
}

// hitModel is a pair found, with its words marked.
func hitModel(ctx context.Context, h *search.Hit) views.SearchHit {
	m := views.SearchHit{Href: hitHref(h), Title: h.Title, Kind: h.Kind, Number: h.Number, Status: h.Status,
		Original: markedRuns(ctx, h, corpus.OriginalSide), Translation: markedRuns(ctx, h, corpus.TranslationSide)}
	if h.Level >= search.Stemmed {
		m.Found = h.Level.String()
	}
	return m
}

// markedRuns parts a text at its marks.
func markedRuns(ctx context.Context, h *search.Hit, side corpus.Side) []views.Run {
	text, at := h.Text(side), 0
	var out []views.Run
	add := func(r views.Run) {
		if r.Text != "" {
			out = append(out, r)
		}
	}
	for _, mark := range h.Marks(side) {
		add(views.Run{Text: text[at:mark.Span.Start]})
		r := views.Run{Text: mark.Span.In(text), Class: "hitword", Title: views.T(ctx, "search.mark.match")}
		if mark.Counterpart {
			r.Class, r.Title = "counterpart", views.T(ctx, "search.mark.counterpart")
		}
		add(r)
		at = mark.Span.End
	}
	add(views.Run{Text: text[at:]})
	return out
}

// hitHref is the row of a hit in the workbench, opened.
func hitHref(h *search.Hit) string {
	row := rowOfKey(h.Row)
	return "/b/" + url.PathEscape(h.Document) + "?row=" + row + "&open=" + row + "#" + row
}

// rowOfKey is the ID that the workbench gives to the row of a key: by the block that it begins with.
func rowOfKey(key string) string {
	original, translation, _ := strings.Cut(key, "|")
	letter, refs := "o", strings.Fields(original)
	if len(refs) == 0 {
		letter, refs = "t", strings.Fields(translation)
	}
	if len(refs) == 0 {
		return ""
	}
	block, span, _ := strings.Cut(refs[0], ":")
	if start, _, _ := strings.Cut(span, "-"); start != "0" {
		block += "." + start
	}
	return letter + block
}

// contextLetters is how much of a text stands on either side of a match in a line.
const contextLetters = 70

// concordance is the model of matches in context. Without a side asked for it is that on which the first hit matches.
func concordance(a searchAsk, hits []search.Hit) views.Concordance {
	if a.side == "" {
		a.side = corpus.OriginalSide
		if slices.ContainsFunc(hits[0].TranslationMarks, func(m search.Mark) bool { return !m.Counterpart }) {
			a.side = corpus.TranslationSide
		}
	}
	lang := sideLang(a.side)
	m := views.Concordance{Lang: string(lang), Dir: lang.Dir()}
	for _, side := range []corpus.Side{corpus.OriginalSide, corpus.TranslationSide} {
		m.Sides = append(m.Sides, views.SearchTab{Name: string(side), Current: side == a.side, Href: a.href(func(a *searchAsk) { a.side = side })})
	}
	for _, by := range []search.Context{search.Before, search.After} {
		m.Sorts = append(m.Sorts, views.SearchTab{Name: string(by), Current: by == a.by, Href: a.href(func(a *searchAsk) { a.by = by })})
	}
	for _, l := range search.Concordance(hits, a.side, a.by) {
		m.Lines = append(m.Lines, views.ConcordanceLine{Href: hitHref(l.Hit), Title: l.Hit.Title, Match: l.Match,
			Before: lastLetters(l.Before, contextLetters), After: firstLetters(l.After, contextLetters)})
	}
	return m
}

func sideLang(side corpus.Side) corpus.Lang {
	if side == corpus.OriginalSide {
		return corpus.English
	}
	return corpus.Arabic
}

// firstLetters is the beginning of a text, cut between words.
func firstLetters(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " …"
}

// lastLetters is the end of a text likewise.
func lastLetters(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[len(r)-n:])
	if i := strings.IndexByte(cut, ' '); i >= 0 && i < len(cut)-1 {
		cut = cut[i:]
	}
	return "…" + cut
}

// renderings is the model of how words are rendered; each leads to the pairs that have both.
func renderings(a searchAsk, hits []search.Hit) []views.Rendering {
	var out []views.Rendering
	all := search.Renderings(hits)
	for _, r := range all[:min(len(all), 100)] {
		lang := sideLang(r.Side)
		out = append(out, views.Rendering{Text: r.Text, Lang: string(lang), Dir: lang.Dir(), Count: r.Count, Of: len(hits),
			Href: a.href(func(a *searchAsk) {
				a.query, a.view, a.shown = strings.TrimSpace(a.query)+" "+quoted(r.Text), "pairs", pairsShown
			})})
	}
	return out
}

// quoted makes words of a text a phrase of a query, where they are several.
func quoted(s string) string {
	s = strings.ReplaceAll(s, `"`, " ")
	if strings.ContainsRune(s, ' ') {
		return `"` + s + `"`
	}
	return s
}
