package store

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"muqabala/corpus"
)

// Session is a bitext at work, for many readers and writers: what is edited is kept, or the edit did not happen.
type Session struct {
	ID ID

	log    Log
	mu     sync.Mutex
	bitext *corpus.Bitext
}

// Open loads a bitext.
func Open(ctx context.Context, log Log, id ID) (*Session, error) {
	b, err := log.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	return &Session{ID: id, log: log, bitext: b}, nil
}

// Read lets f look at the bitext. Nothing else happens to it meanwhile; f must not keep it.
func (s *Session) Read(f func(*corpus.Bitext) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return f(s.bitext)
}

// Edit lets f apply edits to the bitext and keeps them: all, or none where f or the store gives an error. Where others
// have edited the bitext through the store since, the error wraps [ErrStale] and the session has caught up.
func (s *Session) Edit(ctx context.Context, f func(*corpus.Bitext) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	version := s.bitext.Version()
	err := f(s.bitext)
	if err == nil && s.bitext.Version() > version {
		err = s.log.Append(ctx, s.ID, version, s.bitext.Since(version)...)
	}
	if err == nil {
		return nil
	}
	s.bitext.Rewind(version)
	if errors.Is(err, ErrStale) {
		err = errors.Join(err, s.catchUp(ctx))
	}
	return err
}

// Refresh takes in what others have entered in the log through the store, and reports whether there was anything.
func (s *Session) Refresh(ctx context.Context) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	version := s.bitext.Version()
	err := s.catchUp(ctx)
	return s.bitext.Version() != version, err
}

func (s *Session) catchUp(ctx context.Context) error {
	edits, err := s.log.Edits(ctx, s.ID, s.bitext.Version())
	if err != nil {
		return err
	}
	for _, e := range edits {
		if err := s.bitext.Apply(e); err != nil {
			return fmt.Errorf("edit %d of bitext %d: %w: %w", e.ID, s.ID, ErrDamaged, err)
		}
	}
	return nil
}
