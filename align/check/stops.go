package check

import (
	"math"
	"strings"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// stops compares where sentences end with the original: a stop before a word with ب whose neighbours stand for words of one English
// sentence is too much; "and" without a stop before it, where the next English sentence begins, lacks one.
func (p *Pass) stops() (out []corpus.Finding) {
	all := p.allEnds()
	faithful := float64(all.have) >= faithfulEnds*float64(all.want)
	for i := range p.paragraphs {
		g := &p.paragraphs[i]
		if p.meaning == nil || len(g.english) == 0 {
			continue
		}
		e := p.sentenceEnds(g)
		out = append(out, p.surplusStops(g, e.sentence)...)
		if faithful && e.have < e.want {
			out = append(out, p.missingStops(g, e)...)
		}
	}
	return out
}

// ends are how many sentences end within paragraphs: in the original, and of those in the translation.
type ends struct{ have, want int }

// allEnds are those of the text, with those that the habits count.
func (p *Pass) allEnds() (all ends) {
	if h := p.Options.Habits; h != nil {
		all = h.ends
	}
	for i := range p.paragraphs {
		if g := &p.paragraphs[i]; p.meaning != nil && len(g.english) > 0 {
			e := p.sentenceEnds(g)
			all.have, all.want = all.have+min(e.have, e.want), all.want+e.want
		}
	}
	return all
}

// faithfulEnds is which share of the sentence ends of the original a translation must have for a missing one to be a fault, and not the
// way of its translator.
const faithfulEnds = .8

// sentenceEnds are how many sentences end within a paragraph: in the translation, in the original; and the English sentence, from 0, of
// each English word.
type sentenceEnds struct {
	have, want int
	sentence   []int
}

func (p *Pass) sentenceEnds(g *paragraph) sentenceEnds {
	e := sentenceEnds{sentence: p.englishSentences(g)}
	e.want = e.sentence[len(e.sentence)-1]
	for i := 1; i < len(g.tokens); i++ {
		if g.tokens[i].stop {
			e.have++
		}
	}
	return e
}

// surplusStops are the stops within a sentence of the original.
func (p *Pass) surplusStops(g *paragraph, sentence []int) (out []corpus.Finding) {
	for i := 1; i < len(g.tokens); i++ {
		a, b := g.tokens[i-1], g.tokens[i]
		if a.block != b.block || p.Translation.Text(a.block)[a.span.End:b.span.Start] != ". " || !opensNone(b.text) {
			continue
		}
		before, after := p.sentenceFrom(g, i-1, -1, sentence), p.sentenceFrom(g, i, 1, sentence)
		if before < 0 || after < 0 || before == after {
			f := p.at(a.block, corpus.Span{Start: a.span.Start, End: b.span.End}, corpus.Warning, .7, corpus.Say("a full stop stands inside a sentence of the original"))
			f.Suggestions = []string{a.text + " " + b.text}
			out = append(out, f)
		}
	}
	return out
}

// What it costs, in nats, that a sentence of the original begins where no stop stands: before "and", and elsewhere; and how much
// better than any other place one must be to be reported.
const (
	costNoStop   = 2.
	costNowhere  = 7.
	surelyBegins = 3
)

// missingStops are the places where a sentence of the original begins and no stop stands. The English sentences are laid over the words of
// the paragraph, one behind the other, so that the words stand for those of their sentence (Viterbi 1967).
func (p *Pass) missingStops(g *paragraph, e sentenceEnds) (out []corpus.Finding) {
	gain := p.sentenceGains(g, e)
	begin := make([]float64, len(g.tokens)) // what it costs to begin a sentence at a word
	for i := range g.tokens {
		switch t := &g.tokens[i]; {
		case t.stop:
		case i > 0 && g.tokens[i-1].block == t.block && (t.tight || t.comma) && p.opensWithAnd(t.plain):
			begin[i] = -costNoStop
		default:
			begin[i] = -costNowhere
		}
	}
	forward, backward := layOver(gain, begin)
	for k := 1; k <= e.want; k++ {
		best, at, second := math.Inf(-1), 0, math.Inf(-1)
		for i := 1; i < len(g.tokens); i++ {
			switch x := forward[i-1][k-1] + begin[i] + backward[i][k]; {
			case x > best:
				best, at, second = x, i, best
			case x > second:
				second = x
			}
		}
		if begin[at] == -costNoStop && best-second >= surelyBegins {
			a, b := g.tokens[at-1], g.tokens[at]
			f := p.at(a.block, corpus.Span{Start: a.span.Start, End: b.span.End}, corpus.Warning, .6, corpus.Say("a sentence of the original ends here"))
			f.Suggestions = []string{a.text + ". " + b.text}
			out = append(out, f)
		}
	}
	return out
}

// sentenceGains are how much each word stands for words of each English sentence, in nats.
func (p *Pass) sentenceGains(g *paragraph, e sentenceEnds) [][]float64 {
	scopes := make([]scope, e.want+1)
	for at, s := range e.sentence {
		if at == 0 || e.sentence[at-1] != s {
			scopes[s].from = at
		}
		scopes[s].to = at + 1
	}
	gain := make([][]float64, len(g.tokens))
	for i := range gain {
		gain[i] = make([]float64, len(scopes))
		s := p.spelling.sense(g.tokens[i].plain)
		for k, in := range scopes {
			_, ratio := p.meaning.best(g, in, s, g.place(i))
			gain[i][k] = math.Log(1 + ratio)
		}
	}
	return gain
}

// layOver gives the best sums of gains for sentences in a row over words in a row: forward[i][k] up to word i, in sentence k, backward
// from it on. begin is added where a sentence begins.
func layOver(gain [][]float64, begin []float64) (forward, backward [][]float64) {
	n := len(gain)
	forward, backward = make([][]float64, n), make([][]float64, n)
	for i := range gain {
		forward[i] = make([]float64, len(gain[i]))
		for k := range forward[i] {
			switch {
			case i == 0 && k > 0:
				forward[i][k] = math.Inf(-1)
			case i > 0:
				forward[i][k] = forward[i-1][k]
				if k > 0 {
					forward[i][k] = max(forward[i][k], forward[i-1][k-1]+begin[i])
				}
			}
			forward[i][k] += gain[i][k]
		}
	}
	for i := n - 1; i >= 0; i-- {
		backward[i] = make([]float64, len(gain[i]))
		last := len(gain[i]) - 1
		for k := range backward[i] {
			switch {
			case i == n-1 && k < last:
				backward[i][k] = math.Inf(-1)
			case i < n-1:
				backward[i][k] = backward[i+1][k]
				if k < last {
					backward[i][k] = max(backward[i][k], backward[i+1][k+1]+begin[i+1])
				}
			}
			backward[i][k] += gain[i][k]
		}
	}
	return forward, backward
}

// openers begin with ب and may open a sentence.
var openers = setOf("بيد بالإضافة بموجب بناء بعد بعدئذ بينما بل بادئ بما بعض بلغ بلغت بدأ بدأت بحث بحثت بين بينت بات باتت بقي بقيت بذلك بذلت بحلول بالنظر بالنسبة بغض بصرف بغية بفضل بسبب بوجه بصفة باسم باختصار بالتالي بالرغم برغم بالمقارنة بالمقابل بالتوازي بالتزامن بالتحديد بالأخص بالذات بالنتيجة بالمثل بالأساس بالعادة باستثناء باستخدام بناءا بدون بهذه بهذا بذلك بدورها بدوره بحسب باعتبار باعتباره باعتبارها بطبيعة بشكل بصورة بصفته بصفتها بمجرد بمعنى بمناسبة بإيجاز بالفعل بالطبع برز برزت بنن بلجيكا بلغاريا بولندا باكستان بيلاروس بنما بيرو")

// opensNone reports whether a word begins with the preposition ب, and as good as never opens a sentence.
func opensNone(word string) bool {
	return strings.HasPrefix(word, "ب") && runes(word) > 4 && !openers[plain(word)]
}

// opensWithAnd reports whether a word is "and" with a word that is no noun with the article, which would go on a list.
func (p *Pass) opensWithAnd(word string) bool {
	rest, ok := strings.CutPrefix(word, "و")
	return ok && !strings.HasPrefix(rest, "ال") && (lexicon.IsFunctionWord(rest) || runes(rest) >= shortestWord && p.spelling.real(rest))
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

// lookedAt is how many tokens are asked for the sentence that they stand for.
const lookedAt = 8

// sentenceFrom is the English sentence that two linked words stand for, token k and those that come by steps of 1 or −1; −1 where they do not
// agree.
func (p *Pass) sentenceFrom(g *paragraph, k, step int, sentence []int) int {
	const agreeing = 2
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
