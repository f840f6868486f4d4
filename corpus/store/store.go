// Package store keeps bitexts: both documents as they were read, and the log of the edits made to them. Whatever else is
// kept beside these can be worked out again from them.
//
// The interfaces are here, with what every backend shares; corpus/store/memory and corpus/store/sqlite are backends, and
// corpus/store/storetest is the suite that every backend passes. A [Session] is a bitext at work: it is the easy way to
// read and edit one.
//
// Every method may be called by several goroutines at once. An edit whose [Log.Append] returned nil is durable.
package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"muqabala/corpus"
)

// What can go wrong. Errors of a store wrap one of these, or are faults of the system that it stands on.
var (
	ErrNotFound   = errors.New("not in this project")
	ErrStale      = errors.New("somebody else has changed it in the meantime")
	ErrInvalid    = errors.New("cannot be kept")
	ErrNotProject = errors.New("not a project of muqabala")
	ErrNewer      = errors.New("made by a newer version of muqabala")
	ErrReadOnly   = errors.New("the project cannot be written to")
	ErrFull       = errors.New("there is no room left for the project")
	ErrDamaged    = errors.New("the project is damaged")
)

// ID names a bitext within its project, from 1 on. It is never given twice.
type ID int64

// Store is all that a project keeps. Those who need less ask for one of its parts.
type Store interface {
	Library
	Log
	Cache
	Settings
	Outbox
	// Close frees the store. What was acknowledged is kept without it.
	Close() error
}

// Library is the list of bitexts.
type Library interface {
	// Bitexts are those at hand, by ID.
	Bitexts(ctx context.Context) ([]Info, error)
	// Removed are those that were removed and can be restored, by ID.
	Removed(ctx context.Context) ([]Info, error)
	// Info is about one of them, removed or not.
	Info(ctx context.Context, id ID) (Info, error)
	// Add keeps a new bitext and names it.
	Add(ctx context.Context, n New) (ID, error)
	// Rename gives a bitext another title.
	Rename(ctx context.Context, id ID, title string) error
	// Remove hides a bitext: to all but Removed, Info and Restore it is not found.
	Remove(ctx context.Context, id ID) error
	// Restore takes a removed bitext back as it was.
	Restore(ctx context.Context, id ID) error
}

// Log holds the edits.
type Log interface {
	// Load is the bitext as its log leaves it, for the caller alone.
	Load(ctx context.Context, id ID) (*corpus.Bitext, error)
	// Edits are the entries of the log behind the first n, the oldest first.
	Edits(ctx context.Context, id ID, n int) ([]corpus.Edit, error)
	// Append enters edits behind the first version entries of the log, all or none of them, and has made them durable when
	// it returns nil. Where the log has another length the error is a *[StaleError]. Edits must have been applied to the
	// bitext at that version ([Session.Edit] does); their IDs follow from their places, and a zero time becomes now.
	Append(ctx context.Context, id ID, version int, edits ...corpus.Edit) error
}

// Cache keeps what was worked out about a bitext, such as its layout or its rows, and can be worked out again.
type Cache interface {
	// Derived is what was put under that name last. A caller that cannot use another version than its own looks at
	// [Derived.Version].
	Derived(ctx context.Context, id ID, name string) (Derived, error)
	// PutDerived puts it in the place of what has that name, unless that is of a later version.
	PutDerived(ctx context.Context, id ID, d Derived) error
}

// Settings are small texts by owner and key: preferences, saved searches. The project's own have the owner "".
type Settings interface {
	// Settings are all of an owner, by key.
	Settings(ctx context.Context, owner string) (map[string]string, error)
	// PutSetting sets one; the empty value removes it.
	PutSetting(ctx context.Context, owner, key, value string) error
}

// Outbox tells followers, such as a search index, which bitexts have changed. Each change is entered together with what
// it is about, so that none is lost; a follower that dies before it acknowledges one is told again.
type Outbox interface {
	// Changes are at most limit changes that the follower has not acknowledged, in order. Of a bitext only its last change
	// is told.
	Changes(ctx context.Context, follower string, limit int) ([]Change, error)
	// Acknowledge says that the follower has dealt with all changes up to seq; with 0 it starts anew.
	Acknowledge(ctx context.Context, follower string, seq int64) error
}

// New is a bitext to be added.
type New struct {
	Title       string // of the bitext, for people; must not be blank
	Original    *corpus.Document
	Translation *corpus.Document
	// OriginalFile and TranslationFile say what the documents were read from.
	OriginalFile, TranslationFile File
	Edits                         []corpus.Edit // the first entries of the log, such as proposed repairs
}

// File is what a document was read from.
type File struct {
	Name   string // as the user gave it
	SHA256 string // of its bytes, in hexadecimal; may be empty
}

// Info is about a bitext.
type Info struct {
	ID                    ID
	Title                 string
	Created               time.Time
	Removed               time.Time // zero where it is at hand
	Version               int       // entries of the log
	LastActivity          time.Time // of the last edit; Created where there is none
	LastAuthor            string
	Original, Translation DocumentInfo
}

// DocumentInfo is about one document of a bitext.
type DocumentInfo struct {
	File   File
	Lang   corpus.Lang
	Bytes  int // of the source
	Blocks int
}

// Derived is something that was worked out about a bitext.
type Derived struct {
	Name    string // with the version of its form, so that another program version does not misread it: "rows/1"
	Version int    // of the bitext
	Data    []byte
}

// Change says that a bitext is new, or was edited, renamed, removed or restored.
type Change struct {
	Seq     int64 // ascending over the whole project
	Bitext  ID
	Version int
	Removed bool
}

// StaleError says that an edit was meant for another version of a bitext. Nothing was changed.
type StaleError struct {
	Bitext  ID
	Version int // that the edit was meant for
	Current int
}

// Error says what happened and what to do.
func (e *StaleError) Error() string {
	return fmt.Sprintf("bitext %d is at version %d now, not %d: %v; load it again", e.Bitext, e.Current, e.Version, ErrStale)
}

// Unwrap is [ErrStale].
func (e *StaleError) Unwrap() error { return ErrStale }
