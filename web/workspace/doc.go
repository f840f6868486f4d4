// Package workspace holds the bitexts that people have open: what was worked out about each, who is at it, and the one way
// in which it changes.
//
// A [Bitext] shows itself as a [View], which never changes; an [Action] is planned as an edit, entered in the log, stored,
// and only then seen, as a new view that shares with the last one what the edit left alone. Everything here is safe for
// concurrent use.
package workspace
