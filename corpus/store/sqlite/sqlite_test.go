package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Test(t, func(t *testing.T) store.Store {
		return create(t, filepath.Join(t.TempDir(), "a project? #1 %41 ق.muqabala"))
	})
}

func create(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Create)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// project is a closed project with a bitext and a few edits; its path.
func project(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "project")
	s := create(t, path)
	id, err := s.Add(t.Context(), storetest.New("A report"))
	if err != nil {
		t.Fatal(err)
	}
	for version := 1; version < 5; version++ {
		if err := s.Append(t.Context(), id, version, judge("k")); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func judge(key string) corpus.Edit {
	return corpus.Edit{Author: "leila", Ops: []corpus.Op{corpus.Judge{Key: key, Verdict: corpus.Confirmed}}}
}

// whole fails the test unless the project can be opened for reading, verifies and has a bitext of that version.
func whole(t *testing.T, path string, version int) {
	t.Helper()
	s, err := Open(context.Background(), path, ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := s.Verify(context.Background())
	if err != nil || len(r.Problems) > 0 {
		t.Fatalf("verify: %v, %v", r, err)
	}
	if b, err := s.Load(context.Background(), 1); err != nil || b.Version() != version {
		t.Fatalf("loaded %v, %v; want version %d", b, err, version)
	}
}

func TestReopened(t *testing.T) {
	path := project(t)
	whole(t, path, 5)
	if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
		t.Errorf("a closed project leaves %v", left)
	}
}

func TestRefusedFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.db")
	db, err := connect(other, 1, "mode", "rwc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE t (x); PRAGMA user_version = 1"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	text, empty := write("text.md", strings.Repeat("A report, not a project.\n", 100)), write("empty", "")
	for _, c := range []struct {
		path string
		mode Mode
		want error
	}{
		{text, ReadOnly, store.ErrNotProject}, {text, ReadWrite, store.ErrNotProject}, {text, Create, store.ErrNotProject},
		{other, ReadOnly, store.ErrNotProject}, {other, ReadWrite, store.ErrNotProject}, {other, Create, store.ErrNotProject},
		{empty, ReadOnly, store.ErrNotProject}, {empty, ReadWrite, store.ErrNotProject},
		{dir, Create, store.ErrNotProject},
		{filepath.Join(dir, "absent"), ReadOnly, fs.ErrNotExist}, {filepath.Join(dir, "absent"), ReadWrite, fs.ErrNotExist},
	} {
		s, err := Open(t.Context(), c.path, c.mode)
		if !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), c.path+": ") {
			t.Errorf("%s opened in mode %d: %v, %v; want %v", c.path, c.mode, s, err, c.want)
		}
	}
	if got, err := os.ReadFile(text); err != nil || len(got) != 2500 {
		t.Errorf("a refused file was changed: %d bytes, %v", len(got), err)
	}
	if _, err := os.Stat(filepath.Join(dir, "absent")); err == nil {
		t.Error("a project was made where it should be there")
	}
	if _, err := Open(t.Context(), filepath.Join(dir, "no", "such", "folder"), Create); err == nil {
		t.Error("a project was made in a folder that is not there")
	}
}

