package exchange

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"muqabala/corpus"
)

// ID names what of two documents a unit is made of, for good: "2:0-20.3:0-5..4:0-30" is bytes 0 to 20 of block 2 and 0 to 5
// of block 3 of the original beside bytes 0 to 30 of block 4 of the translation. It is an NMTOKEN of XML and needs no
// escape in a URL.
func ID(p corpus.LinkedPair) string { return refsID(p.Original) + ".." + refsID(p.Translation) }

func refsID(refs []corpus.Ref) string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = fmt.Sprintf("%d:%v", r.Block, r.Span)
	}
	return strings.Join(out, ".")
}

// ParseID is the pair that an ID names.
func ParseID(id string) (p corpus.LinkedPair, err error) {
	original, translation, ok := strings.Cut(id, "..")
	if p.Original, err = parseRefs(original); ok && err == nil {
		p.Translation, err = parseRefs(translation)
	}
	if !ok || err != nil {
		return corpus.LinkedPair{}, fmt.Errorf("%q is not the ID of a unit, such as 2:0-20..4:0-30: %w", id, corpus.ErrFormat)
	}
	return p, nil
}

func parseRefs(s string) ([]corpus.Ref, error) {
	if s == "" {
		return nil, nil
	}
	var out []corpus.Ref
	for part := range strings.SplitSeq(s, ".") {
		block, span, _ := strings.Cut(part, ":")
		start, end, _ := strings.Cut(span, "-")
		var ns [3]int
		for i, digits := range []string{block, start, end} {
			n, err := strconv.ParseUint(digits, 10, 31)
			if err != nil {
				return nil, err
			}
			ns[i] = int(n)
		}
		out = append(out, corpus.Ref{Block: corpus.BlockID(ns[0]), Span: corpus.Span{Start: ns[1], End: ns[2]}})
	}
	return out, nil
}

// Selection says which units of a bitext are meant.
type Selection struct {
	Paragraphs bool // rows as they are, instead of their sentence beads
	Confirmed  bool // only what a person confirmed
}

// Units are the units of a bitext's rows, each text on one line and without the marks of Markdown; rows of markup have none. A
// bead has the verdict of its row where it has none.
func Units(b *corpus.Bitext, rows []corpus.Row, s Selection) iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		for i, r := range rows {
			if r.IsMarkup() {
				continue
			}
			for u := range unitsOf(b, r, s.Paragraphs) {
				u.Row = i + 1
				if (!s.Confirmed || u.Status == corpus.Confirmed) && !yield(u) {
					return
				}
			}
		}
	}
}

func unitsOf(b *corpus.Bitext, r corpus.Row, paragraphs bool) iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		row := unit(b, r.Pair(), r.Pair())
		if paragraphs {
			row.Confidence = r.Confidence
			row.Original, row.Translation = paragraphTexts(r.Original), paragraphTexts(r.Translation)
			yield(row)
			return
		}
		for _, bead := range r.Beads {
			u := unit(b, r.BeadPair(bead), r.Pair())
			u.Confidence = bead.Confidence
			u.Original, u.Translation = segmentTexts(r.OriginalSegments, bead.Original, r.Original), segmentTexts(r.TranslationSegments, bead.Translation, r.Translation)
			if !yield(u) {
				return
			}
		}
	}
}

// unit is what people said about a pair, or about the row that it is in.
func unit(b *corpus.Bitext, pair, row corpus.LinkedPair) Unit {
	key := pair.Key()
	u := Unit{ID: ID(pair), Notes: b.Comments(key)}
	if b.Verdict(key) == "" {
		key = row.Key()
	}
	if e, ok := b.Judgement(key); ok {
		u.Status, u.By, u.At = b.Verdict(key), e.Author, e.Time
	}
	return u
}

func paragraphTexts(paragraphs []corpus.ReadingParagraph) []string {
	var out []string
	for i, p := range paragraphs {
		out = append(out, plain(p.Text(), paragraphs[i:i+1]))
	}
	return out
}

func segmentTexts(segments []corpus.Segment, of []int, in []corpus.ReadingParagraph) []string {
	var out []string
	for _, i := range of {
		out = append(out, plain(segments[i].Text, in))
	}
	return out
}
