package main

import (
	"context"
	"slices"

	"muqabala/align/check"
	"muqabala/align/collate"
	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/web/workspace"
)

// leastLinked is the share of sentences with a counterpart below which a person is asked whether two texts belong together.
// Texts that do had .90 at least in 13 pairs of the evaluation sets, texts that do not .33 at most in 20.
const leastLinked = .6

// batchWork imports the pairs of a batch, several at once.
type batchWork struct {
	*batchCommand
	library *workspace.Library
	present []store.Info // what was there when it began
}

// importOne imports a pair, unless it is there already, or its texts seem not to belong together.
func (w batchWork) importOne(ctx context.Context, item *batchItem) {
	n, err := w.sources(*item)
	if at := slices.IndexFunc(w.present, func(i store.Info) bool { return sameFiles(i, n.OriginalFile, n.TranslationFile) }); err == nil && at >= 0 {
		item.State, item.Bitext = statePresent, w.present[at].ID
		return
	}
	if err == nil {
		err = w.collate(ctx, n, item)
	}
	if err != nil {
		item.State, item.Error = stateFailed, err.Error()
	}
}

// sources notes what a pair was read from.
func (w batchWork) sources(item batchItem) (n workspace.New, err error) {
	p := item.documents
	n = workspace.New{Title: titleOf(p.original, item.Original), Original: p.original, Translation: p.translation}
	if n.OriginalFile, err = source(w.path(item.Original)); err != nil {
		return n, err
	}
	n.TranslationFile, err = source(w.path(item.Translation))
	return n, err
}

// collate works a pair out and keeps it, with what its first opening works out.
func (w batchWork) collate(ctx context.Context, n workspace.New, item *batchItem) error {
	collation, err := collate.New(ctx, n.Original, n.Translation, collate.Options{Checks: []check.Check{}})
	if err != nil {
		return err
	}
	rows, err := collation.Rows(ctx)
	if err != nil {
		return err
	}
	if item.Linked = linked(rows); item.Linked < leastLinked {
		item.State = stateDoubtful
		return nil
	}
	n.Edits = collation.Bitext.Log()
	if item.Bitext, err = w.library.Add(ctx, n); err != nil {
		return err
	}
	defer w.library.Close(item.Bitext)
	b, err := w.library.Bitext(ctx, item.Bitext)
	if err != nil {
		return err
	}
	item.State, item.Repairs, item.Findings = stateImported, len(n.Edits), openFindings(b)
	return nil
}

// linked is the share of the sentence beads that have both sides, each counted as far as it is likely to be right.
func linked(rows []corpus.Row) float64 {
	sum, all := 0.0, 0
	for _, r := range rows {
		for _, b := range r.Beads {
			if all++; len(b.Original) > 0 && len(b.Translation) > 0 {
				sum += b.Confidence
			}
		}
	}
	return sum / float64(max(1, all))
}
