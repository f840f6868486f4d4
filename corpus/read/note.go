package read

import (
	"regexp"
	"strings"
	"unicode"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Footnotes and their marks, each alternative with one group for the mark itself.
var (
	// (1) text · <sup>1</sup> text · [^1]: text · ¹ text · 1/ text · \* text
	noteLead = regexp.MustCompile(`^[\x{200e}\x{200f}]*(?:\(([0-9٠-٩۰-۹]{1,3})\)|<sup>\(?([0-9٠-٩۰-۹*]{1,3})\)?</sup>|\[\^(\w{1,8})\]:|([¹²³⁰⁴-⁹]{1,3})|([0-9]{1,3})/ |((?:\\?\*){1,3}))[ \t]*`)
	noteMark = regexp.MustCompile(`<sup>\(?([0-9٠-٩۰-۹*]{1,3})\)?</sup>|\(([0-9٠-٩۰-۹]{1,3})\)|(\\?\*)(?:$|[\s.،,])|\[\^(\w{1,8})\]|([¹²³⁰⁴-⁹]{1,3})| ([0-9]{1,3})/(?:$|[\s.،,])`)
	// what a list begins its items with
	items  = regexp.MustCompile(`\n[ \t]*[*+-] `)
	bullet = regexp.MustCompile(`^(?:[*•▪◦‣·] |[-–—] (?:[^0-9٠-٩۰-۹]|.{12}))`)
)

var superscripts = strings.NewReplacer("¹", "1", "²", "2", "³", "3", "⁰", "0", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")

// mark is the one group that matched, in the form that both languages share.
func mark(groups []string) string {
	return superscripts.Replace(arabic.FoldDigits(strings.ReplaceAll(strings.Join(groups, ""), `\`, "")))
}

// findMarks notes the footnote marks in the text of the blocks, and which there are.
func findMarks(d *corpus.Document) map[string]bool {
	all := map[string]bool{}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		b.Marks = marksIn(d.Text(b.ID))
		for _, m := range b.Marks {
			all[m.Mark] = true
		}
	}
	return all
}

// marksIn are the footnote marks in a text. A mark touches what it is for; "1/" alone stands behind a space.
func marksIn(text string) []corpus.Mark {
	if !strings.ContainsAny(text, "(<*[/¹²³⁰⁴⁵⁶⁷⁸⁹") {
		return nil
	}
	var out []corpus.Mark
	for _, m := range noteMark.FindAllStringSubmatchIndex(text, -1) {
		if m[0] == 0 || unicode.IsSpace(rune(text[m[0]-1])) {
			continue
		}
		for g := 2; g < len(m); g += 2 {
			if m[g] < 0 {
				continue
			}
			span := corpus.Span{Start: m[0], End: m[1]}
			switch text[m[0]] {
			case '*', '\\':
				span.End = m[g+1]
			case ' ':
				span = corpus.Span{Start: m[g], End: m[g+1] + 1}
			}
			out = append(out, corpus.Mark{Span: span, Mark: mark([]string{text[m[g]:m[g+1]]})})
		}
	}
	return out
}

// note is the mark that a footnote begins with and the length of what stands before its text; "" where the block is none.
func note(d *corpus.Document, b *corpus.Block, marks map[string]bool) (string, int) {
	text := d.Text(b.ID)
	m := noteLead.FindStringSubmatch(text)
	if m == nil || len(m[0]) == len(text) {
		return "", 0
	}
	is := false
	switch {
	case m[6] != "" && strings.ContainsAny(text[len(m[0]):len(m[0])+1], "-"):
		// "* - text": a number that was misread
	case strings.HasPrefix(m[6], "*"):
		is = !emphasised(text) && !bulletBeside(d, b.ID) && !items.MatchString(text) && !announced(d, b.ID)
	case m[6] != "":
		is = !beginAlike(d, b.ID, m[0])
	case m[1] != "" || m[5] != "":
		is = marks[mark(m[1:])] || !listed(d, b.ID, marks)
	default:
		is = true
	}
	if !is {
		return "", 0
	}
	return mark(m[1:]), len(m[0])
}

// emphasised reports whether a text begins with words between asterisks.
func emphasised(text string) bool {
	rest := strings.TrimLeft(text, "*")
	return rest != "" && rest[0] != ' ' && strings.Contains(rest, "*")
}

// bulletBeside reports whether a neighbour of the block is an item of a list.
func bulletBeside(d *corpus.Document, id corpus.BlockID) bool {
	return bullet.MatchString(d.Text(id-1)) || bullet.MatchString(d.Text(id+1))
}

// beginAlike reports whether a neighbour begins with the same.
func beginAlike(d *corpus.Document, id corpus.BlockID, begin string) bool {
	return strings.HasPrefix(d.Text(id-1), begin) || strings.HasPrefix(d.Text(id+1), begin)
}

// announced reports whether the block before says that a list follows.
func announced(d *corpus.Document, id corpus.BlockID) bool {
	return strings.HasSuffix(strings.TrimRight(d.Text(id-1), "* \t"), ":")
}

// listed reports whether "(1)" begins an item of a list rather than a note: a neighbour begins likewise without being a
// note, or the block before announces it.
func listed(d *corpus.Document, id corpus.BlockID, marks map[string]bool) bool {
	item := announced(d, id)
	for _, n := range []corpus.BlockID{id - 1, id + 1} {
		if m := noteLead.FindStringSubmatch(d.Text(n)); m != nil && m[1]+m[5] != "" {
			if marks[mark(m[1:])] {
				return false
			}
			item = true
		}
	}
	return item
}
