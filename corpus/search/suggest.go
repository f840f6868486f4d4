package search

import (
	"context"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Suggest completes the last word of a query, or corrects it where no word begins so. What is suggested is the whole query
// with a word as it stands in a text.
func (e *Engine) Suggest(ctx context.Context, text string, limit int) ([]string, error) {
	words := arabic.Words(text)
	if len(text) > MaxCharacters*4 || len(words) == 0 || words[len(words)-1].Class == arabic.Punct || limit <= 0 {
		return nil, nil
	}
	last := words[len(words)-1]
	k := e.keyer()
	defer e.putBack(k)
	folded := k.word(last).folded
	var out []string
	for _, side := range []corpus.Side{corpus.TranslationSide, corpus.OriginalSide} {
		field := keyField(side, foldedForm)
		keys, err := e.source.Begin(ctx, field, folded, limit)
		if err == nil && len(keys) == 0 && letters(folded) >= minLike {
			keys, err = e.source.Similar(ctx, field, folded, 1+min(1, letters(folded)/minTwo), limit)
		}
		if err != nil {
			return nil, err
		}
		for _, at := range keys {
			shown, err := e.shown(ctx, k, side, at)
			if err != nil {
				return nil, err
			}
			whole := text[:last.Span.Start] + shown
			if shown != "" && len(out) < limit && !slices.Contains(out, whole) {
				out = append(out, whole)
			}
		}
	}
	return out, nil
}

// shown is a word as some text has it, given its folded key.
func (e *Engine) shown(ctx context.Context, k *Keyer, side corpus.Side, folded string) (string, error) {
	records, err := e.source.First(ctx, In{Field: keyField(side, foldedForm), Values: []string{folded}}, 1)
	if err != nil || len(records) == 0 {
		return "", err
	}
	for _, w := range arabic.Words(records[0].Text(side)) {
		if w.Class != arabic.Punct && k.word(w).folded == folded {
			return strings.Clone(w.Text), nil
		}
	}
	return "", nil
}
