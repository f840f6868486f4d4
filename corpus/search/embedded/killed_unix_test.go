//go:build unix

package embedded

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"muqabala/corpus/search"
)

// writerVariable names the folder to a copy of the test program that only writes an index, to be killed.
const writerVariable = "MUQABALA_TEST_WRITES_INDEX"

func TestMain(m *testing.M) {
	if folder := os.Getenv(writerVariable); folder != "" {
		if err := writeOn(folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeOn writes one version after the other and says which it has written, until it is killed.
func writeOn(folder string) error {
	x, _, err := Open(folder)
	if err != nil {
		return err
	}
	version, err := x.Version(context.Background(), "k")
	for ; err == nil; fmt.Println(version) {
		version++
		err = x.Update(context.Background(), state(version))
	}
	return err
}

// state is a bitext at a version. Versions differ in all records, and in how many there are.
func state(version int64) search.Bitext {
	b := search.Bitext{ID: "k", Version: version}
	for i := range 40 + 20*(version%2) {
		b.Records = append(b.Records, search.Record{ID: fmt.Sprint("k", i), Document: "k", Place: i, Original: fmt.Sprintf("state%d of many", version)})
	}
	return b
}

// TestKilled kills a program that writes an index, at any moment. Every version that it had written is there, and the next update
// leaves nothing behind of one that was half written.
func TestKilled(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "index")
	for range 8 {
		written := writeUntilKilled(t, folder)
		x, _, err := Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		version, err := x.Version(t.Context(), "k")
		if err != nil || version < written {
			t.Fatalf("version %d was written, %d is there, %v", written, version, err)
		}
		next := state(version + 1)
		if err := x.Update(t.Context(), next); err != nil {
			t.Fatal(err)
		}
		h, err := x.Health(t.Context())
		if found := total(t, x, fmt.Sprintf("state%d typo:off", version+1)); err != nil || found != len(next.Records) || h.Records != found {
			t.Errorf("%d records are there and %d are found, not %d; %v", h.Records, found, len(next.Records), err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// writeUntilKilled gives the last version that the killed program said it had written.
func writeUntilKilled(t *testing.T, folder string) (version int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerVariable+"="+folder)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	version = -1
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		fmt.Sscan(lines.Text(), &version)
		time.AfterFunc(time.Duration(rand.IntN(100))*time.Millisecond, func() { cmd.Process.Kill() })
	}
	cmd.Wait()
	if version < 0 {
		t.Fatal("the program wrote nothing")
	}
	return version
}
