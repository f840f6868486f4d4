package search

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// split is a word in two parts, as a reader of print that sees too wide a gap leaves it (تعا ون), or a hyphen (co-operation):
// folded first parts by the second that makes a form of the word of each.
type split map[string][]string

// minPart is how many letters each part has.
const minPart = 2

// parts of no word: where they stand before or after another word, they are words themselves.
var whole = wordSet("في من عن على الى ان انه او ما لا لم لن قد هل هو هي هم كل بل ثم اي يا مع غير الا اذا اما بن ال هذا هذه ذلك التي الذي كان كما لكن بين بعد قبل عند " +
	"a an the of to in on at by for from with and or not no as is it be he we us so do if me my up out all any are was has had but its into over under")

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// newSplit parts a folded word, with all that may be attached to it, everywhere.
func newSplit(folded string) split {
	forms, out := Forms(folded), split{}
	for _, form := range forms {
		for at := range form {
			first, second := form[:at], form[at:]
			if utf8.RuneCountInString(first) < minPart || utf8.RuneCountInString(second) < minPart || whole[first] || whole[second] ||
				slices.Contains(forms, second) { // the word itself, with what is attached to it standing apart
				continue
			}
			out[second] = append(out[second], first)
		}
	}
	return out
}

// rarePart is how many records have one of the parts at most: what stands more often is a word itself.
const rarePart = 100

// partsExpr asks for records that have both parts of the clause's word on a side.
func (c *planned) partsExpr(sides []corpus.Side) (out Any) {
	t := c.terms[0]
	for _, side := range sides {
		if c.Phrase || !t.splits(side) {
			continue
		}
		field := keyField(side, foldedForm)
		for _, second := range slices.Sorted(maps.Keys(t.split)) {
			firsts, seconds := t.split[second], []string{second}
			out = append(out, All{In{Field: field, Values: firsts, Most: rarePart}, In{Field: field, Values: seconds}},
				All{In{Field: field, Values: firsts}, In{Field: field, Values: seconds, Most: rarePart}})
		}
	}
	return out
}

// joins reports whether two folded words that follow each other are the word.
func (s split) joins(first, second string) bool { return slices.Contains(s[second], first) }

// addSplit lets words in two parts count.
func (s *searching) addSplit(t *term) bool {
	if letters(t.folded) < minLike || t.class != arabic.Letters && t.class != arabic.Latin {
		return false
	}
	t.split = newSplit(t.folded)
	return len(t.split) > 0
}

// splits reports whether the word may stand in two parts on a side: an Arabic one in the translation only.
func (t *term) splits(side corpus.Side) bool {
	return t.split != nil && (t.class != arabic.Letters || side == corpus.TranslationSide)
}

// splitPlaces are where a clause of one word stands in two parts.
func (c *planned) splitPlaces(t *text) []place {
	if len(c.terms) > 1 || !c.terms[0].splits(t.side) {
		return nil
	}
	var out []place
	for at := 0; at+1 < len(t.found); at++ {
		if c.terms[0].split.joins(t.folded[at], t.folded[at+1]) {
			out = append(out, place{t, at, 2, costOf(Misread) + 2})
		}
	}
	return out
}
