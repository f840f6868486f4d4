package embedded

import (
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"muqabala/corpus/search"
)

// Fields of the index that records of other backends do not have.
const (
	originalWords    search.Field = "original"    // words as they are written
	translationWords search.Field = "translation" // likewise
	recordField                   = "record"      // the record itself, stored
)

// How fields are indexed: neither frequencies nor places in the text, which would be most of an index. Words that must stand side
// by side are looked at by [search.Engine].
const (
	termsOption = bleveindex.IndexField | bleveindex.SkipFreqNorm
	storeOption = bleveindex.StoreField
)

// writer makes bleve's documents of records and writes them. What it needs for a batch it uses again for the next. It is not
// safe for use by several goroutines.
type writer struct {
	index  *Index
	terms  []bleveindex.TokenFrequencies          // empty ones, for the words of texts
	values map[string]bleveindex.TokenFrequencies // of the batch: most records share theirs with others

	original, translation map[string]int // words of the batch, with the number of records that have them
}

func newWriter(x *Index) *writer {
	return &writer{index: x, values: map[string]bleveindex.TokenFrequencies{}, original: map[string]int{}, translation: map[string]int{}}
}

// write writes a batch of records. Searches see all of it or nothing.
func (w *writer) write(records []search.Record) error {
	batch := w.index.NewBatch()
	var used []bleveindex.TokenFrequencies
	for i := range records {
		d := w.document(&records[i])
		if err := batch.IndexAdvanced(d); err != nil {
			return err
		}
		used = append(used, d.Fields[0].AnalyzedTokenFrequencies(), d.Fields[1].AnalyzedTokenFrequencies())
	}
	w.index.original.add(w.original)
	w.index.translation.add(w.translation)
	err := w.index.Batch(batch)
	for _, terms := range used {
		clear(terms)
		w.terms = append(w.terms, terms)
	}
	clear(w.values)
	clear(w.original)
	clear(w.translation)
	return err
}

// document makes the document of a record, the words of its texts first.
func (w *writer) document(r *search.Record) *document.Document {
	d := document.NewDocument(r.ID)
	w.addWords(d, originalWords, r.Original, w.original)
	w.addWords(d, translationWords, r.Translation, w.translation)
	w.addValues(d, search.DocumentField, r.Document)
	w.addValues(d, search.TitleField, r.TitleValues()...)
	w.addValues(d, search.KindField, r.Kind)
	w.addValues(d, search.StatusField, r.Status)
	w.addValues(d, search.CheckField, r.Checks...)
	w.addValues(d, search.NumberField, r.Number)
	w.addValues(d, search.DateField, r.Dates()...)
	w.addValues(d, search.ImportedField, r.Imported)
	packed, _ := r.MarshalBinary()
	d.AddField(&field{name: recordField, options: storeOption, value: packed})
	return d
}

// addWords adds the words of a text, and counts them.
func (w *writer) addWords(d *document.Document, name search.Field, text string, count map[string]int) {
	terms := w.empty()
	for _, word := range search.Words(text) {
		if terms[word] == nil {
			terms[word] = once
			count[word]++
		}
	}
	d.AddField(&field{name: string(name), options: termsOption, terms: terms})
}

func (w *writer) addValues(d *document.Document, name search.Field, values ...string) {
	if len(values) == 0 || values[0] == "" {
		return
	}
	key := strings.Join(values, "\x00")
	terms := w.values[key]
	if terms == nil {
		terms = make(bleveindex.TokenFrequencies, len(values))
		for _, v := range values {
			terms[v] = once
		}
		w.values[key] = terms
	}
	d.AddField(&field{name: string(name), options: termsOption, terms: terms})
}

// once is how often every term is in a field, as far as the index knows.
var once = func() *bleveindex.TokenFreq {
	t := &bleveindex.TokenFreq{}
	t.SetFrequency(1)
	return t
}()

func (w *writer) empty() bleveindex.TokenFrequencies {
	if n := len(w.terms); n > 0 {
		terms := w.terms[n-1]
		w.terms = w.terms[:n-1]
		return terms
	}
	return bleveindex.TokenFrequencies{}
}

// field is a field of bleve whose terms are known: all analysis is done before, the same for every backend.
type field struct {
	name    string
	options bleveindex.FieldIndexingOptions
	terms   bleveindex.TokenFrequencies
	value   []byte
}

func (f *field) Name() string                                          { return f.name }
func (f *field) Value() []byte                                         { return f.value }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return 't' } // a text
func (f *field) Analyze()                                              {}
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                                   { return len(f.terms) }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                             { return uint64(len(f.value)) }
func (f *field) Size() int                                             { return len(f.value) }
