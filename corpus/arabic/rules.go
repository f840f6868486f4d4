package arabic

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"muqabala/corpus"
)

//go:embed sentences.tsv
var sentenceRules string

// Rules say where sentences end. Read them with [ParseRules]; the built-in ones explain their form in sentences.tsv.
type Rules struct {
	list []rule
}

// rule is one line of a rule file. Either before, or words, is what must stand before the place.
type rule struct {
	lang          corpus.Lang // "" for both
	breaks        bool
	before, after *regexp.Regexp // nil matches everything
	words         map[string]bool
}

// ParseRules reads a rule file: lines of language, verb, before and after, parted by tabs (see sentences.tsv); # begins a
// comment. Errors are *[corpus.InputError] with the line, wrapping [corpus.ErrFormat].
func ParseRules(name, src string) (Rules, error) {
	var rules Rules
	offset := 0
	for i, line := range strings.Split(strings.TrimPrefix(src, "\ufeff"), "\n") {
		text := strings.TrimRight(line, "\r")
		if strings.TrimSpace(text) != "" && text[0] != '#' {
			r, err := parseRule(strings.Split(text, "\t"))
			if err != nil {
				return Rules{}, &corpus.InputError{File: name, Line: i + 1, Offset: offset, Err: fmt.Errorf("%w: %w", corpus.ErrFormat, err),
					Hint: "a rule is: ar, en or *; no-break, break or abbr; before; after – parted by tabs"}
			}
			rules.list = append(rules.list, r)
		}
		offset += len(line) + 1
	}
	return rules, nil
}

func parseRule(fields []string) (rule, error) {
	var r rule
	if len(fields) < 3 || len(fields) > 4 {
		return r, fmt.Errorf("%d fields, not 3 or 4", len(fields))
	}
	switch fields[0] {
	case "*":
	case "ar", "en":
		r.lang = corpus.Lang(fields[0])
	default:
		return r, fmt.Errorf("language %q", fields[0])
	}
	var err error
	switch fields[1] {
	case "abbr":
		r.words = map[string]bool{}
		for w := range strings.FieldsSeq(fields[2]) {
			r.words[w] = true
		}
	case "break", "no-break":
		r.breaks = fields[1] == "break"
		r.before, err = compile("(?:", fields[2], ")$")
	default:
		return r, fmt.Errorf("verb %q", fields[1])
	}
	if err == nil && len(fields) == 4 {
		r.after, err = compile("^(?:", fields[3], ")")
	}
	return r, err
}

func compile(head, expr, tail string) (*regexp.Regexp, error) {
	if expr == "" {
		return nil, nil
	}
	return regexp.Compile(head + expr + tail)
}

// Window is how much of the text a rule sees on either side of a place, in bytes.
const Window = 96

// decide is what the rules say of the place at byte i of text, whose sentence begins at start: a break or not, and whether any
// rule matched.
func (r Rules) decide(text string, start, i int) (breaks, matched bool) {
	before, after := clip(text, start, i)
	word := ""
	for _, rule := range r.list {
		if rule.after != nil && !rule.after.MatchString(after) {
			continue
		}
		if rule.words != nil {
			if word == "" {
				word = abbreviation(before)
			}
			if rule.words[word] {
				return false, true
			}
			continue
		}
		if rule.before == nil || rule.before.MatchString(before) {
			return rule.breaks, true
		}
	}
	return false, false
}

// clip is what the rules see before and after byte i.
func clip(text string, start, i int) (before, after string) {
	from, to := max(start, i-Window), min(len(text), i+Window)
	for from < i && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > i && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[from:i], text[i:to]
}

// abbreviation is the last word of s without the full stop that ends it, "." where it does not end so.
func abbreviation(s string) string {
	s, ok := strings.CutSuffix(s, ".")
	if !ok {
		return "."
	}
	return s[strings.LastIndexAny(s, " \t\n\u00a0([{\"'“«/")+1:]
}
