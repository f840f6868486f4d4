package main

import (
	"context"
	"slices"
	"sync"

	"muqabala/align"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
	"muqabala/corpus/search"
	"muqabala/corpus/search/indexer"
	"muqabala/corpus/store"
	"muqabala/web/workspace"
)

// recorder makes what is indexed of the bitexts of a library. Of those that are open it remembers the word links, so that an
// edit costs the rows that it changes.
type recorder struct {
	library *workspace.Library

	mu    sync.Mutex
	links map[store.ID]map[texts][]search.Link
}

// texts is a segment pair.
type texts struct{ original, translation string }

func newRecorder(l *workspace.Library) *recorder {
	return &recorder{library: l, links: map[store.ID]map[texts][]search.Link{}}
}

// records makes those of a bitext as it is now.
func (r *recorder) records(ctx context.Context, info store.Info) (search.Bitext, error) {
	b, open, err := r.library.Peek(ctx, info.ID)
	if err != nil {
		return search.Bitext{}, err
	}
	a, err := b.Aligner(ctx)
	if err != nil {
		return search.Bitext{}, err
	}
	v := b.View()
	about := search.About{ID: indexer.DocumentID(info.ID), Title: info.Title, Imported: info.Created.Format("2006-01-02"),
		Verdict: statusIn(v), Checks: checksIn(v), WordLink: linksOf(a)}
	if open {
		about.WordLink = r.remember(info.ID, about.WordLink)
	}
	rows := make([]corpus.Row, len(v.Rows))
	for i, row := range v.Rows {
		rows[i] = *row.Row
	}
	return search.Bitext{ID: about.ID, Version: int64(v.Version), Records: about.Records(rows)}, nil
}

// remember links again only pairs that were not there the last time.
func (r *recorder) remember(id store.ID, link func(string, string) []search.Link) func(string, string) []search.Link {
	r.mu.Lock()
	defer r.mu.Unlock()
	last, now := r.links[id], map[texts][]search.Link{}
	r.links[id] = now
	return func(original, translation string) []search.Link {
		pair := texts{original, translation}
		links, ok := last[pair]
		if !ok {
			links = link(original, translation)
		}
		now[pair] = links
		return links
	}
}

// statusIn is what people said of a row or bead, by its key.
func statusIn(v *workspace.View) func(string) string {
	status := map[string]string{}
	enter := func(key string, verdict corpus.Verdict) {
		switch verdict {
		case corpus.Confirmed:
			status[key] = search.Confirmed
		case corpus.Rejected:
			status[key] = search.Rejected
		}
	}
	for _, r := range v.Rows {
		for i, key := range r.BeadKeys {
			enter(key, r.BeadVerdict[i])
		}
		enter(r.Key, r.Verdict)
	}
	return func(key string) string {
		if s, ok := status[key]; ok {
			return s
		}
		return search.Open
	}
}

// checksIn names the checks with an open finding in a row.
func checksIn(v *workspace.View) func(corpus.Row) []string {
	checks := map[string][]string{}
	for _, r := range v.Rows {
		for _, f := range r.Findings {
			if f.State == workspace.Open && !slices.Contains(checks[r.Key], f.Check) {
				checks[r.Key] = append(checks[r.Key], f.Check)
			}
		}
		slices.Sort(checks[r.Key])
	}
	return func(r corpus.Row) []string { return checks[r.Pair().Key()] }
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
