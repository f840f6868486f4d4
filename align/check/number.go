package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

var numberMismatch = Check{"number-mismatch", "A number is not that of the original: a digit misread or moved, groups of thousands parted by a stop, a resolution number turned round, a date in another month, another number word.", func(p *Pass) (out []corpus.Finding) {
	if p.Original == nil {
		return nil
	}
	for _, blocks := range p.Layout.Order {
		o := p.Layout.Match[blocks[0]-1]
		if o < 0 {
			continue
		}
		wanted := numbersOf(p.Original.Body(corpus.BlockID(o + 1)))
		var found []numeral
		for _, id := range blocks {
			lead := p.Translation.Block(id).Lead
			for _, n := range numbersOf(p.Translation.Body(id)) {
				n.block, n.span = id, n.span.Shift(lead)
				found = append(found, n)
			}
		}
		out = append(out, p.compareNumbers(found, wanted)...)
		out = append(out, p.compareDates(blocks, p.Original.Body(corpus.BlockID(o+1)))...)
	}
	for i := range p.paragraphs {
		if g := &p.paragraphs[i]; len(g.originals) > 0 && p.alone(g) {
			out = append(out, p.numberWordFindings(g)...)
		}
	}
	return out
}}

// numeral is a number as it stands in a text.
type numeral struct {
	block corpus.BlockID
	span  corpus.Span // bytes of the block
	text  string      // as it stands, in Western digits
	value string      // without the marks between groups of three digits
}

var (
	digits    = regexp.MustCompile(`[0-9]+(?:[ \x{00a0}.,/٫٬][0-9]+)*|[٠-٩]+(?:[ \x{00a0}.,/٫٬][٠-٩]+)*`)
	thousands = regexp.MustCompile(`^[0-9]{1,3}(?:[ \x{00a0},.٬][0-9]{3})+$`)
	brokenBy  = regexp.MustCompile(`^[0-9]{1,3}(?:\.[0-9]{3})+$`)
)

// numbersOf are the numbers of a text, those inside symbols such as A/48/185 and behind Latin letters left out.
func numbersOf(text string) []numeral {
	var out []numeral
	for _, m := range digits.FindAllStringIndex(text, -1) {
		if beside(text, m[0], m[1]) {
			continue
		}
		n := numeral{span: corpus.Span{Start: m[0], End: m[1]}, text: arabic.FoldDigits(text[m[0]:m[1]])}
		n.value = strings.NewReplacer(",", ".", "٫", ".").Replace(n.text) // a comma may part decimals, too
		if thousands.MatchString(n.text) {
			n.value = strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, n.text)
		}
		out = append(out, n)
	}
	return out
}

// beside reports whether the bytes are part of a symbol or word.
func beside(text string, start, end int) bool {
	part := func(b byte) bool {
		return b == '/' || b == '-' || b == '_' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
	}
	return start > 0 && part(text[start-1]) || end < len(text) && part(text[end])
}

// compareNumbers takes equal numbers off both sides, as multisets, and reports of what is left each number of the
// translation that one of the original explains: one misreading away, or turned round.
func (p *Pass) compareNumbers(found, wanted []numeral) (out []corpus.Finding) {
	var left []numeral
	for _, n := range found {
		if i := slices.IndexFunc(wanted, func(w numeral) bool { return w.value == n.value }); i >= 0 {
			wanted = slices.Delete(slices.Clone(wanted), i, i+1)
			if !brokenBy.MatchString(n.text) {
				continue
			}
			out = append(out, p.numberFinding(n, strings.ReplaceAll(n.text, ".", " "), corpus.Warning, "a stop parts the thousands"))
			continue
		}
		left = append(left, n)
	}
	for _, n := range left {
		i := slices.IndexFunc(wanted, func(w numeral) bool { return misreadNumber(n.value, w.value) })
		if i < 0 {
			continue
		}
		w := wanted[i]
		wanted = slices.Delete(slices.Clone(wanted), i, i+1)
		to, severity := strings.ReplaceAll(w.text, ",", " "), corpus.Error
		if turned(n.value) == w.value {
			severity = corpus.Info // some Arabic writes resolution numbers in that order throughout
		}
		out = append(out, p.numberFinding(n, to, severity, fmt.Sprintf("the original has %s here", w.text)))
	}
	return out
}

func (p *Pass) numberFinding(n numeral, to string, severity corpus.Severity, message string) corpus.Finding {
	f := p.at(n.block, n.span, severity, .9, message)
	f.Evidence = []corpus.Evidence{{Kind: "original", Text: message}}
	if arabic.FoldDigits(f.Text) != f.Text { // the digits are Arabic
		to = strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r - '0' + '٠'
			}
			return r
		}, to)
	}
	f.Suggestions = []string{to}
	return f
}

// turned is a/b for b/a.
func turned(s string) string {
	a, b, ok := strings.Cut(s, "/")
	if !ok {
		return ""
	}
	return b + "/" + a
}

// misreadNumber reports whether a can be b misread: one digit another, two neighbours in the wrong order, one digit too many
// or too few, all in the wrong direction, or turned round at its stroke.
func misreadNumber(a, b string) bool {
	switch {
	case a == b || len(a) < 2 || len(b) < 2:
		return false
	case turned(a) == b || len(a) > 2 && reversed(a) == b:
		return true
	case len(a) == len(b)+1:
		return len(b) > 2 && without(a, b)
	case len(b) == len(a)+1:
		return len(a) > 2 && without(b, a)
	case len(a) != len(b):
		return false
	}
	var differ []int
	for i := range len(a) {
		if a[i] != b[i] {
			differ = append(differ, i)
		}
	}
	return len(differ) == 1 || len(differ) == 2 && differ[1] == differ[0]+1 && a[differ[0]] == b[differ[1]] && a[differ[1]] == b[differ[0]]
}

// without reports whether leaving one byte out of a gives b.
func without(a, b string) bool {
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	return a[i+1:] == b[i:]
}

func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}
