package check

import (
	"math"
	"strings"
)

// change is a way in which scanners and typists put one form of a word for another, both being good Arabic.
type change int

const (
	changeGender  change = iota // السياسي for السياسية, and the other way round
	changeTo                    // للأطراف for الأطراف
	changeAnd                   // بالتنمية for والتنمية
	changeArticle               // مؤشرات for المؤشرات before an article
	changeDual                  // مكافحتهما for مكافحتها
	changeCase                  // المشاركون for المشاركين
	changeTwo                   // المنظمات, المنظمين for المنظمتان, المنظمتين
	changePrefix                // تضمن for تتضمن
	changeOwner                 // اعتمده for اعتمدته
	changeCount
)

// variant is what may have stood in a word's place.
type variant struct {
	change change
	word   string
}

// variants are the forms that a word may stand for, given the word behind it.
func variants(word, next string) (out []variant) {
	add := func(c change, w string) { out = append(out, variant{c, w}) }
	n := runes(word)
	w := takeApart(word)
	if w.article && n > 5 && w.preposition == "" {
		if strings.HasSuffix(word, "ية") {
			add(changeGender, strings.TrimSuffix(word, "ة"))
		} else if strings.HasSuffix(word, "ي") {
			add(changeGender, word+"ة")
		}
	}
	if rest, ok := strings.CutPrefix(word, "لل"); ok && n > 6 {
		add(changeTo, "ال"+rest)
	}
	if rest, ok := strings.CutPrefix(word, "بال"); ok && n > 5 {
		add(changeAnd, "وال"+rest)
	}
	if n > 3 && strings.HasPrefix(next, "ال") && !w.article && !strings.HasSuffix(word, "ه") && !strings.HasSuffix(word, "ها") && !strings.HasSuffix(word, "هم") {
		add(changeArticle, "ال"+word)
	}
	if rest, ok := strings.CutSuffix(word, "هما"); ok && n > 5 {
		add(changeDual, rest+"ها")
	}
	if rest, ok := strings.CutSuffix(word, "ون"); ok && w.article && n > 6 {
		add(changeCase, rest+"ين")
	}
	if rest, ok := strings.CutSuffix(word, "ات"); ok && n > 5 {
		add(changeTwo, rest+"تان")
		add(changeTwo, rest+"تين")
	}
	if rest, ok := strings.CutSuffix(word, "ين"); ok && n > 5 {
		add(changeTwo, rest+"تين")
	}
	if rest, ok := strings.CutPrefix(word, "ت"); ok && n > 3 && !strings.HasPrefix(rest, "ت") {
		add(changePrefix, "تت"+rest)
	}
	if rest, ok := strings.CutPrefix(word, "وت"); ok && n > 4 && !strings.HasPrefix(rest, "ت") {
		add(changePrefix, "وتت"+rest)
	}
	if rest, ok := strings.CutSuffix(word, "ه"); ok && n > 4 {
		add(changeOwner, rest+"ته")
	}
	return out
}

// What speaks for a variant and against the word as read.
const (
	vBias          = iota
	vFrequency     // ln of how often the document has the variant
	vOwn           // and the word as read, elsewhere
	vLeft          // ln of how often it has the neighbour before with the one against the other
	vRight         // and the neighbour behind
	vLeftShare     // share of the places of the neighbour before that have the variant behind it
	vRightShare    // share of the places of the neighbour behind that have the variant before it
	vAgrees        // the variant agrees with a noun before it, the word as read with none: 1; the other way round: −1
	vHeads         // there is a noun before to agree with: 1
	vAnd           // the English word has "and" or a comma before it: 1
	vPreposition   // the English word has a preposition before it: 1
	vLinked        // the English word is known
	vDual          // the English has a word for two: 1
	vAdjective     // the word is an adjective by its ending
	vNextAdjective // and so is the next
	vNextAgrees    // the next word, as an adjective, agrees with the variant
	vPrepBefore    // a preposition stands before
	vDefinite      // the word before has the article
	vNear          // as vAgrees, of the nearest noun alone
	vNoun          // ln of how often the document has that noun with the gender of the variant, against that of the word as read
	vConstruct     // the noun stands in a construct
	vRelative      // the variant is a noun in -ية: 1; the word as read is one: −1
	vComma         // a comma stands before
	vLeftBare      // the word before is a noun without an article or particle
	vLeftVerb      // the word before begins as a verb does
	vNextAnd       // the next word begins with "and"
	vKnown         // the dictionary has the variant
	variantFeatures
)

