package corpus

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with an input. [InputError] wraps one of these.
var (
	ErrNotUTF8  = errors.New("not valid UTF-8")
	ErrNUL      = errors.New("contains a NUL byte; this looks like a binary file")
	ErrEmpty    = errors.New("the file has no text")
	ErrTooLarge = errors.New("too large")
	ErrLanguage = errors.New("not in the language expected")
	ErrFormat   = errors.New("not in the format expected")
)

// ErrConflict: an operation does not fit the bitext as it is now.
var ErrConflict = errors.New("the bitext has changed, or never was so")

// InputError says what is wrong with an input, where, and what to do about it.
type InputError struct {
	File   string // name of the file
	Line   int    // 1-based; 0 where the whole file is meant
	Offset int    // 0-based byte offset in the file; counts only where Line is set
	Err    error  // what is wrong: one of the sentinels above, or wrapping one
	Hint   string // what to do; may be empty
}

// Error is "file:line: what is wrong at byte offset; what to do".
func (e *InputError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	fmt.Fprintf(&b, ": %v", e.Err)
	if e.Line > 0 {
		fmt.Fprintf(&b, " at byte %d", e.Offset)
	}
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap is the cause.
func (e *InputError) Unwrap() error { return e.Err }
