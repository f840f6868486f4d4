package views

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"muqabala/corpus"
)

// saying is a sentence that checks use, as the English message file has it under "said.".
type saying struct {
	id      string
	pattern *regexp.Regexp
	names   []string // of what stands in its gaps
	own     int      // how many bytes of words of its own it has
}

var gap = regexp.MustCompile(`\\\{\\\{\\\.(\w+)\\\}\\\}`)

// sayings are all of them, those with most words of their own first: a sentence that goes on is not taken for its beginning.
func sayings() ([]saying, error) {
	data, err := messages.ReadFile("messages/en.json")
	if err != nil {
		return nil, err
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("messages of en: %w", err)
	}
	var out []saying
	for id, text := range all {
		s, ok := text.(string)
		if !ok || !strings.HasPrefix(id, "said.") {
			continue
		}
		quoted := regexp.QuoteMeta(s)
		n := saying{id: id, pattern: regexp.MustCompile("^" + gap.ReplaceAllString(quoted, "(.+?)") + "$"), own: len(gap.ReplaceAllString(quoted, ""))}
		for _, m := range gap.FindAllStringSubmatch(quoted, -1) {
			n.names = append(n.names, m[1])
		}
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b saying) int {
		return cmp.Or(b.own-a.own, cmp.Compare(a.id, b.id))
	})
	return out, nil
}

// Said is what a check says, in English, in the language of the interface; english says that it is not known there.
func Said(ctx context.Context, text string) (out string, english bool) {
	l := localeOf(ctx)
	if l.lang == corpus.English {
		return text, false
	}
	for _, s := range l.sayings {
		m := s.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		var values []any
		for i, name := range s.names {
			values = append(values, name, l.digits(strings.NewReplacer(" times", "×", "once", "1×", "never", "0×").Replace(m[i+1])))
		}
		return l.message(s.id, nil, values), false
	}
	return text, true
}