func (p *Pass) variantFeatures(g *paragraph, i int, v variant) (f [variantFeatures]float64) {
	read := p.forms.words[g.tokens[i].form]
	left, right := p.left(g, i), p.right(g, i)
	f[vBias] = 1
	f[vFrequency] = math.Log(float64(p.forms.of(v.word)) + .5)
	f[vOwn] = math.Log(float64(p.forms.of(read)-1) + .5)
	f[vComma] = is(i > 0 && !g.tokens[i].tight && g.tokens[i].comma)
	f[vNextAnd] = is(strings.HasPrefix(right, "و") || i+1 < len(g.tokens) && g.tokens[i+1].comma && strings.HasPrefix(g.tokens[i+1].text, "و"))
	if left != "" {
		l := takeApart(left)
		f[vLeftBare] = is(!l.article && !enders[left] && !prepositions[left])
		f[vLeftVerb] = is(!l.article && runes(left) > 3 && (strings.HasPrefix(left, "ي") || strings.HasPrefix(left, "ت")))
		f[vLeft] = math.Log((float64(p.bigram(left, v.word)) + .3) / (float64(p.bigram(left, read)-1) + .3))
		f[vLeftShare] = float64(p.bigram(left, v.word)) / float64(p.forms.of(left))
		f[vPrepBefore] = is(prepositions[left])
		f[vDefinite] = is(takeApart(left).article)
	}
	if right != "" {
		f[vRight] = math.Log((float64(p.bigram(v.word, right)) + .3) / (float64(p.bigram(read, right)-1) + .3))
		f[vRightShare] = float64(p.bigram(v.word, right)) / float64(p.forms.of(right))
	}
	w := takeApart(read)
	own, adj := adjective(w)
	f[vAdjective] = is(adj)
	h := p.headsOf(g, i)
	if h.far != 0 {
		f[vHeads] = 1
		to, _ := adjective(takeApart(v.word))
		switch {
		case own == 0 && strings.HasSuffix(w.base, "ة"):
			own = feminine
		case own == 0:
			own = masculine
		}
		if to == 0 {
			to = own
		}
		f[vAgrees] = is(h.far&to != 0) - is(h.far&own != 0)
		f[vNear] = is(h.near&to != 0) - is(h.near&own != 0)
		if v.change != changeGender {
			f[vAgrees], f[vNear] = is(h.far&own != 0), is(h.near&own != 0)
		} else {
			own, other := p.nouns[nounGender{h.noun, own}]-1, p.nouns[nounGender{h.noun, to}]
			f[vNoun] = math.Log((float64(other) + .5) / (float64(max(own, 0)) + .5))
		}
		f[vConstruct] = is(h.construct)
	}
	if v.change == changeGender {
		f[vRelative] = is(relatives[w.base+"ة"] && !twofold[w.base+"ة"]) - is(relatives[w.base] && !twofold[w.base])
	}
	if right != "" {
		n := takeApart(right)
		a, ok := adjective(n)
		f[vNextAdjective] = is(ok && n.article && n.conjunction == "")
		f[vNextAgrees] = is(ok && a&genderOf(w.base) != 0 && n.article && n.conjunction == "")
	}
	if p.meaning != nil {
		at, r := p.bestOf(g, i)
		if r > sureRatio {
			f[vLinked] = 1
			before := g.before(at)
			f[vAnd], f[vPreposition] = is(before == "and"), is(before == "in")
		}
		f[vDual] = is(g.dual(at, f[vLinked] > 0))
	}
	f[vKnown] = is(p.spelling.real(v.word))
	return f
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

var prepositions = setOf(`في من إلى على عن مع بين وفي ومن وإلى وعلى وعن ومع لدى خلال بعد قبل تحت ضد نحو حول دون بدون عبر وبين`)

var (
	ands  = setOf("and or as nor & also")
	preps = setOf("in by with through at on via about from to for into within under during upon against towards toward over")
)

// before says what stands before an English word, the words of its own phrase skipped: "and", "in" for any preposition,
// "of", or "".
func (g *paragraph) before(at int) string {
	for k := at; k >= 0 && k >= at-3; k-- {
		if k < at {
			switch w := g.english[k].lower; {
			case ands[w]:
				return "and"
			case preps[w]:
				return "in"
			case w == "of":
				return "of"
			}
		}
		if g.english[k].comma {
			return "and"
		}
	}
	return ""
}

var duals = setOf("two both respective second twice bilateral either neither each pair couple former latter double mutual twin")

// dual reports whether the English has a word for two: near a place where that is known, else anywhere.
func (g *paragraph) dual(at int, known bool) bool {
	from, to := 0, len(g.english)
	if known {
		from, to = max(0, at-8), min(to, at+4)
	}
	for _, w := range g.english[from:to] {
		if duals[w.lower] {
			return true
		}
	}
	return false
}

// nounGender is a noun with the gender of an adjective beside it.
type nounGender struct {
	noun string
	of   gender
}

// countNouns learns from the document which gender nouns have.
func (p *Pass) countNouns() map[nounGender]int {
	out := map[nounGender]int{}
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		for i := 1; i < len(g.tokens); i++ {
			w := takeApart(p.forms.words[g.tokens[i].form])
			if a, ok := adjective(w); ok && w.article && g.tokens[i].tight {
				if b := takeApart(p.left(g, i)); b.article {
					out[nounGender{b.base, a}]++
				}
			}
		}
	}
	return out
}
