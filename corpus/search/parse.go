package search

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Parse reads a query as people type it, in any order:
//
//	council              a word, in Arabic or English, in any of its forms
//	"cooperation with"   a phrase, side by side; also «…» and “…”
//	cooperat*            words that begin so
//	-annex -"the annex"  must not occur
//	kind:paragraph       a filter: document: kind: status: check: number: date: imported:, with a minus to exclude
//	number:27,28         several values are alternatives
//	date:1998..2000      what names a date in the range; 2000-05 is the whole month
//	imported:2026-11     what was added then
//	lang:ar              words are looked for on one side only
//	typo:on              words count that are only like those typed; off: never; auto: where little else is found
//
// Errors are *[QueryError].
func Parse(text string) (Query, error) {
	if !utf8.ValidString(text) {
		return Query{}, &QueryError{BadUTF8, ""}
	}
	if utf8.RuneCountInString(text) > MaxCharacters {
		return Query{}, &QueryError{TooLong, ""}
	}
	p := parser{rest: text}
	for p.skipSpace(); p.rest != "" && p.err == nil; p.skipSpace() {
		p.part()
	}
	if p.err != nil {
		return Query{}, p.err
	}
	return p.q, p.q.check(text)
}

// check refuses what cannot be answered.
func (q *Query) check(text string) error {
	wanted, words := len(q.Filters), 0
	for _, c := range q.Clauses {
		words += len(c.Words)
		if !c.Not {
			wanted++
		}
	}
	switch {
	case words > MaxWords:
		return &QueryError{TooMany, ""}
	case wanted > 0:
		return nil
	case words > 0:
		return &QueryError{OnlyNot, ""}
	}
	return &QueryError{NoWord, strings.TrimSpace(text)}
}

// parser reads a query from its start.
type parser struct {
	rest string
	q    Query
	err  error
}

func (p *parser) skipSpace() { p.rest = strings.TrimLeftFunc(p.rest, blank) }

// blank reports whether r parts words and says nothing itself: spaces, bidi controls, byte order marks.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) }

// part reads one word, phrase or filter.
func (p *parser) part() {
	not := false
	if rest, ok := cutMinus(p.rest); ok {
		not, p.rest = true, rest
	}
	if phrase, ok := p.quoted(); ok {
		p.clause(phrase, true, not)
		return
	}
	end := strings.IndexFunc(p.rest, func(r rune) bool { return blank(r) || quotes[r] != 0 })
	if end < 0 {
		end = len(p.rest)
	}
	if end == 0 { // a closing mark that closes nothing
		_, n := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[n:]
		return
	}
	token := p.rest[:end]
	if name, value, ok := strings.Cut(token, ":"); ok && fields[strings.ToLower(name)] != "" {
		p.rest = p.rest[len(name)+1:]
		if quoted, ok := p.quoted(); ok {
			value = quoted
		} else {
			p.rest = p.rest[len(value):]
		}
		p.filter(fields[strings.ToLower(name)], value, not)
		return
	}
	p.rest = p.rest[end:]
	p.clause(token, false, not)
}

// cutMinus takes off the minus of an exclusion; a minus with nothing behind it is punctuation.
func cutMinus(s string) (string, bool) {
	for _, minus := range []string{"-", "−", "–"} {
		if rest, ok := strings.CutPrefix(s, minus); ok && rest != "" && strings.IndexFunc(rest, blank) != 0 {
			return rest, true
		}
	}
	return s, false
}

// quotes are quotation marks with those that close them; those that only close, with a space.
var quotes = map[rune]rune{'"': '"', '«': '»', '“': '”', '„': '”', '»': ' ', '”': ' '}

