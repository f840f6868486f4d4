// Package lexicon knows English words and set phrases and the Arabic that usually stands for them.
//
// The built-in lexicon was written for this project, domain by domain, as tab-separated files in data; see [Builtin]. A
// user's own glossaries are read by package glossary, and [Join] puts them before it. [WordPairs] is what an aligner needs of
// either: single words, as match keys. [Glossary] finds the entries that a sentence uses, the longest first, as a check
// needs it.
package lexicon

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

// data are the files of the built-in lexicon. A line is an English word or phrase, a tab, and the Arabic that stands for
// it, the usual first, parted by "|"; "#" begins a remark. verbs.tsv has three columns of Arabic, see [verb]; in
// irregular.tsv an English form has its base in place of Arabic.
//
//go:embed data/*.tsv
var data embed.FS

// domains are the files that have plain entries.
var domains = []string{
	"general", "un", "law", "economy", "environment", "health", "technology", "countries", "places", "numbers", "time", "phrases",
}

// Entry is an English word or phrase and the Arabic that usually stands for it.
type Entry struct {
	English string
	Arabic  []string // words or phrases, the usual ones first; a noun has its broken plural beside it, no article and no clitics
	// Forbidden is Arabic that must not stand for it, as a user's glossary says.
	Forbidden []string
}

// Builtin is the lexicon that was written for this project, by English, each once. It must not be changed.
var Builtin = sync.OnceValue(load)

func load() []Entry {
	b := builder{place: make(map[string]int, 1<<14)}
	for _, d := range domains {
		for _, f := range lines(d) {
			b.add(f[0], strings.Split(f[1], "|"))
		}
	}
	for _, f := range lines("verbs") {
		b.add(f[0], verb(f[1:]))
	}
	for _, f := range lines("irregular") {
		b.add(f[0], b.arabic(f[1]))
	}
	return b.sorted()
}

// Join makes one list of several, by English, each once: what they say of one English word is joined, that of the first list
// first.
func Join(lists ...[]Entry) []Entry {
	var b builder
	for _, list := range lists {
		for _, e := range list {
			b.add(e.English, e.Arabic)
			b.forbid(e.English, e.Forbidden)
		}
	}
	return b.sorted()
}

// lines are the fields of the lines of a file in data.
func lines(name string) [][]string {
	text, err := data.ReadFile("data/" + name + ".tsv")
	if err != nil {
		panic(err) // embedded: it cannot be missing
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// builder gathers entries; what several files say of one English word is joined.
type builder struct {
	entries []Entry
	place   map[string]int
}

func (b *builder) add(english string, arabic []string) {
	e := b.entry(english)
	e.Arabic = union(e.Arabic, arabic)
}

func (b *builder) forbid(english string, arabic []string) {
	e := b.entry(english)
	e.Forbidden = union(e.Forbidden, arabic)
}

// union appends to the one list what only the other has.
func union(list, more []string) []string {
	for _, a := range more {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// entry is that of an English word, made where there is none.
func (b *builder) entry(english string) *Entry {
	if b.place == nil {
		b.place = map[string]int{}
	}
	key := strings.ToLower(english)
	at, ok := b.place[key]
	if !ok {
		at = len(b.entries)
		b.place[key] = at
		b.entries = append(b.entries, Entry{English: english})
	}
	return &b.entries[at]
}

func (b *builder) arabic(english string) []string {
	if at, ok := b.place[english]; ok {
		return b.entries[at].Arabic
	}
	return nil
}

// sorted are the entries that have Arabic or forbid it, by English in lower case.
func (b *builder) sorted() []Entry {
	out := make([]Entry, 0, len(b.entries))
	for _, key := range slices.Sorted(maps.Keys(b.place)) {
		if e := b.entries[b.place[key]]; len(e.Arabic)+len(e.Forbidden) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// verb is every form of a verb that a light stemmer does not bring together. Its columns are verbal nouns with participles,
// past and present, third person masculine. The past has a feminine (اعتمد, اعتمدت), the present also a feminine, a first
// person plural and both futures (يعتمد: تعتمد, نعتمد, سيعتمد, ستعتمد); the other persons differ by endings.
func verb(columns []string) []string {
	var out []string
	for i, column := range columns {
		for _, form := range strings.Split(column, "|") {
			if form == "" {
				continue
			}
			out = append(out, form)
			switch i {
			case 1:
				out = append(out, strings.TrimRight(form, "اى")+"ت")
			case 2:
				stem := strings.TrimPrefix(form, "ي")
				out = append(out, "ت"+stem, "ن"+stem, "سي"+stem, "ست"+stem)
			}
		}
	}
	return out
}
