package align

import (
	"strings"

	"muqabala/corpus/arabic"
)

// Vocabulary gives every distinct stem a number, from 0. Both languages share it, so that a number, symbol or Latin word
// that stands in both texts has one id: an anchor. It is not safe for concurrent use while it grows.
type Vocabulary struct {
	ids   map[string]int32
	stems []string
	class []arabic.Class
	forms map[string]int32 // words as they stand in the text, so that each is stemmed once
}

// NewVocabulary is an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{ids: map[string]int32{}, forms: map[string]int32{}}
}

// Len is the number of stems.
func (v *Vocabulary) Len() int { return len(v.stems) }

// Stem is the stem with that id.
func (v *Vocabulary) Stem(id int32) string { return v.stems[id] }

// Class is the class of the stem with that id.
func (v *Vocabulary) Class(id int32) arabic.Class { return v.class[id] }

// ID is the id of a stem (see [Stem]), new if need be.
func (v *Vocabulary) ID(stem string, class arabic.Class) int32 {
	if id, ok := v.ids[stem]; ok {
		return id
	}
	id := int32(len(v.stems))
	stem = strings.Clone(stem) // a slice of the text would keep all of it in memory
	v.ids[stem] = id
	v.stems = append(v.stems, stem)
	v.class = append(v.class, class)
	return id
}

// Lookup is the id of a stem, false where it has none.
func (v *Vocabulary) Lookup(stem string) (int32, bool) {
	id, ok := v.ids[stem]
	return id, ok
}

// word is the id of a word as it stands in a text.
func (v *Vocabulary) word(text string, class arabic.Class) int32 {
	if id, ok := v.forms[text]; ok {
		return id
	}
	id := v.ID(Stem(text, class), class)
	v.forms[strings.Clone(text)] = id
	return id
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

// Stem is the match key of one word: folded, and without its endings, Arabic by [arabic.Stem], Latin letters by a light
// English stemmer.
func Stem(word string, class arabic.Class) string {
	folded := arabic.Fold(word)
	switch class {
	case arabic.Letters:
		return arabic.Stem(folded)
	case arabic.Latin:
		return stemEnglish(folded)
	}
	return folded
}

// stemEnglish takes the endings of number and tense off a folded English word, and makes -y, -ie and -e one, as the S
// stemmer (Harman 1991) and Porter's first step do. Three letters are left at least.
func stemEnglish(w string) string {
	w = strings.TrimSuffix(w, "'s")
	switch {
	case len(w) < 4:
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "i"
	case strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && strings.IndexByte("sui", w[len(w)-2]) < 0:
		w = w[:len(w)-1]
	}
	for _, ending := range []string{"ing", "ed"} {
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) >= 3 && strings.ContainsAny(base, "aeiouy") {
			w = undouble(base)
			break
		}
	}
	switch {
	case len(w) < 4:
	case w[len(w)-1] == 'e':
		return w[:len(w)-1]
	case w[len(w)-1] == 'y':
		return w[:len(w)-1] + "i"
	}
	return w
}

// undouble makes "stopp" of "stopped" "stop".
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && strings.IndexByte("lsz", w[n-1]) < 0 {
		return w[:n-1]
	}
	return w
}

// Segment is what the aligner sees of a segment.
type Segment struct {
	Tokens []int32 // ids of its words, in order
	Length int     // runes, white space included
	End    Ending  // how it ends
	Number int32   // id of the number that it begins with ("12.", "١٢ -"), -1 for none
}

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
	s := Segment{Tokens: v.AppendTokens(make([]int32, 0, len(words)), words), Number: -1, End: ending(words)}
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
