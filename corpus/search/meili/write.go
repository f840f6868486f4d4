package meili

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"muqabala/corpus/search"
)

// The server works tasks off one after the other, so what is sent later is done later.

// versionsOf is the index beside an index that has the versions of its bitexts, and its format.
func versionsOf(name string) string { return name + "-versions" }

// entry is a line of the index of versions.
type entry struct {
	ID      string `json:"id"`
	Bitext  string `json:"bitext"`
	Version int64  `json:"version"`
	Format  string `json:"format,omitempty"`
}

const formatID = "format"

// format is that of the index, "" where there is none.
func (x *Index) format(ctx context.Context) (string, error) {
	ctx, stop := context.WithTimeout(ctx, x.o.Timeout)
	defer stop()
	var e entry
	err := x.admin.Index(versionsOf(x.o.Name)).GetDocumentWithContext(ctx, formatID, nil, &e)
	if isMissing(err) {
		return "", nil
	}
	return e.Format, explain(err)
}

// create makes an empty index with its settings.
func (x *Index) create(ctx context.Context, name string) error {
	if err := x.drop(ctx, name); err != nil {
		return err
	}
	for _, index := range []string{name, versionsOf(name)} {
		if err := x.do(ctx)(x.admin.CreateIndexWithContext(ctx, &meilisearch.IndexConfig{Uid: index, PrimaryKey: "id"})); err != nil {
			return err
		}
	}
	if err := x.do(ctx)(x.admin.Index(name).UpdateSettingsWithContext(ctx, settings(x.o.Synonyms))); err != nil {
		return err
	}
	versions := x.admin.Index(versionsOf(name))
	if err := x.do(ctx)(versions.UpdateFilterableAttributesWithContext(ctx, &[]any{"bitext"})); err != nil {
		return err
	}
	return x.do(ctx)(versions.AddDocumentsWithContext(ctx, []entry{{ID: formatID, Format: Format}}, nil))
}

// drop removes an index, if it is there.
func (x *Index) drop(ctx context.Context, name string) error {
	for _, index := range []string{name, versionsOf(name)} {
		if _, err := x.admin.GetIndexWithContext(ctx, index); isMissing(err) {
			continue
		} else if err != nil {
			return explain(err)
		}
		if err := x.do(ctx)(x.admin.DeleteIndexWithContext(ctx, index)); err != nil {
			return err
		}
	}
	return nil
}

// do waits until a task that was sent is done.
func (x *Index) do(ctx context.Context) func(*meilisearch.TaskInfo, error) error {
	return func(sent *meilisearch.TaskInfo, err error) error {
		if err != nil {
			return explain(err)
		}
		ctx, stop := context.WithTimeout(ctx, x.o.WriteTimeout)
		defer stop()
		task, err := x.admin.WaitForTaskWithContext(ctx, sent.TaskUID, 20*time.Millisecond)
		switch {
		case err != nil && ctx.Err() != nil:
			return fmt.Errorf("%w: Meilisearch has not done %s in time: %w", search.ErrUnavailable, sent.Type, ctx.Err())
		case err != nil:
			return explain(err)
		case task.Status != meilisearch.TaskStatusSucceeded:
			return fmt.Errorf("task of Meilisearch: %s %s: %s", sent.Type, task.Status, task.Error.Message)
		}
		return nil
	}
}

// Version is that of a bitext in the index, -1 where it is not there.
func (x *Index) Version(ctx context.Context, document string) (int64, error) {
	ctx, stop := context.WithTimeout(ctx, x.o.Timeout)
	defer stop()
	var e entry
	err := x.admin.Index(versionsOf(x.name)).GetDocumentWithContext(ctx, versionID(document), nil, &e)
	if isMissing(err) {
		return -1, nil
	}
	return e.Version, explain(err)
}

// versionID is an ID in letters that the server takes.
func versionID(document string) string { return fmt.Sprintf("v%x", document) }

// Update puts a bitext in the place of what is there, and returns when searches see it.
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
	old, err := x.hashes(ctx, b.ID)
	if err != nil {
		return err
	}
	keyer := search.NewKeyer()
	var changed []document
	for i := range b.Records {
		d := newDocument(&b.Records[i], keyer)
		if old[d.ID] != d.Hash {
			changed = append(changed, d)
		}
		delete(old, d.ID)
	}
	records := x.admin.Index(x.name)
	for batch := range slices.Chunk(changed, batchSize) {
		if err := x.do(ctx)(records.AddDocumentsWithContext(ctx, batch, nil)); err != nil {
			return err
		}
	}
	if err := x.deleteAll(ctx, old); err != nil {
		return err
	}
	e := entry{ID: versionID(b.ID), Bitext: b.ID, Version: b.Version}
	return x.do(ctx)(x.admin.Index(versionsOf(x.name)).AddDocumentsWithContext(ctx, []entry{e}, nil))
}

// Remove takes a bitext out.
func (x *Index) Remove(ctx context.Context, document string) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	records := x.admin.Index(x.name)
	if err := x.do(ctx)(records.DeleteDocumentsByFilterWithContext(ctx, equals(search.DocumentField, document), nil)); err != nil {
		return err
	}
	return x.do(ctx)(x.admin.Index(versionsOf(x.name)).DeleteDocumentWithContext(ctx, versionID(document), nil))
}

func (x *Index) deleteAll(ctx context.Context, hashes map[string]string) error {
	if len(hashes) == 0 {
		return nil
	}
	gone := make([]string, 0, len(hashes))
	for id := range hashes {
		gone = append(gone, id)
	}
	slices.Sort(gone)
	return x.do(ctx)(x.admin.Index(x.name).DeleteDocumentsWithContext(ctx, gone, nil))
}

// hashes are those of the records of a bitext, by ID.
func (x *Index) hashes(ctx context.Context, bitext string) (map[string]string, error) {
	out := map[string]string{}
	for offset := int64(0); ; offset += batchSize {
		var page meilisearch.DocumentsResult
		query := &meilisearch.DocumentsQuery{Offset: offset, Limit: batchSize, Fields: []string{"id", "hash"}, Filter: equals(search.DocumentField, bitext)}
		if err := x.admin.Index(x.name).GetDocumentsWithContext(ctx, query, &page); err != nil {
			return nil, explain(err)
		}
		var docs []document
		if err := page.Results.DecodeInto(&docs); err != nil {
			return nil, err
		}
		for _, d := range docs {
			out[d.ID] = d.Hash
		}
		if len(docs) < batchSize {
			return out, nil
		}
	}
}

// Rebuild makes the index anew beside the one in use and puts it in its place at once, so that no search finds it half
// done. fill writes everything.
func (x *Index) Rebuild(ctx context.Context, fill func(*Index) error) error {
	next := x.o.Name + "-" + strconv.FormatInt(time.Now().UnixNano(), 36)
	if err := x.create(ctx, next); err != nil {
		return err
	}
	o := x.o
	o.Name = next
	aside := &Index{o: o, admin: x.admin, source: source{next, x.admin, x.timeout, x.version}}
	aside.Engine = search.NewEngine(aside.source)
	err := fill(aside)
	if err == nil {
		x.writing.Lock()
		defer x.writing.Unlock()
		err = x.do(ctx)(x.admin.SwapIndexesWithContext(ctx, []*meilisearch.SwapIndexesParams{
			{Indexes: []string{x.name, next}}, {Indexes: []string{versionsOf(x.name), versionsOf(next)}},
		}))
	}
	if e := x.drop(context.WithoutCancel(ctx), next); err == nil {
		err = e
	}
	return err
}
