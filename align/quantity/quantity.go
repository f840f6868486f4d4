// Package quantity reads what English and Arabic texts say in numbers: numerals and number words, ordinals and fractions, dates,
// times of day, percentages and sums of money. Both languages come to the same values, so that a check can compare them.
package quantity

import (
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Kind says what a [Quantity] counts.
type Kind uint8

// The kinds of quantities.
const (
	Number   Kind = iota // how many, or which: "450,000", "fifty-four", "الرابعة والخمسين", "54/117"
	Fraction             // a part: "two thirds", "نصف"
	Month                // a month, with the day and year beside it if there are any
	Time                 // a time of day
	Symbol               // a document symbol
)

// Quantity is a number as it stands in a text.
type Quantity struct {
	Span corpus.Span // bytes of the text; unit and scale are outside
	Kind Kind
	// Value is in Western digits, without marks between thousands, with a point before decimals, the scale multiplied in:
	// "450000", "12.5", "54/117"; "1/3" of a fraction, 1 to 12 of a month, minutes since midnight of a time.
	Value string
	// Other is a second value that the same signs may stand for, or "": "1.250" is 1.25 and 1250.
	Other string
	// Digits are those that stand there, in Western ones, with what stands between them; "" of number words.
	Digits string
	// Weak quantities may answer for others but say nothing by their absence: one and two, for which Arabic has other forms,
	// and words that have other meanings.
	Weak bool

	Scale     int         // zeros that a word behind the number adds: 6 for million
	ScaleSpan corpus.Span // of that word; empty for none
	Unit      string      // "%", or a currency by its ISO 4217 code; "" for none
	UnitSpan  corpus.Span // of what says the unit; empty for none
	Backward  bool        // the groups of three digits stand the wrong way round, and Value has them right
	Range     bool        // the number behind the next hyphen ends a range that this one begins

	Day, Year string      // of a month; "" for none
	Second    string      // the other name of an Arabic month says this one; "" where it has one name or both agree
	Name      corpus.Span // of the name of a month that goes first, without the other one
}

// Same reports whether two quantities have a value in common.
func (q Quantity) Same(r Quantity) bool {
	if (q.Kind == Month || q.Kind == Time || q.Kind == Symbol) != (r.Kind == q.Kind) && q.Kind != r.Kind {
		return false
	}
	return q.Value == r.Value || q.Other != "" && q.Other == r.Value || r.Other != "" && (r.Other == q.Value || q.Other == r.Other)
}

// Read finds the quantities of a text, in order. Numbers of the Islamic calendar are left out, and so are those that are a part
// of a name ("COVID-19").
func Read(text string, lang corpus.Lang) []Quantity {
	r := &reader{text: text, arabic: lang == corpus.Arabic, words: arabic.Words(text)}
	r.keys = make([]string, len(r.words))
	for i, w := range r.words {
		if w.Class == arabic.Letters || w.Class == arabic.Latin {
			r.keys[i] = arabic.Fold(w.Text)
		}
	}
	for i := 0; i < len(r.words); {
		i = max(i+1, r.read(i))
	}
	return r.out
}

// reader is the work on one text.
type reader struct {
	text   string
	arabic bool
	words  []arabic.Word
	keys   []string // folded words; "" of signs and numbers
	out    []Quantity
}

// read reads what begins at word i and gives the word behind it, i if there is nothing.
func (r *reader) read(i int) int {
	for _, f := range []func(*reader, int) int{(*reader).clock, (*reader).month, (*reader).symbol, (*reader).numeral, (*reader).roman, (*reader).fraction, (*reader).spelled} {
		if end := f(r, i); end > i {
			return end
		}
	}
	return i
}

// symbol reads a document symbol.
func (r *reader) symbol(i int) int {
	w := r.words[i]
	if w.Class != arabic.Symbol {
		return i
	}
	if !isAddress(w.Text) {
		r.out = append(r.out, Quantity{Span: w.Span, Kind: Symbol, Value: w.Text, Digits: w.Text})
	}
	return i + 1
}

// key is the folded word at i, "" beyond the text.
func (r *reader) key(i int) string {
	if i < 0 || i >= len(r.keys) {
		return ""
	}
	return r.keys[i]
}

// sign reports whether the sign s stands at i.
func (r *reader) sign(i int, s string) bool {
	return i >= 0 && i < len(r.words) && r.words[i].Class == arabic.Punct && r.words[i].Text == s
}

// tight reports whether nothing stands between word i and the next.
func (r *reader) tight(i int) bool {
	return i >= 0 && i+1 < len(r.words) && r.words[i].Span.End == r.words[i+1].Span.Start
}

// span goes from word i to before word end.
func (r *reader) span(i, end int) corpus.Span {
	return corpus.Span{Start: r.words[i].Span.Start, End: r.words[end-1].Span.End}
}
