package check

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"

	"muqabala/corpus"
)

// weights are those of a log-linear model (a conditional logit; McFadden 1974): the probability of each word that may stand
// at a place is proportional to exp(weights·features), the word as read having a score of 0. There is a row for every kind.
type weights [kindCount]features

// weights.tsv was fitted by TestFit.
//
//go:embed weights.tsv
var weightTable string

var fittedWeights = sync.OnceValue(func() *weights {
	w, err := readWeights(weightTable)
	if err != nil {
		panic(err) // embedded, and read by a test
	}
	return w
})

// kindNames are the rows of weights.tsv.
var kindNames = [kindCount]string{"gender", "to", "and", "article", "dual", "case", "two", "prefix", "owner", "word", "non-word", "unknown", "non-word-other", "unknown-other"}

// score is ln of how much likelier what the features speak for is than the word as read.
func (w *weights) score(k kind, f *features) float64 {
	sum := 0.
	for i, x := range f {
		sum += w[k][i] * x
	}
	return sum
}

// write writes a table: features across, kinds down.
func (w *weights) write(out io.Writer) error {
	var b strings.Builder
	b.WriteString("kind\t" + strings.Join(featureNames[:], "\t") + "\n")
	for k, row := range w {
		b.WriteString(kindNames[k])
		for _, x := range row {
			b.WriteString("\t" + strconv.FormatFloat(math.Round(1000*x)/1000, 'f', -1, 64))
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// readWeights reads what write wrote.
func readWeights(table string) (*weights, error) {
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	fail := func(line int, format string, args ...any) (*weights, error) {
		return nil, &corpus.InputError{File: "weights.tsv", Line: line, Err: fmt.Errorf("%w: "+format, append([]any{corpus.ErrFormat}, args...)...)}
	}
	if want := "kind\t" + strings.Join(featureNames[:], "\t"); lines[0] != want || len(lines) != int(kindCount)+1 {
		return fail(1, "its columns and rows are not those of the model")
	}
	w := &weights{}
	for k := range w {
		fields := strings.Split(lines[k+1], "\t")
		if len(fields) != featureCount+1 || fields[0] != kindNames[k] {
			return fail(k+2, "no row for %q", kindNames[k])
		}
		for i, text := range fields[1:] {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return fail(k+2, "%q is no number", text)
			}
			w[k][i] = x
		}
	}
	return w, nil
}
