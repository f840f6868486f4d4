package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"muqabala/corpus/arabic"
)

// The channel: what reading a letter wrongly costs, in nats (−ln of its share among all misread words). The letters that
// scanners take for one another are those with the same skeleton and those of like shape (Kernighan, Church and Gale 1990
// for the model).
const (
	costDots      = 2.0 // ب for ت: the dots alone are wrong
	costShape     = 3.0 // و for ر: the letters look alike
	costDoubled   = 3.0 // a letter twice, or once of two
	costLost      = 4.0 // a letter too few
	costAdded     = 4.0 // a letter too many
	costAny       = 5.5 // any letter for any other
	costSwapped   = 5.0 // two neighbours in the wrong order
	costJoined    = 3.5 // the space between two words is missing
	costParted    = 3.5 // a space stands inside a word
	costHamza     = 1.0 // أ for إ, ة for ه: a matter of spelling
	costTwo       = 3.5 // two letters for two that look like them
	costComma     = 3.0 // a comma was read as ء
	shortestWord  = 3   // letters: a shorter word is never taken to be misread
	longestForms  = 24
	letterBytes   = 2
	arabicLetters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"
)

// alike lists letters that scanners take for one another by their shape.
var alike = []string{"ور", "رد", "وف", "وق", "مه", "ال", "كل", "سم", "عء", "حم", "بو", "نر", "تر", "يد", "لك", "فغ", "عغ", "مع", "ده", "وه", "ةت", "نل", "بل", "لا", "نا", "با", "يا", "تا"}

// spellings lists letters that are confused in writing, not in reading.
var spellings = []string{"اأإآ", "ىي", "ةه", "ؤو", "ئي", "ئء", "أء", "ؤء"}

// letterCost is a letter that may stand for another, and what that costs.
type letterCost struct {
	letter rune
	cost   float64
}

// substitutions gives for each letter those that may stand for it, by their order in the alphabet.
var substitutions = func() map[rune][]letterCost {
	out := map[rune][]letterCost{}
	for _, a := range arabicLetters {
		for _, b := range arabicLetters {
			if c := costOf(a, b); a != b && c < costAny {
				out[a] = append(out[a], letterCost{b, c})
			}
		}
	}
	return out
}()

// costOf is what reading one letter as the other costs.
func costOf(a, b rune) float64 {
	both := func(s string) bool { return strings.ContainsRune(s, a) && strings.ContainsRune(s, b) }
	switch {
	case slices.ContainsFunc(spellings, both):
		return costHamza
	case arabic.FoldDots(string(a)) == arabic.FoldDots(string(b)):
		return costDots
	case slices.ContainsFunc(alike, both):
		return costShape
	}
	return costAny
}

// likeTwo lists pairs of letters that look like other pairs.
var likeTwo = [][2]string{{"نز", "تر"}, {"نت", "تن"}, {"بر", "رع"}, {"تت", "نن"}, {"يت", "تي"}, {"لا", "ال"}}

// neighbours yields the words one misreading away from a word. The slice passed to yield is only good during the call.
func neighbours(word string, yield func(word []byte, cost float64)) {
	buf := make([]byte, 0, len(word)+2*letterBytes)
	with := func(from, to int, put rune, cost float64) {
		buf = append(buf[:0], word[:from]...)
		if put != 0 {
			buf = utf8.AppendRune(buf, put)
		}
		yield(append(buf, word[to:]...), cost)
	}
	before := rune(0)
	for at, r := range word {
		end := at + utf8.RuneLen(r)
		for _, s := range substitutions[r] {
			with(at, end, s.letter, s.cost)
		}
		for _, s := range arabicLetters {
			with(at, end, s, costAny)
		}
		if r == before {
			with(at, end, 0, costDoubled)
		} else {
			with(at, end, 0, costAdded)
		}
		if before != 0 && before != r {
			start := at - utf8.RuneLen(before)
			buf = utf8.AppendRune(utf8.AppendRune(append(buf[:0], word[:start]...), r), before)
			yield(append(buf, word[end:]...), costSwapped)
		}
		insert(with, at, before, r)
		before = r
	}
	insert(with, len(word), before, 0)
	for _, pair := range likeTwo {
		for k := range pair {
			if i := strings.Index(word, pair[k]); i >= 0 {
				buf = append(append(append(buf[:0], word[:i]...), pair[1-k]...), word[i+len(pair[k]):]...)
				yield(buf, costTwo)
			}
		}
	}
}

