package workspace

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"sync"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/store"
)

// Upload is a file that somebody sent.
type Upload struct {
	Name string
	Data []byte
}

// Stage says how far an import has come.
type Stage string

// The stages, in their order. An import that is Swapped, Aligned or Shown waits for an answer, see [Import.Exchange] and [Import.Accept].
const (
	Waiting  Stage = "waiting" // for another import
	Reading  Stage = "reading"
	Swapped  Stage = "swapped" // the original is Arabic and the translation English
	Aligned  Stage = "aligned" // the files have both texts aligned: the first pairs are shown
	Shown    Stage = "shown"   // the two texts are shown before they are kept
	Ordering Stage = "ordering"
	Aligning Stage = "aligning" // only where it is opened
	Checking Stage = "checking"
	Done     Stage = "done"
	Failed   Stage = "failed"
)

// Import is two files, or those of texts that are aligned already, on their way to become a bitext.
type Import struct {
	ID    string
	Title string // of the bitext; "" for that of the original

	mu      sync.Mutex
	names   [2]string // of the original and the translation; the first alone of texts that are aligned
	files   []Upload  // dropped when they are not needed any more
	state   ImportState
	changed chan struct{} // closed when the state changes
	answer  chan bool     // gets one: whether to go on
}

// ImportState is what is known of an import at one time.
type ImportState struct {
	Stage  Stage
	Found  *Found   // of one that is Aligned or Shown
	Bitext store.ID // of one that is done
	Err    error    // of one that failed
}

// Over reports whether nothing more will happen.
func (s ImportState) Over() bool { return s.Stage == Done || s.Stage == Failed }

// Names are those of the file taken for the original and of the one taken for the translation.
func (i *Import) Names() (original, translation string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.names[0], i.names[1]
}

// State is how far the import is, with a channel that is closed when that has changed.
func (i *Import) State() (ImportState, <-chan struct{}) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.state, i.changed
}

func (i *Import) set(s ImportState) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.state = s
	if s.Over() {
		i.files = nil
	}
	close(i.changed)
	i.changed = make(chan struct{})
}

// Exchange answers a swapped import: each file is taken for the other. It reports whether that was the question.
func (i *Import) Exchange() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.answered(Swapped, true) {
		return false
	}
	i.names[0], i.names[1] = i.names[1], i.names[0]
	return true
}

// Accept answers an import that shows what it found: it is kept. It reports whether that was the question.
func (i *Import) Accept() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.answered(Aligned, true) || i.answered(Shown, true)
}

// answered answers a question, and reports whether it was asked. The mutex is held.
func (i *Import) answered(question Stage, yes bool) bool {
	if i.state.Stage != question {
		return false
	}
	i.state = ImportState{Stage: Reading} // a second answer finds no question
	i.answer <- yes
	return true
}

// leave ends an import that waits for an answer, and reports whether it did.
func (i *Import) leave() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.answered(Swapped, false) || i.answered(Aligned, false) || i.answered(Shown, false)
}

// What is kept of imports: so many are remembered, and so many run at once, for each takes a processor and much memory.
const (
	maxImports = 100
	running    = 1
)

// Imports are those of a library. They run behind what its readers do.
type Imports struct {
	library *Library
	ctx     context.Context // of all of them: they outlive the requests that start them
	stop    context.CancelFunc
	turn    chan struct{}
	mu      sync.Mutex
	all     []*Import
	batches []*Batch
}

// NewImports imports into a library until it is stopped.
func NewImports(l *Library) *Imports {
	ctx, stop := context.WithCancel(context.Background())
	return &Imports{library: l, ctx: ctx, stop: stop, turn: make(chan struct{}, running)}
}

// Stop ends what is under way; a bitext that is not whole is not kept.
func (m *Imports) Stop() { m.stop() }

// ErrTooMany: so many imports are under way that another one must wait.
var ErrTooMany = errors.New("too many imports are under way")

// How says how two files are imported.
type How struct {
	Title  string // of the bitext; "" for that of the original
	Sorted bool   // the first file is said to be the original; otherwise it is found out which is
	Look   bool   // both texts are shown, and kept once [Import.Accept] says so
}

// Start begins to import two files.
func (m *Imports) Start(original, translation Upload, how How) (*Import, error) {
	return m.start(newImport(how.Title, original, translation), func(i *Import) (store.ID, error) { return m.keepTwo(i, how) })
}

