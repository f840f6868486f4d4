package check

import (
	"regexp"
	"strings"

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
	for i := range p.paragraphs {
		if g := &p.paragraphs[i]; p.meaning != nil && len(g.english) > 0 {
			out = append(out, p.stops(g)...)
		}
	}
	return out
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
			if read == "," && house || read == "»" && opened > 0 {
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

// stops compares where sentences end with the original. A stop before a word with ب whose neighbours stand for words of one
// English sentence is too much; two words with nothing but "and" between them that stand for the end of one and the
// beginning of the next lack one.
func (p *Pass) stops(g *paragraph) (out []corpus.Finding) {
	sentence := p.englishSentences(g)
	ends := 0
	for i := 1; i < len(g.tokens); i++ {
		ends += int(is(g.tokens[i].stop))
	}
	surplus := ends - sentence[len(sentence)-1]
	for i := 1; i < len(g.tokens); i++ {
		a, b := g.tokens[i-1], g.tokens[i]
		before, after := p.sentenceBefore(g, i, sentence, 2), p.sentenceAfter(g, i, sentence, 2)
		if a.block != b.block {
			continue
		}
		span := corpus.Span{Start: a.span.Start, End: b.span.End}
		switch {
		case p.Translation.Text(a.block)[a.span.End:b.span.Start] == ". " && opensNone(b.text) && (before < 0 || after < 0 || before == after):
			f := p.at(a.block, span, corpus.Warning, .7, corpus.Say("a full stop stands inside a sentence of the original"))
			f.Suggestions = []string{a.text + " " + b.text}
			out = append(out, f)
		case surplus < 0 && b.tight && before >= 0 && after == before+1 && opensWithAnd(b.text) &&
			p.sentenceBefore(g, i, sentence, 3) == before && p.sentenceAfter(g, i, sentence, 3) == after:
			f := p.at(a.block, span, corpus.Warning, .6, corpus.Say("a sentence of the original ends here"))
			f.Suggestions = []string{a.text + ". " + b.text}
			out = append(out, f)
		}
	}
	return out
}

// openers begin with ب and may open a sentence.
var openers = setOf("بيد بالإضافة بموجب بناء بعد بعدئذ بينما بل بادئ بما بعض بلغ بلغت بدأ بدأت بحث بحثت بين بينت بات باتت بقي بقيت بذلك بذلت بحلول بالنظر بالنسبة بغض بصرف بغية بفضل بسبب بوجه بصفة باسم باختصار بالتالي بالرغم برغم بالمقارنة بالمقابل بالتوازي بالتزامن بالتحديد بالأخص بالذات بالنتيجة بالمثل بالأساس بالعادة باستثناء باستخدام بناءا بدون بهذه بهذا بذلك بدورها بدوره بحسب باعتبار باعتباره باعتبارها بطبيعة بشكل بصورة بصفته بصفتها بمجرد بمعنى بمناسبة بإيجاز بالفعل بالطبع برز برزت بنن بلجيكا بلغاريا بولندا باكستان بيلاروس بنما بيرو")

// opensNone reports whether a word begins with the preposition ب, and as good as never opens a sentence.
func opensNone(word string) bool {
	return strings.HasPrefix(word, "ب") && runes(word) > 4 && !openers[plain(word)]
}

// opensWithAnd reports whether a word begins with "and" and is no noun with the article, which would go on a list.
func opensWithAnd(word string) bool {
	return strings.HasPrefix(word, "و") && !strings.HasPrefix(word, "وال") && runes(word) > 3
}

// englishSentences is the sentence, from 0, of each English word of the paragraph.
func (p *Pass) englishSentences(g *paragraph) []int {
	out := make([]int, len(g.english))
	n, at := -1, 0
	for _, id := range g.originals {
		lead := p.Original.Block(id).Lead
		for _, s := range arabic.Sentences(p.Original.Body(id), corpus.English) {
			n++
			for at < len(g.english) && g.english[at].block == id && g.english[at].span.Start < lead+s.End {
				out[at] = n
				at++
			}
		}
	}
	return out
}

// sentenceBefore is the English sentence that as many linked words before token i stand for, −1 where they do not agree.
func (p *Pass) sentenceBefore(g *paragraph, i int, sentence []int, agreeing int) int {
	return p.sentenceFrom(g, i-1, -1, sentence, agreeing)
}

// sentenceAfter is the same for token i and those behind it.
func (p *Pass) sentenceAfter(g *paragraph, i int, sentence []int, agreeing int) int {
	return p.sentenceFrom(g, i, 1, sentence, agreeing)
}

// lookedAt is how many tokens are asked for the sentence that they stand for.
const lookedAt = 8

// sentenceFrom is the same for token k and those that come by steps of 1 or −1.
func (p *Pass) sentenceFrom(g *paragraph, k, step int, sentence []int, agreeing int) int {
	found, n := -1, 0
	for range lookedAt {
		if k < 0 || k >= len(g.tokens) || n == agreeing {
			break
		}
		if at, r := p.bestOf(g, k); r > 2*sureRatio {
			if found >= 0 && sentence[at] != found {
				return -1
			}
			found, n = sentence[at], n+1
		}
		k += step
	}
	if n < agreeing {
		return -1
	}
	return found
}
