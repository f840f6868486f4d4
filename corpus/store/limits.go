package store

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"muqabala/corpus"
)

// What a store takes, in bytes. They keep a project usable; nothing sensible comes near them.
const (
	MaxTitle   = 1000
	MaxSetting = 1 << 20
	MaxKey     = 1000
	MaxDerived = 512 << 20
)

// Check reports why the bitext cannot be kept, or nil. The edits must apply one after the other.
func (n New) Check() error {
	if err := CheckTitle(n.Title); err != nil {
		return err
	}
	if n.Original == nil || n.Translation == nil {
		return fmt.Errorf("a bitext needs an original and a translation: %w", ErrInvalid)
	}
	if _, err := corpus.Replay(n.Original, n.Translation, n.Edits); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return nil
}

// CheckTitle reports why a title cannot be kept, or nil.
func CheckTitle(title string) error {
	switch {
	case strings.TrimSpace(title) == "":
		return fmt.Errorf("a bitext needs a title: %w", ErrInvalid)
	case len(title) > MaxTitle || !utf8.ValidString(title):
		return fmt.Errorf("a title is at most %d bytes of UTF-8: %w", MaxTitle, ErrInvalid)
	}
	return nil
}

// CheckSetting reports why a setting cannot be kept, or nil.
func CheckSetting(owner, key, value string) error {
	if key == "" || len(owner) > MaxKey || len(key) > MaxKey || len(value) > MaxSetting {
		return fmt.Errorf("setting %.40q: a key has 1 to %d bytes and a value at most %d: %w", key, MaxKey, MaxSetting, ErrInvalid)
	}
	return nil
}

// CheckDerived reports why it cannot be kept, or nil.
func CheckDerived(d Derived) error {
	if d.Name == "" || len(d.Name) > MaxKey || len(d.Data) > MaxDerived || d.Version < 0 {
		return fmt.Errorf("derived %.40q of version %d: a name has 1 to %d bytes, the data at most %d: %w", d.Name, d.Version, MaxKey, MaxDerived, ErrInvalid)
	}
	return nil
}

// Entries are edits as the log keeps them behind its first version entries: with their IDs, and a time each.
func Entries(version int, edits []corpus.Edit, now time.Time) []corpus.Edit {
	out := make([]corpus.Edit, len(edits))
	for i, e := range edits {
		e.ID = version + i + 1
		if e.Time.IsZero() {
			e.Time = now
		}
		e.Time = e.Time.UTC().Round(0) // as it is read back
		out[i] = e
	}
	return out
}
