package check

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/align/lexicon"
)

// A class is what can be seen of a word's grammar by its form: a function word is a class of its own, another word is what it
// begins and ends with: the particles and the article, or the letter that may be a particle or a person of the verb, and the
// ending of gender, number or a pronoun. Which class follows which two says much about agreement, as class n-grams do (Brown
// et al. 1992), and needs little text to learn.

// classOf is the class of a word without tashkil.
func classOf(word string) string {
	if lexicon.IsFunctionWord(word) {
		return word
	}
	w := takeApart(word)
	start := w.conjunction + w.preposition
	base := w.base
	switch r, n := utf8.DecodeRuneInString(base); {
	case w.article:
		start += "ال"
	case strings.ContainsRune("وفبلكيتنسأ", r) && runes(base) > 3:
		if rest := base[n:]; lexicon.IsFunctionWord(rest) {
			return word
		}
		start, base = start+string(r), base[n:]
	}
	for _, end := range classEndings {
		if rest, ok := strings.CutSuffix(base, end); ok && runes(rest) > 1 {
			return start + "-" + end
		}
	}
	return start + "-"
}

// classEndings are the endings that make a class, longer ones first.
var classEndings = []string{"تين", "تان", "هما", "ات", "ين", "ون", "ان", "ها", "هم", "ية", "نا", "وا", "ة", "ه", "ي", "ا", "ت", "ن"}

// Classes of what is no Arabic word.
const (
	commaClass = "،"
	stopClass  = "."
	otherClass = "#" // a number, a bracket, a word in Latin letters, the ends of the text
)

type classID int32

// classes numbers classes and counts those that stand one behind the other.
type classes struct {
	ids   map[string]classID
	names []string
	one   map[classID]int
	two   map[[2]classID]int
	three map[[3]classID]int
	first map[[2]classID]int // the first two of three
	total int
}

func newClasses() classes {
	return classes{ids: map[string]classID{}, one: map[classID]int{}, two: map[[2]classID]int{}, three: map[[3]classID]int{}, first: map[[2]classID]int{}}
}

func (c *classes) clone() classes {
	return classes{maps.Clone(c.ids), slices.Clone(c.names), maps.Clone(c.one), maps.Clone(c.two), maps.Clone(c.three), maps.Clone(c.first), c.total}
}

func (c *classes) id(name string) classID {
	id, ok := c.ids[name]
	if !ok {
		id = classID(len(c.names))
		c.ids[name] = id
		c.names = append(c.names, name)
	}
	return id
}

// find is the number of a class, −1 for one that never occurred.
func (c *classes) find(name string) classID {
	if id, ok := c.ids[name]; ok {
		return id
	}
	return -1
}

// count adds n of three classes in a row.
func (c *classes) count(t [3]classID, n int) {
	c.three[t] += n
	c.first[[2]classID{t[0], t[1]}] += n
	c.two[[2]classID{t[1], t[2]}] += n
	c.one[t[2]] += n
	c.total += n
}

// row are the classes of words in a row, of what stands between them, and of the ends; at is where each word is in it. Classes
// that never occurred are −1.
func (c *classes) row(tokens []token) (row []classID, at []int) {
	other := c.find(otherClass)
	row = append(row, other, other)
	for _, t := range tokens {
		if mark := t.mark(); mark != "" {
			row = append(row, c.find(mark))
		}
		at = append(at, len(row))
		row = append(row, c.find(classOf(t.plain)))
	}
	return append(row, other, other), at
}

// learn counts the classes of words in a row.
func (c *classes) learn(tokens []token) {
	for _, name := range []string{otherClass, commaClass, stopClass} {
		c.id(name)
	}
	for _, t := range tokens {
		c.id(classOf(t.plain))
	}
	row, _ := c.row(tokens)
	for i := 2; i < len(row); i++ {
		c.count([3]classID{row[i-2], row[i-1], row[i]}, 1)
	}
}

// Weights of what less context says, in counts (MacKay and Peto 1995).
const (
	backTwo = 8.
	backOne = 4.
)

// chance is how often a class occurs, wherever.
func (c *classes) chance(x classID) float64 {
	return (float64(c.one[x]) + .5) / (float64(c.total) + 500)
}

// probability is that of a class behind two others.
func (c *classes) probability(a, b, x classID) float64 {
	p := (float64(c.two[[2]classID{b, x}]) + backOne*c.chance(x)) / (float64(c.one[b]) + backOne)
	return (float64(c.three[[3]classID{a, b, x}]) + backTwo*p) / (float64(c.first[[2]classID{a, b}]) + backTwo)
}

// gain is how much more, in nats, a class is drawn by what stands around it than another one is, however usual both are: before by
// what precedes, behind by what follows. around are two classes before, and two behind.
func (c *classes) gain(around [4]classID, is, other classID) (before, behind float64) {
	if is == other {
		return 0, 0
	}
	p := func(x classID) (float64, float64) {
		return math.Log(c.probability(around[0], around[1], x) / c.chance(x)), math.Log(c.probability(around[1], x, around[2]) * c.probability(x, around[2], around[3]))
	}
	b1, f1 := p(is)
	b2, f2 := p(other)
	return clip(b1 - b2), clip(f1 - f2)
}

// mostClass is the most that classes may say, in nats: rare ones would say too much.
const mostClass = 3

func clip(x float64) float64 { return max(-mostClass, min(mostClass, x)) }
