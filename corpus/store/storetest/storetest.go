// Package storetest is the suite that every [store.Store] passes.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/store"
)

// Test runs the suite; open gives an empty store each time, which the suite closes.
func Test(t *testing.T, open func(t *testing.T) store.Store) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, store.Store)
	}{
		{"Add", testAdd},
		{"Invalid", testInvalid},
		{"NotFound", testNotFound},
		{"Remove", testRemove},
		{"Append", testAppend},
		{"Stale", testStale},
		{"Race", testRace},
		{"Session", testSession},
		{"SessionsMeet", testSessionsMeet},
		{"Derived", testDerived},
		{"Settings", testSettings},
		{"Outbox", testOutbox},
		{"Cancelled", testCancelled},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			c.run(t, s)
		})
	}
}

// Document is a document with a paragraph a text.
func Document(name string, lang corpus.Lang, texts ...string) *corpus.Document {
	d := &corpus.Document{Name: name, Lang: lang, Source: strings.Join(texts, "\n\n")}
	at := 0
	for i, s := range texts {
		d.Blocks = append(d.Blocks, corpus.Block{ID: corpus.BlockID(i + 1), Kind: corpus.Paragraph, Span: corpus.Span{Start: at, End: at + len(s)}, Line: 2*i + 1})
		at += len(s) + 2
	}
	return d
}

// New is a bitext of three paragraphs, the translation in disorder, with one edit that moves its first paragraph to the end.
func New(title string) store.New {
	return store.New{Title: title,
		Original:        Document("en.md", corpus.English, "one", "two", "three"),
		Translation:     Document("ar.md", corpus.Arabic, "ثلاثة", "واحد", "اثنان"),
		OriginalFile:    store.File{Name: "en.md", SHA256: strings.Repeat("ab", 32)},
		TranslationFile: store.File{Name: "ar.md"},
		Edits: []corpus.Edit{{Author: "muqabala", Time: day(1), Cause: corpus.Cause{Name: "columns-swapped", Text: "columns swapped", Confidence: .9},
			Ops: []corpus.Op{corpus.Move{Side: corpus.TranslationSide, At: corpus.Place{Block: 1}}}}},
	}
}

func day(n int) time.Time { return time.Date(2026, 1, n, 12, 0, 0, 123456789, time.UTC) }

