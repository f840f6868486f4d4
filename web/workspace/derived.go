package workspace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"muqabala/align/collate"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/store"
)

// derived keeps in the store what was worked out about a bitext, so that it opens quickly the next time. All of it can be worked
// out again: what another version of the program has kept, or what is damaged, is.
type derived struct {
	cache store.Cache
	id    store.ID
	stamp [sha256.Size]byte // of the program and the texts
}

// The names that it is kept under.
const (
	layoutName   = "layout/1"
	alignerName  = "aligner/1"
	rowsName     = "rows/1"
	findingsName = "findings/1"
)

// remembered is what is kept of the findings.
type remembered struct {
	Version  int
	Asked    string `json:",omitempty"` // [ruleset.digest]
	Findings []rememberedFinding
}

type rememberedFinding struct {
	collate.Found
	First, Refuted bool `json:",omitempty"`
}

func newDerived(cache store.Cache, id store.ID, original, translation *corpus.Document) *derived {
	h := sha256.New()
	h.Write([]byte(program()))
	for _, d := range []*corpus.Document{original, translation} {
		h.Write([]byte(strconv.Itoa(len(d.Source)) + " " + d.Source))
	}
	m := &derived{cache: cache, id: id}
	h.Sum(m.stamp[:0])
	return m
}

// program tells this build of the program from others.
func program() string {
	out := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		out = info.String()
	}
	if path, err := os.Executable(); err == nil {
		if file, err := os.Stat(path); err == nil {
			out += file.ModTime().UTC().Format(time.RFC3339Nano) + strconv.FormatInt(file.Size(), 10)
		}
	}
	return out
}

// get is what is kept under a name, nil where nothing is that fits.
func (m *derived) get(ctx context.Context, name string) []byte {
	d, err := m.cache.Derived(ctx, m.id, name)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		slog.WarnContext(ctx, "what was worked out before could not be read", "bitext", m.id, "name", name, "error", err)
	}
	data, ok := bytes.CutPrefix(d.Data, m.stamp[:])
	if err != nil || !ok {
		return nil
	}
	return data
}

// put keeps something that was worked out from a version of the bitext. What cannot be kept is worked out again.
func (m *derived) put(ctx context.Context, name string, version int, data []byte) {
	err := m.cache.PutDerived(ctx, m.id, store.Derived{Name: name, Version: version, Data: append(m.stamp[:], data...)})
	if err != nil && !errors.Is(err, store.ErrReadOnly) && !errors.Is(err, store.ErrFull) && ctx.Err() == nil {
		slog.WarnContext(ctx, "what was worked out could not be kept", "bitext", m.id, "name", name, "error", err)
	}
}

// layout is the layout of a bitext: the one that is kept, or else it is worked out and kept.
func (m *derived) layout(ctx context.Context, b *corpus.Bitext) (*layout.Layout, error) {
	var l layout.Layout
	if data := m.get(ctx, layoutName); data != nil && json.Unmarshal(data, &l) == nil {
		return &l, nil
	}
	found, err := collate.Layout(ctx, b)
	if err == nil {
		m.putLayout(ctx, found)
	}
	return found, err
}

func (m *derived) putLayout(ctx context.Context, l *layout.Layout) {
	if data, err := json.Marshal(l); err == nil {
		m.put(ctx, layoutName, 0, data)
	}
}

// recall lets the collation have the aligner and the rows that are kept.
func (m *derived) recall(ctx context.Context, c *collate.Collation) {
	aligner, rows := m.get(ctx, alignerName), m.get(ctx, rowsName)
	if aligner == nil {
		return // rows of another aligner do not go with those to come
	}
	c.RecallAligner(aligner)
	if rows != nil {
		if err := c.RecallRows(rows); err != nil {
			slog.WarnContext(ctx, "rows that were kept could not be read", "bitext", m.id, "error", err)
		}
	}
}

// findings are those that are kept; false where none are.
func (m *derived) findings(ctx context.Context) (r remembered, ok bool) {
	data := m.get(ctx, findingsName)
	return r, data != nil && json.Unmarshal(data, &r) == nil
}

// remember takes in what was found when the bitext was open before.
func (b *Bitext) remember(r remembered) {
	b.checked, b.asked = r.Version, r.Asked
	for _, f := range r.Findings {
		b.found = append(b.found, found{Found: f.Found, key: f.Key(), first: f.First, refuted: f.Refuted})
	}
	sortFound(b.found)
	b.left = nil
}

// keepEvery is how often what is known is kept at most; what an opening has worked out is kept at once.
const keepEvery = time.Minute

// keep keeps the rows, what was learnt from them, the findings, and the figures for the library.
func (b *Bitext) keep(ctx context.Context) {
	b.mu.Lock()
	if !b.kept.IsZero() && b.now().Sub(b.kept) < keepEvery {
		b.mu.Unlock()
		return
	}
	learnt := b.realigned
	b.kept, b.realigned = b.now(), false
	view, stats, r := b.View(), b.rules.stats, remembered{Version: b.checked, Asked: b.asked}
	version := view.Version
	for _, f := range b.found {
		if !f.structure {
			r.Findings = append(r.Findings, rememberedFinding{f.Found, f.first, f.refuted})
		}
	}
	var rows *collate.Stored
	err := b.session.Read(func(*corpus.Bitext) (err error) {
		rows, err = b.collation.Stored(ctx)
		return err
	})
	b.mu.Unlock()
	if err != nil {
		return // they are worked out again
	}
	if err := keepStats(ctx, b.derived.cache, b.derived.id, stats, version, view.Stats()); err != nil {
		slog.WarnContext(ctx, "the figures could not be kept", "bitext", b.derived.id, "error", err)
	}
	if data, err := rows.Encode(); err == nil {
		b.derived.put(ctx, rowsName, version, data)
	}
	if data, err := json.Marshal(r); err == nil {
		b.derived.put(ctx, findingsName, version, data)
	}
	if !learnt && b.derived.get(ctx, alignerName) != nil {
		return
	}
	a, err := b.Aligner(ctx)
	if err != nil {
		return
	}
	var data bytes.Buffer
	if err := a.Encode(&data); err == nil {
		b.derived.put(ctx, alignerName, version, data.Bytes())
	}
}
