package align

import (
	"unicode"
	"unicode/utf8"

	"muqabala/corpus/arabic"
)

const (
	furnitureWords = 4 // the most words of a running header or page number
	furnitureTimes = 4 // the least that it comes again
)

// furnitureKey is what a short segment has in common with its like on other pages: its letters, folded; "" for a longer
// segment. Numbers count as one sign.
func furnitureKey(text string, words []arabic.Word) string {
	if len(words) == 0 || len(words) > 2*furnitureWords {
		return ""
	}
	n, key := 0, make([]byte, 0, len(text))
	for _, w := range words {
		if w.Class != arabic.Punct {
			n++
		}
	}
	if n > furnitureWords {
		return ""
	}
	for _, r := range arabic.Fold(text) {
		switch {
		case unicode.IsDigit(r):
			if len(key) == 0 || key[len(key)-1] != '0' {
				key = append(key, '0')
			}
		case unicode.IsLetter(r):
			key = utf8.AppendRune(key, r)
		}
	}
	return string(key)
}

// markFurniture marks the segments of one side that come again and again, such as running headers and page numbers, where
// nothing of the other side does: they have no counterpart.
func markFurniture(segments, other []Segment) {
	times := keyCounts(segments)
	most := 0
	for _, n := range keyCounts(other) {
		most = max(most, n)
	}
	var headers []string
	for key, n := range times {
		if n >= furnitureTimes && n > 2*most {
			headers = append(headers, key)
		}
	}
	for i := range segments {
		segments[i].furniture = segments[i].key != "" && isLike(segments[i].key, headers)
	}
}

func keyCounts(segments []Segment) map[string]int {
	out := map[string]int{}
	for _, s := range segments {
		if s.key != "" {
			out[s.key]++
		}
	}
	return out
}

// isLike reports whether a key is one of the headers, or one with a letter or two misread.
func isLike(key string, headers []string) bool {
	for _, h := range headers {
		if key == h || distanceWithin(key, h, max(1, len(h)/4)) {
			return true
		}
	}
	return false
}

// distanceWithin reports whether so many bytes put in, taken out or changed make a of b (Levenshtein 1966).
func distanceWithin(a, b string, most int) bool {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal, best := row[0], i+1
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
			best = min(best, row[j+1])
		}
		if best > most {
			return false
		}
	}
	return row[len(b)] <= most
}
