package align

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"muqabala/corpus"
)

// maxLine is the longest line of a file of beads, in bytes.
const maxLine = 1 << 20

// ReadBeads reads beads as `muqabala align --format tsv` writes them: a line each, the 0-based indexes of the original, a tab,
// those of the translation, and perhaps a tab and a confidence; indexes are parted by commas, and an empty side has no
// counterpart. Whatever else stands behind further tabs is passed over. Errors are *[corpus.InputError].
func ReadBeads(r io.Reader, name string) ([]corpus.Bead, error) {
	var out []corpus.Bead
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	offset := 0
	n := 1
	for ; lines.Scan(); n++ {
		line := lines.Text()
		if strings.TrimSpace(line) != "" {
			b, err := parseBead(line)
			if err != nil {
				return nil, &corpus.InputError{File: name, Line: n, Offset: offset, Err: err, Hint: "a bead is 0-based indexes, a tab, indexes: \"3,4<tab>5\""}
			}
			out = append(out, b)
		}
		offset += len(lines.Bytes()) + 1
	}
	if err := lines.Err(); err != nil {
		return nil, &corpus.InputError{File: name, Line: n, Offset: offset, Err: fmt.Errorf("%w: %w", err, corpus.ErrFormat)}
	}
	return out, nil
}

func parseBead(line string) (b corpus.Bead, err error) {
	fields := strings.Split(line, "\t")
	if len(fields) < 2 {
		return b, fmt.Errorf("not a bead: %q: %w", line[:min(len(line), 60)], corpus.ErrFormat)
	}
	if b.Original, err = parseIndexes(fields[0]); err != nil {
		return b, err
	}
	if b.Translation, err = parseIndexes(fields[1]); err != nil {
		return b, err
	}
	if len(fields) > 2 {
		if c, err := strconv.ParseFloat(strings.TrimSpace(fields[2]), 64); err == nil && c >= 0 && c <= 1 {
			b.Confidence = c
		}
	}
	return b, nil
}

// maxSegments is how many segments a text may have that beads name; what counts them needs memory for the greatest index.
const maxSegments = 1 << 24

func parseIndexes(field string) ([]int, error) {
	if strings.TrimSpace(field) == "" {
		return nil, nil
	}
	var out []int
	for f := range strings.SplitSeq(field, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(f))
		if err != nil || n < 0 {
			return nil, fmt.Errorf("no 0-based index: %q: %w", f, corpus.ErrFormat)
		}
		if n >= maxSegments {
			return nil, fmt.Errorf("index %d, of at most %d segments: %w", n, maxSegments, corpus.ErrTooLarge)
		}
		out = append(out, n)
	}
	return out, nil
}
