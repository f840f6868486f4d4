package read

import (
	"regexp"
	"strings"
	"unicode"

	"muqabala/corpus"
)

var (
	fence = regexp.MustCompile("(?m)^[ \\t>]*(```|~~~)")             // what code begins and ends with (CommonMark 0.31, 4.5)
	tags  = regexp.MustCompile(`<!--[\s\S]*?-->|</?[A-Za-z][^<>]*>`) // HTML comments and tags (4.6)
	meta  = regexp.MustCompile(`^(---|\+\+\+)[ \t\r]*\n`)            // what metadata before the text begins and ends with
)

// markup marks the blocks that have nothing to translate: metadata before the text, code between fences, tags without text,
// and rules.
func markup(d *corpus.Document) {
	for i := range d.Blocks[:metadata(d)] {
		d.Blocks[i].Kind = corpus.Markup
	}
	closed := lastFence(d)
	in := false // whether the block begins in code
	for i := range d.Blocks {
		b := &d.Blocks[i]
		text := d.Text(b.ID)
		fences := fence.FindAllStringIndex(text, -1)
		whole := in || len(fences) > 0 && fences[0][0] == 0
		in = in != (len(fences)%2 == 1) && i < closed
		if whole && endsInCode(text, fences, in) || noText(text) {
			b.Kind = corpus.Markup
		}
	}
}

// endsInCode reports whether nothing stands behind the last fence of a block, or code goes on behind it.
func endsInCode(text string, fences [][]int, goesOn bool) bool {
	if goesOn || len(fences) == 0 {
		return true
	}
	_, rest, _ := strings.Cut(text[fences[len(fences)-1][0]:], "\n")
	return strings.TrimSpace(rest) == ""
}

// lastFence is the 0-based last block with a fence, -1 for none: what follows it is no code, whatever is left open.
func lastFence(d *corpus.Document) int {
	for i := len(d.Blocks) - 1; i >= 0; i-- {
		if fence.MatchString(d.Text(d.Blocks[i].ID)) {
			return i
		}
	}
	return -1
}

// metadata is the number of blocks before the text proper that hold a generator's metadata (Jekyll's front matter, Hugo's).
func metadata(d *corpus.Document) int {
	m := meta.FindStringSubmatch(d.Text(1))
	if m == nil {
		return 0
	}
	for i, b := range d.Blocks {
		if text := strings.TrimRight(d.Text(b.ID), " \t"); strings.HasSuffix(text, "\n"+m[1]) || i > 0 && text == m[1] {
			return i + 1
		}
	}
	return 0
}

// noText reports whether a text without its tags has neither letter nor digit, and some mark of a tag or a rule.
func noText(text string) bool {
	rest := tags.ReplaceAllString(text, "")
	return !strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) &&
		(len(rest) < len(text) || strings.ContainsAny(rest, "-_*=|#>"))
}
