package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/align/lexicon"
	"muqabala/corpus/arabic"
)

// Vocabulary gives every distinct stem a number, from 0. Both languages share it, so that a number, symbol or Latin word
// that stands in both texts has one id: an anchor. It is not safe for concurrent use while it grows.
type Vocabulary struct {
	ids   map[string]int32
	stems []string
	class []arabic.Class
	forms map[string]int32 // words as they stand in the text, so that each is stemmed once
	base  *Vocabulary      // whose stems come first; it does not change
}

// NewVocabulary is an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{ids: map[string]int32{}, forms: map[string]int32{}}
}

// extend is a vocabulary that has all stems of v, and grows without changing v.
func (v *Vocabulary) extend() *Vocabulary {
	own := NewVocabulary()
	own.base = v
	return own
}

// first is the id of the first stem that is not the base's.
func (v *Vocabulary) first() int {
	if v.base == nil {
		return 0
	}
	return v.base.Len()
}

// Len is the number of stems.
func (v *Vocabulary) Len() int { return v.first() + len(v.stems) }

// Stem is the stem with that id.
func (v *Vocabulary) Stem(id int32) string {
	if own := int(id) - v.first(); own >= 0 {
		return v.stems[own]
	}
	return v.base.Stem(id)
}

// Class is the class of the stem with that id.
func (v *Vocabulary) Class(id int32) arabic.Class {
	if own := int(id) - v.first(); own >= 0 {
		return v.class[own]
	}
	return v.base.Class(id)
}

// ID is the id of a stem (see [Stem]), new if need be.
func (v *Vocabulary) ID(stem string, class arabic.Class) int32 {
	if id, ok := v.Lookup(stem); ok {
		return id
	}
	id := int32(v.Len())
	stem = strings.Clone(stem) // a slice of the text would keep all of it in memory
	v.ids[stem] = id
	v.stems = append(v.stems, stem)
	v.class = append(v.class, class)
	return id
}

// Lookup is the id of a stem, false where it has none.
func (v *Vocabulary) Lookup(stem string) (int32, bool) {
	id, ok := v.ids[stem]
	if !ok && v.base != nil {
		return v.base.Lookup(stem)
	}
	return id, ok
}

// word is the id of a word as it stands in a text.
func (v *Vocabulary) word(text string, class arabic.Class) int32 {
	if id, ok := v.form(text); ok {
		return id
	}
	id := v.ID(Stem(text, class), class)
	v.forms[strings.Clone(text)] = id
	return id
}

// form is the id of a word that was seen before.
func (v *Vocabulary) form(text string) (int32, bool) {
	id, ok := v.forms[text]
	if !ok && v.base != nil {
		return v.base.form(text)
	}
	return id, ok
}

// Tokens are the ids of a text's words, in order; punctuation is left out. A number or symbol also counts by its groups of
// digits, because the two languages put them in different order: "10.47" is "47/10", "4,000" is "000 4".
func (v *Vocabulary) Tokens(text string) []int32 {
	return v.AppendTokens(nil, arabic.Words(text))
}

// AppendTokens appends the ids of words, as [Vocabulary.Tokens] has them.
func (v *Vocabulary) AppendTokens(ids []int32, words []arabic.Word) []int32 {
	for _, w := range words {
		switch w.Class {
		case arabic.Punct:
		case arabic.Number, arabic.Symbol:
			ids = v.appendGroups(ids, w.Text, w.Class)
		default:
			ids = append(ids, v.word(w.Text, w.Class))
		}
	}
	return ids
}

// appendGroups appends a symbol as a whole, and the groups of digits of a symbol or number.
func (v *Vocabulary) appendGroups(ids []int32, text string, class arabic.Class) []int32 {
	if class == arabic.Symbol {
		ids = append(ids, v.word(text, class))
	}
	digits := arabic.FoldDigits(text)
	for start := 0; start < len(digits); {
		end := start
		for end < len(digits) && digits[end] >= '0' && digits[end] <= '9' {
			end++
		}
		if end > start {
			ids = append(ids, v.word(digits[start:end], arabic.Number))
		}
		start = end + 1
	}
	return ids
}

// Stem is the match key of one word, see [lexicon.Key].
func Stem(word string, class arabic.Class) string { return lexicon.Key(word, class) }

// Segment is what the aligner sees of a segment.
type Segment struct {
	Tokens []int32 // ids of its words, in order
	Length int     // runes, white space included
	End    Ending  // how it ends
	Begin  Begin   // how it begins
	Number int32   // id of the number that it begins with ("12.", "١٢ -"), -1 for none

	key       string // see furnitureKey
	furniture bool   // a running header or the like
}

// Begin says how a segment begins.
type Begin uint8

// The beginnings.
const (
	BeginsOther  Begin = iota
	BeginsSmall        // with a small Latin letter: often it goes on from the segment before
	BeginsNumber       // with a number, or a mark as of a list
	Begins       = int(BeginsNumber) + 1
)

// Ending says how a segment ends, whichever its language.
type Ending uint8

// The endings.
const (
	Open     Ending = iota // with a letter or digit
	Comma                  // , ،
	Semi                   // ; ؛
	Colon                  // :
	Stop                   // . …
	Question               // ? ؟ !
	Endings  = int(Question) + 1
)

// Segment reads a segment.
func (v *Vocabulary) Segment(text string) Segment {
	words := arabic.Words(text)
	s := Segment{Tokens: v.AppendTokens(make([]int32, 0, len(words)), words), Number: -1, End: ending(words), Begin: beginning(words), key: furnitureKey(text, words)}
	for range text {
		s.Length++
	}
	if len(words) > 1 && words[0].Class == arabic.Number && len(s.Tokens) > 0 {
		s.Number = s.Tokens[0]
	}
	return s
}

// ending is the last mark that is not a quote or bracket.
func ending(words []arabic.Word) Ending {
	for i := len(words) - 1; i >= 0; i-- {
		if words[i].Class != arabic.Punct {
			return Open
		}
		switch words[i].Text {
		case ",", "،":
			return Comma
		case ";", "؛":
			return Semi
		case ":":
			return Colon
		case ".", "…":
			return Stop
		case "?", "؟", "!":
			return Question
		}
	}
	return Open
}

// beginning looks at the first word.
func beginning(words []arabic.Word) Begin {
	if len(words) == 0 {
		return BeginsOther
	}
	switch first := words[0]; first.Class {
	case arabic.Number, arabic.Symbol:
		return BeginsNumber
	case arabic.Punct:
		if first.Text == "(" || first.Text == "-" || first.Text == "•" || first.Text == "*" {
			return BeginsNumber
		}
	case arabic.Latin:
		if r, _ := utf8.DecodeRuneInString(first.Text); unicode.IsLower(r) {
			return BeginsSmall
		}
	}
	return BeginsOther
}