// insert puts every letter at a place between two others.
func insert(with func(from, to int, put rune, cost float64), at int, before, after rune) {
	for _, s := range arabicLetters {
		if s == before || s == after {
			with(at, at, s, costDoubled)
		} else {
			with(at, at, s, costLost)
		}
	}
}

// distance is the cheapest way to read one word as the other, in nats; more than limit where every way costs more. It is the
// edit distance of Damerau (1964) with the channel's costs.
func distance(right, read string, limit float64) float64 {
	var letters [2][longestWord]rune
	a, b := appendRunes(letters[0][:0], right), appendRunes(letters[1][:0], read)
	if d := len(a) - len(b); float64(max(d, -d))*costDoubled > limit {
		return limit + 1
	}
	var room [3][longestWord + 1]float64
	rows := [3][]float64{room[0][:], room[1][:], room[2][:]}
	if len(b) > longestWord {
		rows = [3][]float64{make([]float64, len(b)+1), make([]float64, len(b)+1), make([]float64, len(b)+1)}
	}
	for j := range len(b) + 1 {
		rows[0][j] = float64(j) * costAdded
	}
	for i := 1; i <= len(a); i++ {
		before, here, older := rows[(i-1)%3], rows[i%3], rows[(i+1)%3]
		here[0] = float64(i) * costLost
		least := here[0]
		for j := 1; j <= len(b); j++ {
			here[j] = min(before[j]+gap(a, i-1, costLost), here[j-1]+gap(b, j-1, costAdded), before[j-1]+substitution(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] && a[i-1] != b[j-1] {
				here[j] = min(here[j], older[j-2]+costSwapped)
			}
			least = min(least, here[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return rows[len(a)%3][len(b)]
}

// longestWord is how many letters words have for which distance needs no memory of its own.
const longestWord = 32

func appendRunes(to []rune, s string) []rune {
	for _, r := range s {
		to = append(to, r)
	}
	return to
}

// gap is what leaving letter i out costs: less where its neighbour is the same.
func gap(word []rune, i int, cost float64) float64 {
	if i > 0 && word[i-1] == word[i] || i+1 < len(word) && word[i+1] == word[i] {
		return costDoubled
	}
	return cost
}

func substitution(a, b rune) float64 {
	if a == b {
		return 0
	}
	for _, s := range substitutions[a] {
		if s.letter == b {
			return s.cost
		}
	}
	return costAny
}

// addCandidate keeps the cheapest way to a word.
func addCandidate(list []candidate, c candidate) []candidate {
	for i := range list {
		if list[i].word == c.word {
			list[i].cost = min(list[i].cost, c.cost)
			return list
		}
	}
	return append(list, c)
}

// sameSpelling reports whether two words differ in hamza and its seat, ta marbuta, alef maqsura or signs only: a matter of
// spelling, or of case (أعضاؤه, أعضاءه, أعضائه).
func sameSpelling(a, b string) bool {
	return arabic.Fold(a) == arabic.Fold(b) || runes(a) == runes(b) && seats.Replace(a) == seats.Replace(b)
}

var seats = strings.NewReplacer("ؤ", "ء", "ئ", "ء")

func sortCandidates(list []candidate) {
	slices.SortStableFunc(list, func(a, b candidate) int {
		switch {
		case a.cost < b.cost:
			return -1
		case a.cost > b.cost:
			return 1
		}
		return strings.Compare(a.word, b.word)
	})
}

// affixal reports whether two words differ only in what grammar may change at their ends: particles and the letters of
// persons before, endings behind. Such differences are for the checks of grammar to judge.
func affixal(a, b string) bool {
	x, y := []rune(a), []rune(b)
	start := 0
	for start < min(len(x), len(y)) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < min(len(x), len(y))-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	changed := string(x[start:len(x)-end]) + string(y[start:len(y)-end])
	if start == 0 || start <= 3 && particle[string(x[:start])] {
		return strings.Trim(changed, "وفبلكساتينأ") == ""
	}
	return end == 0 && strings.Trim(changed, "هاتةينومك") == "" || end <= 2 && strings.Trim(changed, "تيون") == "" && strings.Trim(string(x[len(x)-end:]), "هانيمتة") == ""
}

var particle = setOf("و ف ب ل ك وا ال وال فال بال لل كال وب ول ولل وبال س وس")
