package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

var punctuation = Check{"punctuation", "White space stands before a comma or semicolon; a mark was misread; a full stop stands inside a sentence, or is missing between two.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, text string, _ []corpus.Span) {
		for _, m := range spaceBefore.FindAllStringSubmatchIndex(text, -1) {
			whole := corpus.Span{Start: m[0], End: m[3] + len("،")}
			f := p.at(id, whole, corpus.Warning, .95, corpus.Say("no space before a comma or semicolon"))
			f.Suggestions = []string{text[m[0]:m[2]] + text[m[3]:m[3]+len("،")]}
			f.Series = "punctuation:space"
			out = append(out, f)
		}
	})
	out = append(out, p.marks()...)
	return append(out, p.stops()...)
}}

var spaceBefore = regexp.MustCompile(`\S+( +)[،؛](?:\s|$)`)

// misreadMark are marks that scanners put in the place of others: a Latin comma, or a closing quotation mark that nothing opens,
// for the Arabic comma, and a space before the stroke of a month's two names.
var misreadMark = regexp.MustCompile(`[\p{Arabic}\p{M}](,|»)(?:\s|$)|\p{Arabic}( /)\p{Arabic}`)

// marks reports them; a document that has Latin commas mostly is taken to mean them.
func (p *Pass) marks() (out []corpus.Finding) {
	opened := strings.Count(p.Translation.Source, "«")
	latin := latinComma.FindAllStringIndex(p.Translation.Source, -1)
	house := len(latin) >= 2*strings.Count(p.Translation.Source, "،")+houseCommas
	p.words(func(id corpus.BlockID, text string, _ []corpus.Span) {
		for _, m := range misreadMark.FindAllStringSubmatchIndex(text, -1) {
			span, to := corpus.Span{Start: m[2], End: m[3]}, "،"
			if m[2] < 0 {
				span, to = corpus.Span{Start: m[4], End: m[5]}, "/"
			}
			read := span.In(text)
			if read == "," && (house || beforeOther(text[span.End:])) || read == "»" && opened > 0 {
				continue
			}
			f := p.at(id, span, corpus.Warning, .93, corpus.Say("another mark belongs here"))
			f.Suggestions, f.Series = []string{to}, "punctuation:"+read
			f.Evidence = []corpus.Evidence{{Kind: "shape", Text: corpus.Say("scanners read “%s” so", to)}}
			out = append(out, f)
		}
	})
	return out
}

// beforeOther reports whether a text goes on with something that is not Arabic, before which a Latin comma may be meant.
func beforeOther(text string) bool {
	r, n := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	return n > 0 && !arabic.IsArabic(r)
}

// houseCommas is how many Latin commas more than twice the Arabic ones a document must have to mean them.
const houseCommas = 40

var latinComma = regexp.MustCompile(`\p{Arabic},\s`)

// words calls f for each block that counts, with the spans of its words: runs without white space, outer marks removed.
func (p *Pass) words(f func(id corpus.BlockID, text string, words []corpus.Span)) {
	for _, b := range p.Translation.Blocks {
		if _, repeat := p.Layout.Duplicates[b.ID]; repeat || b.Kind == corpus.Furniture || b.Kind == corpus.Markup {
			continue
		}
		text := p.Translation.Text(b.ID)
		var spans []corpus.Span
		for _, m := range word.FindAllStringIndex(text, -1) {
			spans = append(spans, corpus.Span{Start: m[0], End: m[1]})
		}
		f(b.ID, text, spans)
	}
}

var word = regexp.MustCompile(`[\p{L}\p{M}\x{0640}]+`)
