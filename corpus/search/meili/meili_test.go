package meili

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"muqabala/corpus/search"
	"muqabala/corpus/search/searchtest"
)

// server is the options for an index of the test's own on the server that MEILI_URL names; without it the test is skipped.
func server(t *testing.T) Options {
	t.Helper()
	url := os.Getenv("MEILI_URL")
	if url == "" {
		t.Skip("MEILI_URL names no server")
	}
	name := fmt.Sprintf("test-%s-%d", strings.Map(plain, t.Name()), time.Now().UnixNano())
	return Options{URL: url, MasterKey: os.Getenv("MEILI_MASTER_KEY"), Name: name, Timeout: 30 * time.Second}
}

// plain keeps what the name of an index may have.
func plain(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
		return r
	}
	return '-'
}

// empty is an empty index on the server, removed after the test.
func empty(t *testing.T) search.Index { return open(t, server(t)) }

func open(t *testing.T, o Options) *Index {
	t.Helper()
	x, fresh, err := Open(t.Context(), o)
	if err != nil || !fresh {
		t.Fatalf("fresh %v, %v", fresh, err)
	}
	t.Cleanup(func() {
		if err := x.drop(t.Context(), o.Name); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	return x
}

func TestIndex(t *testing.T) { searchtest.Run(t, empty) }
