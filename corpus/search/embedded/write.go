package embedded

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"

	"muqabala/corpus/search"
)

// Records are written in batches, and those of one become visible to searches together. A batch has at most batchSize; of fewer
// records every core gets one, of leastBatch at least.
const (
	batchSize  = 1000
	leastBatch = 250
)

// Update puts a bitext in the place of what is there, and returns when it is on the disk.
func (x *Index) Update(ctx context.Context, b search.Bitext) error {
	defer x.writing.lock(b.ID)()
	had, err := x.Version(ctx, b.ID)
	if err != nil {
		return err
	}
	if had > b.Version {
		return fmt.Errorf("bitext %s is at version %d, not %d: %w", b.ID, had, b.Version, search.ErrStale)
	}
	old, err := x.hashes(ctx, b.ID) // also where it has no version: a crash may have left a part of it
	if err != nil {
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
func changedRecords(records []search.Record, old map[string]uint64) []search.Record {
	if len(old) == 0 {
		return records
	}
	changed := make([]search.Record, 0, len(records))
	for _, r := range records {
		if hash, there := old[r.ID]; !there || hash != r.Hash() {
			changed = append(changed, r)
		}
		delete(old, r.ID)
	}
	return changed
}

// Remove takes a bitext out and returns when that is on the disk.
func (x *Index) Remove(ctx context.Context, document string) error {
	defer x.writing.lock(document)()
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

// writeAll writes records in batches, one a core at a time.
func (x *Index) writeAll(ctx context.Context, records []search.Record) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	cores := runtime.GOMAXPROCS(0)
	chunks := make(chan []search.Record)
	var writers sync.WaitGroup
	for range cores {
		writers.Go(func() {
			w := newWriter(x)
			for chunk := range chunks {
				if err := w.write(chunk); err != nil {
					stop(err)
				}
			}
		})
	}
	for chunk := range slices.Chunk(records, min(batchSize, max(leastBatch, (len(records)+cores-1)/cores))) {
		if ctx.Err() != nil {
			break
		}
		chunks <- chunk
	}
	close(chunks)
	writers.Wait()
	return context.Cause(ctx)
}
