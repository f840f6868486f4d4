package check

import (
	"context"
	"slices"
	"sync"

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

	paragraphs []paragraph          // in reading order, repeats and furniture left out
	usage      *usage               // what is usual elsewhere
	model      *model               // of misread words
	forms      lexis                // the different words of the translation, behind those of usage, which have the same numbers
	bigrams    map[[2]int32]int     // how often two of them stand side by side
	following  map[string]following // as of usage, in the translation
	dotless    map[string][]int32   // those of the translation that are one without their dots
	meaning    *meaning             // nil where there is no original
	wordCount  int                  // of the translation, and of the texts that usage was counted in
	spelling   *spelling
	similar    [][]candidate       // what each of the forms may stand for wherever it stands, nil while that is not known
	names      *lexicon.Names      // of the original
	nouns      map[nounGender]int  // how often nouns have an adjective of a gender behind them
	misread    func() []misreading // the words taken to be misread, looked for at the first call
	numbers    func() numbersFound // likewise what is found of numbers
	doubt      float64             // of the words on average, see [Pass.noteDoubts]

	beads                           []sentenceBead // none where the caller knows none
	originalBeads, translationBeads map[corpus.BlockID][]beadRef
	ratio                           float64 // see [Pass.lengthRatio]; 0 while it is not known
}

// Options is what the caller brings to the checks. The zero value is ready for use.
type Options struct {
	Dictionary Dictionary         // of Arabic words; nil: the checks make do with what they have
	Rows       []corpus.Row       // the paragraphs that belong together, with their sentences; nil: sentences are not known
	Aligner    *align.Aligner     // what was learnt from the rows; nil where they are
	Glossary   []lexicon.Entry    // the user's terms
	Memory     []align.Translated // sentences with translations known to be right: what is usual in them is usual
	Threads    int                // how many processors may work at once; 0: all
	Habits     *Habits            // of a text that the documents are a part of; nil where they are all of it
	usage      *usage             // of other texts, in place of the built-in one; for tests
	model      *model             // in place of the built-in one; for tests
}

// translations are the Arabic sides of the memory.
func (o *Options) translations() []string {
	out := make([]string, len(o.Memory))
	for i, m := range o.Memory {
		out[i] = m.Translation
	}
	return out
}

// NewPass prepares the words of the texts.
func NewPass(ctx context.Context, original, translation *corpus.Document, l *layout.Layout, o Options) (*Pass, error) {
	p := &Pass{Original: original, Translation: translation, Layout: l, Options: o}
	p.adopt()
	for _, blocks := range l.Order {
		if kind := translation.Block(blocks[0]).Kind; kind != corpus.Furniture && kind != corpus.Markup {
			p.paragraphs = append(p.paragraphs, p.paragraph(blocks))
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
	p.prepareWords()
	if original != nil && p.names == nil {
		p.names = lexicon.NewNames(arabic.Words(original.Source))
	}
	p.spelling = newSpelling(p)
	p.similar = make([][]candidate, len(p.forms.words))
	if o.Habits == nil {
		p.spelling.noise = p.noise()
	}
	p.misread, p.numbers = sync.OnceValue(p.findMisread), sync.OnceValue(p.compareAllNumbers)
	return p, ctx.Err()
}

// prepareWords works out what the words of the translation tell of each other.
func (p *Pass) prepareWords() {
	for _, n := range slices.Concat(p.forms.count, p.usage.words.count) {
		p.wordCount += n
	}
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		g.classes, g.classAt = p.usage.classes.row(g.tokens)
	}
	if p.Options.Habits == nil {
		p.nouns = p.countNouns()
	}
	p.noteDoubts()
}

// paragraph is a paragraph of the translation, and the blocks of the original that it translates.
type paragraph struct {
	blocks    []corpus.BlockID
	originals []corpus.BlockID
	tokens    []token
	english   []englishWord
	links     []link             // the English word of each token
	scopes    map[int32]scope    // where the English of each sentence bead stands; see [Pass.scope]
	phrases   [][]phraseWord     // of each token, see [Pass.phrases]
	expected  map[scope][]string // what the lexicon has for the English words that no token stands for
	classes   []classID          // of the tokens and of the marks between them
	classAt   []int              // where in classes each token is
}

// of is how often the translation has a word.
func (l *lexis) of(word string) int { return l.times(l.find(word)) }

// paragraph reads the words of the blocks that make a paragraph.
func (p *Pass) paragraph(blocks []corpus.BlockID) paragraph {
	out := paragraph{blocks: blocks}
	for _, id := range blocks {
		if o := p.Layout.Match[id-1]; o >= 0 && !slices.Contains(out.originals, corpus.BlockID(o+1)) {
			out.originals = append(out.originals, corpus.BlockID(o+1))
		}
		lead, from := p.Translation.Block(id).Lead, len(out.tokens)
		for i, t := range tokenize(p.Translation.Text(id), lead) {
			t.block, t.form = id, p.count(t.plain)
			t.tight = t.tight || i == 0 && from > 0 && t.span.Start == lead // a torn paragraph goes on
			if t.tight {
				before := &out.tokens[len(out.tokens)-1]
				p.bigrams[[2]int32{before.form, t.form}]++
				count(p.following, before.plain, t.plain)
			}
			out.tokens = append(out.tokens, t)
		}
	}
	return out
}

// count counts a word of the translation.
func (p *Pass) count(word string) int32 {
	id := p.forms.id(word)
	if p.forms.count[id] == 0 {
		key := arabic.FoldDots(word)
		p.dotless[key] = append(p.dotless[key], id)
	}
	p.forms.count[id]++
	return id
}

// before is the form that stands right before token i of a paragraph, −1 for none; behind is that right behind it.
func (p *Pass) before(g *paragraph, i int) int32 {
	if i <= 0 || !g.tokens[i].tight {
		return -1
	}
	return g.tokens[i-1].form
}

func (p *Pass) behind(g *paragraph, i int) int32 {
	if i+1 >= len(g.tokens) || !g.tokens[i+1].tight {
		return -1
	}
	return g.tokens[i+1].form
}

// left is the word right before token i, "" for none; right is that right behind it.
func (p *Pass) left(g *paragraph, i int) string  { return p.word(p.before(g, i)) }
func (p *Pass) right(g *paragraph, i int) string { return p.word(p.behind(g, i)) }

func (p *Pass) word(form int32) string {
	if form < 0 {
		return ""
	}
	return p.forms.words[form]
}
