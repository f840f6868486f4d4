package read

import (
	"regexp"
	"strconv"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// runningHeads makes furniture of a line that stands at the top or the bottom of several pages: the same each time, or the
// same but for a number that goes up from page to page.
func runningHeads(pieces []piece) {
	seen := map[string][]int{}
	for _, p := range pagesOf(pieces) {
		for place, i := range map[string]int{"top ": p.top, "bottom ": p.bottom} {
			text := pieces[i].text
			seen[place+text] = append(seen[place+text], i)
			if numbered := withoutPage(text, p.number); numbered != "" {
				seen[place+numbered] = append(seen[place+numbered], i)
			}
		}
	}
	for _, same := range seen {
		for _, i := range same {
			if len(same) >= headerRepeats && len(pieces[i].geometry.Lines) == 1 {
				pieces[i].kind = corpus.Furniture
			}
		}
	}
}

// pageEnds are the uppermost and the lowest piece of a page.
type pageEnds struct{ number, top, bottom int }

// pagesOf finds the ends of all pages.
func pagesOf(pieces []piece) []pageEnds {
	var pages []pageEnds
	for i := range pieces {
		g := pieces[i].geometry
		if len(pages) == 0 || pages[len(pages)-1].number != g.Page {
			pages = append(pages, pageEnds{g.Page, i, i})
		}
		last := &pages[len(pages)-1]
		if g.Box.Top < pieces[last.top].geometry.Box.Top {
			last.top = i
		}
		if g.Box.Bottom > pieces[last.bottom].geometry.Box.Bottom {
			last.bottom = i
		}
	}
	return pages
}

var lastNumber = regexp.MustCompile(`[0-9]{1,4}([^0-9]*)$`)

// withoutPage is a text with its last number counted from that of the page, so that it is the same where both go up
// together; "" where it has none.
func withoutPage(text string, page int) string {
	text = arabic.FoldDigits(text)
	m := lastNumber.FindStringSubmatchIndex(text)
	if m == nil {
		return ""
	}
	n, _ := strconv.Atoi(text[m[0]:m[2]])
	return text[:m[0]] + "#" + strconv.Itoa(n-page) + text[m[2]:]
}
