package read

import (
	"strings"
	"unicode"

	"muqabala/corpus"
)

// runningHeads makes furniture of what stands at the top or the bottom of several pages, page numbers aside.
func runningHeads(pieces []piece) {
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
	seen := map[string][]int{}
	for _, p := range pages {
		seen["top "+withoutDigits(pieces[p.top].text)] = append(seen["top "+withoutDigits(pieces[p.top].text)], p.top)
		seen["bottom "+withoutDigits(pieces[p.bottom].text)] = append(seen["bottom "+withoutDigits(pieces[p.bottom].text)], p.bottom)
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

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}
