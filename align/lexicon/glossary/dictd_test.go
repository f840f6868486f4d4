package glossary

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// writeDictionary writes an index and a compressed text, and gives the path of the index.
func writeDictionary(t *testing.T, index, text string) string {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(text))
	z.Close()
	base := filepath.Join(t.TempDir(), "test-ara-eng")
	for name, data := range map[string][]byte{base + ".index": []byte(index), base + ".dict.dz": packed.Bytes()} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return base + ".index"
}

const articleText = "00database\nabout\nالشّبت /x/\nDill\nالتوسّع /y/\n1. Dilation\n2. Expansion\n"

func TestDictd(t *testing.T) {
	at := strings.Index(articleText, "التوسّع")
	index := "00databaseinfo\tA\tR\nالتوسّع\t" + number(at) + "\t" + number(len(articleText)-at) + "\nالشبت\tR\t" + number(at-17) + "\n"
	entries, err := Dictd(context.Background(), writeDictionary(t, index, articleText))
	if err != nil {
		t.Fatal(err)
	}
	want := "dilation=توسع; dill=شبت; expansion=توسع"
	if s := show(&Glossary{Entries: entries}); s != want {
		t.Errorf("%s, want %s", s, want)
	}
}

// number is a number as an index has it.
func number(n int) string {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	if n < 64 {
		return digits[n : n+1]
	}
	return number(n/64) + digits[n%64:n%64+1]
}

func TestBrokenDictionaries(t *testing.T) {
	for _, index := range []string{"x\tA\n", "x\tA\tzzzzzzzzzzzz\n", "x\t?\tA\n", "x\tBAA\tA\n", "x\tA\tBAA\n", strings.Repeat("x", maxIndexLine+1)} {
		_, err := Dictd(context.Background(), writeDictionary(t, "y\tA\tA\n"+index, articleText))
		var input *corpus.InputError
		if !errors.Is(err, corpus.ErrFormat) || !errors.As(err, &input) || input.Line != 2 {
			t.Errorf("%.20q: %v", index, err)
		}
	}
	path := writeDictionary(t, "", articleText)
	if err := os.WriteFile(strings.TrimSuffix(path, ".index")+".dict.dz", []byte("no gzip"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Dictd(context.Background(), path); !errors.Is(err, corpus.ErrFormat) {
		t.Error(err)
	}
	if err := os.Remove(strings.TrimSuffix(path, ".index") + ".dict.dz"); err != nil {
		t.Fatal(err)
	}
	if _, err := Dictd(context.Background(), path); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestFreeDictAsInstalled(t *testing.T) {
	g, err := Load(context.Background(), FreeDictName)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	entries := g.Entries
	if len(entries) < 10_000 {
		t.Errorf("only %d entries", len(entries))
	}
	at := slices.IndexFunc(entries, func(e lexicon.Entry) bool { return e.English == "dilemma" })
	if at < 0 || !slices.Contains(entries[at].Arabic, "معضلة") {
		t.Error("a dilemma is no معضلة")
	}
}

func FuzzDictd(f *testing.F) {
	f.Add("x\tA\tR\n", articleText)
	f.Fuzz(func(t *testing.T, line, text string) {
		c := &collector{ctx: context.Background()}
		if err := c.article(line, text); err != nil && !errors.Is(err, corpus.ErrFormat) {
			t.Fatal(err)
		}
	})
}