func TestNewerProject(t *testing.T) {
	path := project(t)
	s := create(t, path)
	if _, err := s.write.Exec("PRAGMA user_version = 1000"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, mode := range []Mode{ReadOnly, ReadWrite, Create} {
		if _, err := Open(t.Context(), path, mode); !errors.Is(err, store.ErrNewer) {
			t.Errorf("mode %d: %v", mode, err)
		}
	}
}

// TestMarks: the newest migration sets user_version to its own number.
func TestMarks(t *testing.T) {
	s := create(t, project(t))
	defer s.Close()
	p, err := s.migrator()
	if err != nil {
		t.Fatal(err)
	}
	current, target, err := p.GetVersions(t.Context())
	var user int64
	if err := errors.Join(err, s.read.QueryRow("PRAGMA user_version").Scan(&user)); err != nil || user != target || current != target {
		t.Errorf("user_version %d, migrated to %d of %d, %v", user, current, target, err)
	}
}

func TestCancelledWhileItRuns(t *testing.T) {
	s := create(t, project(t))
	defer s.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 1)
	defer cancel()
	if _, err := s.Verify(ctx); !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestBackup(t *testing.T) {
	path := project(t)
	s := create(t, path)
	defer s.Close()
	to := filepath.Join(t.TempDir(), "backup?.muqabala")
	if err := s.Append(t.Context(), 1, 5, judge("in the write-ahead log")); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(t.Context(), 1, 6, judge("afterwards")); err != nil {
		t.Fatal(err)
	}
	whole(t, to, 6)
	if err := s.Backup(t.Context(), to); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file that is there: %v", err)
	}
	whole(t, to, 6)
	again, err := Open(t.Context(), to, ReadWrite) // it can be worked on
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if err := again.Append(t.Context(), 1, 6, judge("k")); err != nil {
		t.Error(err)
	}
	if err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "no", "folder")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("into a folder that is not there: %v", err)
	}
	reader, err := Open(t.Context(), path, ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := reader.Backup(t.Context(), filepath.Join(t.TempDir(), "x")); err != nil {
		t.Errorf("from a project opened for reading: %v", err)
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	for name, c := range map[string]struct{ damage, want string }{
		"an edit changed":    {`UPDATE edit SET body = replace(body, 'confirmed', 'rejected') WHERE id = 3`, "seal of edit 3"},
		"an edit lost":       {`DELETE FROM edit WHERE id = 3`, "edit 4 stands where edit 3 should"},
		"the last edit lost": {`DELETE FROM edit WHERE id = 5`, "4 entries and should have 5"},
		"an edit unreadable": {`UPDATE edit SET body = '{"ops":[{"op":"teleport"}]}' WHERE id = 3`, "edit 3 cannot be read"},
		"an edit impossible": {`UPDATE edit SET body = replace(body, '"block":1', '"block":9') WHERE id = 1`, "does not replay"},
		"a source changed":   {`UPDATE source SET text = CAST(replace(CAST(text AS TEXT), 'two', 'TWO') AS BLOB)`, "its bytes have the hash"},
		"a document changed": {`UPDATE document SET body = replace(body, '"line":3', '"line":4')`, "or the documents"},
		"blocks outside":     {`UPDATE document SET body = replace(body, '"end":15', '"end":99')`, "block 3 at bytes"},
		"derived from later": {`INSERT INTO derived VALUES (1, 'rows', 9, x'')`, "rows was worked out from version 9"},
		"nobody told":        {`DELETE FROM change`, "no follower"},
		"a bitext missing":   {`PRAGMA foreign_keys = OFF; DELETE FROM document WHERE id = 1; PRAGMA foreign_keys = ON`, "names a document that is not there"},
	} {
		s := create(t, project(t))
		if _, err := s.write.Exec(c.damage); err != nil {
			t.Fatal(name, err)
		}
		r, err := s.Verify(t.Context())
		if err != nil || !strings.Contains(strings.Join(r.Problems, "\n"), c.want) {
			t.Errorf("%s: problems %q, %v; want %q", name, r.Problems, err, c.want)
		}
		s.Close()
	}
}

// TestVerifyReadsRemoved: what was removed is looked at too.
func TestVerifyReadsRemoved(t *testing.T) {
	s := create(t, project(t))
	defer s.Close()
	if err := s.Remove(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Verify(t.Context()); err != nil || r.Bitexts != 1 || r.Edits != 5 || r.Sources != 2 || len(r.Problems) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestDamagedPages: a file whose bytes were overwritten is an error or a problem, never a silence or a panic.
func TestDamagedPages(t *testing.T) {
	path := project(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 4096; at < len(data); at += 4096 {
		damaged := append([]byte{}, data...)
		for i := range 64 {
			damaged[at+i] ^= 0x5a
		}
		name := filepath.Join(t.TempDir(), "damaged")
		if err := os.WriteFile(name, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), name, ReadOnly)
		if err != nil {
			continue
		}
		if r, err := s.Verify(t.Context()); err == nil && len(r.Problems) == 0 {
			t.Errorf("page %d was overwritten, and all is well", at/4096+1)
		}
		s.Close()
	}
}

// TestTwoPrograms: a project that two programs have open; the one that comes late is told, catches up, and goes on.
func TestTwoPrograms(t *testing.T) {
	path := project(t)
	var sessions [2]*store.Session
	for i := range sessions {
		s := create(t, path)
		defer s.Close()
		var err error
		if sessions[i], err = store.Open(t.Context(), s, 1); err != nil {
			t.Fatal(err)
		}
	}
	edit := func(i int) error {
		return sessions[i].Edit(t.Context(), func(b *corpus.Bitext) error { return b.Apply(judge("k")) })
	}
	if err := edit(0); err != nil {
		t.Fatal(err)
	}
	if err := edit(1); !errors.Is(err, store.ErrStale) {
		t.Errorf("the late edit: %v", err)
	}
	if err := edit(1); err != nil {
		t.Errorf("once it has caught up: %v", err)
	}
	if changed, err := sessions[0].Refresh(t.Context()); err != nil || !changed {
		t.Errorf("refreshed: %v, %v", changed, err)
	}
	whole(t, path, 7)
}

// TestHalfMadeProject: what is left of a program that was ended while it made a project is made whole.
func TestHalfMadeProject(t *testing.T) {
	path := filepath.Join(t.TempDir(), "project")
	db, err := connect(path, 1, "mode", "rwc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA journal_mode = WAL; CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now'))); INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := Open(t.Context(), path, ReadWrite); !errors.Is(err, store.ErrNotProject) {
		t.Errorf("opened as it is: %v", err)
	}
	s := create(t, path)
	defer s.Close()
	if _, err := s.Add(t.Context(), storetest.New("A report")); err != nil {
		t.Error(err)
	}
}