func add(t *testing.T, s store.Store) store.ID {
	t.Helper()
	id, err := s.Add(t.Context(), New("A report"))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func judge(key string) corpus.Edit {
	return corpus.Edit{Author: "leila", Time: day(2), Ops: []corpus.Op{corpus.Judge{Key: key, Verdict: corpus.Confirmed}}}
}

func testAdd(t *testing.T, s store.Store) {
	if all, err := s.Bitexts(t.Context()); err != nil || len(all) != 0 {
		t.Fatalf("an empty store has %v, %v", all, err)
	}
	n, before := New("تقرير & <report>"), time.Now().Add(-time.Minute)
	id, err := s.Add(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Bitexts(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("%v, %v, want one bitext", all, err)
	}
	got := all[0]
	if one, err := s.Info(t.Context(), id); err != nil || one != got {
		t.Errorf("alone it is %+v (%v), in the list %+v", one, err, got)
	}
	if got.Created.Before(before) || got.Created.After(time.Now()) || got.Created.Location() != time.UTC {
		t.Errorf("created %v", got.Created)
	}
	want := store.Info{ID: id, Title: n.Title, Created: got.Created, Version: 1, LastActivity: day(1), LastAuthor: "muqabala",
		Original:    store.DocumentInfo{File: n.OriginalFile, Lang: corpus.English, Bytes: len(n.Original.Source), Blocks: 3},
		Translation: store.DocumentInfo{File: n.TranslationFile, Lang: corpus.Arabic, Bytes: len(n.Translation.Source), Blocks: 3}}
	if got != want {
		t.Errorf("info\n%+v, want\n%+v", got, want)
	}
	b := load(t, s, id)
	if !reflect.DeepEqual(b.Original, n.Original) || !reflect.DeepEqual(b.Translation, n.Translation) {
		t.Errorf("documents %+v and %+v", b.Original, b.Translation)
	}
	if got := b.Reading(corpus.TranslationSide).Paragraphs[2].Text(); got != "ثلاثة" {
		t.Errorf("the edits were not made: the last paragraph is %q", got)
	}
	if e := b.Log()[0]; e.Author != "muqabala" || !e.Time.Equal(day(1)) || e.Cause != n.Edits[0].Cause {
		t.Errorf("edit %+v", e)
	}
	if again := add(t, s); again == id {
		t.Errorf("two bitexts have the ID %d", id)
	}
	renamed(t, s, id)
	untouched(t, s)
}

// untouched: the last activity in a bitext without edits is its making.
func untouched(t *testing.T, s store.Store) {
	t.Helper()
	n := New("as read")
	n.Edits = nil
	id, err := s.Add(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := s.Info(t.Context(), id); err != nil || info.Created.IsZero() || info.LastActivity != info.Created {
		t.Errorf("without edits it is of %v, and its last activity of %v (%v)", info.Created, info.LastActivity, err)
	}
}

func renamed(t *testing.T, s store.Store, id store.ID) {
	t.Helper()
	if err := s.Rename(t.Context(), id, "another"); err != nil {
		t.Fatal(err)
	}
	if info, err := s.Info(t.Context(), id); err != nil || info.Title != "another" || info.Version != 1 {
		t.Errorf("renamed: %+v, %v", info, err)
	}
}

func load(t *testing.T, s store.Store, id store.ID) *corpus.Bitext {
	t.Helper()
	b, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func testInvalid(t *testing.T, s store.Store) {
	blank, half, wrong := New("  "), New("half"), New("wrong edit")
	half.Original = nil
	wrong.Edits = []corpus.Edit{{Ops: []corpus.Op{corpus.Move{Side: corpus.TranslationSide, At: corpus.Place{Block: 99}}}}}
	for _, n := range []store.New{blank, half, wrong, New(strings.Repeat("x", store.MaxTitle+1)), New("\xff")} {
		if _, err := s.Add(t.Context(), n); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("added %.20q: %v", n.Title, err)
		}
	}
	id := add(t, s)
	for what, err := range map[string]error{
		"title":   s.Rename(t.Context(), id, ""),
		"setting": s.PutSetting(t.Context(), "leila", "", "x"),
		"derived": s.PutDerived(t.Context(), id, store.Derived{Version: 1}),
	} {
		if !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if all, err := s.Bitexts(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%d bitexts, %v; want the one that is right", len(all), err)
	}
}

func testNotFound(t *testing.T, s store.Store) {
	gone := add(t, s)
	if err := s.Remove(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	for _, id := range []store.ID{0, -1, 99, gone} {
		for what, err := range calls(t.Context(), s, id) {
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s of bitext %d: %v", what, id, err)
			}
		}
	}
}

// calls are the errors of all methods that want a bitext at hand.
func calls(ctx context.Context, s store.Store, id store.ID) map[string]error {
	_, load := s.Load(ctx, id)
	_, edits := s.Edits(ctx, id, 0)
	_, derived := s.Derived(ctx, id, "x")
	return map[string]error{"load": load, "edits": edits, "derived": derived,
		"append":      s.Append(ctx, id, 1, judge("k")),
		"put derived": s.PutDerived(ctx, id, store.Derived{Name: "x"}),
		"rename":      s.Rename(ctx, id, "title"),
		"remove":      s.Remove(ctx, id)}
}

func testRemove(t *testing.T, s store.Store) {
	id, other := add(t, s), add(t, s)
	if err := s.Remove(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Bitexts(t.Context()); err != nil || len(all) != 1 || all[0].ID != other {
		t.Errorf("at hand: %+v, %v", all, err)
	}
	removed, err := s.Removed(t.Context())
	if err != nil || len(removed) != 1 || removed[0].ID != id || removed[0].Removed.IsZero() {
		t.Errorf("removed: %+v, %v", removed, err)
	}
	if info, err := s.Info(t.Context(), id); err != nil || info != removed[0] {
		t.Errorf("info of a removed one: %+v, %v", info, err)
	}
	for range 2 { // restoring what is there does no harm
		if err := s.Restore(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if load(t, s, id).Version() != 1 {
		t.Error("the log did not come back")
	}
	if err := s.Restore(t.Context(), 99); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("restored what never was: %v", err)
	}
}

func testAppend(t *testing.T, s store.Store) {
	id := add(t, s)
	second := judge("a")
	second.Time, second.Undoes = time.Time{}, 1
	second.Ops = []corpus.Op{corpus.Move{Side: corpus.TranslationSide, At: corpus.Place{Block: 1}, Before: corpus.Place{Block: 2}}}
	if err := s.Append(t.Context(), id, 1, judge("k"), second); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(t.Context(), id, 3); err != nil {
		t.Errorf("no edits: %v", err)
	}
	broken := judge("lost")
	broken.Cause.Confidence = math.NaN()
	if err := s.Append(t.Context(), id, 3, judge("lost"), broken); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("an edit that cannot be kept: %v", err)
	}
	edits, err := s.Edits(t.Context(), id, 1)
	if err != nil || len(edits) != 2 || edits[0].ID != 2 || edits[1].ID != 3 || edits[1].Undoes != 1 {
		t.Fatalf("%+v, %v", edits, err)
	}
	if age := time.Since(edits[1].Time); age < 0 || age > time.Hour {
		t.Errorf("an edit without a time got %v", edits[1].Time)
	}
	b := load(t, s, id)
	if b.Version() != 3 || b.Verdict("k") != corpus.Confirmed || b.Reading(corpus.TranslationSide).Paragraphs[0].Text() != "ثلاثة" {
		t.Errorf("version %d, verdict %q", b.Version(), b.Verdict("k"))
	}
	if !reflect.DeepEqual(b.Since(1), edits) {
		t.Errorf("the log has %+v, Edits gave %+v", b.Since(1), edits)
	}
	if info, err := s.Info(t.Context(), id); err != nil || info.Version != 3 || info.LastAuthor != "leila" || !info.LastActivity.Equal(edits[1].Time) {
		t.Errorf("info %+v, %v", info, err)
	}
	if none, err := s.Edits(t.Context(), id, 99); err != nil || len(none) != 0 {
		t.Errorf("behind the end: %v, %v", none, err)
	}
}

func testStale(t *testing.T, s store.Store) {
	id := add(t, s)
	for _, version := range []int{0, 2, -1} {
		err := s.Append(t.Context(), id, version, judge("k"))
		var stale *store.StaleError
		if !errors.Is(err, store.ErrStale) || !errors.As(err, &stale) || stale.Current != 1 || stale.Version != version || stale.Bitext != id {
			t.Errorf("appended behind version %d of 1: %v", version, err)
		}
	}
	if load(t, s, id).Version() != 1 {
		t.Error("a stale edit was kept")
	}
}

// testRace: of many that append behind the same version one wins.
func testRace(t *testing.T, s store.Store) {
	id := add(t, s)
	const writers = 8
	errs := make([]error, writers)
	var done sync.WaitGroup
	for i := range writers {
		done.Go(func() { errs[i] = s.Append(t.Context(), id, 1, judge(fmt.Sprint(i)), judge("b")) })
	}
	done.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if !errors.Is(err, store.ErrStale) {
			t.Error(err)
		}
	}
	if n := load(t, s, id).Version(); won != 1 || n != 3 {
		t.Errorf("%d writers won, version %d", won, n)
	}
}

func testSession(t *testing.T, s store.Store) {
	id := add(t, s)
	session, err := store.Open(t.Context(), s, id)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(f func(b *corpus.Bitext) error) error { return session.Edit(t.Context(), f) }
	if err := edit(func(b *corpus.Bitext) error { return b.Apply(judge("k")) }); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	if err := edit(func(b *corpus.Bitext) error { return errors.Join(b.Apply(judge("lost")), refused) }); !errors.Is(err, refused) {
		t.Errorf("error %v", err)
	}
	if err := edit(func(b *corpus.Bitext) error { _, err := b.Undo("leila", day(3)); return err }); err != nil {
		t.Fatal(err)
	}
	if err := session.Read(func(b *corpus.Bitext) error {
		if b.Version() != 3 || b.Verdict("k") != "" || b.Verdict("lost") != "" {
			t.Errorf("version %d, verdicts %q and %q", b.Version(), b.Verdict("k"), b.Verdict("lost"))
		}
		if !reflect.DeepEqual(b.Log(), load(t, s, id).Log()) {
			t.Error("the session and the store differ")
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	if _, err := store.Open(t.Context(), s, 99); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("opened what is not there: %v", err)
	}
}

// testSessionsMeet: two programs at one bitext; the later is told, catches up, and then succeeds.
func testSessionsMeet(t *testing.T, s store.Store) {
	id := add(t, s)
	var sessions [2]*store.Session
	for i := range sessions {
		var err error
		if sessions[i], err = store.Open(t.Context(), s, id); err != nil {
			t.Fatal(err)
		}
	}
	edit := func(i int, key string) error {
		return sessions[i].Edit(t.Context(), func(b *corpus.Bitext) error { return b.Apply(judge(key)) })
	}
	if err := edit(0, "first"); err != nil {
		t.Fatal(err)
	}
	if err := edit(1, "second"); !errors.Is(err, store.ErrStale) {
		t.Fatalf("stale edit: %v", err)
	}
	if err := edit(1, "second"); err != nil {
		t.Fatalf("after it has caught up: %v", err)
	}
	for i, want := range []bool{true, false} {
		if changed, err := sessions[i].Refresh(t.Context()); err != nil || changed != want {
			t.Errorf("session %d: refreshed %v, %v", i, changed, err)
		}
		sessions[i].Read(func(b *corpus.Bitext) error {
			if b.Verdict("first") == "" || b.Verdict("second") == "" || b.Version() != 3 {
				t.Errorf("session %d is at version %d", i, b.Version())
			}
			return nil
		})
	}
}

func testDerived(t *testing.T, s store.Store) {
	id := add(t, s)
	if _, err := s.Derived(t.Context(), id, "rows/1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("derived nothing: %v", err)
	}
	put := func(name string, version int, data string) {
		t.Helper()
		if err := s.PutDerived(t.Context(), id, store.Derived{Name: name, Version: version, Data: []byte(data)}); err != nil {
			t.Fatal(err)
		}
	}
	want := func(name string, version int, data string) {
		t.Helper()
		if got, err := s.Derived(t.Context(), id, name); err != nil || got.Version != version || string(got.Data) != data || got.Name != name {
			t.Errorf("%+v, %v; want %q of version %d", got, err, data, version)
		}
	}
	put("rows/1", 1, "a\x00")
	want("rows/1", 1, "a\x00")
	put("rows/1", 3, "b")
	put("rows/1", 2, "late")
	want("rows/1", 3, "b")
	put("rows/1", 3, "c")
	put("empty", 7, "")
	want("rows/1", 3, "c")
	want("empty", 7, "")
}

func testSettings(t *testing.T, s store.Store) {
	for _, put := range [][3]string{{"leila", "keys", "omegat"}, {"leila", "search/1", "تعاون"}, {"", "keys", "project"}, {"leila", "keys", "intertext"}, {"leila", "gone", "x"}, {"leila", "gone", ""}} {
		if err := s.PutSetting(t.Context(), put[0], put[1], put[2]); err != nil {
			t.Fatal(err)
		}
	}
	for owner, want := range map[string]map[string]string{"leila": {"keys": "intertext", "search/1": "تعاون"}, "": {"keys": "project"}, "nobody": {}} {
		if got, err := s.Settings(t.Context(), owner); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("settings of %q: %v, %v; want %v", owner, got, err, want)
		}
	}
}

func testOutbox(t *testing.T, s store.Store) {
	a, b := add(t, s), add(t, s)
	if err := s.Append(t.Context(), a, 1, judge("k")); err != nil {
		t.Fatal(err)
	}
	told := changes(t, s, "index", 10)
	if len(told) != 2 || told[0].Bitext != b || told[1].Bitext != a || told[0].Seq >= told[1].Seq || told[1].Version != 2 || told[0].Version != 1 {
		t.Fatalf("told %+v; want the second bitext, then the edit of the first", told)
	}
	if one := changes(t, s, "index", 1); len(one) != 1 || one[0] != told[0] {
		t.Errorf("one of them: %+v", one)
	}
	if err := s.Acknowledge(t.Context(), "index", told[1].Seq); err != nil {
		t.Fatal(err)
	}
	if rest := changes(t, s, "index", 10); len(rest) != 0 {
		t.Errorf("after all is acknowledged: %+v", rest)
	}
	if other := changes(t, s, "another", 10); len(other) != 2 {
		t.Errorf("another follower is told %+v", other)
	}
	for what, do := range map[string]func() error{
		"a stale edit":  func() error { s.Append(t.Context(), a, 1, judge("k")); return nil },
		"derived":       func() error { return s.PutDerived(t.Context(), a, store.Derived{Name: "x", Version: 2}) },
		"another's ack": func() error { return s.Acknowledge(t.Context(), "another", 1) },
	} {
		if err := do(); err != nil || len(changes(t, s, "index", 10)) != 0 {
			t.Errorf("%s (%v) is told as a change", what, err)
		}
	}
	for what, do := range map[string]func() error{
		"rename":  func() error { return s.Rename(t.Context(), a, "title") },
		"remove":  func() error { return s.Remove(t.Context(), a) },
		"restore": func() error { return s.Restore(t.Context(), a) },
	} {
		seq := changes(t, s, "third", 10)[1].Seq
		if err := do(); err != nil {
			t.Fatal(err)
		}
		last := changes(t, s, "third", 10)[1]
		if last.Seq <= seq || last.Bitext != a || last.Version != 2 {
			t.Errorf("%s is told as %+v", what, last)
		}
	}
	if err := s.Acknowledge(t.Context(), "index", 0); err != nil || len(changes(t, s, "index", 10)) != 2 {
		t.Errorf("started anew (%v), it is told %+v", err, changes(t, s, "index", 10))
	}
}

func changes(t *testing.T, s store.Store, follower string, limit int) []store.Change {
	t.Helper()
	out, err := s.Changes(t.Context(), follower, limit)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func testCancelled(t *testing.T, s store.Store) {
	id := add(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for what, err := range calls(ctx, s, id) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := s.Add(ctx, New("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("add: %v", err)
	}
	if info, err := s.Info(t.Context(), id); err != nil || info.Version != 1 || info.Title != "A report" {
		t.Errorf("a cancelled call changed something: %+v, %v", info, err)
	}
}
