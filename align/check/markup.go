package check

import (
	"regexp"
	"strings"

	"muqabala/corpus"
)

var markup = Check{"markup", "Markup of the scanner, or marks of direction around a number, were left in the text.", func(p *Pass) (out []corpus.Finding) {
	// An original in Markdown, or a text that is full of it, means its stars.
	bold := p.Original != nil && strings.Contains(p.Original.Source, "**") || strings.Count(p.Translation.Source, "**") > 2*mostStrayBold
	p.words(func(id corpus.BlockID, text string, _ []corpus.Span) {
		for _, m := range leftover.FindAllStringIndex(text, -1) {
			s := corpus.Span{Start: m[0], End: m[1]}
			if bold && strings.HasPrefix(s.In(text), "**") {
				continue
			}
			if text[s.Start] == '\\' {
				s.End = s.Start + 1 // the backslash alone, whatever follows
			}
			f := p.at(id, s, corpus.Info, .95, corpus.Say("markup in the text"))
			f.Suggestions = []string{tag.ReplaceAllString(strings.Trim(strings.TrimPrefix(s.In(text), `\`), "*"), "")}
			f.Series = "markup:" + kindOfMarkup(s.In(text))
			out = append(out, f)
		}
	})
	return out
}}

// mostStrayBold is how many words between double stars may still be the scanner's.
const mostStrayBold = 10

var (
	leftover = regexp.MustCompile(`[\x{200E}\x{200F}]+[0-9٠-٩]+[\x{200E}\x{200F}]*|[0-9٠-٩]+[\x{200E}\x{200F}]+|<sup>[^<]{0,12}</sup>|<b>[^<]{0,80}</b>|<br ?/?>|&nbsp;|\*\*[^*\n]{1,80}\*\*|\\(?:$|[\s.،])`)
	tag      = regexp.MustCompile(`<[^>]*>|&nbsp;|[\x{200E}\x{200F}]`)
)

// kindOfMarkup is its beginning: one decision repairs all of a kind.
func kindOfMarkup(s string) string {
	if strings.ContainsAny(s, "\u200e\u200f") {
		return "direction"
	}
	if strings.HasPrefix(s, "<") {
		return s[:strings.IndexByte(s, '>')+1]
	}
	return s[:min(2, len(s))]
}
