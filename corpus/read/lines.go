package read

import (
	"context"
	"strings"

	"muqabala/corpus"
)

// Lines reads a text file of one segment a line: the lines without their ends and outer white space, empty ones included,
// so that a segment's index is its 0-based line. Its errors are *[corpus.InputError].
func Lines(ctx context.Context, path string) ([]string, error) {
	src, err := load(ctx, path)
	if err != nil {
		return nil, err
	}
	src, _, err = decode(path, src)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(src), "\ufeff")
	if strings.TrimSpace(text) == "" {
		return nil, &corpus.InputError{File: path, Err: corpus.ErrEmpty}
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return lines, nil
}
