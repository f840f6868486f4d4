package main

import (
	"context"
	"slices"

	"muqabala/align"
	"muqabala/align/collate"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
	"muqabala/corpus/search"
	"muqabala/corpus/search/indexer"
	"muqabala/corpus/store"
)

// recordsOf makes what is indexed of a bitext of a store.
func recordsOf(s store.Log) indexer.Records {
	return func(ctx context.Context, info store.Info) (search.Bitext, error) {
		b, err := s.Load(ctx, info.ID)
		if err != nil {
			return search.Bitext{}, err
		}
		c, err := collate.Of(ctx, b)
		if err != nil {
			return search.Bitext{}, err
		}
		return newRecords(ctx, info, c)
	}
}

// newRecords makes what is indexed of a collation.
func newRecords(ctx context.Context, info store.Info, c *collate.Collation) (search.Bitext, error) {
	rows, err := c.Rows(ctx)
	if err != nil {
		return search.Bitext{}, err
	}
	a, err := c.Aligner(ctx)
	if err != nil {
		return search.Bitext{}, err
	}
	about := search.About{ID: indexer.DocumentID(info.ID), Title: info.Title, Verdict: statusOf(c.Bitext), Checks: checksOf(c), WordLink: linksOf(a)}
	if !info.Created.IsZero() {
		about.Date = info.Created.Format("2006-01-02")
	}
	return search.Bitext{ID: about.ID, Version: int64(c.Bitext.Version()), Records: about.Records(rows)}, nil
}

// statusOf is what people said of a row or bead.
func statusOf(b *corpus.Bitext) func(string) string {
	return func(key string) string {
		switch b.Verdict(key) {
		case corpus.Confirmed:
			return search.Confirmed
		case corpus.Rejected:
			return search.Rejected
		}
		return search.Open
	}
}

// checksOf names the checks that report something in a row, dismissed findings aside.
func checksOf(c *collate.Collation) func(corpus.Row) []string {
	type place struct {
		side  corpus.Side
		block corpus.BlockID
	}
	at := map[place][]string{}
	for _, f := range c.Findings {
		switch {
		case c.Bitext.Verdict(f.Key()) == corpus.Dismissed:
		case f.Block > 0:
			at[place{corpus.TranslationSide, f.Block}] = append(at[place{corpus.TranslationSide, f.Block}], f.Check)
		default:
			at[place{corpus.OriginalSide, f.Original}] = append(at[place{corpus.OriginalSide, f.Original}], f.Check)
		}
	}
	return func(r corpus.Row) []string {
		var out []string
		for side, paragraphs := range map[corpus.Side][]corpus.ReadingParagraph{corpus.OriginalSide: r.Original, corpus.TranslationSide: r.Translation} {
			for _, p := range paragraphs {
				for _, id := range p.Blocks() {
					out = append(out, at[place{side, id}]...)
				}
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
}

// linksOf links words by their places among those of the two texts.
func linksOf(a *align.Aligner) func(original, translation string) []search.Link {
	return func(original, translation string) []search.Link {
		o, t := placesOf(original), placesOf(translation)
		var out []search.Link
		for _, l := range a.Words(original, translation) {
			i, ok := o[l.Original]
			j, too := t[l.Translation]
			if ok && too {
				out = append(out, search.Link{i, j})
			}
		}
		return out
	}
}

func placesOf(text string) map[corpus.Span]int {
	out := map[corpus.Span]int{}
	for i, w := range arabic.Words(text) {
		out[w.Span] = i
	}
	return out
}
