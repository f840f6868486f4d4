// Package lexicon knows English words and the Arabic that usually stands for them.
package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed general.tsv
var general string

// Entry is an English word and its usual Arabic words, the commonest first, without article or other clitics.
type Entry struct {
	English string
	Arabic  []string
}

// Builtin is the lexicon that was written for this project, by English word.
var Builtin = sync.OnceValue(func() []Entry { return parse(general) })

// parse reads lines of an English word, a tab and Arabic words parted by "|"; "#" begins a remark.
func parse(tsv string) []Entry {
	var out []Entry
	for line := range strings.Lines(tsv) {
		en, ar, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(en, "#") {
			out = append(out, Entry{en, strings.Split(ar, "|")})
		}
	}
	return out
}
