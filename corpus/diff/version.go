package diff

import (
	"slices"

	"muqabala/corpus"
)

// Paragraph is what became of a paragraph between two versions of a side.
type Paragraph struct {
	corpus.ReadingParagraph                // as the later version has it; of one that is gone, as the earlier has it
	From                    int            // 1-based place in the earlier version, of its beginning; 0 where that was in no reading
	Moved                   bool           // it stands elsewhere among the others
	Joined                  []corpus.Place // where pieces begin that were paragraphs of their own
	Gone                    bool           // it is in the later version no more
	Of                      corpus.Place   // of one that is gone: what it repeats; the zero Place for nothing
	Before                  string         // what stood in the earlier version where its pieces are
}

// Edited reports whether its words differ.
func (p Paragraph) Edited() bool { return !p.Gone && p.Before != p.Text() }

// Same reports whether nothing became of it.
func (p Paragraph) Same() bool {
	return !p.Gone && !p.Moved && len(p.Joined) == 0 && p.From > 0 && !p.Edited()
}

// Versions compares a side of a bitext as it was and as it is: the later paragraphs in their order, and those that are gone
// behind what they followed. Both must be of the same documents.
func Versions(side corpus.Side, was, is *corpus.Bitext) []Paragraph {
	old, now := was.Reading(side), is.Reading(side)
	from := make(map[corpus.Place]int, len(old.Paragraphs))
	for i, p := range old.Paragraphs {
		from[p.At] = i + 1
	}
	var ranks []int
	var out []Paragraph
	for _, p := range now.Paragraphs {
		n := Paragraph{ReadingParagraph: p, From: from[p.At], Before: before(side, was, p)}
		for _, piece := range p.Pieces[1:] {
			if from[piece.Place()] > 0 {
				n.Joined = append(n.Joined, piece.Place())
			}
		}
		if n.From > 0 {
			ranks = append(ranks, n.From)
		}
		out = append(out, n)
	}
	run := Increasing(ranks)
	for i := range out {
		if out[i].From > 0 {
			out[i].Moved, run = !run[0], run[1:]
		}
	}
	return withGone(out, old, now, from)
}

// before is what stood in the earlier version where a paragraph's pieces are.
func before(side corpus.Side, was *corpus.Bitext, p corpus.ReadingParagraph) string {
	p.Pieces = slices.Clone(p.Pieces)
	for i, piece := range p.Pieces {
		p.Pieces[i].Text = was.TextAt(side, corpus.Ref{Block: piece.Block, Span: piece.Span})
	}
	return p.Text()
}

// withGone puts in what only the earlier version has: what was dropped since.
func withGone(out []Paragraph, old, now *corpus.Reading, from map[corpus.Place]int) []Paragraph {
	dropped := make(map[corpus.Place]corpus.Dropped, len(now.Dropped))
	for _, d := range now.Dropped {
		dropped[d.At] = d
	}
	behind := map[corpus.Place][]Paragraph{} // by what it follows
	last := corpus.Place{}
	for _, p := range old.Paragraphs {
		d, gone := dropped[p.At]
		if !gone {
			last = p.At
			continue
		}
		behind[last] = append(behind[last], Paragraph{ReadingParagraph: p, From: from[p.At], Gone: true, Of: d.Of, Before: p.Text()})
	}
	all := behind[corpus.Place{}]
	for _, p := range out {
		all = append(all, p)
		for _, piece := range p.Pieces {
			all = append(all, behind[piece.Place()]...)
		}
	}
	return all
}
