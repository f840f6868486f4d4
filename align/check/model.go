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

// model gives the odds of what may stand at a place against the word as read, whose score is 0: probabilities are proportional to
// exp(score), as in a conditional logit (McFadden 1974). The score is linear in the features, with weights of its own for every kind
// of candidate, but for a layer of hidden units that all kinds share and weigh in their own way (Rumelhart, Hinton and Williams 1986):
// they see what features mean together, as that a rare word is doubtful only where the original has another.
type model struct {
	linear       [kindCount]features
	units        [featureCount][hiddenUnits]float64
	bias, output [kindCount][hiddenUnits]float64
}

// hiddenUnits is how many units there are; each gives the weighted sum of the features, or 0 where that is less.
const hiddenUnits = 32

// weights.tsv was fitted by TestFit.
//
//go:embed weights.tsv
var weightTable string

var fittedModel = sync.OnceValue(func() *model {
	m, err := readModel(weightTable)
	if err != nil {
		panic(err) // embedded, and read by a test
	}
	return m
})

// kindNames are the rows of weights.tsv.
var kindNames = [kindCount]string{"gender", "to", "and", "article", "dual", "case", "two", "prefix", "owner", "word", "derived", "non-word", "unknown", "parted", "derived-other", "non-word-other", "unknown-other"}

// score is ln of how much likelier what the features speak for is than the word as read.
func (m *model) score(k kind, f *features) float64 {
	sum, linear, units := 0., &m.linear[k], m.bias[k]
	for i, x := range f {
		if x == 0 {
			continue
		}
		sum += x * linear[i]
		for j, w := range &m.units[i] {
			units[j] += x * w
		}
	}
	for j, x := range &units {
		sum += max(0, x) * m.output[k][j]
	}
	return sum
}

// row is a row of weights.tsv: a part of the model, which kind or feature it is for, and its weights.
type weightRow struct {
	part, name string
	weights    []float64
}

// rows are all rows of the table.
func (m *model) rows() (out []weightRow) {
	for k, name := range kindNames {
		out = append(out, weightRow{"linear", name, m.linear[k][:]})
	}
	for i, name := range featureNames {
		out = append(out, weightRow{"units", name, m.units[i][:]})
	}
	for k, name := range kindNames {
		out = append(out, weightRow{"bias", name, m.bias[k][:]}, weightRow{"output", name, m.output[k][:]})
	}
	return out
}

// write writes the table: the names of the features, for the rows of the linear part, then its rows.
func (m *model) write(out io.Writer) error {
	var b strings.Builder
	b.WriteString(weightHead)
	for _, row := range m.rows() {
		b.WriteString(row.part + "\t" + row.name)
		for _, x := range row.weights {
			b.WriteString("\t" + strconv.FormatFloat(math.Round(1000*x)/1000, 'f', -1, 64))
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

var weightHead = "part\tname\t" + strings.Join(featureNames[:], "\t") + "\n"

// readModel reads what write wrote.
func readModel(table string) (*model, error) {
	fail := func(line int, format string, args ...any) (*model, error) {
		return nil, &corpus.InputError{File: "weights.tsv", Line: line, Err: fmt.Errorf("%w: "+format, append([]any{corpus.ErrFormat}, args...)...)}
	}
	m := &model{}
	rows := m.rows()
	table, ok := strings.CutPrefix(table, weightHead)
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	if !ok || len(lines) != len(rows) {
		return fail(1, "its columns and rows are not those of the model")
	}
	for k, row := range rows {
		fields := strings.Split(lines[k], "\t")
		if len(fields) != len(row.weights)+2 || fields[0] != row.part || fields[1] != row.name {
			return fail(k+2, "it is not the row %q of %q", row.part, row.name)
		}
		for i, text := range fields[2:] {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return fail(k+2, "%q is no number", text)
			}
			row.weights[i] = x
		}
	}
	return m, nil
}
