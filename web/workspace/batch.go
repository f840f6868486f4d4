package workspace

import (
	"crypto/rand"
	"errors"
	"slices"
	"sync"

	"muqabala/align/pairing"
	"muqabala/corpus"
	"muqabala/corpus/read"
)

// Batch is many files at once: pairs of them are found, and each becomes an import.
type Batch struct {
	ID string

	mu    sync.Mutex
	state BatchState
}

// BatchState is what is known of a batch at one time.
type BatchState struct {
	Paired  bool // all pairs are found
	Imports []*Import
	Left    []Left
}

// Left is a file that needs a person.
type Left struct {
	Name string
	Err  error // what is wrong with it; nil where it only has no partner
}

// State is how far the batch is.
func (b *Batch) State() BatchState {
	b.mu.Lock()
	defer b.mu.Unlock()
	return BatchState{b.state.Paired, slices.Clone(b.state.Imports), slices.Clone(b.state.Left)}
}

func (b *Batch) change(f func(*BatchState)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(&b.state)
}

// maxBatches is how many batches are remembered.
const maxBatches = 20

// StartBatch begins to import many files. Which belong together is told by their names, and where these do not tell, or are
// clearly wrong, by what stands in them.
func (m *Imports) StartBatch(files []Upload) *Batch {
	b := &Batch{ID: rand.Text()}
	m.mu.Lock()
	m.batches = append(m.batches, b)
	if len(m.batches) > maxBatches {
		m.batches = m.batches[1:]
	}
	m.mu.Unlock()
	go m.pair(b, files)
	return b
}

// Batch finds a batch by its ID, nil where there is none.
func (m *Imports) Batch(id string) *Batch {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, b := range m.batches {
		if b.ID == id {
			return b
		}
	}
	return nil
}

// pair reads the files of a batch, finds the pairs and begins to import them.
func (m *Imports) pair(b *Batch, uploads []Upload) {
	defer b.change(func(s *BatchState) { s.Paired = true })
	files := map[string]Upload{}
	var documents []*corpus.Document
	for _, u := range uploads {
		if _, twice := files[u.Name]; twice {
			b.leave(u.Name, errTwice)
			continue
		}
		files[u.Name] = u
		d, err := m.either(u)
		if err != nil {
			b.leave(u.Name, err)
			continue
		}
		documents = append(documents, d)
	}
	pairs, left := pairing.Find(documents)
	for _, p := range pairs {
		m.importPair(b, files[documents[p.Original].Name], files[documents[p.Translation].Name])
	}
	for _, i := range left {
		b.leave(documents[i].Name, nil)
	}
}

// errTwice: of two files with the same name only the first is taken.
var errTwice = errors.New("another file has the same name")

// leave says that a file needs a person.
func (b *Batch) leave(name string, err error) {
	b.change(func(s *BatchState) { s.Left = append(s.Left, Left{name, err}) })
}

// either reads a file in whichever of the two languages it is.
func (m *Imports) either(u Upload) (*corpus.Document, error) {
	return read.Either(func(lang corpus.Lang) (*corpus.Document, error) { return read.Bytes(m.ctx, u.Name, lang, u.Data) })
}

func (m *Imports) importPair(b *Batch, original, translation Upload) {
	i, err := m.Start(original, translation, How{})
	if err != nil {
		b.leave(original.Name, err)
		b.leave(translation.Name, err)
		return
	}
	b.change(func(s *BatchState) { s.Imports = append(s.Imports, i) })
}
