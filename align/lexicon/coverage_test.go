package lexicon

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus/arabic"
)

// shared is where the data to measure on is; it is no part of the repository.
const shared = "../../../shared/data"

// coverageSets are lines of English and Arabic that translate each other. The lexicon was grown by looking at the words of
// the first part of un, tico19 and guide; the rest was never looked at.
var coverageSets = []struct {
	name, folder string
	from, to     int // lines, 0-based, half-open; to 0: all
	seen         bool
}{
	{"un, seen part", "un_pc_dev", 0, 2000, true},
	{"un", "un_pc_dev", 2000, 0, false},
	{"tico19, seen part", "tico19", 0, 700, true},
	{"tico19", "tico19", 700, 0, false},
	{"guide, seen part", "opensource_guide", 0, 200, true},
	{"guide", "opensource_guide", 200, 0, false},
	{"licence", "cc_legalcode_40/by-nc-sa", 0, 0, false},
}

// coverage counts the running English content words of a text.
type coverage struct {
	words, known, matched int
	missing               map[string]int // words that have no entry, by key
	unmatched             map[string]int // words whose entry has no Arabic in the line
}

// TestCoverage prints, with -v, the share of running English content words that the lexicon knows, and of those whose Arabic
// stands in the line beside.
func TestCoverage(t *testing.T) {
	rows := map[string]map[string]bool{}
	for _, p := range BuiltinPairs() {
		if rows[p.English] == nil {
			rows[p.English] = map[string]bool{}
		}
		rows[p.English][p.Arabic] = true
	}
	for _, set := range coverageSets {
		english, translation := dataLines(t, set.folder, "en.txt"), dataLines(t, set.folder, "ar.txt")
		to := set.to
		if to == 0 {
			to = len(english)
		}
		c := coverage{missing: map[string]int{}, unmatched: map[string]int{}}
		for i := set.from; i < to; i++ {
			c.count(rows, english[i], translation[i])
		}
		known, matched := float64(c.known)/float64(c.words), float64(c.matched)/float64(c.words)
		t.Logf("%-18s %6d words, %.3f known, %.3f matched", set.name, c.words, known, matched)
		if os.Getenv("COVERAGE_WORDS") != "" && set.seen {
			t.Logf("  no entry: %s", commonest(c.missing, 400))
			t.Logf("  no match: %s", commonest(c.unmatched, 250))
		}
		if known < .6 || matched < .4 {
			t.Errorf("%s: the lexicon covers too little", set.name)
		}
	}
}

func (c *coverage) count(rows map[string]map[string]bool, english, translation string) {
	there := map[string]bool{}
	for _, w := range arabic.Words(translation) {
		there[Key(w.Text, w.Class)] = true
	}
	for _, w := range arabic.Words(english) {
		if w.Class != arabic.Latin || IsFunctionWord(w.Text) {
			continue
		}
		k := Key(w.Text, w.Class)
		c.words++
		row, ok := rows[k]
		if !ok {
			c.missing[k]++
			continue
		}
		c.known++
		if slices.ContainsFunc(slices.Collect(maps.Keys(row)), func(a string) bool { return there[a] }) {
			c.matched++
		} else {
			c.unmatched[k]++
		}
	}
}

func dataLines(t *testing.T, folder, file string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared, folder, file))
	if err != nil {
		t.Skip("no data to measure on: ", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

func commonest(count map[string]int, n int) string {
	keys := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	return strings.Join(keys[:min(n, len(keys))], " ")
}
