package web

import (
	"context"
	"strings"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// findingModel is a finding for the view.
func findingModel(ctx context.Context, b *workspace.Bitext, v *workspace.View, f *workspace.Finding) views.Finding {
	out := views.Finding{Key: f.Key, Bitext: idOf(b), Row: f.Row, Check: f.Check, Severity: f.Severity, State: string(f.State),
		Message: findingMessage(f.Finding), Suggestions: f.Suggestions, Fixes: f.Fixes, Confidence: f.Confidence, Cause: f.Cause}
	if i := v.Row(f.Row); f.Row != "" && i >= 0 {
		out.RowSeen = v.Rows[i].Seen
	}
	if block := b.Translation().Block(f.Block); block != nil && f.Span.Len() < block.Span.Len() {
		out.Text = f.Text
	}
	for _, e := range f.Evidence {
		out.Evidence = append(out.Evidence, e.Text)
	}
	out.Together = len(v.Together(f))
	switch {
	case f.Series != "":
		out.Series = "series"
	case f.Cause != "":
		out.Series = "cause"
	}
	return out
}

// findingMessage is what a finding says: in the language of the interface where its parts are known, else as it is.
func findingMessage(f corpus.Finding) views.Message {
	m := views.Message{Plain: f.Message}
	switch f.Check {
	case "duplicate-paragraph", "misordered-paragraph", "split-paragraph":
		if len(f.Related) == 1 {
			m.ID, m.Values = "msg."+f.Check, []any{"Block", int(f.Related[0])}
		}
	case "missing-paragraph":
		if f.Number != "" {
			m.ID, m.Values = "msg."+f.Check, []any{"Number", f.Number}
		}
	case "footnote-in-flow", "masthead-in-flow":
		m.ID = "msg." + f.Check
	}
	return m
}

// around is how much of the text is shown on both sides of the words that a finding is about, in bytes.
const around = 160

// shown is a finding with the words around it and what the original says there.
func shown(ctx context.Context, b *workspace.Bitext, v *workspace.View, f *workspace.Finding) views.Finding {
	out := findingModel(ctx, b, v, f)
	if text := b.Translation().Text(f.Block); text != "" {
		out.Context = [3]string{tail(text[:f.Span.Start], around), head(f.Span.In(text), 600), head(text[f.Span.End:], around)}
	}
	out.Original = original(b, v, f)
	return out
}

// original is what the original says where the finding is: the sentences that its own belongs to, or the paragraph; with
// what its evidence rests on marked.
func original(b *workspace.Bitext, v *workspace.View, f *workspace.Finding) []views.Run {
	i := v.Row(f.Row)
	if f.Original == 0 && f.Row != "" && i >= 0 {
		if text := counterpart(v.Rows[i], f); text != "" {
			return plain([]views.Run{{Text: text}})
		}
	}
	id := f.Original
	if id == 0 && f.Row != "" && i >= 0 && len(v.Rows[i].Original) > 0 {
		id = v.Rows[i].Original[0].At.Block
	}
	text := b.Original().Text(id)
	var marks []mark
	for _, e := range f.Evidence {
		if f.Original > 0 && e.Span.Len() > 0 && e.Span.End <= len(text) {
			marks = append(marks, mark{span: e.Span, class: "evidence", title: e.Text})
		}
	}
	return plain(parted(text, marks))
}

// counterpart is the sentences of the original that belong to the one with the words of a finding; "" where the finding is
// about more than a sentence.
func counterpart(r *workspace.Row, f *workspace.Finding) string {
	var out []string
	for _, b := range r.Beads {
		for _, t := range b.Translation {
			for _, ref := range r.TranslationSegments[t].Refs {
				if ref.Block == f.Block && ref.Span.Contains(f.Span) && f.Span.Len() < ref.Span.Len() {
					for _, o := range b.Original {
						out = append(out, r.OriginalSegments[o].Text)
					}
				}
			}
		}
	}
	return strings.Join(out, " ")
}

// head is the beginning of a text, cut at a word.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > n/2 {
		n = i
	}
	return s[:n] + " …"
}

// tail is its end, cut likewise.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := len(s) - n
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	if j := strings.IndexByte(s[i:], ' '); j >= 0 && j < n/2 {
		i += j + 1
	}
	return "… " + s[i:]
}
