package corpus

import (
	"fmt"
	"slices"
)

// Message is a sentence of the program to people. It is kept as its format and what fills it, so that an interface of another
// language can say it in its own words.
type Message struct {
	Format string   `json:"format"` // in English, with %s for each gap
	Args   []string `json:"args,omitempty"`
}

// Say is the message of a format with these in its gaps.
func Say(format string, args ...any) Message {
	m := Message{Format: format}
	for _, a := range args {
		m.Args = append(m.Args, fmt.Sprint(a))
	}
	return m
}

// String is the message in English.
func (m Message) String() string {
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		args[i] = a
	}
	return fmt.Sprintf(m.Format, args...)
}

// Equal reports whether two messages say the same.
func (m Message) Equal(other Message) bool {
	return m.Format == other.Format && slices.Equal(m.Args, other.Args)
}
