package views

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"muqabala/corpus"
)

// saying is a message of checks, as the English message file has it under "said.".
type saying struct {
	id    string
	names []string // of what stands in its gaps, in their order
}

var gap = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// sayings are all of them, by the formats that checks use.
func sayings() (map[string]saying, error) {
	data, err := messages.ReadFile("messages/en.json")
	if err != nil {
		return nil, err
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("messages of en: %w", err)
	}
	out := map[string]saying{}
	for id, text := range all {
		s, ok := text.(string)
		if !ok || !strings.HasPrefix(id, "said.") {
			continue
		}
		n := saying{id: id}
		for _, m := range gap.FindAllStringSubmatch(s, -1) {
			n.names = append(n.names, m[1])
		}
		out[gap.ReplaceAllString(s, "%s")] = n
	}
	return out, nil
}

// Said is what a check says in the language of the interface; english says that it is not known there.
func Said(ctx context.Context, m corpus.Message) (out string, english bool) {
	l := localeOf(ctx)
	s, known := l.sayings[m.Format]
	if l.lang == corpus.English || !known || len(s.names) != len(m.Args) {
		return m.String(), l.lang != corpus.English
	}
	var values []any
	for i, name := range s.names {
		values = append(values, name, l.digits(m.Args[i]))
	}
	return l.message(s.id, nil, values), false
}
