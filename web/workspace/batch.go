package workspace

import (
	"crypto/rand"
	"errors"
	"path"
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

// StartBatch begins to import many files. Which belong together is told by their names, and where these do not tell by what
// stands in them.
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

// pair finds the pairs of a batch and begins to import them.
func (m *Imports) pair(b *Batch, files []Upload) {
	defer b.change(func(s *BatchState) { s.Paired = true })
	byName := map[string]Upload{}
	var names []string
	for _, f := range files {
		if _, twice := byName[f.Name]; !twice {
			names = append(names, f.Name)
		}
		byName[f.Name] = f
	}
	pairs, rest := pairing.ByName(names)
	for _, p := range pairs {
		m.importPair(b, byName[p.Original], byName[p.Translation])
	}
	m.pairByContent(b, byName, rest)
}

// pairByContent pairs what the names leave.
func (m *Imports) pairByContent(b *Batch, files map[string]Upload, names []string) {
	var originals, translations []*corpus.Document
	for _, name := range names {
		d, err := m.either(files[name])
		switch {
		case err != nil:
			b.change(func(s *BatchState) { s.Left = append(s.Left, Left{name, err}) })
		case d.Lang == corpus.English:
			originals = append(originals, d)
		default:
			translations = append(translations, d)
		}
	}
	paired := map[*corpus.Document]bool{}
	for _, match := range pairing.ByContent(originals, translations) {
		o, t := originals[match.Original], translations[match.Translation]
		paired[o], paired[t] = true, true
		m.importPair(b, files[o.Name], files[t.Name])
	}
	for _, d := range slices.Concat(originals, translations) {
		if !paired[d] {
			b.change(func(s *BatchState) { s.Left = append(s.Left, Left{Name: d.Name}) })
		}
	}
}

// either reads a file in whichever of the two languages it is.
func (m *Imports) either(u Upload) (*corpus.Document, error) {
	d, err := read.Bytes(m.ctx, u.Name, corpus.English, u.Data)
	if errors.Is(err, corpus.ErrLanguage) {
		d, err = read.Bytes(m.ctx, u.Name, corpus.Arabic, u.Data)
	}
	return d, err
}

func (m *Imports) importPair(b *Batch, original, translation Upload) {
	original.Name, translation.Name = path.Base(original.Name), path.Base(translation.Name)
	i, err := m.Start(original, translation, How{})
	b.change(func(s *BatchState) {
		if err != nil {
			s.Left = append(s.Left, Left{original.Name, err}, Left{translation.Name, err})
			return
		}
		s.Imports = append(s.Imports, i)
	})
}