func newImport(title string, files ...Upload) *Import {
	i := &Import{ID: rand.Text(), Title: title, files: files, state: ImportState{Stage: Waiting}, changed: make(chan struct{}), answer: make(chan bool, 1)}
	for k := range min(len(files), 2) {
		i.names[k] = files[k].Name
	}
	return i
}

// start runs an import behind its caller. keep reads the files and makes a bitext of them.
func (m *Imports) start(i *Import, keep func(*Import) (store.ID, error)) (*Import, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.all) >= maxImports {
		if !m.forget() {
			return nil, ErrTooMany
		}
	}
	m.all = append(m.all, i)
	go m.run(i, keep)
	return i, nil
}

// forget drops the oldest import that is over, or else the oldest whose question nobody has answered, and reports whether there
// was one.
func (m *Imports) forget() bool {
	k := slices.IndexFunc(m.all, func(i *Import) bool { s, _ := i.State(); return s.Over() })
	if k < 0 {
		k = slices.IndexFunc(m.all, (*Import).leave)
	}
	if k < 0 {
		return false
	}
	m.all = slices.Delete(m.all, k, k+1)
	return true
}

// Import finds an import by its ID, nil where there is none.
func (m *Imports) Import(id string) *Import {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, i := range m.all {
		if i.ID == id {
			return i
		}
	}
	return nil
}

// run is one import from beginning to end.
func (m *Imports) run(i *Import, keep func(*Import) (store.ID, error)) {
	id, err := m.work(i, keep)
	if err != nil {
		i.set(ImportState{Stage: Failed, Err: err})
		return
	}
	i.set(ImportState{Stage: Done, Bitext: id})
}

// work waits for its turn, keeps the bitext and opens it.
func (m *Imports) work(i *Import, keep func(*Import) (store.ID, error)) (store.ID, error) {
	select {
	case m.turn <- struct{}{}:
	case <-m.ctx.Done():
		return 0, m.ctx.Err()
	}
	defer func() { <-m.turn }()
	i.set(ImportState{Stage: Reading})
	id, err := keep(i)
	if err != nil {
		return 0, err
	}
	i.set(ImportState{Stage: Checking})
	_, err = m.library.Bitext(m.ctx, id) // so that it opens at once
	return id, err
}

// keepTwo makes a bitext of an original and a translation.
func (m *Imports) keepTwo(i *Import, how How) (store.ID, error) {
	n, err := m.read(i.Title, i.files[0], i.files[1])
	if errors.Is(err, corpus.ErrLanguage) {
		if swapped, again := m.read(i.Title, i.files[1], i.files[0]); again == nil {
			n, err = swapped, m.exchange(i, how.Sorted)
		}
	}
	if err == nil && how.Look {
		err = m.ask(i, ImportState{Stage: Shown, Found: foundTexts(n)})
	}
	if err != nil {
		return 0, err
	}
	i.set(ImportState{Stage: Ordering})
	return m.library.Add(m.ctx, n)
}

// exchange takes each file for the other: where a person said which is which, once a person says so again.
func (m *Imports) exchange(i *Import, sorted bool) error {
	question := ImportState{Stage: Swapped}
	if sorted {
		return m.ask(i, question)
	}
	i.set(question)
	i.Exchange()
	return nil
}

// errLeft: nobody answered an import's question until others needed its place.
var errLeft = errors.New("nobody said whether to go on")

// ask waits until a person says that the import is to go on.
func (m *Imports) ask(i *Import, question ImportState) error {
	i.set(question)
	<-m.turn // others go on while the person thinks
	defer func() { m.turn <- struct{}{} }()
	select {
	case yes := <-i.answer:
		if !yes {
			return errLeft
		}
		return nil
	case <-m.ctx.Done():
		return m.ctx.Err()
	}
}

// read makes documents of two files.
func (m *Imports) read(title string, original, translation Upload) (n New, err error) {
	n = New{Title: title, OriginalFile: fileOf(original), TranslationFile: fileOf(translation)}
	if n.Original, err = read.Bytes(m.ctx, original.Name, corpus.English, original.Data); err != nil {
		return n, err
	}
	n.Translation, err = read.Bytes(m.ctx, translation.Name, corpus.Arabic, translation.Data)
	return n, err
}

func fileOf(u Upload) store.File {
	sum := sha256.Sum256(u.Data)
	return store.File{Name: u.Name, SHA256: hex.EncodeToString(sum[:])}
}
