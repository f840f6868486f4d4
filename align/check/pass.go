package check

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"muqabala/align"
	"muqabala/align/layout"
	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Dictionary says whether a language has a word. [hunspell.Dictionary] is one.
//
// [hunspell.Dictionary]: https://pkg.go.dev/muqabala/align/check/hunspell
type Dictionary interface{ Has(word string) bool }

// Pass is what a check looks at: the documents, what is known of their layout, and the words of both as the checks need
// them. Make one with [NewPass]. Checks do not change it.
type Pass struct {
	Original    *corpus.Document // nil where there is none
	Translation *corpus.Document
	Layout      *layout.Layout
	Options     Options

	paragraphs []paragraph // in reading order, repeats and furniture left out
	forms      forms
	bigrams    map[[2]int32]int // how often two forms stand side by side
	meaning    *meaning         // nil where there is no original
	spelling   *spelling
	names      *lexicon.Names     // of the original
	nouns      map[nounGender]int // how often nouns have an adjective of a gender behind them
	misread    []misreading

	beads                           []sentenceBead // none where the caller knows none
	originalBeads, translationBeads map[corpus.BlockID][]beadRef
	ratio                           float64 // see [Pass.lengthRatio]; 0 while it is not known
}

// Options is what the caller brings to the checks. The zero value is ready for use.
type Options struct {
	Dictionary Dictionary      // of Arabic words; nil: the checks make do with what they have
	Rows       []corpus.Row    // the paragraphs that belong together, with their sentences; nil: sentences are not known
	Aligner    *align.Aligner  // what was learnt from the rows; nil where they are
	Glossary   []lexicon.Entry // the user's terms
}

// NewPass prepares the words of the texts.
func NewPass(ctx context.Context, original, translation *corpus.Document, l *layout.Layout, o Options) (*Pass, error) {
	p := &Pass{Original: original, Translation: translation, Layout: l, Options: o}
	p.forms = forms{ids: map[string]int32{}, dotless: map[string][]int32{}}
	for _, blocks := range l.Order {
		if kind := translation.Block(blocks[0]).Kind; kind != corpus.Furniture && kind != corpus.Markup {
			p.paragraphs = append(p.paragraphs, p.paragraph(blocks))
		}
	}
	p.bigrams = map[[2]int32]int{}
	for i := range p.paragraphs {
		for _, pair := range pairs(p.paragraphs[i].tokens) {
			p.bigrams[pair]++
		}
	}
	if original != nil {
		m, err := newMeaning(ctx, p)
		if err != nil {
			return nil, err
		}
		p.meaning = m
	}
	p.tieSentences(o.Rows)
	p.nouns = p.countNouns()
	if original != nil {
		p.names = lexicon.NewNames(arabic.Words(original.Source))
	}
	p.spelling = newSpelling(p)
	p.spelling.setPrior()
	p.misread = p.findMisread()
	return p, ctx.Err()
}

// paragraph is a paragraph of the translation, and the blocks of the original that it translates.
type paragraph struct {
	blocks    []corpus.BlockID
	originals []corpus.BlockID
	tokens    []token
	english   []englishWord
	links     []link // the English word of each token
	phrases   map[phraseWord]int
	expected  []string // Arabic words for the English words that no token stands for
}

// token is an Arabic word where it stands.
type token struct {
	block corpus.BlockID
	span  corpus.Span // bytes of the block
	text  string      // as it stands
	form  int32
	bead  int32 // the sentence bead that it stands in, or [noBead]
	tight bool  // one space and nothing else stands between it and the token before
	comma bool  // a comma stands there
	stop  bool  // a full stop or the like stands there
}

// forms numbers the different words of the translation, tashkil and tatweel aside.
type forms struct {
	ids     map[string]int32
	words   []string
	count   []int
	dotless map[string][]int32 // the forms that are one without their dots
}

func (f *forms) add(word string) int32 {
	id, ok := f.ids[word]
	if !ok {
		id = int32(len(f.words))
		f.ids[word] = id
		f.words, f.count = append(f.words, word), append(f.count, 0)
		key := arabic.FoldDots(word)
		f.dotless[key] = append(f.dotless[key], id)
	}
	f.count[id]++
	return id
}

// of is how often the translation has a word.
func (f *forms) of(word string) int {
	if id, ok := f.ids[word]; ok {
		return f.count[id]
	}
	return 0
}

// paragraph reads the words of the blocks that make a paragraph.
func (p *Pass) paragraph(blocks []corpus.BlockID) paragraph {
	out := paragraph{blocks: blocks}
	for _, id := range blocks {
		if o := p.Layout.Match[id-1]; o >= 0 && !slices.Contains(out.originals, corpus.BlockID(o+1)) {
			out.originals = append(out.originals, corpus.BlockID(o+1))
		}
		text, lead := p.Translation.Text(id), p.Translation.Block(id).Lead
		end, last := -1, -1
		for _, m := range word.FindAllStringIndex(text[lead:], -1) {
			s := corpus.Span{Start: lead + m[0], End: lead + m[1]}
			if !isArabicWord(s.In(text)) {
				end = -1
				continue
			}
			t := token{block: id, span: s, text: s.In(text), form: p.forms.add(plain(s.In(text)))}
			t.tight = end >= 0 && text[end:s.Start] == " " || end < 0 && len(out.tokens) > 0 && id != blocks[0] && s.Start == lead
			t.stop = last >= 0 && strings.ContainsAny(text[last:s.Start], ".؟!")
			t.comma = last >= 0 && strings.Contains(text[last:s.Start], "،")
			out.tokens = append(out.tokens, t)
			end, last = s.End, s.End
		}
	}
	return out
}

// isArabicWord reports whether every letter is Arabic.
func isArabicWord(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Arabic, r) }) < 0 &&
		strings.IndexFunc(word, arabic.IsArabic) >= 0
}

// plain is a word without tashkil and tatweel.
func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if r == 'ـ' || unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, word)
}

// pairs are the forms that stand side by side.
func pairs(tokens []token) [][2]int32 {
	var out [][2]int32
	for i := 1; i < len(tokens); i++ {
		if tokens[i].tight {
			out = append(out, [2]int32{tokens[i-1].form, tokens[i].form})
		}
	}
	return out
}

// word is the form of token i of the paragraph, "" beyond its ends and across punctuation: i-1 of word i is its left
// neighbour only where the two are tight.
func (p *Pass) left(g *paragraph, i int) string {
	if i <= 0 || !g.tokens[i].tight {
		return ""
	}
	return p.forms.words[g.tokens[i-1].form]
}

func (p *Pass) right(g *paragraph, i int) string {
	if i+1 >= len(g.tokens) || !g.tokens[i+1].tight {
		return ""
	}
	return p.forms.words[g.tokens[i+1].form]
}

// bigram is how often the translation has two words side by side.
func (p *Pass) bigram(a, b string) int {
	x, ok := p.forms.ids[a]
	y, also := p.forms.ids[b]
	if !ok || !also {
		return 0
	}
	return p.bigrams[[2]int32{x, y}]
}
