package searchtest

import (
	_ "embed"
	"strings"
	"testing"

	"muqabala/corpus/search"
)

//go:embed pairs.tsv
var pairsFile string

//go:embed queries.tsv
var queriesFile string

// lines are the fields of the lines of a file, without comments. The last fields of a line may be left out.
func lines(file string, fields int) [][]string {
	var out [][]string
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "\t")
		for len(parts) < fields {
			parts = append(parts, "")
		}
		out = append(out, parts)
	}
	return out
}

var titles = map[string]string{"vienna": "Cooperation in Vienna", "water": "Shared water", "health": "Health report"}

// Bitexts are those of the fixture, pairs.tsv.
func Bitexts() []search.Bitext {
	var out []search.Bitext
	for _, f := range lines(pairsFile, 9) {
		if len(out) == 0 || out[len(out)-1].ID != f[1] {
			out = append(out, search.Bitext{ID: f[1], Version: 1})
		}
		b := &out[len(out)-1]
		r := search.Record{ID: f[0], Document: f[1], Title: titles[f[1]], Row: "row " + f[0], Bead: "bead " + f[0], Place: int64(len(b.Records)),
			Kind: f[2], Number: f[3], Status: f[4], Imported: f[6], Original: f[7], Translation: f[8]}
		if f[5] != "" {
			r.Checks = strings.Split(f[5], ",")
		}
		b.Records = append(b.Records, r)
	}
	return out
}

// expectation is a query of queries.tsv with what it must find.
type expectation struct {
	query  string
	first  []string // one of these must be the first hit
	within []string // all of these, and the ones before, must be among the first ten
	none   bool     // nothing must be found
}

func expectations(t *testing.T) []expectation {
	t.Helper()
	var out []expectation
	for _, f := range lines(queriesFile, 3) {
		e := expectation{query: f[0], none: f[1] == "-"}
		if !e.none {
			e.first = strings.Fields(f[1])
			e.within = append(strings.Fields(f[2]), e.first...)
		}
		if !e.none && len(e.first) == 0 {
			t.Fatalf("query %s expects nothing and does not say so", e.query)
		}
		out = append(out, e)
	}
	return out
}
