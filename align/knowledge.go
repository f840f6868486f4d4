package align

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// Knowledge is what was learnt from one bitext and helps with another: which words translate each other, and how the lengths
// go together. It is written as a model file; see [Knowledge.Write].
type Knowledge struct {
	Words   []lexicon.WordPair // by English, then Arabic stem
	lengths lengthModel
}

const (
	leastKnown = .05 // probability from which a pair of words is kept
	leastRatio = 4   // and how much likelier than by chance
)

// Knowledge is what the aligner learnt that is worth keeping.
func (a *Aligner) Knowledge() *Knowledge {
	k := &Knowledge{lengths: a.lengths}
	m := a.model
	for s := range int32(len(m.forward.start) - 1) {
		words, ratios := m.forward.row(s)
		for i, w := range words {
			p := (m.forward.probability(ratios[i], w) + m.back.probability(m.back.at(w, s), s)) / 2
			if p >= leastKnown && ratios[i] >= leastRatio && s != w {
				k.Words = append(k.Words, lexicon.WordPair{English: a.vocab.Stem(s), Arabic: a.vocab.Stem(w), Weight: min(1, p)})
			}
		}
	}
	slices.SortFunc(k.Words, func(a, b lexicon.WordPair) int {
		return cmp.Or(cmp.Compare(a.English, b.English), cmp.Compare(a.Arabic, b.Arabic))
	})
	return k
}

// modelHeader is the first line of a model file: its format and version.
const modelHeader = "muqabala model 1"

// maxModel is the largest model file that is read, in bytes.
const maxModel = 256 << 20

// Write writes a model file: UTF-8 lines of fields parted by tabs. After the header come the line "lengths", with the runes of
// the translation for one of the original and their variance; lines "word", each with an English and an Arabic stem and the
// probability that the one stands for the other; and the line "sha256" with the hash of all before it.
func (k *Knowledge) Write(w io.Writer) error {
	hash := sha256.New()
	b := bufio.NewWriter(io.MultiWriter(w, hash))
	fmt.Fprintf(b, "%s\nlengths\t%.6g\t%.6g\n", modelHeader, k.lengths.ratio, k.lengths.variance)
	for _, p := range k.Words {
		fmt.Fprintf(b, "word\t%s\t%s\t%.4f\n", p.English, p.Arabic, p.Weight)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "sha256\t%x\n", hash.Sum(nil))
	return err
}

// ReadKnowledge reads a model file; name is for messages. A file that is cut short or changed is refused. Errors are
// *[corpus.InputError].
func ReadKnowledge(r io.Reader, name string) (*Knowledge, error) {
	src, err := io.ReadAll(io.LimitReader(r, maxModel+1))
	fail := func(line, offset int, err error) error {
		return &corpus.InputError{File: name, Line: line, Offset: offset, Err: err, Hint: "make it anew with muqabala train"}
	}
	switch {
	case err != nil:
		return nil, fail(0, 0, err)
	case len(src) > maxModel:
		return nil, fail(0, 0, fmt.Errorf("more than %d MiB: %w", maxModel>>20, corpus.ErrTooLarge))
	}
	body, err := checkSum(src)
	if err != nil {
		return nil, fail(0, 0, err)
	}
	k := &Knowledge{}
	line, offset := 1, 0
	for text := range strings.Lines(body) {
		if err := k.parse(line, strings.Split(strings.TrimSuffix(text, "\n"), "\t")); err != nil {
			return nil, fail(line, offset, err)
		}
		line, offset = line+1, offset+len(text)
	}
	return k, nil
}

// checkSum is what stands before the hash, when that is right.
func checkSum(src []byte) (string, error) {
	header, _, _ := bytes.Cut(src, []byte("\n"))
	if string(header) != modelHeader {
		if bytes.HasPrefix(header, []byte("muqabala model ")) {
			return "", fmt.Errorf("a model of another version, %.40q, not %q: %w", header, modelHeader, corpus.ErrFormat)
		}
		return "", fmt.Errorf("no model: it does not begin with %q: %w", modelHeader, corpus.ErrFormat)
	}
	at := bytes.LastIndex(src, []byte("\nsha256\t")) + 1
	if at == 0 {
		return "", fmt.Errorf("the model is cut short, it has no sum at its end: %w", corpus.ErrFormat)
	}
	want := bytes.TrimSuffix(bytes.TrimPrefix(src[at:], []byte("sha256\t")), []byte("\n"))
	if got := sha256.Sum256(src[:at]); hex.EncodeToString(got[:]) != string(want) {
		return "", fmt.Errorf("the model is damaged, its sum is wrong: %w", corpus.ErrFormat)
	}
	return string(src[:at]), nil
}

// parse reads one line, 1-based.
func (k *Knowledge) parse(line int, fields []string) error {
	switch {
	case line == 1:
		return nil // the header
	case fields[0] == "lengths" && len(fields) == 3:
		var err error
		if k.lengths.ratio, err = positive(fields[1]); err == nil {
			k.lengths.variance, err = positive(fields[2])
		}
		return err
	case fields[0] == "word" && len(fields) == 4 && fields[1] != "" && fields[2] != "":
		p, err := positive(fields[3])
		if err == nil && p > 1 {
			err = fmt.Errorf("no probability: %v: %w", p, corpus.ErrFormat)
		}
		k.Words = append(k.Words, lexicon.WordPair{English: fields[1], Arabic: fields[2], Weight: float32(p)})
		return err
	}
	return fmt.Errorf("a line that is not understood: %.60q: %w", strings.Join(fields, "\t"), corpus.ErrFormat)
}

// positive reads a finite number above 0.
func positive(field string) (float64, error) {
	v, err := strconv.ParseFloat(field, 64)
	if err != nil || !(v > 0) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("no positive number: %.60q: %w", field, corpus.ErrFormat)
	}
	return v, nil
}
