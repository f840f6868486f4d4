package embedded

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus/search"
	"muqabala/corpus/search/searchtest"
)

func empty(t *testing.T) search.Index {
	x, fresh, err := Open(filepath.Join(t.TempDir(), "index"))
	if err != nil || !fresh {
		t.Fatalf("fresh %v, %v", fresh, err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

func TestIndex(t *testing.T) { searchtest.Run(t, empty) }

// write makes an index of the fixture and closes it.
func write(t *testing.T, folder string) {
	t.Helper()
	x, _, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range searchtest.Bitexts() {
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

// total counts what is found.
func total(t *testing.T, x *Index, text string) int {
	t.Helper()
	q, err := search.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r.Total
}

func TestOpenedAgain(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "index")
	write(t, folder)
	x, fresh, err := Open(folder)
	if err != nil || fresh {
		t.Fatalf("fresh %v, %v", fresh, err)
	}
	defer x.Close()
	if v, err := x.Version(t.Context(), "water"); v != 1 || err != nil {
		t.Errorf("version %d, %v", v, err)
	}
	for query, want := range map[string]int{"cooperate": 3, "أنجازيا": 3, "kosvo": 1} { // stems, skeletons and trigrams are there again
		if got := total(t, x, query); got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
}

func TestDamagedIndexIsMadeAnew(t *testing.T) {
	for name, damage := range map[string]func(string) error{
		"other format": func(folder string) error {
			x, _, err := Open(folder)
			if err != nil {
				return err
			}
			batch := x.NewBatch()
			batch.SetInternal(formatKey, []byte("muqabala-search/0"))
			return errors.Join(x.durable(context.Background(), batch), x.Close())
		},
		"meta":    func(f string) error { return os.WriteFile(filepath.Join(f, "index_meta.json"), []byte("{"), 0o600) },
		"no meta": func(f string) error { return os.Remove(filepath.Join(f, "index_meta.json")) },
		"root": func(f string) error {
			return os.WriteFile(filepath.Join(f, "store", "root.bolt"), []byte("no bolt"), 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "index")
			write(t, folder)
			if err := damage(folder); err != nil {
				t.Fatal(err)
			}
			x, fresh, err := Open(folder)
			if err != nil || !fresh {
				t.Fatalf("fresh %v, %v", fresh, err)
			}
			defer x.Close()
			if n, err := x.DocCount(); n != 0 || err != nil {
				t.Errorf("%d records, %v", n, err)
			}
		})
	}
}

// TestLostSegment: what is lost is not claimed to be there, so that it is written again.
func TestLostSegment(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "index")
	write(t, folder)
	segments, err := filepath.Glob(filepath.Join(folder, "store", "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatal("no segment", err)
	}
	for _, s := range segments {
		if err := os.Truncate(s, 10); err != nil {
			t.Fatal(err)
		}
	}
	x, _, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, b := range searchtest.Bitexts() {
		v, err := x.Version(t.Context(), b.ID)
		if n := total(t, x, "document:"+b.ID); err != nil || n == 0 && v > 0 {
			t.Errorf("%s: version %d, %d records, %v", b.ID, v, n, err)
		}
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	if n := total(t, x, "cooperate"); n != 3 {
		t.Errorf("%d records after they were written again, not 3", n)
	}
}

func TestLocked(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "index")
	x, _, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if _, _, err := Open(folder); !errors.Is(err, ErrLocked) {
		t.Errorf("opened twice: %v", err)
	}
}

// TestOtherFolderIsLeftAlone: a folder that is no index is not cleared.
func TestOtherFolderIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "thesis.docx")
	if err := os.WriteFile(file, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(folder); err == nil || !strings.Contains(err.Error(), "thesis.docx") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

// TestHalfWritten: a bitext that a crash has left half written has no version, so that it is written again, and nothing of it is
// left over.
func TestHalfWritten(t *testing.T) {
	x := empty(t).(*Index)
	b := searchtest.Bitexts()[0]
	if err := newWriter(x).write(b.Records); err != nil {
		t.Fatal(err)
	}
	if v, err := x.Version(t.Context(), b.ID); v != -1 || err != nil {
		t.Errorf("version %d, %v", v, err)
	}
	b.Version, b.Records = 0, b.Records[:2]
	if err := x.Update(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if n, err := x.DocCount(); n != 2 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
}

// TestFirst: the first records are those that are found, over several segments, whether they are counted or not.
func TestFirst(t *testing.T) {
	x := empty(t).(*Index)
	for _, b := range searchtest.Bitexts() {
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	everything := search.All{}
	find := func() (ids []string) {
		all, total, err := x.Find(t.Context(), everything, 1000)
		if err != nil || total != len(all) || total < 30 {
			t.Fatalf("%d of %d records, %v", len(all), total, err)
		}
		return idsOf(all)
	}
	compared := 0
	for limit := range len(find()) + 2 {
		before := find()
		got, err := x.First(t.Context(), everything, limit)
		if err != nil || len(got) != min(limit, len(before)) {
			t.Errorf("%d records, not the first %d: %v", len(got), limit, err)
		}
		if !slices.Equal(before, find()) {
			continue // parts of the index were put together meanwhile
		}
		compared++
		if ids := idsOf(got); !slices.Equal(ids, before[:len(ids)]) {
			t.Errorf("the first %d are %v, want %v", limit, ids, before[:len(ids)])
		}
	}
	if compared < 10 {
		t.Errorf("only %d answers could be compared", compared)
	}
}

func idsOf(records []search.Record) []string {
	out := make([]string, len(records))
	for i, r := range records {
		out[i] = r.ID
	}
	return out
}

// TestResultsWhileAnImportRuns: what is written already is found while the rest is being written.
func TestResultsWhileAnImportRuns(t *testing.T) {
	x := empty(t).(*Index)
	b := search.Bitext{ID: "0", Version: 1, Records: slices.Collect(searchtest.Generate(4*batchSize, 1))}
	for i := range b.Records {
		b.Records[i].Document, b.Records[i].Original = "0", b.Records[i].Original+" imported"
	}
	done := make(chan error, 1)
	go func() { done <- x.Update(t.Context(), b) }()
	partly := 0
	for {
		select {
		case err := <-done:
			if n := total(t, x, "imported"); err != nil || n != len(b.Records) || partly == 0 {
				t.Errorf("%d of %d found at the end, a part of them %d times, %v", n, len(b.Records), partly, err)
			}
			return
		default:
			if n := total(t, x, "imported"); n > 0 && n < len(b.Records) {
				partly++
			}
		}
	}
}
