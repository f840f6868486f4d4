package read

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// logicalOrder puts the words of a line in the order in which they are read. Most programs write them so; where the boxes of
// a line in a right-to-left script run from left to right, they were written as they look.
func logicalOrder(words []pageWord, rightLeft bool) []pageWord {
	if !rightLeft {
		return words
	}
	up, down := 0, 0
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		if !isArabicWord(a.text) || !isArabicWord(b.text) {
			continue
		}
		switch cmp.Compare(a.box.Left, b.box.Left) {
		case -1:
			up++
		case 1:
			down++
		}
	}
	if up <= down {
		return words
	}
	return fromVisual(words)
}

// fromVisual orders the words of a right-to-left line by their boxes: from the right, but Latin words that follow each other,
// and numbers to the right of one, from the left (the rules of UAX #9 turned round).
func fromVisual(words []pageWord) []pageWord {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b pageWord) int { return cmp.Compare(a.box.Left, b.box.Left) })
	out := make([]pageWord, 0, len(words))
	for end := len(words); end > 0; {
		start := end - 1
		for i := end - 1; i >= 0 && (isLatinWord(words[i].text) || isNumberWord(words[i].text)); i-- {
			if isLatinWord(words[i].text) {
				start = i
			}
		}
		out = append(out, words[start:end]...)
		end = start
	}
	return out
}

func isArabicWord(s string) bool { return strings.ContainsFunc(s, arabic.IsArabic) }

func isLatinWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) && !isArabicWord(s)
}

func isNumberWord(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, unicode.IsLetter)
}

// How a cluster, a letter with its marks, behaves where both directions meet (UAX #9).
const (
	neutral      = iota
	arabicLetter // runs from the right
	latinLetter  // runs from the left
	arabicDigit  // a run of them runs from the left
	westernDigit // likewise, and joins Latin letters to its left
)

const (
	splitGap     = .12      // words closer than this share of their height are one, where a mark parts them
	touchGap     = .05      // and anyhow where they are as close as this; a space is never so narrow
	numberJoints = "/.,:٫٬" // what a number may have between its digits
)

// cluster is a letter or sign with its marks.
type cluster struct {
	text string
	kind int
	word int // the word that it comes from; -1 for the space between words
}

// fromLook puts a right-to-left line whose letters stand as they look, words and letters from left to right, into the order
// in which it is read: the display order of UAX #9 turned round. Latin text and numbers keep their order.
func fromLook(words []pageWord) []pageWord {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b pageWord) int { return cmp.Compare(a.look(), b.look()) })
	look := clusters(words)
	var read []cluster
	for end := len(look); end > 0; {
		start := end - 1
		if first, ok := leftRightRun(look, end); ok {
			start = first
		}
		read = append(read, look[start:end]...)
		end = start
	}
	return wordsOf(read, words)
}

// look is where a word stands from the left. A mark or the alef of a ligature, which have no width, stand before the letter that
// they belong to, whose left edge is theirs.
func (w pageWord) look() float64 {
	if w.box.Width() == 0 {
		return w.box.Left - touchGap*w.box.Height()
	}
	return w.box.Left
}

// touch reports whether nothing is between two boxes of a line.
func touch(a, b corpus.Box) bool {
	return max(a.Left, b.Left)-min(a.Right, b.Right) < touchGap*min(a.Height(), b.Height())
}

// clusters are the clusters of a line with the spaces between its words.
func clusters(words []pageWord) []cluster {
	var out []cluster
	for i, w := range words {
		if i > 0 && !oneWord(words[i-1], w) {
			out = append(out, cluster{" ", neutral, -1})
		}
		for _, r := range w.text {
			if n := len(out); unicode.Is(unicode.Mn, r) && n > 0 && out[n-1].word == i {
				out[n-1].text += string(r)
				continue
			}
			out = append(out, cluster{string(r), clusterKind(r), i})
		}
	}
	return out
}

// oneWord reports whether two neighbours are one word that was parted: behind a letter with a mark, or where the font or the
// direction changes.
func oneWord(left, right pageWord) bool {
	if touch(left.box, right.box) {
		return true
	}
	runes := []rune(right.text)
	marked := len(runes) > 1 && (unicode.Is(unicode.Mn, runes[1]) || len(runes) > 2 && unicode.Is(unicode.Mn, runes[2]))
	return marked && right.box.Left-left.box.Right < splitGap*right.box.Height()
}

func clusterKind(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return westernDigit
	case arabic.IsDigit(r):
		return arabicDigit
	case arabic.IsArabic(r) || r >= 0xfb50 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc:
		return arabicLetter
	case unicode.IsLetter(r):
		return latinLetter
	}
	return neutral
}

// closesLatin reports whether a run ends with a bracket that belongs to the Latin text before it (UAX #9, rule N0): its partner
// stands behind Latin letters, and nothing Arabic is between.
func closesLatin(run []cluster) bool {
	opening := map[string]string{")": "(", "]": "["}[run[len(run)-1].text]
	if opening == "" {
		return false
	}
	for i := len(run) - 2; i > 0; i-- {
		switch {
		case run[i].kind == arabicLetter || run[i].kind == arabicDigit:
			return false
		case run[i].text == opening:
			before := run[i-1]
			if before.text == " " && i > 1 {
				before = run[i-2]
			}
			return before.kind == latinLetter
		}
	}
	return false
}

// leftRightRun is where the run of Latin text or the number that ends before end begins; false where there is none.
func leftRightRun(look []cluster, end int) (start int, ok bool) {
	for i := end - 1; i >= 0; i-- { // Latin letters, with what stands between them and with numbers to their right
		k := look[i].kind
		if k == latinLetter || i == end-1 && closesLatin(look[:end]) {
			start, ok = i, true
		} else if k == arabicLetter || k == arabicDigit || i == end-1 && k == neutral {
			break
		}
	}
	last := look[end-1].kind
	if ok || last != arabicDigit && last != westernDigit {
		return start, ok
	}
	start = end - 1
	for start > 0 {
		switch before := look[start-1]; {
		case before.kind == last:
			start--
		case start > 1 && look[start-2].kind == last && (strings.Contains(numberJoints, before.text) || last == westernDigit && before.text == "-"):
			start -= 2
		default:
			return start, true
		}
	}
	return start, true
}

// wordsOf parts clusters at the spaces. A word's box is around those that its clusters come from.
func wordsOf(read []cluster, words []pageWord) []pageWord {
	var out []pageWord
	open := false
	for _, c := range read {
		if c.word < 0 {
			open = false
			continue
		}
		if !open {
			out = append(out, pageWord{confidence: -1})
			open = true
		}
		w := &out[len(out)-1]
		w.text += c.text
		w.box = w.box.Union(words[c.word].box)
	}
	return out
}
