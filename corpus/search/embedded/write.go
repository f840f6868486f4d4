package embedded

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"muqabala/corpus/search"
)

// batchSize is how many records are written at once, and so become visible to searches together.
const batchSize = 2000

// Update puts a bitext in the place of what is there, and returns when it is on the disk.
func (x *Index) Update(ctx context.Context, b search.Bitext) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	had, err := x.Version(ctx, b.ID)
	if err != nil {
		return err
	}
	if had > b.Version {
		return fmt.Errorf("bitext %s is at version %d, not %d: %w", b.ID, had, b.Version, search.ErrStale)
	}
	old := map[string]string{}
	if had >= 0 {
		if old, err = x.hashes(ctx, b.ID); err != nil {
			return err
		}
	} else if err := x.markBegun(b.ID); err != nil {
		return err
	}
	if err := x.writeAll(ctx, changedRecords(b.Records, old)); err != nil {
		return err
	}
	last := x.NewBatch()
	for id := range old {
		last.Delete(id)
	}
	last.SetInternal(versionKey(b.ID), []byte(strconv.FormatInt(b.Version, 10)))
	return x.durable(ctx, last)
}

// changedRecords are those that are not in the index as they are. What is left of the hashes is of records that are gone.
func changedRecords(records []search.Record, old map[string]string) []search.Record {
	if len(old) == 0 {
		return records
	}
	changed := make([]search.Record, 0, len(records))
	for _, r := range records {
		if _, hash := r.Pack(); old[r.ID] != hash {
			changed = append(changed, r)
		}
		delete(old, r.ID)
	}
	return changed
}

// markBegun notes that records of a bitext may be there, so that after a crash in the middle they are compared and none is
// left over.
func (x *Index) markBegun(document string) error {
	return x.SetInternal(versionKey(document), []byte("0"))
}

// Remove takes a bitext out and returns when that is on the disk.
func (x *Index) Remove(ctx context.Context, document string) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	old, err := x.hashes(ctx, document)
	if err != nil {
		return err
	}
	batch := x.NewBatch()
	for id := range old {
		batch.Delete(id)
	}
	batch.DeleteInternal(versionKey(document))
	return x.durable(ctx, batch)
}

// durable applies a batch and waits until it, and all before it, are on the disk.
func (x *Index) durable(ctx context.Context, b *bleve.Batch) error {
	done := make(chan error, 1)
	b.SetPersistedCallback(func(err error) { done <- err })
	if err := x.Batch(b); err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// made is a batch of records ready to be written.
type made struct {
	docs                  []*document.Document
	original, translation []string // folded words
}

// writeAll writes records in batches: while one is written, the next is made on all cores.
func (x *Index) writeAll(ctx context.Context, records []search.Record) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches := make(chan made)
	go func() {
		defer close(batches)
		makers := newMakers()
		for chunk := range slices.Chunk(records, batchSize) {
			select {
			case batches <- makers.make(chunk):
			case <-ctx.Done():
				return
			}
		}
	}()
	for m := range batches {
		x.original.add(m.original)
		x.translation.add(m.translation)
		batch := x.NewBatch()
		for _, d := range m.docs {
			if err := batch.IndexAdvanced(d); err != nil {
				return err
			}
		}
		if err := x.Batch(batch); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// makers turn records into documents of bleve, one a core.
type makers []*search.Keyer

func newMakers() makers {
	out := make(makers, runtime.GOMAXPROCS(0))
	for i := range out {
		out[i] = search.NewKeyer()
	}
	return out
}

func (m makers) make(records []search.Record) made {
	docs := make([]*document.Document, len(records))
	words := make([]made, len(m))
	var wg sync.WaitGroup
	for i, keyer := range m {
		wg.Go(func() {
			for at := i; at < len(records); at += len(m) {
				o, t := keyer.KeysOf(records[at].Original), keyer.KeysOf(records[at].Translation)
				docs[at] = newDocument(&records[at], o, t)
				words[i].original = append(words[i].original, o.Folded...)
				words[i].translation = append(words[i].translation, t.Folded...)
			}
		})
	}
	wg.Wait()
	out := made{docs: docs}
	for _, w := range words {
		out.original = append(out.original, w.original...)
		out.translation = append(out.translation, w.translation...)
	}
	return out
}

// Names of what is stored of a record.
const (
	recordField = "record"
	hashField   = "hash"
)

// How fields are indexed: keys of words; what is filtered and counted; what is only stored.
const (
	keysOption   = bleveindex.IndexField | bleveindex.SkipFreqNorm
	filterOption = bleveindex.IndexField | bleveindex.SkipFreqNorm | bleveindex.DocValues
	storeOption  = bleveindex.StoreField
)

func newDocument(r *search.Record, original, translation search.Keys) *document.Document {
	d := document.NewDocument(r.ID)
	add := func(f search.Field, options bleveindex.FieldIndexingOptions, values ...string) {
		if len(values) > 0 && values[0] != "" {
			d.AddField(newValues(f, options, values))
		}
	}
	add(search.OriginalExact, keysOption, original.Exact...)
	add(search.OriginalFolded, keysOption, original.Folded...)
	add(search.TranslationExact, keysOption, translation.Exact...)
	add(search.TranslationFolded, keysOption, translation.Folded...)
	add(search.DocumentField, filterOption, r.Document)
	add(search.TitleField, keysOption, r.TitleValues()...)
	add(search.KindField, filterOption, r.Kind)
	add(search.StatusField, filterOption, r.Status)
	add(search.CheckField, filterOption, r.Checks...)
	add(search.NumberField, filterOption, r.Number)
	add(search.DateField, filterOption, r.Date)
	packed, hash := r.Pack()
	d.AddField(document.NewTextFieldCustom(recordField, nil, packed, storeOption, nil))
	d.AddField(document.NewTextFieldCustom(hashField, nil, []byte(hash), storeOption, nil))
	return d
}

// values is a field whose values are known: all analysis was done before, by [search.Keyer], the same for every backend.
type values struct {
	*document.TextField
	length int
	terms  bleveindex.TokenFrequencies
}

func newValues(f search.Field, options bleveindex.FieldIndexingOptions, list []string) *values {
	terms := make(bleveindex.TokenFrequencies, len(list))
	all, letters := make([]bleveindex.TokenFreq, len(list)), []byte(strings.Join(list, ""))
	for i, v := range list {
		all[i].Term, letters = letters[:len(v):len(v)], letters[len(v):]
		terms[v] = &all[i]
	}
	return &values{document.NewTextFieldWithIndexingOptions(string(f), nil, nil, options), len(list), terms}
}

// Analyze does nothing.
func (*values) Analyze() {}

// AnalyzedLength is how many values there are.
func (v *values) AnalyzedLength() int { return v.length }

// AnalyzedTokenFrequencies are the values.
func (v *values) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return v.terms }
