package web

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// findingModel is a finding for the view.
func findingModel(ctx context.Context, b *workspace.Bitext, v *workspace.View, f *workspace.Finding) views.Finding {
	out := views.Finding{Key: f.Key, Bitext: idOf(b), Row: f.Row, Check: f.Check, Severity: f.Severity, State: string(f.State),
		Message: f.Message, Suggestions: f.Suggestions, Fixes: f.Fixes, Confidence: f.Confidence, Cause: f.Cause}
	if i := v.Row(f.Row); f.Row != "" && i >= 0 {
		out.RowSeen = v.Rows[i].Seen
	}
	if block := b.Translation().Block(f.Block); block != nil && f.Span.Len() < block.Span.Len() {
		out.Text = f.Text // of a whole block nothing stands out
	}
	for _, e := range f.Evidence {
		out.Evidence = append(out.Evidence, e.Text)
	}
	out.Together = len(v.Together(f))
	switch {
	case f.Cause != "":
		out.Series = "cause"
	case f.Series != "":
		out.Series = "series"
	}
	return out
}

// around is how much of the text is shown on both sides of the words that a finding is about, in bytes.
const around = 160

// shown is a finding with the words around it and what the original says there.
func shown(ctx context.Context, b *workspace.Bitext, v *workspace.View, f *workspace.Finding) views.Finding {
	out := findingModel(ctx, b, v, f)
	out.Context = context3(b, v, f, around)
	out.Original = original(ctx, b, v, f)
	return out
}

// textAround is the paragraph that the words of a finding stand in as it is now, and where; of one whose words do not stand
// there any more, the block as it was read.
func textAround(b *workspace.Bitext, v *workspace.View, f *workspace.Finding) (string, corpus.Span) {
	if i := v.Row(f.Row); i >= 0 && f.In.Len() > 0 {
		for _, p := range v.Rows[i].Translation {
			if p.At == f.At {
				return p.Text(), f.In
			}
		}
	}
	return b.Translation().Text(f.Block), f.Span
}

// original is what the original says where the finding is: the sentences that its own belongs to, or the paragraph; with
// what its evidence rests on marked.
func original(ctx context.Context, b *workspace.Bitext, v *workspace.View, f *workspace.Finding) []views.Run {
	id := f.Original
	if i := v.Row(f.Row); f.Row != "" && i >= 0 {
		if runs := counterpart(ctx, v.Rows[i], f); runs != nil {
			return plain(runs)
		}
		if id == 0 && len(v.Rows[i].Original) > 0 {
			id = v.Rows[i].Original[0].At.Block
		}
	}
	text := b.Original().Text(id)
	marks := grounds(ctx, f, corpus.Ref{Block: id, Span: corpus.Span{End: len(text)}})
	if len(marks) == 0 {
		text = head(text, longest)
	}
	return plain(parted(text, marks))
}

// longest is how much of a paragraph is shown, in bytes.
const longest = 600

// context3 is the words of a finding with so many bytes of the text before and behind them; where they are a whole paragraph, its
// beginning stands alone before them.
func context3(b *workspace.Bitext, v *workspace.View, f *workspace.Finding, around int) [3]string {
	text, in := textAround(b, v, f)
	if in.Len() == len(text) {
		return [3]string{head(plain([]views.Run{{Text: text}})[0].Text, 4*around), "", ""}
	}
	return [3]string{tail(text[:in.Start], around), head(in.In(text), longest), head(text[in.End:], around)}
}

// counterpart is the sentences of the original that belong to the one with the words of a finding; nil where the finding is
// about more than a sentence.
func counterpart(ctx context.Context, r *workspace.Row, f *workspace.Finding) []views.Run {
	var out []views.Run
	for _, b := range r.Beads {
		if !slices.ContainsFunc(b.Translation, func(t int) bool { return within(r.TranslationSegments[t], f) }) {
			continue
		}
		for _, o := range b.Original {
			s := r.OriginalSegments[o]
			var marks []mark
			if len(s.Refs) == 1 && s.Refs[0].Span.Len() == len(s.Text) {
				marks = grounds(ctx, f, s.Refs[0])
			}
			out = append(append(out, parted(s.Text, marks)...), views.Run{Text: " "})
		}
	}
	return out
}

// within reports whether the words of a finding stand in a sentence and are not all of it.
func within(s corpus.Segment, f *workspace.Finding) bool {
	return slices.ContainsFunc(s.Refs, func(r corpus.Ref) bool {
		return r.Block == f.Block && r.Span.Contains(f.Span) && f.Span.Len() < r.Span.Len()
	})
}

// grounds are the marks, in a stretch of the original, of what a finding rests on.
func grounds(ctx context.Context, f *workspace.Finding, in corpus.Ref) []mark {
	var out []mark
	for _, e := range f.Evidence {
		if f.Original == in.Block && e.Span.Len() > 0 && in.Span.Contains(e.Span) {
			title, _ := views.Said(ctx, e.Text)
			out = append(out, mark{span: e.Span.Shift(-in.Span.Start), class: "ground", title: title})
		}
	}
	return out
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
