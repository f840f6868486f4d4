package sqlite

import (
	"path/filepath"
	"testing"

	"muqabala/corpus/store"
	"muqabala/corpus/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Test(t, func(t *testing.T) store.Store {
		return create(t, filepath.Join(t.TempDir(), "a project? #1 ق.muqabala"))
	})
}

func create(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Create)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
