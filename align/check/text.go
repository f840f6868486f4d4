package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

var foreignScript = Check{"foreign-script", "A letter of another script stands inside an Arabic word.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, _ string, words []corpus.Span) {
		text := p.Translation.Text(id)
		for _, w := range words {
			if mixed(w.In(text)) {
				out = append(out, p.at(id, w, corpus.Error, .98, "letters of two scripts in one word"))
			}
		}
	})
	return out
}}

// particles are what Arabic writes in one with a foreign word that follows: "لـ GitHub".
var particles = map[string]bool{"و": true, "ف": true, "ب": true, "ك": true, "ل": true, "ال": true, "بال": true, "لل": true, "وال": true}

// mixed reports whether a word has an Arabic letter directly beside one of another script; tatweel is of none, and a
// particle before a whole foreign word is no fault.
func mixed(word string) bool {
	word = strings.ReplaceAll(word, "ـ", "")
	if i := strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }); i > 0 && particles[word[:i]] {
		word = word[i:]
	}
	before := rune(' ')
	for _, r := range word {
		if unicode.IsLetter(r) && unicode.IsLetter(before) && (unicode.Is(unicode.Arabic, r) != unicode.Is(unicode.Arabic, before)) {
			return true
		}
		if !unicode.Is(unicode.Mn, r) {
			before = r
		}
	}
	return false
}

// words calls f for each block that counts, with the spans of its words: runs without white space, outer marks removed.
func (p *Pass) words(f func(id corpus.BlockID, text string, words []corpus.Span)) {
	for _, b := range p.Translation.Blocks {
		if _, repeat := p.Layout.Duplicates[b.ID]; repeat || b.Kind == corpus.Furniture {
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

var doubledWord = Check{"doubled-word", "A word stands twice in a row.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, text string, words []corpus.Span) {
		for i := 1; i < len(words); i++ {
			a, b := words[i-1], words[i]
			if a.In(text) == b.In(text) && utf8.RuneCountInString(a.In(text)) > 2 && text[a.End:b.Start] == " " && arabic.IsArabic(firstRune(a.In(text))) {
				f := p.at(id, corpus.Span{Start: a.Start, End: b.End}, corpus.Error, .95, "the word stands twice")
				f.Suggestions = []string{a.In(text)}
				out = append(out, f)
			}
		}
	})
	return out
}}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

var spaceBefore = regexp.MustCompile(`\S+( +)[،؛](?:\s|$)`)

var punctuation = Check{"punctuation", "White space stands before a comma or semicolon.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, text string, _ []corpus.Span) {
		for _, m := range spaceBefore.FindAllStringSubmatchIndex(text, -1) {
			whole := corpus.Span{Start: m[0], End: m[3] + len("،")}
			f := p.at(id, whole, corpus.Warning, .95, "no space before a comma or semicolon")
			f.Suggestions = []string{text[m[0]:m[2]] + text[m[3]:m[3]+len("،")]}
			out = append(out, f)
		}
	})
	return out
}}

var leftover = regexp.MustCompile(`<sup>[^<]{0,12}</sup>|<b>[^<]{0,80}</b>|<br ?/?>|&nbsp;|\\(?:$|[\s.،])`)

var markup = Check{"markup", "Markup of the scanner was left in the text.", func(p *Pass) (out []corpus.Finding) {
	p.words(func(id corpus.BlockID, text string, _ []corpus.Span) {
		for _, m := range leftover.FindAllStringIndex(text, -1) {
			s := corpus.Span{Start: m[0], End: m[1]}
			if text[s.Start] == '\\' {
				s.End = s.Start + 1 // the backslash alone, whatever follows
			}
			f := p.at(id, s, corpus.Info, .95, "markup in the text")
			f.Suggestions = []string{tag.ReplaceAllString(strings.TrimPrefix(s.In(text), `\`), "")}
			out = append(out, f)
		}
	})
	return out
}}

var tag = regexp.MustCompile(`<[^>]*>|&nbsp;`)
