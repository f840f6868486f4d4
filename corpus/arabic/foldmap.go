package arabic

import (
	"sort"
	"unicode/utf8"

	"muqabala/corpus"
)

// Folded is the match key of a text together with the way back into it. Make one with [FoldMap].
type Folded struct {
	Text   string // what [Fold] gives
	source string
	steps  []step // ascending by text
}

// step says that byte text of the key comes from byte source of the original. Up to the next step both run in parallel,
// or, where whole is set, the bytes of the key stand for all of the original's together (a ligature, a digit).
type step struct {
	text, source int
	whole        bool
}

// FoldMap is [Fold] with an offset map. What folding drops belongs to the letter before it, as tashkil does; what is dropped
// at the very beginning belongs to the first letter.
func FoldMap(s string) Folded {
	f := Folded{source: s}
	dst := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		at := len(dst)
		dst = plain.append(dst, r)
		f.add(step{at, i, len(dst)-at != n}, len(dst) > at)
		i += n
	}
	f.Text = string(dst)
	return f
}

// add appends a step unless the last one runs on to it. Dropped runes (kept false) add none.
func (f *Folded) add(s step, kept bool) {
	if !kept {
		return
	}
	if n := len(f.steps); n > 0 && !s.whole {
		last := f.steps[n-1]
		if !last.whole && last.source+s.text-last.text == s.source {
			return
		}
	}
	f.steps = append(f.steps, s)
}

// Source maps a byte span of the key to the smallest span of whole runes of the original that it came from. Spans outside the
// key are cut to it.
func (f Folded) Source(s corpus.Span) corpus.Span {
	start := min(max(s.Start, 0), len(f.Text))
	end := min(max(s.End, start), len(f.Text))
	from := f.before(start)
	if start == end {
		return corpus.Span{Start: from, End: from}
	}
	return corpus.Span{Start: from, End: f.after(end)}
}

// find is the index of the last step at or before byte i of the key.
func (f Folded) find(i int) int {
	return sort.Search(len(f.steps), func(k int) bool { return f.steps[k].text > i }) - 1
}

// before is where the rune of the original begins that byte i of the key came from.
func (f Folded) before(i int) int {
	switch {
	case i == 0:
		return 0
	case i == len(f.Text):
		return len(f.source)
	}
	s := f.steps[f.find(i)]
	if s.whole {
		return s.source
	}
	at := s.source + i - s.text
	for at > s.source && !utf8.RuneStart(f.source[at]) {
		at--
	}
	return at
}

// after is where the original goes on behind byte i of the key: the next rune's beginning where i is inside of one.
func (f Folded) after(i int) int {
	if i == len(f.Text) {
		return len(f.source)
	}
	k := f.find(i)
	s := f.steps[k]
	if s.whole && i > s.text {
		if k+1 < len(f.steps) {
			return f.steps[k+1].source
		}
		return len(f.source)
	}
	at := s.source + i - s.text
	for at < len(f.source) && !utf8.RuneStart(f.source[at]) {
		at++
	}
	return at
}
