// Package embedded is the search index that needs no server: bleve, with its scorch segments in a folder beside the project.
//
// Only the words of each record, as they are written, and a packed copy of it are kept: no positions, no frequencies, no norms,
// which would be most of an index. Folded forms, stems, skeletons and trigrams belong to words, not to records: a vocabulary in
// memory has them. Words that must stand side by side are looked at by [search.Engine].
package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveindex "github.com/blevesearch/bleve_index_api"
	bolterrors "go.etcd.io/bbolt/errors"

	"muqabala/corpus/search"
)

// Format is the version of what is in the folder. An index of another one is made anew.
const Format = "muqabala-search/3"

// ErrLocked: another program has the index open.
var ErrLocked = errors.New("another program, such as a running server, has the search index open")

// Index is a [search.Index] in a folder.
type Index struct {
	*search.Engine
	source

	writing locks // of each bitext, so that its versions are seen in order
}

// locks are locks by name.
type locks struct {
	mu    sync.Mutex
	named map[string]*sync.Mutex
}

// lock takes one, and gives what frees it.
func (l *locks) lock(name string) (unlock func()) {
	l.mu.Lock()
	if l.named == nil {
		l.named = map[string]*sync.Mutex{}
	}
	if l.named[name] == nil {
		l.named[name] = &sync.Mutex{}
	}
	m := l.named[name]
	l.mu.Unlock()
	m.Lock()
	return m.Unlock
}

// source is the index as the engine sees it.
type source struct {
	bleve.Index
	original, translation *vocabulary
}

var formatKey = []byte("format")

// Open opens the index in a folder, or makes an empty one where there is none, where it is of another format or where it is
// broken. Then fresh is true, and everything must be indexed again. The folder is for the index alone. An index that another
// program has open is [ErrLocked].
func Open(folder string) (x *Index, fresh bool, err error) {
	x, err = open(folder)
	if err == nil {
		return x, false, nil
	}
	if errors.Is(err, ErrLocked) || errors.Is(err, os.ErrPermission) {
		return nil, false, err
	}
	if err := clearFolder(folder); err != nil {
		return nil, false, err
	}
	x, err = create(folder)
	return x, true, err
}

var errFormat = errors.New("the search index is of another format")

func open(folder string) (_ *Index, err error) {
	defer func() { // a damaged segment can be found out only by reading it
		if r := recover(); r != nil {
			err = fmt.Errorf("search index %s is damaged: %v", folder, r)
		}
	}()
	b, err := bleve.OpenUsing(folder, map[string]any{"bolt_timeout": "1s"})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("%s: %w", folder, ErrLocked)
	}
	if err != nil {
		return nil, err
	}
	if got, err := b.GetInternal(formatKey); err != nil || string(got) != Format {
		b.Close()
		return nil, errors.Join(errFormat, err)
	}
	x, err := newIndex(b)
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

// maxSegment is how many records a segment has at most after a merge. One that has half as many is not merged any more: to write all
// records again and again takes time, and memory for the files.
const maxSegment = 20_000

func create(folder string) (*Index, error) {
	m := mapping.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentDisabledMapping() // records are made without it
	b, err := bleve.NewUsing(folder, m, scorch.Name, scorch.Name, map[string]any{"unsafe_batch": true, "numSnapshotsToKeep": 1, "bolt_timeout": "1s",
		"scorchMergePlanOptions": map[string]any{"MaxSegmentSize": maxSegment}})
	if err != nil {
		return nil, fmt.Errorf("search index %s: %w", folder, err)
	}
	if err := b.SetInternal(formatKey, []byte(Format)); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return newIndex(b)
}

func newIndex(b bleve.Index) (*Index, error) {
	s := source{b, newVocabulary(), newVocabulary()}
	for f, v := range map[search.Field]*vocabulary{originalWords: s.original, translationWords: s.translation} {
		counts, err := s.counts(f)
		if err != nil {
			return nil, err
		}
		v.add(counts)
	}
	return &Index{Engine: search.NewEngine(s), source: s}, nil
}

// Temporary makes an empty index that is gone when it is closed.
func Temporary() (x *Index, remove func() error, err error) {
	folder, err := os.MkdirTemp("", "muqabala-search-")
	if err != nil {
		return nil, nil, err
	}
	x, _, err = Open(filepath.Join(folder, "index"))
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(folder))
	}
	return x, func() error { return errors.Join(x.Close(), os.RemoveAll(folder)) }, nil
}

// clearFolder removes an index, but nothing that is none: a folder given by mistake stays as it is.
func clearFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return os.RemoveAll(folder)
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); name != "store" && name != "index_meta.json" {
			return fmt.Errorf("%s holds %s, which is no part of a search index; name another folder", folder, name)
		}
	}
	return os.RemoveAll(folder)
}

// Health says how many records there are.
func (x *Index) Health(context.Context) (search.Health, error) {
	n, err := x.DocCount()
	return search.Health{Backend: "embedded", Records: int(n)}, err
}

// Version is that of a bitext in the index, -1 where it is not there.
func (x *Index) Version(_ context.Context, document string) (int64, error) {
	b, err := x.GetInternal(versionKey(document))
	if err != nil || b == nil {
		return -1, err
	}
	return strconv.ParseInt(string(b), 10, 64)
}

func versionKey(document string) []byte { return []byte("version/" + document) }

// reader gives f a view of the index that does not change.
func (s source) reader(f func(bleveindex.IndexReader) error) error {
	advanced, err := s.Advanced()
	if err != nil {
		return err
	}
	r, err := advanced.Reader()
	if err != nil {
		return err
	}
	return errors.Join(f(r), r.Close())
}
