//go:build unix

package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/storetest"
)

// The test binary is also the programs that these tests end or lock out: the first variable names which, the second the
// project.
const (
	childVar   = "MUQABALA_TEST_CHILD"
	projectVar = "MUQABALA_TEST_PROJECT"
)

func TestMain(m *testing.M) {
	child, ok := map[string]func(path string) error{"append": appendForever, "read-only": editReadOnly}[os.Getenv(childVar)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := child(os.Getenv(projectVar)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// child is the command that runs one of them.
func child(t *testing.T, binary, name, path string) *exec.Cmd {
	c := exec.CommandContext(t.Context(), binary)
	c.Env = append(os.Environ(), childVar+"="+name, projectVar+"="+path)
	return c
}

// appendForever makes a thousand edits through a session and says on standard output which were acknowledged.
func appendForever(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, ReadWrite)
	if err != nil {
		return err
	}
	session, err := store.Open(ctx, s, 1)
	if err != nil {
		return err
	}
	for range 1000 {
		version := 0
		err := session.Edit(ctx, func(b *corpus.Bitext) error {
			defer func() { version = b.Version() }()
			return b.Apply(judge(strings.Repeat("k", b.Version()%100)))
		})
		if err != nil {
			return err
		}
		fmt.Println(version)
	}
	select {}
}

// TestKilled: a program that is ended at any moment loses no edit that was acknowledged, and leaves a whole project.
func TestKilled(t *testing.T) {
	path, times, acknowledged := project(t), 20, 5
	if testing.Short() {
		times = 3
	}
	for i := range times {
		killed := child(t, os.Args[0], "append", path)
		out, err := killed.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := killed.Start(); err != nil {
			t.Fatal(err)
		}
		after, last := rand.IntN(1000), acknowledged
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if last, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatal(err)
			}
			if after--; after == 0 {
				go killed.Process.Kill() // while it goes on
			}
			if last == acknowledged+1000 {
				killed.Process.Kill()
			}
		}
		killed.Wait()
		s, err := Open(t.Context(), path, ReadWrite)
		if err != nil {
			t.Fatal(err)
		}
		info, err := s.Info(t.Context(), 1)
		if err != nil || info.Version < last || last == acknowledged {
			t.Fatalf("kill %d: %d edits were acknowledged, and %d are there (%v)", i, last, info.Version, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		whole(t, path, info.Version)
		acknowledged = info.Version
	}
}

// TestDiskFull: where there is no room the error says so, nothing that was kept is lost, and work goes on once there is.
func TestDiskFull(t *testing.T) {
	path := project(t)
	s := create(t, path)
	defer s.Close()
	var pages int
	if err := s.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(pages int) {
		t.Helper()
		if _, err := s.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 4)
	session, err := store.Open(t.Context(), s, 1)
	if err != nil {
		t.Fatal(err)
	}
	kept := 5
	for err = nil; err == nil && kept < 10_000; {
		err = session.Edit(t.Context(), func(b *corpus.Bitext) error {
			return b.Apply(corpus.Edit{Ops: []corpus.Op{b.CommentOn("k", strings.Repeat("word ", 100))}})
		})
		if err == nil {
			kept++
		}
	}
	if !errors.Is(err, store.ErrFull) || !strings.Contains(err.Error(), "free some disk space") || kept == 5 {
		t.Fatalf("after %d edits: %v", kept, err)
	}
	if _, err := s.Add(t.Context(), storetest.New(strings.Repeat("x", 900))); err == nil {
		_, err = s.Add(t.Context(), storetest.New(strings.Repeat("x", 900)))
		if !errors.Is(err, store.ErrFull) {
			t.Errorf("a bitext for which there is no room: %v", err)
		}
	}
	whole(t, path, kept)
	session.Read(func(b *corpus.Bitext) error {
		if b.Version() != kept {
			t.Errorf("the session is at version %d, the store at %d", b.Version(), kept)
		}
		return nil
	})
	limit(1 << 30)
	if err := session.Edit(t.Context(), func(b *corpus.Bitext) error { return b.Apply(judge("k")) }); err != nil {
		t.Errorf("once there is room: %v", err)
	}
	whole(t, path, kept+1)
}

// editReadOnly reads a project that it may not write to, and tries to. It runs as a user without rights.
func editReadOnly(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, ReadOnly)
	if err != nil {
		return fmt.Errorf("opened for reading: %w", err)
	}
	b, err := s.Load(ctx, 1)
	if err != nil || b.Version() != 5 {
		return fmt.Errorf("loaded %v: %w", b, err)
	}
	if r, err := s.Verify(ctx); err != nil || len(r.Problems) > 0 {
		return fmt.Errorf("verify: %v, %w", r, err)
	}
	if err := s.Append(ctx, 1, 5, judge("k")); !errors.Is(err, store.ErrReadOnly) {
		return fmt.Errorf("appended: %w", err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	for _, mode := range []Mode{ReadWrite, Create} {
		if _, err := Open(ctx, path, mode); err == nil || !strings.Contains(err.Error(), "permissions") {
			return fmt.Errorf("opened in mode %d: %w", mode, err)
		}
	}
	return nil
}

// TestReadOnlyFile: a project without the right to write, in a folder with and without it, is read and says why it is not
// written to.
func TestReadOnlyFile(t *testing.T) {
	for name, folder := range map[string]os.FileMode{"folder read-only": 0o555, "folder writable": 0o777} {
		t.Run(name, func(t *testing.T) {
			path := project(t)
			dir := filepath.Dir(path)
			binary := copied(t, os.Args[0], filepath.Join(dir, "test"))
			for p, mode := range map[string]os.FileMode{path: 0o444, filepath.Dir(dir): 0o755, dir: folder} {
				if err := os.Chmod(p, mode); err != nil {
					t.Fatal(err)
				}
			}
			t.Cleanup(func() { os.Chmod(dir, 0o755) })
			c := child(t, binary, "read-only", path)
			if os.Getuid() == 0 { // may write everywhere
				c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
			}
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
			whole(t, path, 5)
		})
	}
}

func copied(t *testing.T, from, to string) string {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	return to
}
