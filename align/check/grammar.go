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
	if n > 3 && strings.HasPrefix(next, "ال") && !w.article && w.conjunction == "" && !strings.HasPrefix(word, "و") && !strings.HasSuffix(word, "ه") && !strings.HasSuffix(word, "ها") && !strings.HasSuffix(word, "هم") {
		add(changeArticle, "ال"+word)
	}
	if rest, ok := strings.CutSuffix(word, "هما"); ok && n > 5 && !strings.HasPrefix(word, "كل") {
		add(changeDual, rest+"ها")
	}
	if rest, ok := strings.CutSuffix(word, "ون"); ok && w.article && n > 6 && !tens[w.base] {
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
// grammar is what speaks for another form of a word.
func (p *Pass) grammar(g *paragraph, i int, c *candidate, f *features) {
	left, right := p.left(g, i), p.right(g, i)
	t := &g.tokens[i]
	w := takeApart(t.plain)
	f[fAfterComma] = is(i > 0 && !t.tight && t.comma)
	f[fNextAnd] = is(strings.HasPrefix(right, "و") || i+1 < len(g.tokens) && g.tokens[i+1].comma && strings.HasPrefix(g.tokens[i+1].text, "و"))
	if left != "" {
		l := takeApart(left)
		f[fLeftBare] = is(!l.article && !enders[left] && !prepositions[left])
		f[fLeftVerb] = is(!l.article && runes(left) > 3 && (strings.HasPrefix(left, "ي") || strings.HasPrefix(left, "ت")))
		f[fAfterPrep], f[fDefinite] = is(prepositions[left]), is(l.article)
	}
	f[fVerbBefore] = is(verbsFollow[left])
	f[fNextBy] = is(strings.HasPrefix(right, "ب"))
	p.agreement(g, i, c, f)
	if c.kind == kind(changeGender) {
		f[fRelative] = is(relatives[w.base+"ة"] && !twofold[w.base+"ة"]) - is(relatives[w.base] && !twofold[w.base])
	}
	if n := takeApart(right); right != "" {
		a, ok := adjective(n)
		f[fNextAdjective] = is(ok && n.article && n.conjunction == "")
		f[fNextAgrees] = is(ok && a&genderOf(w.base) != 0 && n.article && n.conjunction == "")
		if c.kind == kind(changeOwner) {
			f[fNextAgrees] = is(n.article && n.conjunction+n.preposition == "" && genderOf(n.base) == feminine) // its subject
		}
	}
	if p.meaning != nil {
		at, r := p.bestOf(g, i)
		if r > sureRatio {
			f[fLinked] = 1
			before := g.before(at)
			f[fAnd], f[fPreposition] = is(before == "and"), is(before == "in")
			f[fThe], f[fTo] = is(g.preceded(at, articles)), is(g.preceded(at, goals))
			f[fNextBefore] = p.nextBefore(g, i, at)
		}
		f[fDual] = is(g.dual(at, f[fLinked] > 0))
	}
}

// agreement is whether a form agrees in gender with the nouns before it.
func (p *Pass) agreement(g *paragraph, i int, c *candidate, f *features) {
	w := takeApart(g.tokens[i].plain)
	own, adj := adjective(w)
	f[fAdjective] = is(adj)
	h := p.headsOf(g, i)
	if h.far == 0 {
		return
	}
	switch {
	case own == 0 && strings.HasSuffix(w.base, "ة"):
		own = feminine
	case own == 0:
		own = masculine
	}
	f[fHeads], f[fConstruct] = 1, is(h.construct)
	if c.kind != kind(changeGender) {
		f[fAgrees], f[fNear] = is(h.far&own != 0), is(h.near&own != 0)
		return
	}
	to, _ := adjective(takeApart(c.word))
	if to == 0 {
		to = own
	}
	f[fAgrees], f[fNear] = is(h.far&to != 0)-is(h.far&own != 0), is(h.near&to != 0)-is(h.near&own != 0)
	f[fNoun] = logCount(p.nouns[nounGender{h.noun, to}]+p.usage.nouns[nounGender{h.noun, to}]) - logCount(p.nouns[nounGender{h.noun, own}]+p.usage.nouns[nounGender{h.noun, own}]-1)
}

// tens are number words that end as plurals do.
var tens = setOf(`عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون`)

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

var (
	articles = setOf("the this these those that its their our his her")
	goals    = setOf("to for")
)

// preceded reports whether one of some words stands before an English word, in its phrase.
func (g *paragraph) preceded(at int, by map[string]bool) bool {
	for k := at - 1; k >= 0 && k >= at-3 && !g.english[k+1].comma; k-- {
		if by[g.english[k].lower] {
			return true
		}
		if preps[g.english[k].lower] || g.english[k].lower == "of" {
			return false
		}
	}
	return false
}

// nextBefore is 1 where the English of the next word stands right before English word at, −1 where it stands behind it, else 0.
func (p *Pass) nextBefore(g *paragraph, i, at int) float64 {
	if p.behind(g, i) < 0 {
		return 0
	}
	next, ratio := p.bestOf(g, i+1)
	switch d := next - at; {
	case ratio <= sureRatio:
		return 0
	case d < 0 && d >= -3:
		return 1
	case d > 0 && d <= 6:
		return -1
	}
	return 0
}

// verbsFollow are words that verbs stand behind.
var verbsFollow = setOf(`التي الذي الذين اللذين اللتين أن وأن لا ولا لم ولم لن ولن قد وقد سوف حيث كما كانت وكانت كان وكان ما وما حتى لكي كي مما فيما وهي وهو هي هو لأنها لأنه أنها أنه بأن إنها إنه وأنها وأنه`)

// mostModifies is the most that [Pass.modifies] says, in nats.
const mostModifies = 3

// modifies is how much token i, if it has the article, stands behind words with the article elsewhere as adjectives do, rather than behind
// bare ones as nouns in the construct; in nats.
func (p *Pass) modifies(g *paragraph, i int) float64 {
	if i >= len(g.tokens) || !g.tokens[i].tight {
		return 0
	}
	w := takeApart(g.tokens[i].plain)
	if !w.article || w.conjunction+w.preposition != "" {
		return 0
	}
	key := modifierKey(w)
	a, b := p.usage.following[key], p.following[key]
	x := math.Log((float64(a.definite+b.definite) + .5) / (float64(a.bare+b.bare) + .5))
	return max(-mostModifies, min(mostModifies, x))
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

// countNoun counts a noun with an adjective behind it.
func countNoun(m map[nounGender]int, noun, adj string) {
	w := takeApart(adj)
	if a, ok := adjective(w); ok && w.article {
		if n := takeApart(noun); n.article {
			m[nounGender{n.base, a}]++
		}
	}
}

// countNouns learns from the document which gender nouns have.
func (p *Pass) countNouns() map[nounGender]int {
	out := map[nounGender]int{}
	for gi := range p.paragraphs {
		g := &p.paragraphs[gi]
		for i := 1; i < len(g.tokens); i++ {
			if g.tokens[i].tight {
				countNoun(out, g.tokens[i-1].plain, g.tokens[i].plain)
			}
		}
	}
	return out
}