// quoted reads what stands in quotation marks. Without a closing one it goes to the end.
func (p *parser) quoted() (string, bool) {
	open, n := utf8.DecodeRuneInString(p.rest)
	closing := quotes[open]
	if closing == 0 || closing == ' ' {
		return "", false
	}
	inside := p.rest[n:]
	end := strings.IndexFunc(inside, func(r rune) bool { return r == closing || open == '„' && r == '“' || open == '“' && r == '"' })
	if end < 0 {
		p.rest = ""
		p.q.Notes = append(p.q.Notes, NoteQuote)
		return inside, true
	}
	_, m := utf8.DecodeRuneInString(inside[end:])
	p.rest = inside[end+m:]
	return inside[:end], true
}

// clause adds the words of a text. Several that are not a phrase, as in UN-led, are wanted side by side all the same.
func (p *parser) clause(text string, phrase, not bool) {
	c := Clause{Not: not, Words: Words(text)}
	if len(c.Words) == 0 {
		return
	}
	c.Phrase = len(c.Words) > 1
	c.Joined = c.Phrase && !phrase
	c.Prefix = !phrase && len(c.Words) == 1 && strings.HasSuffix(text, "*")
	p.q.Clauses = append(p.q.Clauses, c)
}

// langField and typoField are no fields of records but say how to search.
const langField, typoField Field = "lang", "typo"

// fields are the names of filters.
var fields = map[string]Field{
	"document": DocumentField, "doc": DocumentField, "kind": KindField, "status": StatusField, "check": CheckField,
	"number": NumberField, "no": NumberField, "date": DateField, "imported": ImportedField, "lang": langField, "typo": typoField,
}

// filter adds a filter or a setting.
func (p *parser) filter(f Field, value string, not bool) {
	value = strings.TrimFunc(value, blank)
	switch {
	case value == "":
		p.q.Notes = append(p.q.Notes, NoteValue)
	case (f == langField || f == typoField) && not:
		p.err = &QueryError{NotFilter, string(f) + ":" + value}
	case f == langField:
		p.q.Lang = corpus.Lang(strings.ToLower(value))
		if p.q.Lang != corpus.Arabic && p.q.Lang != corpus.English {
			p.err = &QueryError{BadLanguage, value}
		}
	case f == typoField:
		p.typos(value)
	case f == DateField, f == ImportedField:
		p.dates(f, value, not)
	case f == DocumentField:
		p.q.Filters = append(p.q.Filters, Filter{Field: f, Values: []string{value}, Not: not})
	default:
		var values []string
		for v := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == '،' }) {
			values = append(values, arabic.FoldDigits(strings.TrimSpace(v)))
		}
		p.q.Filters = append(p.q.Filters, Filter{Field: f, Values: values, Not: not})
	}
}

func (p *parser) typos(value string) {
	switch value {
	case "on":
		p.q.Typos = TyposOn
	case "off":
		p.q.Typos = TyposOff
	case "auto":
		p.q.Typos = TyposAuto
	default:
		p.err = &QueryError{BadTypos, value}
	}
}

// dates adds a day, a month, a year or a range of them.
func (p *parser) dates(field Field, value string, not bool) {
	from, to, isRange := strings.Cut(arabic.FoldDigits(value), "..")
	if !isRange {
		to = from
	}
	f := Filter{Field: field, Not: not}
	var ok1, ok2 bool
	f.From, _, ok1 = day(from)
	_, f.To, ok2 = day(to)
	if !ok1 || !ok2 || f.From == "" && f.To == "" || f.To != "" && cmp.Less(f.To, f.From) {
		p.err = &QueryError{BadDate, value}
		return
	}
	p.q.Filters = append(p.q.Filters, f)
}

// day gives the first and last that a date stands for, as [DatesIn] writes them; both are empty where it is. The last day of a
// month may be one that the month does not have: it is only compared.
func day(s string) (first, last string, ok bool) {
	if s == "" {
		return "", "", true
	}
	const least, most = "0000-00-00", "0000-12-31"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return "", "", false
	}
	for i, c := range []byte(s) {
		if dash := i == 4 || i == 7; dash != (c == '-') || !dash && (c < '0' || c > '9') {
			return "", "", false
		}
	}
	return s + least[len(s):], s + most[len(s):], true
}
